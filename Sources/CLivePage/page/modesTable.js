// The modes of the target editor as numbers: every one can be typed.

import { button, element, replaceChildren } from "./dom.js";
import { grey } from "./greyed.js";
import { mostModes } from "./targetModel.js";

/** @typedef {import("./targetModel.js").TargetModel} TargetModel */

const mostRows = 60; // more are drawn, but not listed

export class ModesTable {
  /**
   * @param {TargetModel} model
   * @param {() => void} changed
   */
  constructor(model, changed) {
    this.model = model;
    this.changed = changed;
    this.rows = element("tbody", {});
    const head = ["Mode", "x", "y", "deviation"].map((text) => {
      return element("th", { scope: "col" }, text);
    });
    const table = element(
      "table", {}, element("thead", {}, element("tr", {}, ...head, element("td", {}))), this.rows);
    this.add = button("Add a mode", () => {
      if (!this.model.addMode({ x: 0, y: 0 })) return;
      this.show();
      this.changed();
      this.focusLast();
    });
    this.scroll = element(
      "div", { class: "table-scroll", tabindex: "0", role: "region", "aria-label": "Modes" }, table);
    this.root = element("div", { class: "modes-table" }, this.scroll, this.add);
  }

  show() {
    const rows = this.model.modes.slice(0, mostRows).map((_, index) => this.row(index));
    replaceChildren(this.rows, ...rows);
    this.showSelected();
    grey(
      this.add, this.model.modes.length < mostModes ? "" : `${mostModes} modes are the most`);
  }

  /** Not `scrollIntoView`, which would move the dialog below the mouse. */
  showSelected() {
    const row = this.rows.children[this.model.selected];
    if (!(row instanceof HTMLElement)) return;
    const { scrollTop, clientHeight } = this.scroll;
    const [top, bottom] = [row.offsetTop, row.offsetTop + row.offsetHeight];
    if (top < scrollTop || bottom > scrollTop + clientHeight) {
      this.scroll.scrollTop = bottom - clientHeight;
    }
  }

  focusLast() {
    const last = this.rows.lastElementChild?.querySelector("input");
    if (last) last.focus();
  }

  /**
   * @param {number} index
   * @returns {HTMLTableRowElement}
   */
  row(index) {
    const remove = button("Remove", () => {
      this.model.removeMode(index);
      this.show();
      this.changed();
      this.add.focus();
    }, { "aria-label": `Remove mode ${index + 1}` });
    return element(
      "tr", { class: index === this.model.selected ? "selected" : null },
      element("th", { scope: "row" }, String(index + 1)), this.cell(index, "x"),
      this.cell(index, "y"), this.cell(index, "deviation"), element("td", {}, remove));
  }

  /**
   * @param {number} index
   * @param {"x" | "y" | "deviation"} name
   * @returns {HTMLTableCellElement}
   */
  cell(index, name) {
    const mode = this.model.modes[index];
    const field = element("input", {
      type: "number", step: "any", value: String(Number(mode[name].toFixed(3))),
      "aria-label": `${name} of mode ${index + 1}`,
    });
    field.addEventListener("change", () => {
      const value = field.valueAsNumber;
      const isSound = Number.isFinite(value) && (name !== "deviation" || value > 0);
      if (isSound) mode[name] = value;
      else field.value = String(mode[name]);
      this.model.selected = index;
      this.changed();
    });
    return element("td", {}, field);
  }
}
