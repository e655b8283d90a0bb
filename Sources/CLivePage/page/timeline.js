// The slider over all steps that were trained. It stays where it was put until the picture of that
// step has come.

import { element, replaceChildren, setText, uniqueId } from "./dom.js";
import { formatWhole } from "./format.js";
import { GotoQueue } from "./gotoQueue.js";
import { grey } from "./greyed.js";
import { markRow } from "./markRow.js";

/** @typedef {import("./app.js").App} App */
/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").Pane} Pane */

const patience = 5000; // milliseconds without any sign that the server computes the step
const mostTicks = 200;

export class Timeline {
  /**
   * @param {App} app
   * @param {number} id of the pane
   */
  constructor(app, id) {
    this.queue = new GotoQueue((step) => app.send({ do: "goto", pane: id, step }));
    this.isPressed = false;
    this.timer = 0;
    this.marksKey = "";
    /** @type {{step: number, tick: HTMLElement}[]} */
    this.places = [];
    this.text = element("span", { class: "timeline-text", "aria-hidden": "true" });
    this.slider = element("input", { type: "range", min: 0, max: 0, step: 1, value: 0 });
    this.slider.id = uniqueId("timeline");
    this.ticks = element("div", { class: "ticks", "aria-hidden": "true" });
    this.marks = element("ol", { class: "marks" });
    const label = element(
      "label", { for: this.slider.id, title: "Goes to any step that was trained" }, "Time");
    const track = element("div", { class: "track" }, this.slider, this.ticks);
    this.root = element(
      "div", { class: "timeline", "data-part": "timeline" }, label, track, this.text, this.marks);
    this.listen();
  }

  listen() {
    this.slider.addEventListener("input", () => this.seek(Number(this.slider.value)));
    this.slider.addEventListener("pointerdown", () => (this.isPressed = true));
    for (const name of ["pointerup", "pointercancel", "blur"]) {
      this.slider.addEventListener(name, () => (this.isPressed = false));
    }
  }

  /** @param {number} step */
  seek(step) {
    this.queue.request(step);
    this.slider.value = String(step);
    this.describe(step, Number(this.slider.max));
    this.waitForAnswer();
  }

  waitForAnswer() {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.queue.settle(), patience);
  }

  /** Another command has taken over. */
  release() {
    clearTimeout(this.timer);
    this.queue.clear();
  }

  /** The server refused a step. */
  refused() {
    this.queue.settle();
  }

  /** @param {State} state */
  show(state) {
    this.queue.see(state);
    if (this.queue.isBusy && state.replaying) this.waitForAnswer();
    if (!this.queue.isBusy) clearTimeout(this.timer);
    this.slider.max = String(state.last);
    grey(this.slider, state.last === 0 ? "No step is trained yet" : "");
    if (this.isPressed || this.queue.isBusy) return;
    this.slider.value = String(state.step);
    this.describe(state.step, state.last);
  }

  /**
   * @param {number} step
   * @param {number} last
   */
  describe(step, last) {
    const text = `${formatWhole(step)} of ${formatWhole(last)}`;
    setText(this.text, text);
    this.slider.setAttribute("aria-valuetext", `step ${text}`);
  }

  /**
   * Marks of changes, and ticks of the steps that a run folder has stored.
   * @param {Pane} pane
   * @param {number} last
   */
  showMarks(pane, last) {
    const stored = pane.storedSteps.length <= mostTicks ? pane.storedSteps : [];
    const key = JSON.stringify([pane.marks, stored]);
    if (key !== this.marksKey) this.buildMarks(pane, stored, key);
    for (const { step, tick } of this.places) {
      tick.style.left = `${last > 0 ? (100 * Math.min(step, last)) / last : 0}%`;
    }
  }

  /**
   * @param {Pane} pane
   * @param {number[]} stored
   * @param {string} key
   */
  buildMarks(pane, stored, key) {
    this.marksKey = key;
    const place = (/** @type {number} */ step, /** @type {string} */ name) => {
      return { step, tick: element("span", { class: name }) };
    };
    this.places = [
      ...stored.map((step) => place(step, "stored")),
      ...pane.marks.map(({ step }) => place(step, "mark")),
    ];
    replaceChildren(this.ticks, ...this.places.map(({ tick }) => tick));
    replaceChildren(this.marks, ...pane.marks.map((mark, place) => {
      return markRow(mark, place, () => this.seek(mark.step));
    }));
    this.marks.hidden = pane.marks.length === 0;
  }
}
