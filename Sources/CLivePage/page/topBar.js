// The line above everything: what can be opened, all panes together, and how the page looks.

import { button, checkbox, element, labelled, select, setText } from "./dom.js";
import { grey } from "./greyed.js";
import { recall, remember } from "./memory.js";

/** @typedef {import("./app.js").App} App */

const appearances = [
  { value: "system", text: "As the system" }, { value: "light", text: "Light" },
  { value: "dark", text: "Dark" },
];

const systemIsDark = window.matchMedia("(prefers-color-scheme: dark)");

export class TopBar {
  /**
   * @param {App} app
   * @param {() => void} appearanceChanged
   */
  constructor(app, appearanceChanged) {
    this.app = app;
    this.version = element("span", { class: "version" });
    this.add = button("Add pane", () => app.send({ do: "add" }), { "data-part": "add" });
    this.all = this.allPanes();
    this.look = this.appearance(appearanceChanged);
    const open = element(
      "nav", { class: "row", "aria-label": "Open" },
      button("Lessons", () => app.openDialog("lessons"), { "data-part": "lessons" }),
      button("Open run", () => app.openDialog("folders"), { "data-part": "open" }), this.add);
    const view = element(
      "div", { class: "row end" }, this.look,
      button("Present", () => app.toggle("present"), { title: "Larger, without controls" }),
      button("Keys", () => app.openDialog("keys")));
    this.root = element(
      "header", { class: "top-bar", "data-part": "header" },
      element("h1", {}, "ToyGAN", this.version), open, this.all, view);
  }

  /** @returns {HTMLElement} */
  allPanes() {
    const { app } = this;
    this.play = button("Play all", () => {
      app.send({ do: this.isPlaying ? "pause" : "play", pane: "all" });
    });
    this.step = button("Step all", () => {
      app.send({ do: "step", pane: "all", count: 1, part: "both" });
    });
    this.restart = button("Restart all", () => app.send({ do: "restart", pane: "all" }));
    this.inStep = checkbox("In step", false, (on) => app.send({ do: "inStep", on }), {
      "data-part": "inStep",
    });
    this.inStep.label.title = "All panes wait for each other, so that they show the same step";
    return element(
      "div", { class: "row all-panes", role: "group", "aria-label": "All panes" },
      this.play, this.step, this.restart, this.inStep.label);
  }

  /**
   * @param {() => void} changed
   * @returns {HTMLElement}
   */
  appearance(changed) {
    const known = recall("appearance") ?? "system";
    const choice = select(appearances, known, { "aria-label": "Colours" });
    if (choice.value === "") choice.value = "system";
    const apply = () => {
      const system = systemIsDark.matches ? "dark" : "light";
      document.documentElement.dataset.theme = choice.value === "system" ? system : choice.value;
    };
    apply();
    choice.addEventListener("change", () => {
      remember("appearance", choice.value);
      apply();
      changed();
    });
    systemIsDark.addEventListener("change", () => {
      apply();
      changed();
    });
    return labelled("Colours", choice, "field inline");
  }

  get isPlaying() {
    return this.app.store.panes.some(({ state }) => state?.playing);
  }

  describe() {
    const { store } = this.app;
    setText(this.version, store.version ? ` ${store.version}` : "");
    // One pause stays in sight however far the page is scrolled; the rest needs several panes.
    for (const part of [this.step, this.restart, this.inStep?.label]) {
      if (part) part.hidden = store.order.length < 2;
    }
    const isFull = store.order.length >= store.paneLimit;
    grey(this.add, isFull ? `${store.paneLimit} panes are the most. Close one first.` : "");
    if (this.inStep) this.inStep.box.checked = store.inStep;
    this.update();
  }

  /** A frame came. */
  update() {
    if (this.play) setText(this.play, this.isPlaying ? "Pause all" : "Play all");
  }
}
