// A target that was drawn, as the text that the server reads.

/**
 * A round normal distribution that was drawn.
 * @typedef {object} DrawnMode
 * @property {number} x
 * @property {number} y
 * @property {number} deviation
 */

export const largestCsv = 1_000_000;

/**
 * Four decimals are finer than a pixel; no exponent, so that every reader of YAML sees a number.
 * @param {number} value
 * @returns {string}
 */
function numberText(value) {
  const rounded = Number(value.toFixed(4));
  return Object.is(rounded, -0) ? "0" : String(rounded);
}

/**
 * The YAML text of `target` for these modes.
 * @param {DrawnMode[]} modes
 * @returns {string}
 */
export function mixtureText(modes) {
  const means = modes.map((mode) => `[${numberText(mode.x)}, ${numberText(mode.y)}]`);
  const deviations = modes.map((mode) => numberText(Math.max(0.0001, mode.deviation)));
  return `{mixture: {means: [${means.join(", ")}], deviations: [${deviations.join(", ")}]}}`;
}

/**
 * @param {{x: number, y: number}[]} points
 * @returns {string} lines of x,y below a header
 */
export function pointsText(points) {
  const lines = points.map((point) => `${numberText(point.x)},${numberText(point.y)}`);
  return `x,y\n${lines.join("\n")}\n`;
}

/**
 * Reads lines of x,y for the preview. The server reads the file again, by its own rules.
 * @param {string} text
 * @returns {{points: {x: number, y: number}[], problem: string}}
 */
export function readPoints(text) {
  if (text.length > largestCsv) {
    return { points: [], problem: "The file is larger than 1 MB. Use a smaller one." };
  }
  const lines = text.split(/\r\n|\n|\r/).filter((line) => line.trim() !== "");
  const points = [];
  for (const [index, line] of lines.entries()) {
    const parts = line.trim().split(/\s*[,;\t]\s*|\s+/).map(Number);
    const isPoint = parts.length >= 2 && parts.slice(0, 2).every(Number.isFinite);
    if (isPoint) points.push({ x: parts[0], y: parts[1] });
    else if (index > 0) return { points: [], problem: `Line ${index + 1} is not x,y.` };
  }
  return { points, problem: points.length ? "" : "The file has no line of x,y." };
}

/**
 * Modes on a circle around 0.
 * @param {number} count
 * @param {number} radius
 * @param {number} deviation
 * @returns {DrawnMode[]}
 */
export function ringModes(count, radius, deviation) {
  return Array.from({ length: count }, (_, index) => {
    const angle = (2 * Math.PI * index) / count;
    return { x: radius * Math.cos(angle), y: radius * Math.sin(angle), deviation };
  });
}

/**
 * Modes on a square grid around 0.
 * @param {number} side
 * @param {number} spacing
 * @param {number} deviation
 * @returns {DrawnMode[]}
 */
export function gridModes(side, spacing, deviation) {
  const modes = [];
  for (let row = 0; row < side; row += 1) {
    for (let column = 0; column < side; column += 1) {
      const [x, y] = [column, row].map((place) => (place - (side - 1) / 2) * spacing);
      modes.push({ x, y, deviation });
    }
  }
  return modes;
}
