// Writes moving pictures as GIF89a, for slides. All frames share one palette; of each frame only
// the part that has changed is written, and in it what has not changed is transparent.

import { joined } from "./bytes.js";
import { compress } from "./lzw.js";
import { keysOf, paletteOf } from "./palette.js";

/** @typedef {{width: number, height: number, data: Uint8ClampedArray}} Picture */
/** @typedef {{left: number, top: number, width: number, height: number}} Part */

const transparent = 255;

/**
 * The picture repeats for ever. All frames must have the size of the first.
 * @param {Picture[]} frames
 * @param {number} delay milliseconds per frame; GIF counts in steps of ten
 * @returns {Uint8Array}
 * @throws {Error} without frames, or with frames of different sizes
 */
export function encodeGif(frames, delay) {
  if (frames.length === 0) throw new Error("a GIF needs a frame");
  const { width, height } = frames[0];
  if (frames.some((frame) => frame.width !== width || frame.height !== height)) {
    throw new Error("the frames of a GIF must have one size");
  }
  const palette = paletteOf(frames, transparent);
  const pieces = [header(width, height, palette.colours)];
  const hundredths = Math.max(2, Math.round(delay / 10));
  /** @type {Uint8Array | null} */
  let before = null;
  for (const frame of frames) {
    const indices = keysOf(frame.data);
    const colours = Uint8Array.from(indices, (key) => palette.indexOf[key]);
    pieces.push(...encodedFrame(colours, before, width, height, hundredths));
    before = colours;
  }
  pieces.push(new Uint8Array([0x3b]));
  return joined(pieces);
}

/**
 * Signature, size, palette, and the block that asks for repetition.
 * @param {number} width
 * @param {number} height
 * @param {Uint8Array} colours
 * @returns {Uint8Array}
 */
function header(width, height, colours) {
  const table = new Uint8Array(3 * 256);
  table.set(colours);
  return joined([
    ascii("GIF89a"),
    new Uint8Array([...u16(width), ...u16(height), 0xf7, 0, 0]),
    table,
    new Uint8Array([0x21, 0xff, 11]),
    ascii("NETSCAPE2.0"),
    new Uint8Array([3, 1, 0, 0, 0]),
  ]);
}

/**
 * @param {Uint8Array} colours
 * @param {Uint8Array | null} before the frame before it
 * @param {number} width
 * @param {number} height
 * @param {number} delay hundredths of a second
 * @returns {Uint8Array[]}
 */
function encodedFrame(colours, before, width, height, delay) {
  const part = before ? changedPart(colours, before, width, height) : whole(width, height);
  const indices = partIndices(colours, before, width, part);
  // Disposal 1: the frame stays, and the next one is drawn over it.
  const control = [0x21, 0xf9, 4, (1 << 2) | 1, ...u16(delay), transparent, 0];
  const place = [...u16(part.left), ...u16(part.top), ...u16(part.width), ...u16(part.height)];
  return [new Uint8Array([...control, 0x2c, ...place, 0]), compress(indices, 8)];
}

/**
 * @param {number} width
 * @param {number} height
 * @returns {Part}
 */
function whole(width, height) {
  return { left: 0, top: 0, width, height };
}

/**
 * The smallest rectangle with all changes; one pixel if there are none.
 * @param {Uint8Array} colours
 * @param {Uint8Array} before
 * @param {number} width
 * @param {number} height
 * @returns {Part}
 */
function changedPart(colours, before, width, height) {
  let [left, right, top, bottom] = [width, -1, height, -1];
  for (let row = 0, place = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1, place += 1) {
      if (colours[place] === before[place]) continue;
      if (column < left) left = column;
      if (column > right) right = column;
      if (row < top) top = row;
      bottom = row;
    }
  }
  if (right < 0) return whole(1, 1);
  return { left, top, width: right - left + 1, height: bottom - top + 1 };
}

/**
 * The colours of a part of the frame. A pixel that is as before becomes transparent, unless it
 * has the colour of the pixel before it.
 * @param {Uint8Array} colours
 * @param {Uint8Array | null} before
 * @param {number} width
 * @param {Part} part
 * @returns {Uint8Array}
 */
function partIndices(colours, before, width, part) {
  const indices = new Uint8Array(part.width * part.height);
  let to = 0;
  for (let row = 0; row < part.height; row += 1) {
    let from = (part.top + row) * width + part.left;
    for (let column = 0; column < part.width; column += 1, from += 1, to += 1) {
      const isSame = before !== null && colours[from] === before[from];
      // To continue a colour is cheaper than to change to transparent and back.
      const continues = to > 0 && indices[to - 1] === colours[from];
      indices[to] = isSame && !continues ? transparent : colours[from];
    }
  }
  return indices;
}

/**
 * @param {number} value
 * @returns {[number, number]}
 */
function u16(value) {
  return [value & 255, (value >> 8) & 255];
}

/**
 * @param {string} text
 * @returns {Uint8Array}
 */
function ascii(text) {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}
