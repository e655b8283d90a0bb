// What surrounds the lines of a chart: grid, marks, floors, the position and the cursor.

import { fittedText, shortNumber, textWidth } from "./axis.js";
import { rowAt, stepX, valueY } from "./curveLayout.js";

/** @typedef {import("./curveLayout.js").Chart} Chart */
/** @typedef {import("./curveLayout.js").Layout} Layout */
/** @typedef {import("./curveLayout.js").Series} Series */
/** @typedef {import("./theme.js").Theme} Theme */
/** @typedef {import("./svg.js").DrawingContext} DrawingContext */

/**
 * @param {DrawingContext} context
 * @param {Chart} chart
 * @param {Layout} layout
 * @param {Theme} theme
 */
export function drawGrid(context, chart, layout, theme) {
  const { left, right, bottom, fontSize } = layout;
  context.strokeStyle = theme.grid;
  context.fillStyle = theme.quiet;
  context.lineWidth = 1;
  context.font = `${fontSize}px ${theme.font}`;
  context.textAlign = "right";
  context.textBaseline = "middle";
  context.beginPath();
  for (const { value, text } of layout.valueTicks) {
    const y = valueY(layout, value);
    context.moveTo(left, y);
    context.lineTo(right, y);
    context.fillText(text, left - 5, y);
  }
  context.stroke();
  context.strokeStyle = theme.frame;
  context.textAlign = "center";
  context.textBaseline = "top";
  context.beginPath();
  context.moveTo(left, bottom);
  context.lineTo(right, bottom);
  const box = cursorBox(chart, layout);
  for (const { value, text } of layout.stepTicks) {
    const x = stepX(layout, value);
    context.moveTo(x, bottom);
    context.lineTo(x, bottom + 4);
    const reach = textWidth(text, fontSize) / 2 + (box?.half ?? 0) + 2;
    if (!box || Math.abs(box.middle - x) > reach) context.fillText(text, x, bottom + 8);
  }
  context.stroke();
}

/**
 * A dotted line at each change of settings, with its number on a badge.
 * @param {DrawingContext} context
 * @param {Chart} chart
 * @param {Layout} layout
 * @param {Theme} theme
 */
export function drawMarks(context, chart, layout, theme) {
  const { top, bottom, fontSize, steps } = layout;
  const radius = 0.72 * fontSize;
  context.lineWidth = 1.2;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.font = `600 ${0.85 * fontSize}px ${theme.font}`;
  chart.marks.forEach(({ step }, index) => {
    if (step < steps.first || step > steps.last) return;
    const x = stepX(layout, step);
    context.strokeStyle = theme.quiet;
    context.setLineDash([1.5, 3]);
    context.beginPath();
    context.moveTo(x, top);
    context.lineTo(x, bottom);
    context.stroke();
    context.setLineDash([]);
    context.fillStyle = theme.quiet;
    context.beginPath();
    context.arc(x, radius + 1, radius, 0, 2 * Math.PI);
    context.fill();
    context.fillStyle = theme.background;
    context.fillText(String(index + 1), x, radius + 1);
  });
}

/**
 * What as many samples of the target score, as a dashed line. Curves with the same floor share it.
 * @param {DrawingContext} context
 * @param {Chart} chart
 * @param {Layout} layout
 * @param {Theme} theme
 */
export function drawFloors(context, chart, layout, theme) {
  context.strokeStyle = theme.real;
  context.lineWidth = 1.6;
  context.setLineDash([6, 4]);
  context.beginPath();
  for (const y of floorsOf(chart, layout)) {
    context.moveTo(layout.left, y);
    context.lineTo(layout.right, y);
  }
  context.stroke();
  context.setLineDash([]);
}

/**
 * @param {Chart} chart
 * @param {Layout} layout
 * @returns {number[]} y of each floor that can be seen
 */
function floorsOf(chart, layout) {
  const floors = new Set(chart.series.map(({ floor }) => floor ?? NaN));
  return [...floors]
    .map((floor) => valueY(layout, floor))
    .filter((y) => y >= layout.top - 1 && y <= layout.bottom + 1);
}

/**
 * Words beside the floors, on a ground that lets them be read over curves.
 * @param {DrawingContext} context
 * @param {Chart} chart
 * @param {Layout} layout
 * @param {Theme} theme
 */
export function drawFloorLabels(context, chart, layout, theme) {
  const { left, top, bottom, fontSize } = layout;
  const [text, size] = ["score of the target's own samples", 0.92 * fontSize];
  context.font = `${size}px ${theme.font}`;
  context.textAlign = "left";
  context.textBaseline = "middle";
  for (const y of floorsOf(chart, layout)) {
    const middle = y + (y > (top + bottom) / 2 ? -0.8 : 0.8) * size;
    context.globalAlpha = 0.75;
    context.fillStyle = theme.background;
    context.fillRect(left + 3, middle - 0.6 * size, textWidth(text, size) + 6, 1.2 * size);
    context.globalAlpha = 1;
    context.fillStyle = theme.real;
    context.fillText(text, left + 6, middle);
  }
}

/**
 * @param {Theme} theme
 * @param {Series} series
 * @returns {string}
 */
export function colourOf(theme, series) {
  return theme.palette[series.colour % theme.palette.length];
}

/**
 * A triangle below the axis where the pane stands, with a thin line above it.
 * @param {DrawingContext} context
 * @param {Chart} chart
 * @param {Layout} layout
 * @param {Theme} theme
 */
export function drawPosition(context, { position }, layout, theme) {
  const { top, bottom, steps } = layout;
  if (position === null || position < steps.first || position > steps.last) return;
  const x = stepX(layout, position);
  context.strokeStyle = theme.text;
  context.lineWidth = 1;
  context.globalAlpha = 0.5;
  context.beginPath();
  context.moveTo(x, top);
  context.lineTo(x, bottom);
  context.stroke();
  context.globalAlpha = 1;
  context.fillStyle = theme.text;
  context.beginPath();
  context.moveTo(x, bottom - 1);
  context.lineTo(x - 5, bottom + 7);
  context.lineTo(x + 5, bottom + 7);
  context.closePath();
  context.fill();
}

/**
 * At the step that the reader points at, or else at which the pane looks back: a dot on each curve
 * and the step in words.
 * @param {DrawingContext} context
 * @param {Chart} chart
 * @param {Layout} layout
 * @param {Theme} theme
 */
export function drawCursor(context, chart, layout, theme) {
  const { top, bottom, fontSize } = layout;
  const box = cursorBox(chart, layout);
  if (!box) return;
  if (chart.cursor !== null) {
    const x = stepX(layout, chart.cursor);
    context.strokeStyle = theme.text;
    context.lineWidth = 1;
    context.beginPath();
    context.moveTo(x, top);
    context.lineTo(x, bottom);
    context.stroke();
  }
  for (const each of chart.series) drawRow(context, each, box.step, layout, theme);
  context.fillStyle = theme.text;
  context.fillRect(box.middle - box.half, bottom + 4, 2 * box.half, 1.5 * fontSize);
  context.fillStyle = theme.background;
  context.font = `${fontSize}px ${theme.font}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(box.text, box.middle, bottom + 4 + 0.75 * fontSize);
}

/**
 * A dot at the row whose value is told.
 * @param {DrawingContext} context
 * @param {Series} series
 * @param {number} step
 * @param {Layout} layout
 * @param {Theme} theme
 */
function drawRow(context, series, step, layout, theme) {
  const index = rowAt(series, step);
  const y = index < 0 ? NaN : valueY(layout, series.values[index]);
  if (!(y >= layout.top - 1 && y <= layout.bottom + 1)) return;
  if (series.steps[index] < layout.steps.first) return;
  context.fillStyle = colourOf(theme, series);
  context.strokeStyle = theme.background;
  context.lineWidth = 1.5;
  context.beginPath();
  context.arc(stepX(layout, series.steps[index]), y, 4, 0, 2 * Math.PI);
  context.fill();
  context.stroke();
}

/**
 * The step, and where the values were measured if that was before it.
 * @param {Series[]} series
 * @param {number} step
 * @returns {string}
 */
export function stepText(series, step) {
  const rows = series.map((each) => each.steps[rowAt(each, step)] ?? step);
  const earlier = [...new Set(rows)].filter((row) => row !== step).sort((a, b) => a - b);
  const text = `step ${shortNumber(step)}`;
  if (earlier.length === 0) return text;
  const [first, last] = [earlier[0], earlier[earlier.length - 1]].map((row) => shortNumber(row));
  return `${text}, measured at ${earlier.length > 1 ? `${first} to ${last}` : first}`;
}

/**
 * The box below the axis that says which step is told.
 * @param {Pick<Chart, "cursor" | "position" | "series">} chart
 * @param {Layout} layout
 * @returns {{step: number, text: string, middle: number, half: number} | null}
 */
function cursorBox({ cursor, position, series }, layout) {
  const { left, right, fontSize, steps } = layout;
  const step = cursor ?? position;
  if (step === null || step < steps.first || step > steps.last) return null;
  const text = fittedText(stepText(series, step), fontSize, right - left - 8);
  const half = textWidth(text, fontSize) / 2 + 4;
  const middle = Math.min(right - half, Math.max(left + half, stepX(layout, step)));
  return { step, text, middle, half };
}
