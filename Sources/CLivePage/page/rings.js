// The modes of a target: rings around good samples, and how many samples lie inside.

import { textWidth, shortNumber } from "./axis.js";
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
 * @property {{x: number, y: number} | null} badge the middle of its number; null without room
 */

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
  const rings = target.modes.map((mode) => ringOf(plane, mode, target.radius));
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
 * The ellipse within which samples are good: its axes are the eigenvectors of the covariance.
 * @param {Plane} plane
 * @param {Mode} mode
 * @param {number} [radius] in deviations
 * @returns {Ring}
 */
export function ringOf(plane, { x, y, xx, xy, yy }, radius = 3) {
  const middle = (xx + yy) / 2;
  const spread = Math.hypot((xx - yy) / 2, xy);
  const size = radius * plane.scale;
  return {
    x: pixelX(plane, x),
    y: pixelY(plane, y),
    long: size * Math.sqrt(Math.max(0, middle + spread)),
    short: size * Math.sqrt(Math.max(0, middle - spread)),
    // Minus, because on the screen y goes down.
    angle: -Math.atan2(2 * xy, xx - yy) / 2,
    halfWidth: size * Math.sqrt(Math.max(0, xx)),
    halfHeight: size * Math.sqrt(Math.max(0, yy)),
    badge: null,
  };
}

/** @typedef {{x: number, y: number, halfWidth: number, halfHeight: number}} Area */

/**
 * Gives each ring a place for its number: beside it, rather on the side away from the middle of
 * all, and not over another ring or badge. Where there is no such place, it has no badge.
 * @param {Plane} plane
 * @param {Ring[]} rings are changed
 */
function placeBadges(plane, rings) {
  if (rings.length > 150) return;
  const middleX = rings.reduce((sum, ring) => sum + ring.x, 0) / rings.length;
  const middleY = rings.reduce((sum, ring) => sum + ring.y, 0) / rings.length;
  const halfWidth = textWidth("000", plane.fontSize) / 2 + 0.4 * plane.fontSize;
  const halfHeight = 0.72 * plane.fontSize;
  /** @type {(Area & {of?: Ring})[]} */
  const taken = rings.map((ring) => ({ ...ring, of: ring }));
  for (const ring of rings) {
    const [x, y] = [ring.x - middleX, ring.y - middleY];
    const outwards = Math.hypot(x, y) > 1 ? Math.atan2(y, x) : -Math.PI / 2;
    for (const turn of [0, 1, -1, 2, -2, 3, -3, 4]) {
      const angle = outwards + (turn * Math.PI) / 4;
      const place = besideRing(plane, ring, angle, halfWidth, halfHeight);
      const isTaken = taken.some((area) => area.of !== ring && doOverlap(area, place));
      if (isTaken || !isInside(plane, place)) continue;
      ring.badge = { x: place.x, y: place.y };
      taken.push(place);
      break;
    }
  }
}

/**
 * @param {Plane} plane
 * @param {Ring} ring
 * @param {number} angle
 * @param {number} halfWidth
 * @param {number} halfHeight
 * @returns {Area}
 */
function besideRing(plane, ring, angle, halfWidth, halfHeight) {
  const [right, down] = [Math.cos(angle), Math.sin(angle)];
  const turned = angle - ring.angle;
  const [long, short] = [Math.max(1e-6, ring.long), Math.max(1e-6, ring.short)];
  const radius = 1 / Math.hypot(Math.cos(turned) / long, Math.sin(turned) / short);
  const reach = Math.min(
    halfWidth / Math.max(1e-6, Math.abs(right)),
    halfHeight / Math.max(1e-6, Math.abs(down)),
  );
  const distance = radius + 5 * plane.detail + reach;
  return { x: ring.x + distance * right, y: ring.y + distance * down, halfWidth, halfHeight };
}

/**
 * @param {Plane} plane
 * @param {Area} area
 * @returns {boolean}
 */
function isInside({ left, top, side }, { x, y, halfWidth, halfHeight }) {
  return x - halfWidth > left && x + halfWidth < left + side && y - halfHeight > top
    && y + halfHeight < top + side;
}

/**
 * @param {Area} a
 * @param {Area} b
 * @returns {boolean}
 */
function doOverlap(a, b) {
  return Math.abs(a.x - b.x) < a.halfWidth + b.halfWidth
    && Math.abs(a.y - b.y) < a.halfHeight + b.halfHeight;
}

/**
 * Solid rings where there are samples inside, dashed ones where there are none.
 * @param {DrawingContext} context is clipped to the square
 * @param {Plane} plane
 * @param {Target} target
 * @param {ModeCount[] | undefined} counts
 * @param {Theme} theme
 * @param {number | null} highlight index of the mode that stands out
 */
export function drawRings(context, plane, target, counts, theme, highlight) {
  const rings = ringsOf(plane, target);
  context.strokeStyle = theme.mode;
  rings.forEach((ring, index) => {
    const isMissed = counts !== undefined && (counts[index]?.good ?? 0) === 0;
    context.lineWidth = plane.detail * (isMissed ? 1.6 : 1.4);
    context.setLineDash(isMissed ? dashOf(ring, plane) : []);
    context.beginPath();
    // A ring of less than a few pixels would not be seen.
    const least = 2.5 * plane.detail;
    const [long, short] = [Math.max(least, ring.long), Math.max(least, ring.short)];
    context.ellipse(ring.x, ring.y, long, short, ring.angle, 0, 2 * Math.PI);
    context.stroke();
    if (index === highlight) drawHighlight(context, plane, ring);
  });
  context.setLineDash([]);
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
  context.beginPath();
  context.ellipse(
    ring.x, ring.y, ring.long + gap, ring.short + gap, ring.angle, 0, 2 * Math.PI);
  context.stroke();
}

/**
 * Dashes short enough for a small ring to have six.
 * @param {Ring} ring
 * @param {Plane} plane
 * @returns {number[]}
 */
function dashOf(ring, plane) {
  const length = Math.min(4 * plane.detail, (Math.PI * (ring.long + ring.short)) / 12);
  return [Math.max(1.5, length), Math.max(1.5, length)];
}

/**
 * The number of good samples at each mode: on a filled badge, or 0 in an empty, dashed one.
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
  ringsOf(plane, target).forEach(({ badge }, index) => {
    const good = counts[index]?.good ?? 0;
    if (!badge) return;
    const text = shortNumber(good);
    const halfWidth = textWidth(text, plane.fontSize) / 2 + 0.3 * plane.fontSize;
    addBadge(context, badge.x, badge.y, halfWidth, 0.68 * plane.fontSize);
    context.globalAlpha = 0.88;
    context.fillStyle = good > 0 ? theme.mode : theme.background;
    context.fill();
    context.globalAlpha = 1;
    if (good === 0) {
      context.setLineDash([3, 2]);
      context.stroke();
      context.setLineDash([]);
    }
    context.fillStyle = good > 0 ? theme.modeText : theme.mode;
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
