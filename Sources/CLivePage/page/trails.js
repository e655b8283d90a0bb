// Where a few samples have been in the last frames. A frame has the same latents as the one
// before, so that sample number 17 is the same sample, moved.

import { pixelX, pixelY } from "./plane.js";

/** @typedef {import("./theme.js").Theme} Theme */
/** @typedef {import("./plane.js").Plane} Plane */
/** @typedef {import("./svg.js").DrawingContext} DrawingContext */

/** The last positions of a fixed choice of samples. */
export class Trails {
  /**
   * @param {number} [count] of samples
   * @param {number} [length] of frames
   */
  constructor(count = 60, length = 12) {
    this.count = count;
    this.length = length;
    /** @type {{step: number, points: Float32Array}[]} from old to new */
    this.positions = [];
    this.total = 0;
  }

  clear() {
    this.positions = [];
  }

  /**
   * Adds the samples of a frame. A frame of the same step adds nothing; going back in time, or
   * another number of samples, starts afresh.
   * @param {number} step
   * @param {Float32Array} samples x, y, x, y ...
   */
  push(step, samples) {
    const newest = this.positions[this.positions.length - 1];
    if (newest && (step < newest.step || samples.length !== this.total)) this.clear();
    else if (newest && step === newest.step) return;
    this.total = samples.length;
    this.positions.push({ step, points: chosen(samples, this.count) });
    if (this.positions.length > this.length) this.positions.shift();
  }
}

/**
 * Every n-th sample, always the same ones.
 * @param {Float32Array} samples
 * @param {number} count
 * @returns {Float32Array}
 */
function chosen(samples, count) {
  const total = samples.length / 2;
  const taken = Math.min(count, total);
  const points = new Float32Array(2 * taken);
  for (let index = 0; index < taken; index += 1) {
    const from = 2 * Math.floor((index * total) / taken);
    points[2 * index] = samples[from];
    points[2 * index + 1] = samples[from + 1];
  }
  return points;
}

/** How many positions are drawn with the same opacity: a canvas is slow with many paths. */
const piece = 3;

/**
 * @param {DrawingContext} context is clipped to the square
 * @param {Plane} plane
 * @param {Trails} trails
 * @param {Theme} theme
 */
export function drawTrails(context, plane, trails, theme) {
  const { positions, length } = trails;
  if (positions.length < 2) return;
  const samples = positions[0].points.length / 2;
  context.strokeStyle = theme.trail;
  context.lineWidth = 1.3 * plane.detail;
  // From the newest back, so that a trail fades at its old end.
  for (let last = positions.length - 1; last > 0; last -= piece) {
    const age = positions.length - 1 - last;
    context.globalAlpha = 0.7 * (1 - age / length) ** 1.5;
    const part = positions.slice(Math.max(0, last - piece), last + 1);
    for (let sample = 0; sample < samples; sample += 1) drawTrail(context, plane, part, sample);
  }
  context.globalAlpha = 1;
}

/**
 * @param {DrawingContext} context
 * @param {Plane} plane
 * @param {{points: Float32Array}[]} part
 * @param {number} sample
 */
function drawTrail(context, plane, part, sample) {
  // A line longer than the picture says nothing about the way in between.
  const limit = 2 * plane.box.half;
  let [beforeX, beforeY] = [NaN, NaN];
  context.beginPath();
  for (const { points } of part) {
    const [x, y] = [points[2 * sample], points[2 * sample + 1]];
    // Comparisons with NaN are false: such a position ends a line, and the next begins one.
    const isNear = Math.abs(x - beforeX) < limit && Math.abs(y - beforeY) < limit;
    if (isNear) context.lineTo(pixelX(plane, x), pixelY(plane, y));
    else if (isFinite(x) && isFinite(y)) context.moveTo(pixelX(plane, x), pixelY(plane, y));
    [beforeX, beforeY] = [x, y];
  }
  context.stroke();
}
