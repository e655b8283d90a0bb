// Sentences for screen readers, in a polite live region. Rare: a training is not read out.

import { capital, conditionOf, modesOf, modesText } from "./app.js";
import { element } from "./dom.js";
import { formatWhole } from "./format.js";

/** @typedef {import("./store.js").Store} Store */
/** @typedef {import("./store.js").PaneView} PaneView */

const shortestPause = 8000; // milliseconds between two sentences about the same pane's modes

export class Announcer {
  constructor() {
    this.region = element("div", {
      id: "live-region", class: "visually-hidden", role: "status", "aria-live": "polite",
    });
    /** @type {string[]} */
    this.waiting = [];
    this.timer = 0;
    /** @type {Map<number, {condition: string, found: number, time: number}>} */
    this.known = new Map();
  }

  /** @param {string} text */
  say(text) {
    if (text === "" || this.waiting.includes(text)) return;
    this.waiting.push(text);
    if (this.waiting.length > 3) this.waiting.shift();
    if (!this.timer) this.sayNext();
  }

  sayNext() {
    const text = this.waiting.shift();
    this.timer = 0;
    if (text === undefined) return;
    this.region.textContent = text;
    this.timer = window.setTimeout(() => this.sayNext(), 1200);
  }

  /**
   * Says what changed in a pane, if it is worth a sentence.
   * @param {Store} store
   * @param {PaneView} view
   */
  see(store, view) {
    const state = view.state;
    if (!state) return;
    const condition = conditionOf(state);
    const found = modesOf(view)?.byMass ?? -1;
    const known = this.known.get(view.id);
    const now = performance.now();
    const name = store.order.length > 1 ? `Pane ${store.order.indexOf(view.id) + 1}: ` : "";
    if (known && known.condition !== condition) this.sayCondition(name, view, condition);
    const isTime = !known || now - known.time > shortestPause;
    if (known && known.found !== found && isTime && found >= 0) {
      this.say(`${name}${modesSentence(view)}`);
    }
    const isSettled = !known || known.found === found || isTime;
    this.known.set(view.id, {
      condition,
      found: isSettled ? found : known.found,
      time: known && !(isTime && known.found !== found) ? known.time : now,
    });
  }

  /**
   * @param {string} name
   * @param {PaneView} view
   * @param {string} condition
   */
  sayCondition(name, view, condition) {
    const state = view.state;
    if (!state) return;
    const step = formatWhole(state.step);
    if (condition === "paused") this.say(`${name}Paused at step ${step}. ${modesSentence(view)}`);
    if (condition === "training") this.say(`${name}Training from step ${step}.`);
    if (condition === "back") {
      this.say(`${name}Looking back at step ${step} of ${formatWhole(state.last)}.`);
    }
    if (condition === "diverged" || condition === "ended") {
      this.say(`${name}${capital(state.outcome ?? "")}.`);
    }
  }
}

/**
 * @param {PaneView} view
 * @returns {string}
 */
function modesSentence(view) {
  const text = modesText(view);
  return text === "" ? "" : `${text}.`;
}
