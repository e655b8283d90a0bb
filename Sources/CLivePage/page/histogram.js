// One-dimensional targets: how many samples lie where, generated ones against the target's.

import { shortNumber, textWidth, tickText, ticks } from "./axis.js";
import { coveredModes } from "./paneModes.js";
import { bottomLine, drawBottomLine, pixelX, planeOf } from "./plane.js";
import { escapedText } from "./points.js";

/** @typedef {import("./types.js").Target} Target */
/** @typedef {import("./theme.js").Theme} Theme */
/** @typedef {import("./plane.js").Plane} Plane */
/** @typedef {import("./scene.js").Scene} Scene */
/** @typedef {import("./svg.js").DrawingContext} DrawingContext */

/**
 * @typedef {object} Histogram
 * @property {Float64Array} shares of all samples, those outside included; one per bin
 * @property {number} outside
 * @property {number} notFinite
 */

/**
 * Shares of the x of samples in equal bins from low to high.
 * @param {ArrayLike<number>} samples x, y, x, y ...
 * @param {number} low
 * @param {number} high
 * @param {number} bins
 * @returns {Histogram}
 */
export function histogramOf(samples, low, high, bins) {
  const shares = new Float64Array(bins);
  const total = Math.floor(samples.length / 2);
  let [outside, notFinite] = [0, 0];
  for (let place = 0; place + 1 < samples.length; place += 2) {
    const x = samples[place];
    if (!isFinite(x)) notFinite += 1;
    else if (x < low || x > high) outside += 1;
    else shares[Math.min(bins - 1, Math.floor(((x - low) / (high - low)) * bins))] += 1 / total;
  }
  return { shares, outside, notFinite };
}

/**
 * Draws the histogram in place of the plane.
 * @param {DrawingContext} context
 * @param {Scene} scene
 * @param {Theme} theme
 */
export function drawHistogram(context, scene, theme) {
  const plane = wide(planeOf(scene.width, scene.height, scene.target.box), scene);
  const { box } = plane;
  const [low, high] = [box.x - box.half, box.x + box.half];
  const bins = Math.max(20, Math.round(plane.side / (6 * plane.detail)));
  const target = histogramOf(scene.target.samples, low, high, bins);
  const generated = histogramOf(scene.frame.samples ?? [], low, high, bins);
  // The target's peak sets the scale, so that it stands still while the generator learns.
  const peak = Math.max(1e-9, ...target.shares);
  const top = Math.max(1.4 * peak, 1.2 * Math.max(...generated.shares));
  drawTicks(context, plane, theme);
  if (scene.show.samples) {
    context.fillStyle = theme.generated;
    context.globalAlpha = 0.75;
    drawBars(context, plane, generated.shares, top);
    context.globalAlpha = 1;
  }
  if (scene.show.real) drawOutline(context, plane, target.shares, top, theme);
  if (scene.show.modes) drawModes(context, scene, plane, theme);
  drawKey(context, scene, plane, theme, generated);
}

/**
 * The plane over the whole width: the height has its own scale.
 * @param {Plane} plane
 * @param {Scene} scene
 * @returns {Plane}
 */
function wide(plane, scene) {
  const left = 12;
  const side = scene.width - 2 * left;
  const scale = side / (2 * plane.box.half);
  return { ...plane, left, side, scale };
}

/**
 * @param {DrawingContext} context
 * @param {Plane} plane
 * @param {Theme} theme
 */
function drawTicks(context, plane, theme) {
  const { box, base } = plane;
  const marks = ticks(box.x - box.half, box.x + box.half, plane.side < 300 ? 4 : 7);
  context.strokeStyle = theme.frame;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(plane.left, base);
  context.lineTo(plane.left + plane.side, base);
  context.fillStyle = theme.quiet;
  context.font = `${plane.fontSize}px ${theme.font}`;
  context.textAlign = "center";
  context.textBaseline = "top";
  for (const x of marks.values) {
    context.moveTo(pixelX(plane, x), base);
    context.lineTo(pixelX(plane, x), base + 4);
    context.fillText(tickText(x, marks.step), pixelX(plane, x), base + 6);
  }
  context.stroke();
}

/**
 * @param {DrawingContext} context
 * @param {Plane} plane
 * @param {Float64Array} shares
 * @param {number} top
 */
function drawBars(context, plane, shares, top) {
  const width = plane.side / shares.length;
  const height = plane.base - plane.top;
  shares.forEach((share, bin) => {
    const size = (share / top) * height;
    if (size > 0) context.fillRect(plane.left + bin * width, plane.base - size, width, size);
  });
}

/**
 * The target's histogram as steps, so that both can be seen where they overlap.
 * @param {DrawingContext} context
 * @param {Plane} plane
 * @param {Float64Array} shares
 * @param {number} top
 * @param {Theme} theme
 */
function drawOutline(context, plane, shares, top, theme) {
  const width = plane.side / shares.length;
  const height = plane.base - plane.top;
  context.beginPath();
  context.moveTo(plane.left, plane.base);
  shares.forEach((share, bin) => {
    const y = plane.base - (share / top) * height;
    context.lineTo(plane.left + bin * width, y);
    context.lineTo(plane.left + (bin + 1) * width, y);
  });
  context.lineTo(plane.left + plane.side, plane.base);
  context.fillStyle = theme.real;
  context.globalAlpha = 0.18;
  context.fill();
  context.globalAlpha = 1;
  context.strokeStyle = theme.real;
  context.lineWidth = 2 * plane.detail;
  context.stroke();
}

/**
 * A bracket around the good samples of every mode, with their number.
 * @param {DrawingContext} context
 * @param {Scene} scene
 * @param {Plane} plane
 * @param {Theme} theme
 */
function drawModes(context, scene, plane, theme) {
  const counts = scene.frame.modes;
  const covered = counts ? coveredModes(scene.target.modes, counts) : null;
  const { radius = 3 } = scene.target;
  const y = plane.top + 1.6 * plane.fontSize;
  context.strokeStyle = theme.mode;
  context.fillStyle = theme.text;
  context.lineWidth = 1.4 * plane.detail;
  context.font = `600 ${plane.fontSize}px ${theme.font}`;
  context.textAlign = "center";
  context.textBaseline = "bottom";
  scene.target.modes.forEach((mode, index) => {
    const half = Math.max(2, radius * Math.sqrt(Math.max(0, mode.xx)) * plane.scale);
    const x = pixelX(plane, mode.x);
    const good = counts?.[index]?.good ?? 0;
    context.setLineDash(covered && !covered[index] ? [3, 3] : []);
    context.beginPath();
    context.moveTo(x - half, y + 5);
    context.lineTo(x - half, y);
    context.lineTo(x + half, y);
    context.lineTo(x + half, y + 5);
    context.stroke();
    if (counts && scene.show.counts) context.fillText(shortNumber(good), x, y - 2);
  });
  context.setLineDash([]);
}

/**
 * Which colour is which, and what cannot be seen.
 * @param {DrawingContext} context
 * @param {Scene} scene
 * @param {Plane} plane
 * @param {Theme} theme
 * @param {Histogram} generated
 */
function drawKey(context, scene, plane, theme, generated) {
  const total = (scene.frame.samples?.length ?? 0) / 2;
  const text = escapedText(generated.outside, generated.notFinite, total);
  const size = plane.fontSize;
  const middle = bottomLine(plane);
  let x = plane.left + plane.side;
  for (const [text, colour] of [["generated", theme.generated], ["target", theme.real]]) {
    x -= textWidth(text, size);
    context.fillStyle = theme.text;
    context.font = `${size}px ${theme.font}`;
    context.textAlign = "left";
    context.textBaseline = "middle";
    context.fillText(text, x, middle);
    context.fillStyle = colour;
    context.fillRect(x - 1.2 * size, middle - 0.4 * size, 0.9 * size, 0.8 * size);
    x -= 2 * size;
  }
  drawBottomLine(context, plane, theme, text, x - plane.left);
}
