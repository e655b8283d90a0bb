// Reduces curves of many thousands of points to what the pixels of a chart can show.

import { indexRange, isSparse, stepX, valueY } from "./curveLayout.js";

/** @typedef {import("./curveLayout.js").Layout} Layout */
/** @typedef {import("./curveLayout.js").Series} Series */

/**
 * Reduces a curve to what its pixels show: of all points in a column of pixels, the first, the
 * lowest, the highest and the last, in their order. No peak is lost, however short it is.
 * Where values are not finite the line breaks: a point with the y NaN.
 * @param {Series} series
 * @param {Layout} layout
 * @returns {number[]} x, y, x, y ... in pixels
 */
export function decimated({ steps, values }, layout) {
  const [from, to] = indexRange(steps, layout.steps.first, layout.steps.last);
  /** @type {number[]} */
  const points = [];
  const areGapsBridged = isSparse(values);
  let start = Math.max(0, from - 1);
  const end = Math.min(steps.length, to + 1);
  while (start < end) {
    const column = Math.floor(stepX(layout, steps[start]));
    let next = start + 1;
    while (next < end && Math.floor(stepX(layout, steps[next])) === column) next += 1;
    for (const index of columnExtremes(values, start, next)) {
      if (areGapsBridged && Number.isNaN(values[index])) continue;
      const y = isFinite(values[index]) ? valueY(layout, values[index]) : NaN;
      points.push(stepX(layout, steps[index]), isFinite(y) ? y : NaN);
    }
    start = next;
  }
  return points;
}

/**
 * @param {Float32Array} values
 * @param {number} start
 * @param {number} end
 * @returns {number[]} ascending indices
 */
function columnExtremes(values, start, end) {
  if (end - start <= 4) return Array.from({ length: end - start }, (_, index) => start + index);
  const kept = new Set([start, end - 1]);
  let [low, high, broken] = [-1, -1, -1];
  for (let index = start; index < end; index += 1) {
    const value = values[index];
    if (!isFinite(value)) broken = index;
    else {
      if (low < 0 || value < values[low]) low = index;
      if (high < 0 || value > values[high]) high = index;
    }
  }
  for (const index of [low, high, broken]) if (index >= 0) kept.add(index);
  return [...kept].sort((a, b) => a - b);
}

/**
 * Whether a curve has so many points per pixel that only its outline and its mean can be seen.
 * @param {Series} series
 * @param {Layout} layout
 * @returns {boolean}
 */
export function isDense({ steps }, layout) {
  const [from, to] = indexRange(steps, layout.steps.first, layout.steps.last);
  return to - from > 1.5 * (layout.right - layout.left);
}

/**
 * One strip of a dense curve, in pixels: its lowest and highest point and the mean of all.
 * @typedef {{x: number, top: number, bottom: number, mean: number}} Strip
 */

/**
 * Strips two pixels wide from left to right; a part without finite values has none.
 * @param {Series} series
 * @param {Layout} layout
 * @returns {Strip[]}
 */
export function stripsOf({ steps, values }, layout) {
  const [from, to] = indexRange(steps, layout.steps.first, layout.steps.last);
  /** @type {Strip[]} */
  const strips = [];
  let start = from;
  while (start < to) {
    const column = Math.floor(stepX(layout, steps[start]) / 2);
    let [top, bottom, sum, count] = [Infinity, -Infinity, 0, 0];
    let next = start;
    for (; next < to && Math.floor(stepX(layout, steps[next]) / 2) === column; next += 1) {
      const y = isFinite(values[next]) ? valueY(layout, values[next]) : NaN;
      if (!isFinite(y)) continue;
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
      sum += y;
      count += 1;
    }
    if (count) strips.push({ x: 2 * column + 1, top, bottom, mean: sum / count });
    start = next;
  }
  return strips;
}
