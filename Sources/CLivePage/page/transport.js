// Play, pause, single steps and speed of one pane, or of all panes together.

import { button, element, labelled, setText, uniqueId } from "./dom.js";
import { grey } from "./greyed.js";
import { menu } from "./menu.js";
import { positionOf, shortSpeedText, speedAt, speedPositions, speedText } from "./speed.js";

/** @typedef {import("./app.js").App} App */
/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").StepPart} StepPart */

const onlyTitles = {
  discriminator: "One update of the discriminator only; the generator waits",
  generator: "One update of the generator only; the discriminator waits",
};
const together = "The schedule updates both players at once: set schedule to alternating";

export class Transport {
  /**
   * @param {App} app
   * @param {number} id of the pane
   * @param {() => void} takeOver is called before any command, so that the slider lets go
   */
  constructor(app, id, takeOver) {
    this.app = app;
    this.id = id;
    this.takeOver = takeOver;
    this.isPlaying = false;
    this.isSpeedHeld = false;
    this.play = button("Play", () => this.playOrPause(), { class: "primary play" });
    this.one = button("Step", () => this.step("both"), { title: "One step of both players" });
    this.onlyD = button("Only D", () => this.step("discriminator"), {
      "aria-label": "Only D: one step of the discriminator",
    });
    this.onlyG = button("Only G", () => this.step("generator"), {
      "aria-label": "Only G: one step of the generator",
    });
    this.more = menu("Go to", [this.stepsForm(), this.placeForm()]);
    this.root = element(
      "div",
      { class: "transport", role: "group", "aria-label": "Training", "data-part": "transport" },
      this.play, this.one, this.onlyD, this.onlyG, this.more, this.speedField());
  }

  /** @returns {HTMLElement} */
  speedField() {
    this.speed = element("input", {
      type: "range", min: 0, max: speedPositions - 1, step: 1, value: speedPositions - 1,
    });
    this.speed.id = uniqueId("speed");
    this.speedText = element(
      "span", { class: "speed-text", "aria-hidden": "true" }, shortSpeedText(null));
    const slider = this.speed;
    slider.addEventListener("input", () => {
      this.isSpeedHeld = true;
      this.describeSpeed(speedAt(Number(slider.value)));
    });
    slider.addEventListener("change", () => {
      this.app.send({ do: "speed", pane: this.id, value: speedAt(Number(slider.value)) });
      setTimeout(() => (this.isSpeedHeld = false), 400); // until a frame tells the new speed
    });
    return element(
      "div", { class: "speed" }, element("label", { for: slider.id }, "Speed"), slider,
      this.speedText);
  }

  /** @param {number | null} speed */
  describeSpeed(speed) {
    if (this.speedText) setText(this.speedText, shortSpeedText(speed));
    this.speed?.setAttribute("aria-valuetext", speedText(speed));
  }

  /** @returns {HTMLFormElement} */
  stepsForm() {
    const count = element("input", { type: "number", min: 1, max: 1e6, step: 1, value: 100 });
    return this.form("Train this many steps", count, () => {
      this.app.send({ do: "step", pane: this.id, count: Number(count.value), part: "both" });
    });
  }

  /** @returns {HTMLFormElement} */
  placeForm() {
    const place = element("input", { type: "number", min: 0, max: 1e9, step: 1, value: 1000 });
    return this.form("Go to step", place, () => {
      this.app.send({ do: "goto", pane: this.id, step: Number(place.value) });
    });
  }

  /**
   * @param {string} label
   * @param {HTMLInputElement} field
   * @param {() => void} action
   * @returns {HTMLFormElement}
   */
  form(label, field, action) {
    const form = element(
      "form", { class: "small-form" }, labelled(label, field),
      element("button", { type: "submit" }, "Go"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.takeOver();
      action();
      this.more.open = false;
    });
    return form;
  }

  playOrPause() {
    this.takeOver();
    this.app.send({ do: this.isPlaying ? "pause" : "play", pane: this.id });
  }

  /** @param {StepPart} part */
  step(part) {
    this.takeOver();
    this.app.send({ do: "step", pane: this.id, count: 1, part });
  }

  /**
   * @param {State} state
   * @param {boolean} canSplitStep
   */
  show(state, canSplitStep) {
    this.isPlaying = state.playing;
    setText(this.play, state.playing ? "Pause" : "Play");
    const reason = canSplitStep ? "" : together;
    grey(this.onlyD, reason, onlyTitles.discriminator);
    grey(this.onlyG, reason, onlyTitles.generator);
    if (!this.speed || this.isSpeedHeld || document.activeElement === this.speed) return;
    this.speed.value = String(positionOf(state.speed));
    this.describeSpeed(state.speed);
  }
}
