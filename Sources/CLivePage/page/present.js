// Presentation mode, and the parts that an address hides.

import { hideNames } from "./address.js";
import { button, element } from "./dom.js";

/** @typedef {import("./app.js").App} App */

export class Presentation {
  /** @param {App} app */
  constructor(app) {
    this.app = app;
    /** @type {string[]} */
    this.hidden = [];
    this.isOn = false;
    this.changed = () => {};
    this.pause = button("Pause", () => this.playOrPause(), { class: "primary" });
    this.leave = button("Leave", () => this.set(false), { "aria-label": "Leave presentation" });
    this.bar = element(
      "div", { class: "present-bar", role: "group", "aria-label": "Presentation", hidden: true },
      this.pause, this.leave);
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.isOn && !document.querySelector("dialog[open]")) {
        this.set(false);
      }
    });
  }

  /** @param {boolean} isOn */
  set(isOn) {
    this.isOn = isOn;
    document.body.classList.toggle("present", isOn);
    this.showBar();
    this.changed();
    this.app.redraw();
    if (isOn) {
      this.pause.focus();
      window.scrollTo(0, 0);
    }
    this.app.announce(isOn ? "Presentation. Escape leaves it." : "Presentation ended.");
  }

  get isPlaying() {
    return this.app.store.panes.some(({ state }) => state?.playing);
  }

  playOrPause() {
    this.app.send({ do: this.isPlaying ? "pause" : "play", pane: "all" });
  }

  /** The bar stands in for a transport that is hidden. */
  showBar() {
    this.bar.hidden = !this.isOn && !this.hidden.includes("transport");
    this.leave.hidden = !this.isOn;
    this.update();
  }

  /** A frame came. */
  update() {
    if (this.bar.hidden) return;
    const text = this.isPlaying ? "Pause" : "Play";
    if (this.pause.textContent !== text) this.pause.textContent = text;
  }

  /**
   * Hides parts by name. The way to pause is never hidden: where the transport is, the bar of the
   * presentation takes its place.
   * @param {string[]} names
   */
  hide(names) {
    this.hidden = names.filter((name) => hideNames.includes(name));
    for (const name of hideNames) {
      document.body.classList.toggle(`hide-${name}`, this.hidden.includes(name));
    }
    this.showBar();
  }
}
