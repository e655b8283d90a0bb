// Line charts over the steps: losses, norms, metrics, monitors.

import { fittedText, shortNumber, textWidth } from "./axis.js";
import { colourOf, drawCursor, drawFloorLabels, drawFloors } from "./curveFrame.js";
import { drawGrid, drawMarks, drawPosition } from "./curveFrame.js";
import { layoutOf, valueAt, valueY } from "./curveLayout.js";
import { decimated, isDense, stripsOf } from "./curveStrips.js";
import { dashes } from "./theme.js";

export { curveTable, nearestStep } from "./curveTable.js";

/** @typedef {import("./curveLayout.js").Chart} Chart */
/** @typedef {import("./curveLayout.js").Layout} Layout */
/** @typedef {import("./curveLayout.js").Series} Series */
/** @typedef {import("./theme.js").Theme} Theme */
/** @typedef {import("./svg.js").DrawingContext} DrawingContext */

const dotRadius = 3;

/**
 * @param {DrawingContext} context
 * @param {Chart} chart
 * @param {Theme} theme
 */
export function drawCurves(context, chart, theme) {
  const layout = layoutOf(chart);
  context.fillStyle = theme.background;
  context.fillRect(0, 0, chart.width, chart.height);
  drawGrid(context, chart, layout, theme);
  drawMarks(context, chart, layout, theme);
  drawFloors(context, chart, layout, theme);
  context.save();
  context.beginPath();
  // A dot at the first or the last step is seen as a whole.
  const { left, top, right, bottom } = layout;
  context.rect(left - dotRadius, top, right - left + 2 * dotRadius, bottom - top);
  context.clip();
  for (const series of chart.series) drawSeries(context, series, layout, theme);
  context.restore();
  drawFloorLabels(context, chart, layout, theme);
  drawPosition(context, chart, layout, theme);
  drawCursor(context, chart, layout, theme);
  drawLabels(context, chart, layout, theme);
}

/**
 * @param {DrawingContext} context is clipped to the lines' area
 * @param {Series} series
 * @param {Layout} layout
 * @param {Theme} theme
 */
function drawSeries(context, series, layout, theme) {
  const colour = colourOf(theme, series);
  context.strokeStyle = colour;
  context.fillStyle = colour;
  context.lineWidth = 1.8;
  context.lineJoin = "round";
  const isNoise = isDense(series, layout);
  const points = isNoise ? drawStrips(context, series, layout) : decimated(series, layout);
  context.setLineDash(dashes[series.colour % dashes.length]);
  drawLine(context, isNoise ? meansOf(points) : points);
  context.setLineDash([]);
  if (!isNoise) drawDots(context, points);
  drawCutPeaks(context, points, layout);
}

/**
 * The band between the lowest and the highest values. A line through thousands of noisy points
 * would hide the other curves.
 * @param {DrawingContext} context
 * @param {Series} series
 * @param {Layout} layout
 * @returns {number[]} x, y, x, y ... in pixels: top, mean and bottom of each strip
 */
function drawStrips(context, series, layout) {
  /** @type {number[]} */
  const points = [];
  context.globalAlpha = 0.35;
  context.beginPath();
  for (const { x, top, bottom, mean } of stripsOf(series, layout)) {
    context.rect(x - 1, top, 2, Math.max(1, bottom - top));
    points.push(x, top, x, mean, x, bottom);
  }
  context.fill();
  context.globalAlpha = 1;
  return points;
}

/**
 * The means of strips, each a mean with its neighbours. A gap breaks the line.
 * @param {number[]} points as `drawStrips` returns them
 * @returns {number[]}
 */
function meansOf(points) {
  /** @type {number[]} */
  const means = [];
  for (let place = 0; place < points.length; place += 6) {
    const [x, y] = [points[place + 2], points[place + 3]];
    if (place > 0 && x - points[place - 4] > 4) means.push(x, NaN);
    const isBetween = x - points[place - 4] <= 4 && points[place + 8] - x <= 4;
    means.push(x, isBetween ? (points[place - 3] + y + points[place + 9]) / 3 : y);
  }
  return means;
}

/**
 * @param {DrawingContext} context
 * @param {number[]} points a NaN breaks the line
 */
function drawLine(context, points) {
  context.beginPath();
  let isDrawing = false;
  for (let place = 0; place < points.length; place += 2) {
    const [x, y] = [points[place], points[place + 1]];
    if (Number.isNaN(y)) isDrawing = false;
    else if (isDrawing) context.lineTo(x, y);
    else {
      context.moveTo(x, y);
      isDrawing = true;
    }
  }
  context.stroke();
}

/**
 * A dot at each point that no line leads to: the only one, or one between two gaps.
 * @param {DrawingContext} context
 * @param {number[]} points a NaN breaks the line
 */
function drawDots(context, points) {
  const isGap = (/** @type {number} */ place) => !isFinite(points[place] ?? NaN);
  context.beginPath();
  for (let place = 0; place < points.length; place += 2) {
    const [x, y] = [points[place], points[place + 1]];
    if (isGap(place + 1) || !isGap(place - 1) || !isGap(place + 3)) continue;
    context.moveTo(x + dotRadius, y);
    context.arc(x, y, dotRadius, 0, 2 * Math.PI);
  }
  context.fill();
}

/**
 * Small triangles where the line leaves the chart.
 * @param {DrawingContext} context is clipped to the lines' area
 * @param {number[]} points
 * @param {Layout} layout
 */
function drawCutPeaks(context, points, { top, bottom }) {
  context.beginPath();
  let drawn = -Infinity;
  for (let place = 0; place < points.length; place += 2) {
    const [x, y] = [points[place], points[place + 1]];
    const isAbove = y < top - 0.5;
    if (!isAbove && !(y > bottom + 0.5)) continue;
    if (x < drawn + 8) continue;
    drawn = x;
    const [tip, back] = isAbove ? [top, top + 6] : [bottom, bottom - 6];
    context.moveTo(x, tip);
    context.lineTo(x - 4, back);
    context.lineTo(x + 4, back);
    context.closePath();
  }
  context.fill();
}

/**
 * The name of each curve beside its end, with its value at the cursor, or else at the position
 * of the pane, or else the last one.
 * @param {DrawingContext} context
 * @param {Chart} chart
 * @param {Layout} layout
 * @param {Theme} theme
 */
function drawLabels(context, chart, layout, theme) {
  const { right, fontSize } = layout;
  const room = chart.width - right - 10;
  context.textBaseline = "middle";
  for (const { series, y, end, value } of placedLabels(chart, layout)) {
    const text = value === null ? "" : shortNumber(value);
    // Bold text is wider than the estimate.
    const name = fittedText(series.label, 1.1 * fontSize, room - textWidth(`${text}  `, fontSize));
    context.strokeStyle = colourOf(theme, series);
    context.lineWidth = 1;
    context.beginPath();
    context.moveTo(right + 1, end);
    context.lineTo(right + 7, y);
    context.stroke();
    context.fillStyle = colourOf(theme, series);
    context.font = `600 ${fontSize}px ${theme.font}`;
    context.textAlign = "left";
    context.fillText(name, right + 9, y);
    context.fillStyle = theme.text;
    context.font = `${fontSize}px ${theme.font}`;
    context.textAlign = "right";
    context.fillText(text, chart.width - 2, y);
  }
}

/**
 * Labels from top to bottom, moved apart where they would overlap.
 * @param {Chart} chart
 * @param {Layout} layout
 * @returns {{series: Series, y: number, end: number, value: number | null}[]}
 */
export function placedLabels(chart, layout) {
  const { top, bottom, fontSize } = layout;
  const at = chart.cursor ?? chart.position;
  const labels = chart.series.map((series) => {
    const last = lastFinite(series, layout.steps.last);
    const y = last === null ? bottom : valueY(layout, last);
    const end = Math.min(bottom, Math.max(top, isFinite(y) ? y : bottom));
    return { series, y: end, end, value: valueAt(series, at ?? Infinity) };
  });
  labels.sort((a, b) => a.y - b.y);
  const gap = Math.min(1.25 * fontSize, (bottom - top) / Math.max(1, labels.length - 1));
  for (let index = 1; index < labels.length; index += 1) {
    labels[index].y = Math.max(labels[index].y, labels[index - 1].y + gap);
  }
  let limit = bottom;
  for (let index = labels.length - 1; index >= 0; index -= 1) {
    labels[index].y = Math.min(labels[index].y, limit);
    limit = labels[index].y - gap;
  }
  return labels;
}

/**
 * @param {Series} series
 * @param {number} last step that is shown
 * @returns {number | null}
 */
function lastFinite({ steps, values }, last) {
  for (let index = steps.length - 1; index >= 0; index -= 1) {
    if (steps[index] <= last && isFinite(values[index])) return values[index];
  }
  return null;
}
