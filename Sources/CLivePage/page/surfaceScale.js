// Which value of the surface is neutral, and which has the full colour.

/** @typedef {import("./types.js").Surface} Surface */

/**
 * What a pane's picture remembers from frame to frame.
 * @typedef {object} SurfaceMemory
 * @property {number} neutral the value without colour
 * @property {number} maximum distance from it that has the full colour; 0 before the first surface
 * @property {HTMLCanvasElement | null} canvas for pixels on their way to the picture
 */

/** @returns {SurfaceMemory} */
export function surfaceMemory() {
  return { neutral: 0, maximum: 0, canvas: null };
}

/**
 * About a thousand finite values, ascending.
 * @param {Float32Array} values
 * @param {(value: number) => number} [change] what is done to each before
 * @returns {Float32Array}
 */
function sortedSome(values, change = (value) => value) {
  // Sorting a thousand is fast. The stride is odd so that it does not look at a few columns only.
  const stride = Math.max(1, 2 * Math.floor(values.length / 2048) + 1);
  const some = new Float32Array(Math.ceil(values.length / stride));
  let count = 0;
  for (let index = 0; index < values.length; index += stride) {
    const value = change(values[index]);
    if (Number.isFinite(value)) some[count++] = value;
  }
  return some.subarray(0, count).sort();
}

/**
 * The distance from `neutral` below which 95 of 100 values lie; values that are not finite do not
 * count. A single peak must not make the rest of the picture pale.
 * @param {Float32Array} values
 * @param {number} [neutral]
 * @returns {number}
 */
export function robustMaximum(values, neutral = 0) {
  const sorted = sortedSome(values, (value) => Math.abs(value - neutral));
  if (sorted.length === 0) return 1;
  return Math.max(1e-6, sorted[Math.floor(0.95 * (sorted.length - 1))]);
}

/**
 * The value in the middle; 0 if none is finite.
 * @param {Float32Array} values
 * @returns {number}
 */
export function medianOf(values) {
  const sorted = sortedSome(values);
  return sorted.length === 0 ? 0 : sorted[Math.floor((sorted.length - 1) / 2)];
}

/**
 * Moves the scale towards what the surface asks for. While training runs it moves a part of the
 * way, so that colours do not flicker; at rest it is exact, so that a step always looks the same.
 * @param {SurfaceMemory} memory is changed
 * @param {Surface} surface
 * @param {boolean} isMoving
 * @param {number | null} [threshold] where the discriminator decides; null for a critic, which
 *     does not: then the median is neutral
 */
export function updateScale(memory, surface, isMoving, threshold = 0) {
  const middle = threshold ?? medianOf(surface.values);
  const wanted = robustMaximum(surface.values, middle);
  const ratio = memory.maximum > 0 ? wanted / memory.maximum : 0;
  const isNear = ratio > 0.1 && ratio < 10
    && Math.abs(middle - memory.neutral) < 2 * Math.max(wanted, memory.maximum);
  const isSmooth = isMoving && isNear;
  memory.maximum = isSmooth ? memory.maximum * ratio ** 0.15 : wanted;
  memory.neutral = isSmooth && threshold === null
    ? memory.neutral + 0.15 * (middle - memory.neutral) : middle;
}
