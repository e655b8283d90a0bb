// Small pictures of samples, for the runs of a sweep.

import { drawSamples, drawRealSamples } from "./points.js";

/** @typedef {import("./types.js").Target} Target */
/** @typedef {import("./theme.js").Theme} Theme */
/** @typedef {import("./plane.js").Plane} Plane */

/**
 * Fills a canvas with the samples of a run, without axes. Its `width` and `height` are in pixels
 * of the screen, as the page has set them.
 * @param {HTMLCanvasElement} canvas
 * @param {(number | null)[]} samples x, y, x, y ...
 * @param {Target} target
 * @param {Theme} theme
 */
export function drawThumbnail(canvas, samples, target, theme) {
  const context = canvas.getContext("2d");
  if (!context) return;
  const { width, height } = canvas;
  const side = Math.min(width, height);
  /** @type {Plane} */
  const plane = {
    left: (width - side) / 2,
    top: (height - side) / 2,
    base: (height + side) / 2,
    side,
    width,
    height,
    scale: side / (2 * target.box.half),
    fontSize: 10,
    detail: Math.max(0.5, side / 300),
    box: target.box,
  };
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillStyle = theme.background;
  context.fillRect(0, 0, width, height);
  const flat = target.view === "line" ? spread(target.samples, target) : target.samples;
  drawRealSamples(context, plane, flat, theme);
  // JSON has no NaN: the server writes null.
  const finite = Float32Array.from(samples, (value) => value ?? NaN);
  const shown = target.view === "line" ? spread(finite, target) : finite;
  drawSamples(context, plane, Float32Array.from(shown), theme);
  context.strokeStyle = theme.frame;
  context.lineWidth = 1;
  context.strokeRect(plane.left + 0.5, plane.top + 0.5, side - 1, side - 1);
}

/**
 * Samples of a line, spread over the height by their number so that a crowd can be seen.
 * @param {ArrayLike<number>} samples
 * @param {Target} target
 * @returns {number[]}
 */
function spread(samples, { box }) {
  return Array.from(samples, (value, place) => {
    if (place % 2 === 0) return value;
    const turn = ((place - 1) / 2) * 0.6180339887;
    return box.y + box.half * 0.8 * (2 * (turn - Math.floor(turn)) - 1);
  });
}
