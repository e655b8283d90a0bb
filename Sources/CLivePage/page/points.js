// Samples as points, by category where there are categories, and those outside of the picture.

import { shortNumber } from "./axis.js";
import { countText } from "./format.js";
import { pixelX, pixelY } from "./plane.js";

/** @typedef {import("./theme.js").Theme} Theme */
/** @typedef {import("./plane.js").Plane} Plane */
/** @typedef {import("./svg.js").DrawingContext} DrawingContext */

/**
 * The target's samples as small crosses: another shape than the generated ones.
 * @param {DrawingContext} context is clipped to the square
 * @param {Plane} plane
 * @param {ArrayLike<number>} samples x, y, x, y ...
 * @param {Theme} theme
 */
export function drawRealSamples(context, plane, samples, theme) {
  const [arm, half] = [2.7 * plane.detail, 0.55 * plane.detail];
  context.fillStyle = theme.real;
  context.globalAlpha = 0.75;
  for (let place = 0; place + 1 < samples.length; place += 2) {
    const [x, y] = [pixelX(plane, samples[place]), pixelY(plane, samples[place + 1])];
    if (!isFinite(x) || !isFinite(y)) continue;
    context.fillRect(x - arm, y - half, 2 * arm, 2 * half);
    context.fillRect(x - half, y - arm, 2 * half, 2 * arm);
  }
  context.globalAlpha = 1;
}

/**
 * How wide a sample is drawn: smaller where there are many.
 * @param {Plane} plane
 * @param {number} count
 * @returns {number}
 */
function pointSize(plane, count) {
  const crowd = Math.min(1.5, Math.max(0.75, (2000 / Math.max(1, count)) ** 0.25));
  return 3.1 * plane.detail * crowd;
}

/**
 * Squares, because a canvas draws thousands of them in the time of a few hundred discs, and at
 * three pixels nobody sees the difference. Each is a bit transparent: a crowd is darker.
 * @param {DrawingContext} context is clipped to the square
 * @param {Plane} plane
 * @param {Float32Array} samples
 * @param {Theme} theme
 * @param {number} [opacity]
 */
export function drawSamples(context, plane, samples, theme, opacity = 0.6) {
  const size = pointSize(plane, samples.length / 2);
  const { left, top, base, side, scale, box } = plane;
  // The formulas of pixelX and pixelY, unfolded: this is the loop that a frame spends its time in.
  const startX = left - (box.x - box.half) * scale - size / 2;
  const startY = base + (box.y - box.half) * scale - size / 2;
  const [endX, endY] = [left + side, base];
  context.fillStyle = theme.generated;
  context.globalAlpha = opacity;
  for (let place = 0; place + 1 < samples.length; place += 2) {
    const x = startX + samples[place] * scale;
    const y = startY - samples[place + 1] * scale;
    if (x > left - size && x < endX && y > top - size && y < endY) {
      context.fillRect(x, y, size, size);
    }
  }
  context.globalAlpha = 1;
}

/**
 * Shapes of the first categories: what colour tells, shape tells too.
 * @type {((context: DrawingContext, x: number, y: number, size: number) => void)[]}
 */
const shapes = [
  (context, x, y, size) => context.rect(x - 0.8 * size, y - 0.8 * size, 1.6 * size, 1.6 * size),
  (context, x, y, size) => addPolygon(context, x, y, 1.3 * size, 3, -Math.PI / 2),
  (context, x, y, size) => addPolygon(context, x, y, 1.3 * size, 4, 0),
  (context, x, y, size) => {
    context.rect(x - 1.2 * size, y - 0.4 * size, 2.4 * size, 0.8 * size);
    context.rect(x - 0.4 * size, y - 1.2 * size, 0.8 * size, 2.4 * size);
  },
  (context, x, y, size) => addPolygon(context, x, y, 1.3 * size, 3, Math.PI / 2),
  (context, x, y, size) => addPolygon(context, x, y, size, 8, 0),
];

/**
 * @param {DrawingContext} context
 * @param {number} x
 * @param {number} y
 * @param {number} radius
 * @param {number} corners
 * @param {number} start angle of the first corner
 */
function addPolygon(context, x, y, radius, corners, start) {
  for (let corner = 0; corner < corners; corner += 1) {
    const angle = start + (2 * Math.PI * corner) / corners;
    const [right, down] = [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
    if (corner === 0) context.moveTo(right, down);
    else context.lineTo(right, down);
  }
  context.closePath();
}

/**
 * Adds the shape of a category to the path. With more than six categories all are squares.
 * @param {DrawingContext} context
 * @param {number} category
 * @param {number} count of categories
 * @param {number} x
 * @param {number} y
 * @param {number} size about half of the width
 */
export function addShape(context, category, count, x, y, size) {
  shapes[count <= shapes.length ? category % shapes.length : 0](context, x, y, size);
}

/**
 * @param {Theme} theme
 * @param {number} category
 * @returns {string}
 */
export function categoryColour(theme, category) {
  return theme.palette[category % theme.palette.length];
}

/**
 * @param {DrawingContext} context is clipped to the square
 * @param {Plane} plane
 * @param {Float32Array} samples
 * @param {Uint8Array} categories
 * @param {Theme} theme
 */
export function drawCategories(context, plane, samples, categories, theme) {
  const count = categories.reduce((most, each) => Math.max(most, each + 1), 0);
  const size = 0.75 * pointSize(plane, samples.length / 2);
  context.globalAlpha = 0.75;
  for (let category = 0; category < count; category += 1) {
    context.fillStyle = categoryColour(theme, category);
    context.beginPath();
    for (let index = 0; 2 * index + 1 < samples.length; index += 1) {
      if (categories[index] !== category) continue;
      const x = pixelX(plane, samples[2 * index]);
      const y = pixelY(plane, samples[2 * index + 1]);
      if (isFinite(x) && isFinite(y)) addShape(context, category, count, x, y, size);
    }
    context.fill();
  }
  context.globalAlpha = 1;
}

/**
 * @typedef {object} Escaped
 * @property {number} outside finite, but not in the picture
 * @property {number} notFinite
 * @property {{x: number, y: number, right: number, down: number, count: number}[]} places at the
 *   border, in pixels, with the direction outwards
 */

/**
 * Counts the samples that cannot be seen, and where at the border they have left. Samples that
 * left near each other share a place.
 * @param {Plane} plane
 * @param {Float32Array} samples
 * @returns {Escaped}
 */
export function escapedSamples(plane, samples) {
  const { left, top, side, box } = plane;
  /** @type {Map<string, Escaped["places"][number]>} */
  const places = new Map();
  let [outside, notFinite] = [0, 0];
  for (let place = 0; place + 1 < samples.length; place += 2) {
    const [x, y] = [samples[place] - box.x, samples[place + 1] - box.y];
    if (Math.abs(x) <= box.half && Math.abs(y) <= box.half) continue;
    if (!isFinite(x) || !isFinite(y)) {
      notFinite += 1;
      continue;
    }
    outside += 1;
    const [right, down] = [beyond(x, box.half), -beyond(y, box.half)];
    const bin = 14 * plane.detail;
    const column = right ? 0 : Math.round((x * plane.scale) / bin);
    const row = down ? 0 : Math.round((y * plane.scale) / bin);
    const key = `${right} ${down} ${column} ${row}`;
    const known = places.get(key);
    if (known) known.count += 1;
    else {
      const middle = side / 2;
      const placeX = left + middle + (right ? right * middle : column * bin);
      const placeY = top + middle + (down ? down * middle : -row * bin);
      places.set(key, { x: placeX, y: placeY, right, down, count: 1 });
    }
  }
  return { outside, notFinite, places: [...places.values()] };
}

/**
 * What the picture cannot show, in words; an empty text if it shows all samples.
 * @param {number} outside
 * @param {number} notFinite
 * @param {number} total
 * @returns {string}
 */
export function escapedText(outside, notFinite, total) {
  if (total > 0 && notFinite === total) return "no sample is finite";
  const parts = [];
  if (outside) parts.push(`${countText(outside, "sample")} outside`);
  if (notFinite) parts.push(`${shortNumber(notFinite)} not finite`);
  return parts.join(", ");
}

/**
 * @param {number} value
 * @param {number} half
 * @returns {number} -1, 0 or 1
 */
function beyond(value, half) {
  return value > half ? 1 : value < -half ? -1 : 0;
}

/**
 * Triangles at the border that point outwards, larger for more samples.
 * @param {DrawingContext} context
 * @param {Plane} plane
 * @param {Escaped} escaped
 * @param {Theme} theme
 */
export function drawEscaped(context, plane, escaped, theme) {
  context.beginPath();
  for (const { x, y, right, down, count } of escaped.places) {
    const size = plane.detail * Math.min(9, 4.5 + 1.2 * Math.log2(count));
    const angle = Math.atan2(down, right);
    addPolygon(context, x - size * Math.cos(angle), y - size * Math.sin(angle), size, 3, angle);
  }
  context.strokeStyle = theme.background;
  context.lineWidth = 2 * plane.detail;
  context.stroke();
  context.fillStyle = theme.generated;
  context.fill();
}
