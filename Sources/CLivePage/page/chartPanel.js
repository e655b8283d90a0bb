// The curves of all panes, with one cursor for all charts.

import { ChartCard } from "./chartCard.js";
import { choicesOf, SeriesCache, standardChoices } from "./chartSeries.js";
import { rowAt } from "./curveLayout.js";
import { button, element, setText, uniqueId } from "./dom.js";
import { formatNumber, formatWhole } from "./format.js";
import { grey } from "./greyed.js";

/** @typedef {import("./app.js").App} App */

const mostCharts = 8;

export class ChartPanel {
  /**
   * @param {App} app
   * @param {() => void} invalidate asks for the charts to be drawn again soon
   */
  constructor(app, invalidate) {
    this.app = app;
    this.invalidate = invalidate;
    this.cache = new SeriesCache();
    /** @type {ChartCard[]} */
    this.cards = [];
    /** @type {number | null} */
    this.cursor = null;
    this.hasBegun = false;
    /** @type {string | null} the choice that the first chart takes as soon as a pane has it */
    this.wanted = null;
    this.list = element("div", { class: "charts" });
    this.slider = element("input", { type: "range", min: 0, max: 0, step: 1, value: 0 });
    this.slider.id = uniqueId("cursor");
    this.text = element("span", { class: "cursor-text", "aria-hidden": "true" });
    this.go = button("Go to this step", () => this.seek(Number(this.slider.value)));
    this.add = button("Add a chart", () => this.addCard("all norms"));
    this.slider.addEventListener("input", () => this.point(Number(this.slider.value)));
    const cursor = element(
      "div", { class: "cursor-row" }, element("label", { for: this.slider.id }, "Cursor"),
      this.slider, this.text, this.go, this.add);
    this.root = element(
      "section", { class: "chart-panel", "aria-label": "Curves", "data-part": "curves" },
      this.list, cursor);
  }

  /** @param {string} choice */
  addCard(choice) {
    if (this.cards.length >= mostCharts) return;
    const card = new ChartCard(this.app, choice, {
      point: (step) => this.point(step),
      seek: (step) => this.seek(step),
      change: () => this.invalidate(),
      remove: (removed) => this.removeCard(removed),
    });
    this.cards.push(card);
    this.list.append(card.root);
    this.describe();
    this.invalidate();
  }

  /** @param {ChartCard} card */
  removeCard(card) {
    this.cards = this.cards.filter((other) => other !== card);
    card.root.remove();
    this.describe();
    this.add.focus();
  }

  /** @param {string} choice */
  showFirst(choice) {
    this.wanted = choice;
    this.describe();
  }

  /** The panes or their columns changed. */
  describe() {
    const choices = choicesOf(this.app.store.panes);
    if (choices.length === 0) return;
    if (!this.hasBegun) {
      this.hasBegun = true;
      for (const choice of standardChoices(choices)) this.addCard(choice);
    }
    const wanted = choices.find(({ value }) => value === this.wanted);
    if (wanted && this.cards.length > 0) {
      this.cards[0].choice = wanted.value;
      this.wanted = null;
    }
    for (const card of this.cards) {
      if (!choices.some(({ value }) => value === card.choice)) {
        const free = standardChoices(choices).find((name) => {
          return this.cards.every(({ choice }) => choice !== name);
        });
        card.choice = free ?? choices[0].value;
      }
      card.showChoices(choices);
    }
    grey(
      this.add, this.cards.length < mostCharts ? ""
        : `${mostCharts} charts are the most. Remove one first.`);
  }

  /** @param {number | null} step */
  point(step) {
    if (step === this.cursor) return;
    this.cursor = step;
    this.invalidate();
  }

  /**
   * The selected pane goes to the step; panes that are held in step follow it.
   * @param {number} step
   */
  seek(step) {
    const { store } = this.app;
    if (store.selected !== null) this.app.commands(store.selected)?.seek(step);
  }

  draw() {
    const { store } = this.app;
    const { panes } = store;
    const last = Math.max(0, ...panes.map(({ state }) => state?.last ?? 0));
    this.showCursor(last);
    const selected = store.selectedView;
    const state = selected?.state ?? null;
    for (const card of this.cards) {
      card.draw({
        series: this.cache.series(panes, card.choice, store.selected),
        marks: selected?.pane.marks ?? [],
        cursor: this.cursor,
        position: state && state.step < state.last ? state.step : null,
        range: null,
      });
    }
  }

  /** @param {number} last */
  showCursor(last) {
    this.slider.max = String(last);
    if (this.cursor !== null) this.slider.value = String(this.cursor);
    const isAtStep = this.cursor !== null;
    setText(this.text, isAtStep ? `step ${formatWhole(this.cursor ?? 0)}` : "point at a chart");
    grey(this.go, isAtStep ? "" : "Move the cursor, or point at a chart, to choose a step");
    if (isAtStep) this.slider.setAttribute("aria-valuetext", this.valuesText());
  }

  /** @returns {string} what the curves are at the cursor */
  valuesText() {
    const step = this.cursor ?? 0;
    const { panes, selected } = this.app.store;
    const parts = this.cards.map((card) => {
      const values = this.cache.series(panes, card.choice, selected).map((series) => {
        const row = rowAt(series, step);
        const place = row < 0 || series.steps[row] === step ? ""
          : ` at step ${formatWhole(series.steps[row])}`;
        return `${series.label} ${formatNumber(series.values[row])}${place}`;
      });
      return `${card.name}: ${values.join(", ")}`;
    });
    return `step ${formatWhole(step)}. ${parts.join(". ")}`;
  }
}
