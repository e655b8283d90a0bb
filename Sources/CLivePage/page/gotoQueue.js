// A slider that is dragged asks for many steps. Only one request is on its way at a time, and
// while it is, only the newest wish is kept: the server never has a queue to work off.

export class GotoQueue {
  /** @param {(step: number) => void} send */
  constructor(send) {
    this.send = send;
    /** @type {number | null} */
    this.asked = null;
    /** @type {number | null} */
    this.wished = null;
  }

  /** @returns {boolean} whether an answer or a wish is still open */
  get isBusy() {
    return this.asked !== null;
  }

  /** @param {number} step */
  request(step) {
    if (this.asked === null) this.ask(step);
    else this.wished = step === this.asked ? null : step;
  }

  /**
   * A frame's state: the answer has come when it shows the step, or when training has ended there.
   * @param {{step: number, replaying: boolean, outcome: string | null}} state
   */
  see(state) {
    if (this.asked === null || state.replaying) return;
    if (state.step === this.asked || state.outcome !== null) this.settle();
  }

  /** The answer came, or none will come: a refusal, a lost connection. */
  settle() {
    const next = this.wished;
    this.asked = null;
    this.wished = null;
    if (next !== null) this.ask(next);
  }

  /** Forgets everything: another command has taken over. */
  clear() {
    this.asked = null;
    this.wished = null;
  }

  /** @param {number} step */
  ask(step) {
    this.asked = step;
    this.send(step);
  }
}
