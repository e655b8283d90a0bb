// The modes of a target: rings around good samples, and how many samples lie inside. A ring that
// would be too small to be seen is drawn larger, with ticks: it marks a place and has no scale.

import { textWidth, shortNumber } from "./axis.js";
import { placeBadges } from "./badgePlaces.js";
import { coveredModes } from "./paneModes.js";
import { pixelX, pixelY } from "./plane.js";

/** @typedef {import("./types.js").Mode} Mode */
/** @typedef {import("./types.js").ModeCount} ModeCount */
/** @typedef {import("./types.js").Target} Target */
/** @typedef {import("./theme.js").Theme} Theme */
/** @typedef {import("./plane.js").Plane} Plane */
/** @typedef {import("./svg.js").DrawingContext} DrawingContext */

/**
 * @typedef {object} Ring in pixels
 * @property {number} x
 * @property {number} y
 * @property {number} long
 * @property {number} short
 * @property {number} angle of the long axis, clockwise as on the screen
 * @property {number} halfWidth of the box around it
 * @property {number} halfHeight
 * @property {number} drawnLong not less than what can be seen
 * @property {number} drawnShort
 * @property {number} least radius with which it is drawn
 * @property {boolean} isMarker whether it is drawn larger than it is
 * @property {{x: number, y: number} | null} badge the middle of its number; null without room
 */

// Pixels in a picture of usual size.
const [smallestRadius, leastRadius] = [2.5, 7];
const tickLength = 3;

/** @type {WeakMap<Target, {plane: Plane, rings: Ring[]}>} */
const knownRings = new WeakMap();

/**
 * The rings of a target. They are computed once per size, so that badges stay where they are.
 * @param {Plane} plane
 * @param {Target} target
 * @returns {Ring[]}
 */
export function ringsOf(plane, target) {
  const known = knownRings.get(target);
  if (known && isSamePlane(known.plane, plane)) return known.rings;
  const least = leastOf(plane, target.modes.length);
  const rings = target.modes.map((mode) => ringOf(plane, mode, target.radius, least));
  placeBadges(plane, rings);
  knownRings.set(target, { plane, rings });
  return rings;
}

/**
 * @param {Plane} a
 * @param {Plane} b
 * @returns {boolean}
 */
function isSamePlane(a, b) {
  return a.left === b.left && a.side === b.side && a.scale === b.scale && a.box.x === b.box.x
    && a.box.y === b.box.y;
}

/**
 * A ring is as large as the samples that are drawn within it, unless many rings leave no room.
 * @param {Plane} plane
 * @param {number} count of rings
 * @returns {number}
 */
function leastOf({ side, detail }, count) {
  const room = (0.25 * side) / Math.sqrt(count);
  return Math.max(smallestRadius * detail, Math.min(leastRadius * detail, room));
}

/**
 * The ellipse within which samples are good: its axes are the eigenvectors of the covariance.
 * @param {Plane} plane
 * @param {Mode} mode
 * @param {number} [radius] in deviations
 * @param {number} [least] radius with which it is drawn, in pixels
 * @returns {Ring}
 */
export function ringOf(plane, { x, y, xx, xy, yy }, radius = 3, least = 0) {
  const middle = (xx + yy) / 2;
  const spread = Math.hypot((xx - yy) / 2, xy);
  const size = radius * plane.scale;
  const long = size * Math.sqrt(Math.max(0, middle + spread));
  const short = size * Math.sqrt(Math.max(0, middle - spread));
  return {
    x: pixelX(plane, x),
    y: pixelY(plane, y),
    long,
    short,
    drawnLong: Math.max(least, long),
    drawnShort: Math.max(least, short),
    // Minus, because on the screen y goes down.
    angle: -Math.atan2(2 * xy, xx - yy) / 2,
    halfWidth: size * Math.sqrt(Math.max(0, xx)),
    halfHeight: size * Math.sqrt(Math.max(0, yy)),
    least,
    isMarker: long < least,
    badge: null,
  };
}

/**
 * Solid rings around modes that the samples cover, dashed ones around the others.
 * @param {DrawingContext} context is clipped to the square
 * @param {Plane} plane
 * @param {Target} target
 * @param {ModeCount[] | undefined} counts
 * @param {Theme} theme
 * @param {number | null} highlight index of the mode that stands out
 */
export function drawRings(context, plane, target, counts, theme, highlight) {
  const rings = ringsOf(plane, target);
  const covered = counts ? coveredModes(target.modes, counts) : null;
  context.strokeStyle = theme.mode;
  rings.forEach((ring, index) => {
    const isMissed = covered !== null && !covered[index];
    context.lineWidth = plane.detail * (isMissed ? 1.6 : 1.4);
    context.setLineDash(isMissed ? dashOf(ring, plane) : []);
    addEllipse(context, ring, 0);
    context.stroke();
    context.setLineDash([]);
    if (ring.isMarker) drawTicks(context, plane, ring);
    if (index === highlight) drawHighlight(context, plane, ring);
  });
}

/**
 * @param {DrawingContext} context
 * @param {Ring} ring
 * @param {number} gap added to both radii
 */
function addEllipse(context, ring, gap) {
  const { x, y, drawnLong, drawnShort, angle } = ring;
  context.beginPath();
  context.ellipse(x, y, drawnLong + gap, drawnShort + gap, angle, 0, 2 * Math.PI);
}

/**
 * Four ticks that point at the mode from outside.
 * @param {DrawingContext} context
 * @param {Plane} plane
 * @param {Ring} ring
 */
function drawTicks(context, plane, { x, y, least: start }) {
  const end = start + tickLength * plane.detail;
  context.beginPath();
  for (const [right, down] of [[1, 0], [0, 1], [-1, 0], [0, -1]]) {
    context.moveTo(x + right * start, y + down * start);
    context.lineTo(x + right * end, y + down * end);
  }
  context.stroke();
}

/**
 * A second, thicker ring around the first.
 * @param {DrawingContext} context
 * @param {Plane} plane
 * @param {Ring} ring
 */
function drawHighlight(context, plane, ring) {
  const gap = 6 * plane.detail;
  context.setLineDash([]);
  context.lineWidth = 3 * plane.detail;
  addEllipse(context, ring, gap);
  context.stroke();
}

/**
 * Dashes short enough for a small ring to have six.
 * @param {Ring} ring
 * @param {Plane} plane
 * @returns {number[]}
 */
function dashOf(ring, plane) {
  const around = Math.PI * (ring.drawnLong + ring.drawnShort);
  const length = Math.min(4 * plane.detail, around / 12);
  return [length, length];
}

/**
 * The number of good samples at each mode: on a filled badge where they cover it, else in an empty,
 * dashed one.
 * @param {DrawingContext} context
 * @param {Plane} plane
 * @param {Target} target
 * @param {ModeCount[]} counts
 * @param {Theme} theme
 */
export function drawBadges(context, plane, target, counts, theme) {
  context.font = `600 ${plane.fontSize}px ${theme.font}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.strokeStyle = theme.mode;
  context.lineWidth = 1.2 * plane.detail;
  const covered = coveredModes(target.modes, counts);
  ringsOf(plane, target).forEach(({ badge }, index) => {
    const isCovered = covered[index];
    const good = counts[index]?.good ?? 0;
    if (!badge) return;
    const text = shortNumber(good);
    const halfWidth = textWidth(text, plane.fontSize) / 2 + 0.3 * plane.fontSize;
    addBadge(context, badge.x, badge.y, halfWidth, 0.68 * plane.fontSize);
    context.globalAlpha = 0.88;
    context.fillStyle = isCovered ? theme.mode : theme.background;
    context.fill();
    context.globalAlpha = 1;
    if (!isCovered) {
      context.setLineDash([3, 2]);
      context.stroke();
      context.setLineDash([]);
    }
    context.fillStyle = isCovered ? theme.modeText : theme.mode;
    context.fillText(text, badge.x, badge.y + 0.04 * plane.fontSize);
  });
}

/**
 * A rectangle with round ends.
 * @param {DrawingContext} context
 * @param {number} x
 * @param {number} y
 * @param {number} halfWidth
 * @param {number} halfHeight
 */
function addBadge(context, x, y, halfWidth, halfHeight) {
  const straight = Math.max(0, halfWidth - halfHeight);
  context.beginPath();
  context.arc(x + straight, y, halfHeight, -Math.PI / 2, Math.PI / 2);
  context.arc(x - straight, y, halfHeight, Math.PI / 2, 1.5 * Math.PI);
  context.closePath();
}
