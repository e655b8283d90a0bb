// Where the picture of a target lies on the canvas: x to the right, y UP, the same scale for both.

import { fittedText, textWidth, tickText, ticks } from "./axis.js";

/** @typedef {import("./types.js").Box} Box */
/** @typedef {import("./theme.js").Theme} Theme */
/** @typedef {import("./svg.js").DrawingContext} DrawingContext */

/**
 * @typedef {object} Plane
 * @property {number} left in CSS pixels, as all that follows
 * @property {number} top
 * @property {number} base the lower edge
 * @property {number} side width and height of the square
 * @property {number} width of the whole picture
 * @property {number} height of the whole picture
 * @property {number} scale pixels per unit of the target
 * @property {number} fontSize
 * @property {number} detail 1 in a picture of 500 pixels, more in a larger one
 * @property {Box} box
 */

/**
 * A box around the same middle, seen from so many times as far.
 * @param {Box} box
 * @param {number} zoom
 * @returns {Box}
 */
export function boxFrom({ x, y, half }, zoom) {
  return { x, y, half: half * zoom };
}

/**
 * @param {number} width
 * @param {number} height
 * @param {Box} box
 * @returns {Plane}
 */
export function planeOf(width, height, box) {
  const fontSize = Math.min(16, Math.max(10, Math.min(width, height) / 42));
  const labels = ticks(box.y - box.half, box.y + box.half, 5);
  const widths = labels.values.map((y) => textWidth(tickText(y, labels.step), fontSize));
  const margin = Math.max(textWidth("−0.5", fontSize), ...widths) + 8;
  const below = 2.9 * fontSize + 6;
  // Whole pixels: edges are sharp, and a canvas clips much faster at them.
  const side = Math.floor(Math.max(20, Math.min(width - margin - 6, height - 6 - below)));
  const detail = Math.min(2, Math.max(0.75, side / 450));
  // What the square leaves free is shared between left and right.
  const left = Math.round(margin + Math.max(0, width - margin - 6 - side) / 2);
  const scale = side / (2 * box.half);
  const [top, base] = [6, 6 + side];
  return { left, top, base, side, width, height, scale, fontSize, detail, box };
}

/**
 * @param {Plane} plane
 * @param {number} x in units of the target
 * @returns {number}
 */
export function pixelX(plane, x) {
  return plane.left + (x - plane.box.x + plane.box.half) * plane.scale;
}

/**
 * @param {Plane} plane
 * @param {number} y in units of the target; a larger one is further up
 * @returns {number}
 */
export function pixelY(plane, y) {
  return plane.base - (y - plane.box.y + plane.box.half) * plane.scale;
}

/**
 * The point of the target below a place of the picture, for the mouse.
 * @param {Plane} plane
 * @param {number} x in CSS pixels from the picture's left
 * @param {number} y in CSS pixels from the picture's top
 * @returns {{x: number, y: number, isInside: boolean}}
 */
export function pointAt(plane, x, y) {
  const [right, down] = [x - plane.left, y - plane.top];
  return {
    x: plane.box.x - plane.box.half + right / plane.scale,
    y: plane.box.y + plane.box.half - down / plane.scale,
    isInside: right >= 0 && right <= plane.side && down >= 0 && down <= plane.side,
  };
}

/**
 * @param {Plane} plane
 * @returns {{x: number[], y: number[], step: number}}
 */
function planeTicks({ box, side }) {
  const count = side < 240 ? 4 : 5;
  const across = ticks(box.x - box.half, box.x + box.half, count);
  const up = ticks(box.y - box.half, box.y + box.half, count);
  return { x: across.values, y: up.values, step: across.step };
}

/**
 * Lines through the ticks, behind everything.
 * @param {DrawingContext} context
 * @param {Plane} plane
 * @param {Theme} theme
 */
export function drawGrid(context, plane, theme) {
  const marks = planeTicks(plane);
  context.strokeStyle = theme.grid;
  context.lineWidth = 1;
  context.beginPath();
  for (const x of marks.x) {
    context.moveTo(pixelX(plane, x), plane.top);
    context.lineTo(pixelX(plane, x), plane.base);
  }
  for (const y of marks.y) {
    context.moveTo(plane.left, pixelY(plane, y));
    context.lineTo(plane.left + plane.side, pixelY(plane, y));
  }
  context.stroke();
}

/**
 * The frame, and numbers at the ticks.
 * @param {DrawingContext} context
 * @param {Plane} plane
 * @param {Theme} theme
 */
export function drawAxes(context, plane, theme) {
  const marks = planeTicks(plane);
  context.strokeStyle = theme.frame;
  context.lineWidth = 1;
  context.strokeRect(plane.left, plane.top, plane.side, plane.side);
  context.fillStyle = theme.quiet;
  context.font = `${plane.fontSize}px ${theme.font}`;
  context.textAlign = "center";
  context.textBaseline = "top";
  for (const x of marks.x) {
    context.fillText(tickText(x, marks.step), pixelX(plane, x), plane.base + 4);
  }
  context.textAlign = "right";
  context.textBaseline = "middle";
  for (const y of marks.y) {
    context.fillText(tickText(y, marks.step), plane.left - 5, pixelY(plane, y));
  }
}

/**
 * The line of text below the picture, at its left.
 * @param {DrawingContext} context
 * @param {Plane} plane
 * @param {Theme} theme
 * @param {string} text
 * @param {number} width what it may take
 */
export function drawBottomLine(context, plane, theme, text, width) {
  context.fillStyle = theme.text;
  context.font = `${plane.fontSize}px ${theme.font}`;
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.fillText(fittedText(text, plane.fontSize, width), plane.left, bottomLine(plane));
}

/**
 * The middle of the line below the numbers of the axis.
 * @param {Plane} plane
 * @returns {number}
 */
export function bottomLine(plane) {
  return plane.base + 4 + 2.1 * plane.fontSize;
}
