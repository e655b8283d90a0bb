// The dialog in which a target is drawn: modes, or points; with mouse or keyboard, or from a file.

import { dialog } from "./dialog.js";
import { button, checkbox, element, labelled, select, setText, takesText } from "./dom.js";
import { countText } from "./format.js";
import { grey } from "./greyed.js";
import { TargetCanvas } from "./targetCanvas.js";
import { ModesTable } from "./modesTable.js";
import { TargetModel } from "./targetModel.js";
import {
  gridModes, largestCsv, mixtureText, pointsText, readPoints, ringModes,
} from "./targetText.js";

/** @typedef {import("./app.js").App} App */

const mouseText = "Click or double-click an empty place to add a mode, drag a mode to move it, and "
  + "press Delete to remove the selected one.";
const keysText = "The wheel, plus and minus change its width; arrows move it; Enter adds a mode at "
  + "the cross, or lets go; N selects the next one.";

const presets = [
  { value: "pane", text: "The pane's target" }, { value: "ring8", text: "Ring of 8" },
  { value: "ring5", text: "Ring of 5" }, { value: "grid9", text: "Grid of 9" },
  { value: "two", text: "Two modes" }, { value: "empty", text: "Nothing" },
];

export class TargetEditor {
  /** @param {App} app */
  constructor(app) {
    this.app = app;
    this.model = new TargetModel();
    /** @type {string | null} the text of a file, sent without a change */
    this.file = null;
    this.area = new TargetCanvas(app, this.model, () => this.changed());
    this.table = new ModesTable(this.model, () => {
      this.area.draw();
      this.changed(false);
    });
    this.kinds = element(
      "fieldset", { class: "row" }, element("legend", {}, "Draw"), this.kind("modes", "Modes"),
      this.kind("points", "Points"));
    this.preset = select(presets, "pane");
    this.preset.addEventListener("change", () => this.start(this.preset.value));
    this.width = element("input", { type: "range", min: 0.01, max: 0.6, step: 0.01, value: 0.1 });
    this.width.addEventListener("input", () => this.setWidth());
    this.undo = button("Undo the last stroke", () => {
      this.model.undoStroke();
      this.area.update();
    });
    this.problem = element("p", { class: "problem", role: "status" });
    this.everywhere = checkbox("In all panes", false, () => undefined);
    this.use = button("Use this target", () => this.send(), { class: "primary" });
    this.dialog = dialog("Draw a target", "wide target-dialog", this.body(), this.footer());
    // The selected mode is removed from wherever the focus is, except from within a field.
    this.dialog.addEventListener("keydown", (event) => {
      if (event.key !== "Delete" || event.defaultPrevented || takesText(event.target)) return;
      this.area.key(event);
    });
  }

  /** @returns {HTMLElement} */
  body() {
    const clear = button("Clear", () => this.start("empty"));
    const file = element("input", { type: "file", accept: ".csv,.txt,text/csv,text/plain" });
    file.addEventListener("change", () => void this.load(file));
    const side = element(
      "div", { class: "target-side" }, this.kinds, labelled("Start from", this.preset),
      labelled("Deviation of what is added", this.width),
      element("div", { class: "row" }, this.undo, clear),
      labelled("Load lines of x,y from a CSV file", file), this.table.root);
    const help = element("p", { id: "target-keys", class: "meaning" });
    help.append(element("strong", {}, mouseText), ` ${keysText}`);
    const area = element("div", { class: "target-area" }, this.area.canvas, help);
    return element("div", { class: "target-body" }, area, side);
  }

  /** @returns {HTMLElement} */
  footer() {
    const choice = element("div", { class: "row" }, this.everywhere.label, this.use);
    return element("div", { class: "dialog-foot" }, this.problem, choice);
  }

  /**
   * @param {"modes" | "points"} kind
   * @param {string} text
   * @returns {HTMLElement}
   */
  kind(kind, text) {
    const radio = element("input", {
      type: "radio", name: "target-kind", value: kind, checked: kind === "modes",
    });
    radio.addEventListener("change", () => this.setKind(kind));
    return element("label", { class: "check" }, radio, element("span", {}, text));
  }

  /** @param {"modes" | "points"} kind */
  setKind(kind) {
    this.model.kind = kind;
    this.file = null;
    // Points that lie on one another cannot be seen.
    if (kind === "points") this.model.deviation = Math.max(0.1, this.model.deviation);
    this.width.value = String(this.model.deviation);
    for (const radio of this.kinds.querySelectorAll("input")) radio.checked = radio.value === kind;
    this.area.update();
  }

  setWidth() {
    const { model } = this;
    model.deviation = Number(this.width.value);
    const selected = model.modes[model.selected];
    if (selected && model.kind === "modes") selected.deviation = model.deviation;
    this.area.update();
  }

  /** The dialog opens: it begins with the target of the selected pane. */
  open() {
    const target = this.app.store.selectedView?.pane.target;
    if (target) this.area.box = target.view === "plane" ? target.box : { x: 0, y: 0, half: 4 };
    this.offerAllPanes();
    this.preset.value = "pane";
    this.start("pane");
  }

  /** Panes that are compared on one target shall be so on the next one. */
  offerAllPanes() {
    const { panes } = this.app.store;
    const names = new Set(panes.map(({ pane }) => pane.target.name));
    this.everywhere.label.hidden = panes.length < 2;
    this.everywhere.box.checked = panes.length > 1 && names.size === 1;
    const text = this.everywhere.label.querySelector("span");
    if (text) setText(text, `In all ${panes.length} panes`);
  }

  /** @param {string} preset */
  start(preset) {
    this.model.clear();
    this.file = null;
    this.model.modes = this.presetModes(preset);
    const width = this.model.modes[0]?.deviation;
    if (width !== undefined) this.model.deviation = width;
    if (preset === "empty") this.model.deviation = 0.1;
    this.width.value = String(this.model.deviation);
    if (preset !== "empty") this.setKind("modes");
    else this.area.update();
  }

  /**
   * @param {string} preset
   * @returns {import("./targetText.js").DrawnMode[]}
   */
  presetModes(preset) {
    if (preset === "ring8") return ringModes(8, 2, 0.05);
    if (preset === "ring5") return ringModes(5, 2, 0.1);
    if (preset === "grid9") return gridModes(3, 2, 0.1);
    if (preset === "two") return [-1.5, 1.5].map((x) => ({ x, y: 0, deviation: 0.2 }));
    const target = this.app.store.selectedView?.pane.target;
    if (preset !== "pane" || !target || target.view !== "plane") return [];
    return target.modes.slice(0, 200).map(({ x, y, xx, yy }) => {
      return { x, y, deviation: Math.sqrt(Math.max(1e-8, (xx + yy) / 2)) };
    });
  }

  /** @param {HTMLInputElement} field */
  async load(field) {
    const file = field.files?.[0];
    if (!file) return;
    const isLarge = file.size > largestCsv;
    const text = isLarge ? "" : await file.text();
    const { points, problem } = isLarge
      ? { points: [], problem: "The file is larger than 1 MB. Use a smaller one." }
      : readPoints(text);
    field.value = "";
    if (problem) {
      setText(this.problem, problem);
      return;
    }
    this.setKind("points");
    this.model.points = points;
    this.model.strokes = [];
    this.fit(points);
    this.area.update();
    this.file = text;
    setText(this.problem, `${file.name}: ${countText(points.length, "point")}.`);
  }

  /**
   * Shows all points of a file.
   * @param {{x: number, y: number}[]} points
   */
  fit(points) {
    let half = 0.1;
    for (const { x, y } of points) half = Math.max(half, Math.abs(x), Math.abs(y));
    this.area.box = { x: 0, y: 0, half: 1.1 * half };
  }

  /** @param {boolean} [isTableOld] */
  changed(isTableOld = true) {
    const { model } = this;
    this.file = null;
    this.undo.hidden = model.kind !== "points";
    grey(this.undo, model.strokes.length > 0 ? "" : "No stroke was drawn");
    this.table.root.hidden = model.kind !== "modes";
    if (isTableOld) this.table.show();
    setText(this.problem, model.problem || this.summary());
    grey(this.use, model.problem);
  }

  /** @returns {string} what was drawn, for eyes and for screen readers */
  summary() {
    const { model } = this;
    if (model.kind === "points") return `${countText(model.points.length, "point")}.`;
    const mode = model.modes[model.selected];
    if (!mode) return `${countText(model.modes.length, "mode")}.`;
    const [x, y, deviation] = [mode.x, mode.y, mode.deviation].map((value) => {
      return Number(value.toFixed(3));
    });
    const name = `Mode ${model.selected + 1} of ${model.modes.length}`;
    return `${name}: x ${x}, y ${y}, deviation ${deviation}.`;
  }

  send() {
    const { selected, order } = this.app.store;
    if (selected === null || this.model.problem) return;
    const panes = this.everywhere.box.checked ? order : [selected];
    for (const pane of panes) this.sendTo(pane);
    this.dialog.close();
    this.app.announce(
      panes.length > 1 ? `All ${panes.length} panes have the new target.`
        : "The pane has the new target.");
  }

  /** @param {number} pane */
  sendTo(pane) {
    if (this.model.kind === "points") {
      this.app.send({ do: "points", pane, csv: this.file ?? pointsText(this.model.points) });
    } else {
      const value = mixtureText(this.model.modes);
      this.app.send({ do: "set", pane, assignments: [{ key: "target", value }] });
    }
  }
}
