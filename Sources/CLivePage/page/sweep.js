// A sweep as a grid of small pictures, by label and seed, with its table beside it.

import { button, element, replaceChildren, setText } from "./dom.js";
import { formatDuration, formatWhole } from "./format.js";
import { drawThumbnail } from "./thumbnail.js";

/** @typedef {import("./app.js").App} App */
/** @typedef {import("./types.js").SweepEvent} SweepEvent */
/** @typedef {import("./types.js").Panel} Panel */

/** @type {Record<string, string>} */
const statusTexts = {
  done: "done", running: "training", waiting: "waiting", diverged: "diverged", failed: "failed",
  interrupted: "interrupted",
};

const interval = 5000; // milliseconds between two looks at a sweep that is not over

/**
 * @typedef {object} Cell
 * @property {HTMLButtonElement} button
 * @property {HTMLCanvasElement} canvas
 * @property {HTMLElement} result
 */

export class SweepView {
  /** @param {App} app */
  constructor(app) {
    this.app = app;
    /** @type {SweepEvent | null} */
    this.sweep = null;
    this.shape = "";
    /** @type {Map<number, Cell>} */
    this.cells = new Map();
    this.timer = 0;
    this.title = element("h2", { id: "sweep-title", tabindex: "-1" });
    this.text = element("p", { class: "subject" });
    this.meter = element("progress", { "aria-label": "Runs that are done" });
    this.grid = element("div", { class: "sweep-grid" });
    this.table = element("div", { class: "table-scroll", tabindex: "0", role: "region" });
    this.table.setAttribute("aria-label", "Table of the sweep");
    const head = element(
      "div", { class: "card-head" }, this.title, button("Close sweep", () => this.close()));
    this.root = element(
      "section", { id: "sweep", class: "sweep", "aria-labelledby": "sweep-title", hidden: true },
      head, this.text, this.meter,
      element("div", { class: "sweep-body" }, this.grid, this.table));
  }

  close() {
    this.root.hidden = true;
    this.sweep = null;
    clearTimeout(this.timer);
    document.getElementById("panes")?.focus();
  }

  /** @param {SweepEvent} sweep */
  show(sweep) {
    const isNew = this.sweep?.name !== sweep.name || this.root.hidden;
    this.sweep = sweep;
    this.root.hidden = false;
    setText(this.title, `Sweep ${sweep.name.split("/").pop()}`);
    this.title.title = sweep.name;
    setText(this.text, this.progressText(sweep));
    this.meter.max = Math.max(1, sweep.total);
    this.meter.value = sweep.done;
    this.meter.hidden = sweep.done >= sweep.total;
    this.showGrid(sweep);
    this.showTable(sweep);
    if (isNew) {
      this.title.focus({ preventScroll: true });
      this.root.scrollIntoView({ block: "start" });
    }
    this.lookAgain(sweep);
  }

  /** @param {SweepEvent} sweep */
  lookAgain(sweep) {
    clearTimeout(this.timer);
    if (sweep.done >= sweep.total) return;
    this.timer = window.setTimeout(() => {
      if (document.hidden) this.lookAgain(sweep);
      else this.app.send({ do: "panels" });
    }, interval);
  }

  /**
   * @param {SweepEvent} sweep
   * @returns {string}
   */
  progressText({ done, total, running, secondsLeft }) {
    const left = formatDuration(secondsLeft);
    const parts = [`${done} of ${total} runs are done`];
    if (running > 0) parts.push(`${running} ${running === 1 ? "trains" : "train"} now`);
    if (left && done < total) parts.push(`about ${left} left`);
    return `${parts.join(", ")}. Choose a picture to open the run in a pane.`;
  }

  /** @param {SweepEvent} sweep */
  showGrid(sweep) {
    const shape = JSON.stringify(sweep.panels.map(({ run, label, seed }) => [run, label, seed]));
    if (shape !== this.shape) this.buildGrid(sweep, shape);
    for (const panel of sweep.panels) this.showCell(sweep, panel);
  }

  /**
   * @param {SweepEvent} sweep
   * @param {string} shape
   */
  buildGrid(sweep, shape) {
    this.shape = shape;
    this.cells.clear();
    const labels = [...new Set(sweep.panels.map(({ label }) => label))];
    const rows = labels.map((label) => {
      const panels = sweep.panels.filter((panel) => panel.label === label);
      const cells = panels.map((panel) => this.makeCell(panel));
      return element(
        "section", { class: "sweep-row", "aria-label": label }, element("h3", {}, label),
        element("div", { class: "sweep-cells" }, ...cells));
    });
    replaceChildren(this.grid, ...rows);
  }

  /**
   * @param {Panel} panel
   * @returns {HTMLElement}
   */
  makeCell(panel) {
    const canvas = element("canvas", { width: 192, height: 192, "aria-hidden": "true" });
    const result = element("span", { class: "result" });
    const caption = element("span", { class: "caption" }, `Seed ${panel.seed}`, result);
    const made = button("", () => this.open(panel), { class: "thumbnail" });
    made.append(canvas, caption);
    this.cells.set(panel.run, { button: made, canvas, result });
    return made;
  }

  /** @param {Panel} panel */
  open(panel) {
    this.app.send({ do: "openRun", run: panel.run });
    this.app.announce(`Opening ${panel.label}, seed ${panel.seed}, in a pane.`);
  }

  /**
   * @param {SweepEvent} sweep
   * @param {Panel} panel
   */
  showCell(sweep, panel) {
    const cell = this.cells.get(panel.run);
    if (!cell) return;
    const status = statusTexts[panel.status] ?? panel.status;
    const step = panel.step > 0 ? `, step ${formatWhole(panel.step)}` : "";
    const modes = panel.modes === "1" ? "1 mode" : panel.modes ? `${panel.modes} modes` : "";
    setText(cell.result, panel.status === "done" && modes ? modes : status);
    cell.button.dataset.status = panel.status;
    cell.button.setAttribute(
      "aria-label",
      `Open ${panel.label}, seed ${panel.seed}: ${status}${step}${modes ? `, ${modes}` : ""}`);
    cell.button.title = `${panel.label}, seed ${panel.seed}: ${status}${step}`;
    if (sweep.target) drawThumbnail(cell.canvas, panel.samples, sweep.target, this.app.theme());
  }

  /** @param {SweepEvent} sweep */
  showTable({ table }) {
    const head = table.columns.map((name) => element("th", { scope: "col" }, name));
    const rows = table.rows.map((row) => {
      const cells = row.map((text, index) => {
        // The table is made for Markdown, which writes *emphasis* in this way.
        const plain = text.replace(/^\*(.*)\*$/, "$1");
        return index === 0 ? element("th", { scope: "row" }, plain) : element("td", {}, plain);
      });
      return element("tr", {}, ...cells);
    });
    replaceChildren(
      this.table,
      element(
        "table", {}, element("thead", {}, element("tr", {}, ...head)),
        element("tbody", {}, ...rows)));
  }

  redraw() {
    if (!this.sweep || this.root.hidden) return;
    for (const panel of this.sweep.panels) this.showCell(this.sweep, panel);
  }
}
