// Where the numbers beside the rings of a target lie.

import { textWidth } from "./axis.js";

/** @typedef {import("./plane.js").Plane} Plane */
/** @typedef {import("./rings.js").Ring} Ring */
/** @typedef {{x: number, y: number, halfWidth: number, halfHeight: number}} Area */

/**
 * Gives each ring a place for its number: beside it, rather on the side away from the middle of
 * all, and not over another ring or badge. Where there is no such place, it has no badge.
 * @param {Plane} plane
 * @param {Ring[]} rings are changed
 */
export function placeBadges(plane, rings) {
  if (rings.length > 150) return;
  const middleX = rings.reduce((sum, ring) => sum + ring.x, 0) / rings.length;
  const middleY = rings.reduce((sum, ring) => sum + ring.y, 0) / rings.length;
  const halfWidth = textWidth("000", plane.fontSize) / 2 + 0.4 * plane.fontSize;
  const halfHeight = 0.72 * plane.fontSize;
  /** @type {(Area & {of?: Ring})[]} */
  const taken = rings.map((ring) => ({
    x: ring.x, y: ring.y, halfWidth: Math.max(ring.least, ring.halfWidth),
    halfHeight: Math.max(ring.least, ring.halfHeight), of: ring,
  }));
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
  const [long, short] = [ring.drawnLong, ring.drawnShort].map((size) => Math.max(1e-6, size));
  const radius = 1 / Math.hypot(Math.cos(turned) / long, Math.sin(turned) / short);
  const reach = Math.min(
    halfWidth / Math.max(1e-6, Math.abs(right)),
    halfHeight / Math.max(1e-6, Math.abs(down)),
  );
  // Beyond the ticks of a marker.
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
