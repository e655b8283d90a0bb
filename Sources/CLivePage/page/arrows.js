// Arrows at generated samples: where the generator's loss would move them.

import { pixelX, pixelY } from "./plane.js";

/** @typedef {import("./theme.js").Theme} Theme */
/** @typedef {import("./plane.js").Plane} Plane */
/** @typedef {import("./svg.js").DrawingContext} DrawingContext */

const most = 150;

/**
 * Arrows in pixels: x, y of the tail, then x, y of the tip. The arrow of median length gets 18
 * pixels (in a picture of 500), so that arrows can be seen whatever the loss; one is cut to a
 * fifth or to twice of that.
 * @param {Plane} plane
 * @param {Float32Array} arrows x, y, dx, dy ...
 * @returns {number[]}
 */
export function arrowLines(plane, arrows) {
  const chosen = chosenArrows(plane, arrows);
  const lengths = chosen.map((place) => Math.hypot(arrows[place + 2], arrows[place + 3]));
  const median = [...lengths].sort((a, b) => a - b)[Math.floor(lengths.length / 2)];
  const usual = 18 * plane.detail;
  /** @type {number[]} */
  const lines = [];
  chosen.forEach((place, index) => {
    const length = lengths[index];
    const wanted = Math.min(2 * usual, Math.max(usual / 5, (usual * length) / median));
    const [x, y] = [pixelX(plane, arrows[place]), pixelY(plane, arrows[place + 1])];
    const [right, up] = [arrows[place + 2] / length, arrows[place + 3] / length];
    lines.push(x, y, x + wanted * right, y - wanted * up);
  });
  return lines;
}

/**
 * Places of at most 150 arrows that start in the square and have a direction. Where samples are
 * crowded one arrow stands for those around it: a heap of arrows cannot be read.
 * @param {Plane} plane
 * @param {Float32Array} arrows
 * @returns {number[]}
 */
function chosenArrows({ box, scale, detail }, arrows) {
  /** @type {Set<number>} */
  const taken = new Set();
  const places = [];
  const cell = (13 * detail) / scale;
  for (let place = 0; place + 3 < arrows.length && places.length < most; place += 4) {
    const [x, y] = [arrows[place] - box.x, arrows[place + 1] - box.y];
    const length = Math.hypot(arrows[place + 2], arrows[place + 3]);
    const isInside = Math.abs(x) <= box.half && Math.abs(y) <= box.half;
    if (!isInside || !(length > 0 && length < Infinity)) continue;
    const key = Math.floor(x / cell) * 4096 + Math.floor(y / cell);
    if (taken.has(key)) continue;
    taken.add(key);
    places.push(place);
  }
  return places;
}

/**
 * @param {DrawingContext} context is clipped to the square
 * @param {Plane} plane
 * @param {Float32Array} arrows
 * @param {Theme} theme
 */
export function drawArrows(context, plane, arrows, theme) {
  const lines = arrowLines(plane, arrows);
  context.lineCap = "round";
  context.lineJoin = "round";
  context.beginPath();
  for (let place = 0; place < lines.length; place += 4) {
    addArrow(context, lines[place], lines[place + 1], lines[place + 2], lines[place + 3], plane);
  }
  // A wider line of the background's colour lets arrows stand out from the samples below.
  context.strokeStyle = theme.background;
  context.lineWidth = 3.2 * plane.detail;
  context.globalAlpha = 0.7;
  context.stroke();
  context.strokeStyle = theme.arrow;
  context.lineWidth = 1.5 * plane.detail;
  context.globalAlpha = 1;
  context.stroke();
  context.lineCap = "butt";
  context.lineJoin = "miter";
}

/**
 * @param {DrawingContext} context
 * @param {number} x
 * @param {number} y
 * @param {number} tipX
 * @param {number} tipY
 * @param {Plane} plane
 */
function addArrow(context, x, y, tipX, tipY, plane) {
  const length = Math.hypot(tipX - x, tipY - y);
  const head = Math.min(5.5 * plane.detail, 0.6 * length);
  const [backX, backY] = [(head * (x - tipX)) / length, (head * (y - tipY)) / length];
  context.moveTo(x, y);
  context.lineTo(tipX, tipY);
  context.moveTo(tipX + backX - 0.55 * backY, tipY + backY + 0.55 * backX);
  context.lineTo(tipX, tipY);
  context.lineTo(tipX + backX + 0.55 * backY, tipY + backY - 0.55 * backX);
}
