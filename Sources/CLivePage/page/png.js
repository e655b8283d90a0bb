// Writes PNG without compression, for the small heat maps inside SVG files. Canvas could write
// PNG too, but only asynchronously, and the tests have no canvas.

import { joined } from "./bytes.js";

/** @typedef {import("./svg.js").Pixels} Pixels */

const table = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

/**
 * The checksum of PNG's chunks (CRC 32).
 * @param {Uint8Array} bytes
 * @returns {number}
 */
function checksum(bytes) {
  let value = 0xffffffff;
  for (const byte of bytes) value = table[(value ^ byte) & 255] ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}

/**
 * The checksum of zlib (Adler 32).
 * @param {Uint8Array} bytes
 * @returns {number}
 */
function zlibChecksum(bytes) {
  let [low, high] = [1, 0];
  for (const byte of bytes) {
    low = (low + byte) % 65521;
    high = (high + low) % 65521;
  }
  return high * 65536 + low;
}

/**
 * @param {number} value
 * @returns {Uint8Array}
 */
function bigEndian(value) {
  return new Uint8Array([value >>> 24, value >>> 16, value >>> 8, value]);
}

/**
 * @param {string} name
 * @param {Uint8Array} data
 * @returns {Uint8Array}
 */
function chunk(name, data) {
  const body = joined([Uint8Array.from(name, (letter) => letter.charCodeAt(0)), data]);
  return joined([bigEndian(data.length), body, bigEndian(checksum(body))]);
}

/**
 * zlib's format with stored blocks, which hold at most 65,535 bytes each.
 * @param {Uint8Array} bytes
 * @returns {Uint8Array}
 */
function stored(bytes) {
  const pieces = [new Uint8Array([0x78, 0x01])];
  for (let start = 0; start < bytes.length; start += 65535) {
    const block = bytes.subarray(start, start + 65535);
    const isLast = start + 65535 >= bytes.length ? 1 : 0;
    const size = block.length;
    pieces.push(new Uint8Array([isLast, size, size >> 8, ~size, ~size >> 8]), block);
  }
  return joined([...pieces, bigEndian(zlibChecksum(bytes))]);
}

/**
 * Red, green and blue; alpha is left out.
 * @param {Pixels} pixels
 * @returns {Uint8Array}
 */
export function encodePng({ width, height, data }) {
  const rows = new Uint8Array(height * (1 + 3 * width));
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const from = 4 * (row * width + column);
      rows.set(data.subarray(from, from + 3), row * (1 + 3 * width) + 1 + 3 * column);
    }
  }
  const header = joined([bigEndian(width), bigEndian(height), new Uint8Array([8, 2, 0, 0, 0])]);
  const signature = new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10]);
  return joined([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", stored(rows)),
    chunk("IEND", new Uint8Array(0)),
  ]);
}

/**
 * @param {Uint8Array} png
 * @returns {string}
 */
export function dataAddress(png) {
  let text = "";
  for (const byte of png) text += String.fromCharCode(byte);
  return `data:image/png;base64,${btoa(text)}`;
}
