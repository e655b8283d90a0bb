// One chart: the choice of what it shows, its canvas, and a table of the same numbers.

import { drawCurves, curveTable, nearestStep } from "./curves.js";
import { kindTitles } from "./chartSeries.js";
import { columnText } from "./columnNames.js";
import { button, checkbox, element, replaceChildren, setText } from "./dom.js";

/** @typedef {import("./app.js").App} App */
/** @typedef {import("./curveLayout.js").Chart} Chart */
/** @typedef {import("./chartSeries.js").Choice} Choice */

/**
 * @typedef {object} CardListeners
 * @property {(step: number | null) => void} point
 * @property {(step: number) => void} seek
 * @property {() => void} change
 * @property {(card: ChartCard) => void} remove
 */

const tableInterval = 2000; // milliseconds

export class ChartCard {
  /**
   * @param {App} app
   * @param {string} choice
   * @param {CardListeners} listeners
   */
  constructor(app, choice, listeners) {
    this.app = app;
    this.choice = choice;
    this.isLogarithmic = false;
    /** @type {Chart | null} */
    this.chart = null;
    this.choicesKey = "";
    this.tableTime = -Infinity;
    this.tableTimer = 0;
    this.menu = element("select", { "aria-label": "What this chart shows" });
    this.menu.addEventListener("change", () => {
      this.choice = this.menu.value;
      listeners.change();
    });
    const logarithmic = checkbox("Log scale", false, (isOn) => {
      this.isLogarithmic = isOn;
      listeners.change();
    });
    this.remove = button("Remove", () => listeners.remove(this), { class: "quiet" });
    this.canvas = element("canvas", { role: "img", "aria-label": "No curve yet" });
    this.meaning = element("p", { class: "meaning" });
    this.table = element("table", {});
    this.details = element(
      "details", { class: "chart-table" }, element("summary", {}, "Table"), this.meaning,
      element("div", { class: "table-scroll" }, this.table));
    this.details.addEventListener("toggle", () => this.showTable(true));
    const head = element(
      "figcaption", { class: "chart-head" }, this.menu, logarithmic.label, this.remove);
    this.root = element("figure", { class: "chart" }, head, this.canvas, this.details);
    this.listen(listeners);
  }

  /** @param {CardListeners} listeners */
  listen(listeners) {
    new ResizeObserver(() => listeners.change()).observe(this.canvas);
    this.canvas.addEventListener("pointermove", (event) => listeners.point(this.stepAt(event)));
    this.canvas.addEventListener("pointerleave", () => listeners.point(null));
    this.canvas.addEventListener("click", (event) => {
      const step = this.stepAt(event);
      if (step !== null) listeners.seek(step);
    });
  }

  /**
   * @param {MouseEvent} event
   * @returns {number | null}
   */
  stepAt(event) {
    return this.chart ? nearestStep(this.chart, event.offsetX) : null;
  }

  /** @param {Choice[]} choices */
  showChoices(choices) {
    const key = JSON.stringify(choices.map(({ value }) => value));
    if (key !== this.choicesKey) {
      this.choicesKey = key;
      const kinds = [...new Set(choices.map(({ kind }) => kind))];
      const groups = kinds.map((kind) => {
        const options = choices.filter((choice) => choice.kind === kind).map((choice) => {
          return element("option", { value: choice.value, title: choice.title }, choice.text);
        });
        return element("optgroup", { label: kindTitles[kind] ?? kind }, ...options);
      });
      replaceChildren(this.menu, ...groups);
    }
    this.menu.value = this.choice;
    this.menu.title = this.menu.selectedOptions[0]?.title ?? "";
    setText(this.meaning, this.menu.title);
    this.remove.setAttribute("aria-label", `Remove the chart of ${this.name}`);
  }

  /** @returns {string} */
  get name() {
    return this.menu.selectedOptions[0]?.textContent ?? columnText(this.choice);
  }

  /** @param {Omit<Chart, "width" | "height" | "logarithmic">} content */
  draw(content) {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    const context = this.canvas.getContext("2d");
    if (!context || width < 60 || height < 40) return;
    this.chart = { ...content, width, height, logarithmic: this.isLogarithmic };
    const scale = Math.min(3, window.devicePixelRatio || 1);
    const [across, down] = [Math.round(width * scale), Math.round(height * scale)];
    if (this.canvas.width !== across) this.canvas.width = across;
    if (this.canvas.height !== down) this.canvas.height = down;
    context.setTransform(scale, 0, 0, scale, 0, 0);
    drawCurves(context, this.chart, this.app.theme());
    this.showTable(false);
  }

  /** @param {boolean} isForced */
  showTable(isForced) {
    const now = performance.now();
    if (!this.chart) return;
    clearTimeout(this.tableTimer);
    const left = this.tableTime + tableInterval - now;
    if (!isForced && left > 0) {
      // The last numbers come, too, even if nothing is drawn after them.
      this.tableTimer = window.setTimeout(() => this.showTable(true), left);
      return;
    }
    this.tableTime = now;
    const text = `Curves of ${this.name} over the steps. The table below has the numbers.`;
    this.canvas.setAttribute("aria-label", text);
    if (!this.details.open) return;
    const { columns, titles, rows } = curveTable(this.chart);
    const head = columns.map((name, index) => {
      return element("th", { scope: "col", title: titles[index] }, name);
    });
    const body = rows.map((row) => {
      const cells = row.map((cell, index) => {
        return index === 0 ? element("th", { scope: "row" }, cell) : element("td", {}, cell);
      });
      return element("tr", {}, ...cells);
    });
    const caption = element("caption", {});
    setText(caption, this.name);
    replaceChildren(
      this.table, caption, element("thead", {}, element("tr", {}, ...head)),
      element("tbody", {}, ...body));
  }
}
