// One pane: head, picture, a line of figures, transport and timeline.

import { capital, conditionOf, conditionText, modesText, modesTitle } from "./app.js";
import { element, setText, button } from "./dom.js";
import { formatRate, formatWhole } from "./format.js";
import { PaneHeader } from "./paneHeader.js";
import { Picture } from "./picture.js";
import { Timeline } from "./timeline.js";
import { Transport } from "./transport.js";

/** @typedef {import("./app.js").App} App */
/** @typedef {import("./store.js").PaneView} PaneView */
/** @typedef {import("./types.js").StepPart} StepPart */

export class PaneCard {
  /**
   * @param {App} app
   * @param {number} id
   */
  constructor(app, id) {
    this.app = app;
    this.id = id;
    this.header = new PaneHeader(app, id);
    this.timeline = new Timeline(app, id);
    this.transport = new Transport(app, id, () => this.timeline.release());
    this.picture = new Picture(app, id);
    this.step = element("span", { class: "figure step" });
    this.rate = element("span", { class: "figure rate" });
    this.modes = element("span", { class: "figure modes", "data-part": "modes" });
    this.condition = element("span", { class: "figure condition" });
    this.ending = this.makeEnding();
    const status = element(
      "p", { class: "status", "data-part": "status" },
      this.step, this.modes, this.rate, this.condition);
    this.root = element(
      "article", { class: "pane", "aria-labelledby": `pane-${id}-title`, id: `pane-${id}` },
      this.header.root, this.picture.root, status, this.ending, this.transport.root,
      this.timeline.root);
    for (const name of ["pointerdown", "focusin"]) {
      this.root.addEventListener(name, () => app.store.select(id));
    }
  }

  /** @returns {HTMLElement} */
  makeEnding() {
    this.endingText = element("span", { class: "ending-text" });
    const back = button("Go back 100 steps", () => {
      const step = this.view?.state?.step ?? 0;
      this.timeline.seek(Math.max(0, step - 100));
    });
    const again = button("Restart", () => this.app.send({ do: "restart", pane: this.id }));
    return element(
      "div", { class: "ending", hidden: true }, this.endingText,
      element("div", { class: "row" }, back, again));
  }

  /** @returns {PaneView | undefined} */
  get view() {
    return this.app.store.views.get(this.id);
  }

  /** The settings changed, or the list of panes. */
  describe() {
    const view = this.view;
    if (!view) return;
    this.header.show(view.pane);
    this.timeline.showMarks(view.pane, view.state?.last ?? 0);
    this.picture.reset(view.pane);
    this.showState();
  }

  /** A frame came. */
  draw() {
    const view = this.view;
    if (!view) return;
    this.picture.draw(view);
    this.showState();
  }

  showState() {
    const view = this.view;
    if (!view) return;
    const { state, pane } = view;
    const condition = conditionOf(state);
    this.root.dataset.condition = condition;
    // An ending has its own box, which says more.
    const isOver = condition === "diverged" || condition === "ended";
    setText(this.condition, isOver ? "" : conditionText(state));
    setText(this.modes, modesText(view));
    const meaning = modesTitle(view);
    if (this.modes.title !== meaning) this.modes.title = meaning;
    if (!state) return;
    setText(this.step, `Step ${formatWhole(state.step)}`);
    setText(this.rate, state.playing ? formatRate(state.rate) : "");
    this.timeline.showMarks(pane, state.last);
    this.timeline.show(state);
    this.transport.show(state, pane.canSplitStep);
    this.showEnding(view);
  }

  /** @param {PaneView} view */
  showEnding(view) {
    const { state } = view;
    const isOver = state !== null && state.outcome !== null && !state.playing;
    this.ending.hidden = !isOver;
    if (!isOver || !this.endingText) return;
    const outcome = capital(state.outcome ?? "");
    const isLast = state.step === state.last ? " The last finite state is shown." : "";
    setText(this.endingText, `${outcome} is no longer finite.${isLast}`);
  }

  /** @param {boolean} isSelected */
  mark(isSelected) {
    this.root.classList.toggle("selected", isSelected);
  }

  /** @returns {import("./app.js").PaneCommands} */
  get commands() {
    return {
      playOrPause: () => this.transport.playOrPause(),
      step: (part) => this.transport.step(part),
      seek: (step) => {
        const last = this.view?.state?.last ?? 0;
        this.timeline.seek(Math.max(0, Math.min(last, step)));
      },
      openCompare: () => {
        this.header.compare.open = true;
        this.header.compare.querySelector("button")?.focus();
      },
      focus: () => {
        this.root.scrollIntoView({ block: "nearest" });
        this.header.title.focus({ preventScroll: true });
      },
    };
  }
}
