// Where everything of a line chart lies. It needs no canvas: the mouse and the tests use it, too.

import { logarithmicTicks, logarithmicTickText, textWidth, ticks, tickText } from "./axis.js";

/**
 * One curve. Steps ascend; values can be NaN or infinite and are then left out.
 * @typedef {object} Series
 * @property {string} name of the column
 * @property {string} label at the end of the line
 * @property {string} [title] what the column measures, in a sentence
 * @property {number} pane
 * @property {number} colour index into the palette and the dashes
 * @property {Float32Array} steps
 * @property {Float32Array} values
 * @property {number | null} floor what samples of the target score
 */

/**
 * @typedef {object} Chart
 * @property {number} width in CSS pixels
 * @property {number} height
 * @property {Series[]} series
 * @property {{step: number, text: string}[]} marks changes of settings
 * @property {number | null} cursor the step that the reader points at
 * @property {number | null} position the step that the pane shows
 * @property {boolean} [logarithmic] the axis of values
 * @property {{first: number, last: number} | null} [range] of steps; null means all
 */

/**
 * @typedef {object} Layout
 * @property {number} left of the area of the lines
 * @property {number} top
 * @property {number} right
 * @property {number} bottom
 * @property {number} fontSize
 * @property {{first: number, last: number}} steps
 * @property {number} low value at the bottom
 * @property {number} high value at the top
 * @property {boolean} isLogarithmic false where no value is above 0, too
 * @property {{value: number, text: string}[]} valueTicks
 * @property {{value: number, text: string}[]} stepTicks
 */

/**
 * @param {Chart} chart
 * @returns {Layout}
 */
export function layoutOf(chart) {
  const fontSize = Math.min(15, Math.max(11, chart.height / 17));
  const steps = stepRange(chart);
  const { low, high, isLogarithmic } = valueRange(chart, steps);
  const even = ticks(low, high, Math.max(2, Math.min(6, chart.height / 45)));
  const valueTicks = isLogarithmic
    ? logarithmicValueTicks(low, high, chart.height)
    : even.values.map((value) => ({ value, text: tickText(value, even.step) }));
  const left = Math.max(...valueTicks.map(({ text }) => textWidth(text, fontSize)), 20) + 8;
  const right = chart.width - labelWidth(chart, fontSize) - 6;
  const top = (chart.marks.length ? 1.9 : 0.8) * fontSize;
  const bottom = chart.height - 1.9 * fontSize;
  const along = ticks(steps.first, steps.last, Math.max(2, Math.min(8, (right - left) / 75)));
  const stepTicks = along.values
    .filter((value) => Number.isInteger(value))
    .map((value) => ({ value, text: tickText(value, along.step) }));
  return {
    left, top, right, bottom, fontSize, steps, low, high, isLogarithmic, valueTicks, stepTicks,
  };
}

/**
 * @param {number} low
 * @param {number} high
 * @param {number} height of the chart
 * @returns {{value: number, text: string}[]}
 */
function logarithmicValueTicks(low, high, height) {
  const values = logarithmicTicks(low, high, Math.max(2, height / 30));
  return values.map((value) => ({ value, text: logarithmicTickText(value) }));
}

/**
 * The width of the labels at the right, which are never more than four tenths of the chart.
 * @param {Chart} chart
 * @param {number} fontSize
 * @returns {number}
 */
function labelWidth(chart, fontSize) {
  const widths = chart.series.map(({ label }) => textWidth(`${label}  −0.00000`, fontSize));
  return Math.min(0.4 * chart.width, Math.max(0, ...widths) + 10);
}

/**
 * @param {Chart} chart
 * @returns {{first: number, last: number}}
 */
function stepRange({ series, range }) {
  if (range && range.last > range.first) return range;
  let [first, last] = [Infinity, -Infinity];
  for (const { steps } of series) {
    if (steps.length === 0) continue;
    first = Math.min(first, steps[0]);
    last = Math.max(last, steps[steps.length - 1]);
  }
  if (!(last >= first)) return { first: 0, last: 1 };
  return last > first ? { first, last } : { first, last: first + 1 };
}

/**
 * The values from bottom to top. A peak that is far from everything else is cut off, or the rest
 * would be a flat line; the drawing marks where it was.
 * @param {Chart} chart
 * @param {{first: number, last: number}} steps
 * @returns {{low: number, high: number, isLogarithmic: boolean}}
 */
function valueRange(chart, steps) {
  const all = finiteValues(chart, steps);
  const positive = all.filter((value) => value > 0);
  if (chart.logarithmic && positive.length) {
    const [low, high] = [positive[0], positive[positive.length - 1]];
    return { low: low / 1.15, high: high * 1.15, isLogarithmic: true };
  }
  if (all.length === 0) return { low: 0, high: 1, isLogarithmic: false };
  let [low, high] = [all[0], all[all.length - 1]];
  const [usualLow, usualHigh] = [part(all, 0.01), part(all, 0.99)];
  const usual = usualHigh - usualLow;
  if (usual > 0 && high - low > 4 * usual) {
    low = Math.max(low, usualLow - 0.5 * usual);
    high = Math.min(high, usualHigh + 0.5 * usual);
  }
  for (const { floor } of chart.series) {
    if (floor === null || !isFinite(floor)) continue;
    [low, high] = [Math.min(low, floor), Math.max(high, floor)];
  }
  const room = 0.06 * (high - low) || Math.max(1e-3, Math.abs(high) * 0.1);
  // A value that is never negative keeps 0 as its bottom rather than going below.
  const bottom = low >= 0 && low - room < 0 ? 0 : low - room;
  return { low: bottom, high: high + room, isLogarithmic: false };
}

/**
 * At most a few thousand finite values in the range, sorted, with the extremes of every curve.
 * @param {Chart} chart
 * @param {{first: number, last: number}} range
 * @returns {Float64Array}
 */
function finiteValues(chart, { first, last }) {
  const found = [];
  for (const series of chart.series) {
    const [from, to] = indexRange(series.steps, first, last);
    const stride = Math.max(1, Math.floor((to - from) / 1000));
    let [low, high] = [Infinity, -Infinity];
    for (let index = from; index < to; index += 1) {
      const value = series.values[index];
      if (!isFinite(value)) continue;
      if (value < low) low = value;
      if (value > high) high = value;
      if ((index - from) % stride === 0) found.push(value);
    }
    if (high >= low) found.push(low, high);
  }
  return Float64Array.from(found).sort();
}

/**
 * @param {Float64Array} sorted
 * @param {number} share
 * @returns {number}
 */
function part(sorted, share) {
  return sorted[Math.round(share * (sorted.length - 1))];
}

/**
 * The first index at or after a step.
 * @param {Float32Array} steps
 * @param {number} step
 * @returns {number}
 */
export function indexAt(steps, step) {
  let [low, high] = [0, steps.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (steps[middle] < step) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Indices of the steps from first to last; the second one is not included.
 * @param {Float32Array} steps
 * @param {number} first
 * @param {number} last
 * @returns {[number, number]}
 */
export function indexRange(steps, first, last) {
  const from = indexAt(steps, first);
  let to = indexAt(steps, last);
  while (to < steps.length && steps[to] <= last) to += 1;
  return [from, to];
}

/**
 * The index of the step nearest to `step`; -1 without steps.
 * @param {Float32Array} steps
 * @param {number} step
 * @returns {number}
 */
export function nearestIndex(steps, step) {
  const after = indexAt(steps, step);
  if (after === 0) return steps.length ? 0 : -1;
  if (after === steps.length) return after - 1;
  return steps[after] - step < step - steps[after - 1] ? after : after - 1;
}

/**
 * Whether most rows lack the value, because it is measured more rarely than the others. Gaps of
 * such a curve mean nothing; gaps of others show where it was not a number.
 * @param {Float32Array} values
 * @returns {boolean}
 */
export function isSparse(values) {
  let missing = 0;
  for (const value of values) if (Number.isNaN(value)) missing += 1;
  return 2 * missing > values.length;
}

/**
 * The index of the last row at or before a step: what the page knew there. Of a sparse curve, the
 * last row with a value.
 * @param {Series} series
 * @param {number} step
 * @returns {number} -1 if there is none
 */
export function rowAt({ steps, values }, step) {
  let index = indexAt(steps, step);
  if (steps[index] !== step) index -= 1;
  if (index >= 0 && Number.isNaN(values[index]) && isSparse(values)) {
    while (index >= 0 && Number.isNaN(values[index])) index -= 1;
  }
  return index;
}

/**
 * The value of the last row at or before a step. Nothing is interpolated.
 * @param {Series} series
 * @param {number} step
 * @returns {number | null}
 */
export function valueAt(series, step) {
  const index = rowAt(series, step);
  return index < 0 ? null : series.values[index];
}

/**
 * @param {Layout} layout
 * @param {number} step
 * @returns {number}
 */
export function stepX({ left, right, steps }, step) {
  return left + ((step - steps.first) / (steps.last - steps.first)) * (right - left);
}

/**
 * @param {Layout} layout
 * @param {number} value
 * @returns {number} NaN where a logarithmic axis has no place for it
 */
export function valueY({ top, bottom, low, high, isLogarithmic }, value) {
  const share = isLogarithmic
    ? Math.log(value / low) / Math.log(high / low)
    : (value - low) / (high - low);
  return bottom - share * (bottom - top);
}
