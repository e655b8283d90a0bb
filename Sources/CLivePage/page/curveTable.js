// A chart for the mouse and for people who cannot see it.

import { shortNumber } from "./axis.js";
import { layoutOf, nearestIndex } from "./curveLayout.js";

/** @typedef {import("./curveLayout.js").Chart} Chart */
/** @typedef {import("./curveLayout.js").Series} Series */

/**
 * The recorded step nearest to a place of the chart, for the mouse; null outside of the lines.
 * @param {Chart} chart
 * @param {number} x in CSS pixels from the chart's left
 * @returns {number | null}
 */
export function nearestStep(chart, x) {
  const layout = layoutOf(chart);
  const { left, right, steps } = layout;
  if (x < left - 8 || x > right + 8) return null;
  const step = steps.first + ((x - left) / (right - left)) * (steps.last - steps.first);
  /** @type {number | null} */
  let nearest = null;
  for (const series of chart.series) {
    const index = nearestIndex(series.steps, step);
    if (index < 0) continue;
    const found = series.steps[index];
    if (nearest === null || Math.abs(found - step) < Math.abs(nearest - step)) nearest = found;
  }
  return nearest;
}

/**
 * The chart as a table of about ten rows, for people who cannot see it.
 * @param {Chart} chart
 * @param {number} [rows]
 * @returns {{columns: string[], titles: string[], rows: string[][]}}
 */
export function curveTable(chart, rows = 10) {
  const { first, last } = layoutOf(chart).steps;
  /** @type {Set<number>} */
  const steps = new Set();
  const isEmpty = chart.series.every((series) => series.steps.length === 0);
  for (let row = 0; row < rows && !isEmpty; row += 1) {
    const wished = first + ((last - first) * row) / Math.max(1, rows - 1);
    const nearest = chart.series
      .filter((series) => series.steps.length > 0)
      .map((series) => series.steps[nearestIndex(series.steps, wished)])
      .sort((a, b) => Math.abs(a - wished) - Math.abs(b - wished));
    steps.add(nearest[0]);
  }
  return {
    columns: ["step", ...chart.series.map(({ label }) => label)],
    titles: ["Steps of training", ...chart.series.map(({ title }) => title ?? "")],
    rows: [...steps].map((step) => [
      shortNumber(step),
      ...chart.series.map((series) => valueText(series, step)),
    ]),
  };
}

/**
 * @param {Series} series
 * @param {number} step
 * @returns {string} empty if the series has no such step
 */
function valueText({ steps, values }, step) {
  const index = nearestIndex(steps, step);
  return index >= 0 && steps[index] === step ? shortNumber(values[index]) : "";
}
