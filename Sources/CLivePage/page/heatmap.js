// The discriminator's surface as colours: blue where it says "real", orange where it says
// "generated", neutral where it cannot decide. A critic does not decide: its lower values are
// orange, its higher ones blue.

import { pixelX, pixelY, bottomLine } from "./plane.js";
import { cssColour, surfaceColour } from "./theme.js";
import { shortNumber, textWidth } from "./axis.js";

/** @typedef {import("./types.js").Surface} Surface */
/** @typedef {import("./theme.js").Theme} Theme */
/** @typedef {import("./plane.js").Plane} Plane */
/** @typedef {import("./svg.js").DrawingContext} DrawingContext */

/** @typedef {import("./surfaceScale.js").SurfaceMemory} SurfaceMemory */

/**
 * 257 colours from -1 to 1 as bytes of red, green, blue, alpha; 0 has its own place.
 * @type {WeakMap<Theme, Uint8ClampedArray>}
 */
const colourTables = new WeakMap();

/**
 * @param {Theme} theme
 * @returns {Uint8ClampedArray}
 */
function colourTable(theme) {
  const known = colourTables.get(theme);
  if (known) return known;
  const table = new Uint8ClampedArray(4 * 257);
  for (let index = 0; index < 257; index += 1) {
    table.set([...surfaceColour(theme, (index - 128) / 128), 255], 4 * index);
  }
  colourTables.set(theme, table);
  return table;
}

/**
 * One pixel per value, with the largest y in the first row.
 * @param {Surface} surface
 * @param {{neutral: number, maximum: number}} scale
 * @param {Theme} theme
 * @param {Uint8ClampedArray} [data] to fill
 * @returns {Uint8ClampedArray}
 */
export function surfacePixels(surface, { neutral, maximum }, theme, data) {
  const { side, values } = surface;
  const pixels = data ?? new Uint8ClampedArray(4 * side * side);
  const table = colourTable(theme);
  const factor = 128 / maximum;
  for (let row = 0; row < side; row += 1) {
    let place = 4 * side * (side - 1 - row);
    for (let column = 0; column < side; column += 1) {
      const value = Math.round((values[row * side + column] - neutral) * factor);
      // Comparisons with NaN are false: such a value becomes neutral.
      const from = 4 * (128 + (value > 128 ? 128 : value < -128 ? -128 : value || 0));
      pixels[place] = table[from];
      pixels[place + 1] = table[from + 1];
      pixels[place + 2] = table[from + 2];
      pixels[place + 3] = 255;
      place += 4;
    }
  }
  return pixels;
}

/**
 * @param {DrawingContext} context is clipped to the square
 * @param {Plane} plane
 * @param {Surface} surface
 * @param {SurfaceMemory} memory
 * @param {Theme} theme
 */
export function drawSurface(context, plane, surface, memory, theme) {
  const { side, x0, x1, y0, y1 } = surface;
  // A pixel's middle is where its value was taken, so the picture is half a cell larger.
  const [cellX, cellY] = [(x1 - x0) / (side - 1), (y1 - y0) / (side - 1)];
  const [left, top] = [pixelX(plane, x0 - cellX / 2), pixelY(plane, y1 + cellY / 2)];
  const width = pixelX(plane, x1 + cellX / 2) - left;
  const height = pixelY(plane, y0 - cellY / 2) - top;
  if (context.drawPixels) {
    const data = surfacePixels(surface, memory, theme);
    context.drawPixels({ width: side, height: side, data }, left, top, width, height);
  } else if (context.drawImage) {
    const canvas = paintedCanvas(surface, memory, theme);
    if (canvas) context.drawImage(canvas, left, top, width, height);
  }
}

/**
 * @param {Surface} surface
 * @param {SurfaceMemory} memory
 * @param {Theme} theme
 * @returns {HTMLCanvasElement | null}
 */
function paintedCanvas(surface, memory, theme) {
  const canvas = memory.canvas ?? document.createElement("canvas");
  memory.canvas = canvas;
  if (canvas.width !== surface.side) canvas.width = surface.side;
  if (canvas.height !== surface.side) canvas.height = surface.side;
  const inner = canvas.getContext("2d");
  if (!inner) return null;
  const image = inner.createImageData(surface.side, surface.side);
  surfacePixels(surface, memory, theme, image.data);
  inner.putImageData(image, 0, 0);
  return canvas;
}

/**
 * Words and numbers for both ends of the key, from long to short.
 * @param {SurfaceMemory} memory
 * @param {number | null} threshold
 * @returns {[string, string][]}
 */
export function surfaceKeyTexts({ neutral, maximum }, threshold) {
  // As many digits as it takes to tell the two ends from each other.
  const size = Math.max(Math.abs(neutral), maximum);
  const digits = Math.min(7, 2 + Math.max(0, Math.ceil(Math.log10(size / maximum) - 0.3)));
  const [low, high] = [neutral - maximum, neutral + maximum].map((value) => {
    return threshold === 0 && value > 0 ? `+${shortNumber(value, digits)}` : shortNumber(value, digits);
  });
  if (threshold !== null) return [[`generated ${low}`, `${high} real`], [low, high]];
  return [
    [`critic's score: low ${low}`, `${high} high`], [`low ${low}`, `${high} high`], [low, high],
  ];
}

/**
 * The key of the colours, at the right of the line below the picture.
 * @param {DrawingContext} context
 * @param {Plane} plane
 * @param {SurfaceMemory} memory
 * @param {number | null} threshold
 * @param {Theme} theme
 * @param {number} room what it may take; words, or all of it, are left out where there is little
 */
export function drawSurfaceKey(context, plane, memory, threshold, theme, room) {
  const size = plane.fontSize;
  const [cells, cell] = [15, 0.42 * size];
  const fitting = surfaceKeyTexts(memory, threshold).find(([low, high]) => {
    return textWidth(low + high, size) + cells * cell + 12 <= room;
  });
  if (!fitting) return;
  const [low, high] = fitting;
  const right = plane.left + plane.side;
  const left = right - textWidth(high, size) - 5 - cells * cell;
  const middle = bottomLine(plane);
  for (let index = 0; index < cells; index += 1) {
    context.fillStyle = cssColour(surfaceColour(theme, (2 * index) / (cells - 1) - 1));
    // Half a pixel wider, so that no lines of the background show between the cells.
    context.fillRect(left + index * cell, middle - 0.4 * size, cell + 0.5, 0.8 * size);
  }
  context.strokeStyle = theme.frame;
  context.lineWidth = 1;
  context.strokeRect(left, middle - 0.4 * size, cells * cell, 0.8 * size);
  context.fillStyle = theme.quiet;
  context.font = `${size}px ${theme.font}`;
  context.textBaseline = "middle";
  context.textAlign = "right";
  context.fillText(low, left - 5, middle);
  context.textAlign = "left";
  context.fillText(high, left + cells * cell + 5, middle);
}
