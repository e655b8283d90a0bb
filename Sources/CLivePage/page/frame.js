// Reads the binary frames of the server. Every number that the bytes state about themselves is
// checked before it is used, so that damaged bytes give an Error and nothing else.

/** @typedef {import("./types.js").Frame} Frame */
/** @typedef {import("./types.js").State} State */

const magic = 0x4e414754; // "TGAN", read as a little endian number
const version = 1;

/** Reads one section from start to end and knows its place for messages. */
class Reader {
  /**
   * @param {ArrayBuffer} buffer
   * @param {number} start
   * @param {number} end
   * @param {string} what
   */
  constructor(buffer, start, end, what) {
    this.buffer = buffer;
    this.view = new DataView(buffer);
    this.position = start;
    this.end = end;
    this.what = what;
  }

  /**
   * @param {string} problem
   * @returns {Error}
   */
  error(problem) {
    return new Error(`frame: ${this.what} at byte ${this.position}: ${problem}`);
  }

  /**
   * Where the next bytes are; moves behind them.
   * @param {number} count
   * @returns {number}
   */
  take(count) {
    const left = this.end - this.position;
    if (count > left) throw this.error(`needs ${count} bytes, but ${left} are left`);
    const place = this.position;
    this.position += count;
    return place;
  }

  /** @returns {number} */
  u16() {
    return this.view.getUint16(this.take(2), true);
  }

  /** @returns {number} */
  u32() {
    return this.view.getUint32(this.take(4), true);
  }

  /** @returns {number} */
  f32() {
    return this.view.getFloat32(this.take(4), true);
  }

  /**
   * A copy, because the place need not be a multiple of 4.
   * @param {number} count
   * @returns {Float32Array}
   */
  floats(count) {
    const place = this.take(4 * count);
    return new Float32Array(this.buffer.slice(place, place + 4 * count));
  }

  /**
   * @param {number} count
   * @returns {Uint8Array}
   */
  bytes(count) {
    const place = this.take(count);
    return new Uint8Array(this.buffer.slice(place, place + count));
  }

  /** A section must be used up: what is left over means that a count is wrong. */
  finish() {
    const left = this.end - this.position;
    if (left !== 0) throw this.error(`${left} bytes are left over`);
  }
}

/**
 * @param {Reader} reader
 * @returns {State}
 */
function readState(reader) {
  const text = new TextDecoder().decode(reader.bytes(reader.end - reader.position));
  let state;
  try {
    state = JSON.parse(text);
  } catch {
    throw reader.error("is not JSON");
  }
  const problem = problemOfState(state);
  if (problem) throw reader.error(problem);
  return state;
}

/**
 * What is wrong with a state; an empty string if nothing is.
 * @param {any} state
 * @returns {string}
 */
function problemOfState(state) {
  if (typeof state !== "object" || state === null) return "is not an object";
  for (const name of ["step", "last"]) {
    if (typeof state[name] !== "number") return `${name} is not a number`;
  }
  for (const name of ["playing", "replaying", "stored"]) {
    if (typeof state[name] !== "boolean") return `${name} is not true or false`;
  }
  for (const name of ["rate", "speed"]) {
    if (!isNumberOrNull(state[name])) return `${name} is neither a number nor null`;
  }
  const { outcome, values, zoom } = state;
  if (zoom !== undefined && !(zoom >= 1 && zoom < Infinity)) return "zoom is not 1 or above";
  if (outcome !== null && typeof outcome !== "string") return "outcome is neither text nor null";
  const areNumbers = Array.isArray(values) && values.every(isNumberOrNull);
  return areNumbers ? "" : "values is not a list of numbers and nulls";
}

/**
 * @param {unknown} value
 * @returns {boolean}
 */
function isNumberOrNull(value) {
  return value === null || typeof value === "number";
}

/**
 * @param {Reader} reader
 * @returns {import("./types.js").Surface}
 */
function readSurface(reader) {
  const side = reader.u32();
  const [x0, x1, y0, y1] = [reader.f32(), reader.f32(), reader.f32(), reader.f32()];
  if (side < 2) throw reader.error(`a side of ${side} is no surface`);
  if (!(x1 - x0 > 0 && x1 - x0 < Infinity && y1 - y0 > 0 && y1 - y0 < Infinity)) {
    throw reader.error(`x from ${x0} to ${x1}, y from ${y0} to ${y1} is no rectangle`);
  }
  return { side, x0, x1, y0, y1, values: reader.floats(side * side) };
}

/**
 * @param {Reader} reader
 * @returns {import("./types.js").Manifold}
 */
function readManifold(reader) {
  const side = reader.u32();
  return { side, points: reader.floats(2 * side * side) };
}

/**
 * @param {Reader} reader
 * @returns {import("./types.js").ModeCount[]}
 */
function readModes(reader) {
  const count = reader.u32();
  const left = reader.end - reader.position;
  if (8 * count !== left) throw reader.error(`${count} modes do not fit ${left} bytes`);
  return Array.from({ length: count }, () => ({ count: reader.u32(), good: reader.u32() }));
}

/**
 * @param {Reader} reader
 * @returns {import("./types.js").Curves}
 */
function readCurves(reader) {
  const [epoch, first, rows, columns] = [reader.u32(), reader.u32(), reader.u32(), reader.u32()];
  if (rows > 0 && columns < 1) throw reader.error("rows without columns");
  return { epoch, first, rows, columns, values: reader.floats(rows * columns) };
}

/**
 * What each kind of section adds to the frame.
 * @type {Record<number, {name: string, read: (reader: Reader, frame: Frame) => void}>}
 */
const sections = {
  1: { name: "STATE", read: (reader, frame) => void (frame.state = readState(reader)) },
  2: {
    name: "SAMPLES",
    read: (reader, frame) => void (frame.samples = reader.floats(2 * reader.u32())),
  },
  3: { name: "SURFACE", read: (reader, frame) => void (frame.surface = readSurface(reader)) },
  4: {
    name: "ARROWS",
    read: (reader, frame) => void (frame.arrows = reader.floats(4 * reader.u32())),
  },
  5: { name: "MANIFOLD", read: (reader, frame) => void (frame.manifold = readManifold(reader)) },
  6: { name: "MODES", read: (reader, frame) => void (frame.modes = readModes(reader)) },
  7: { name: "CURVES", read: (reader, frame) => void (frame.curves = readCurves(reader)) },
  8: {
    name: "CATEGORIES",
    read: (reader, frame) => void (frame.categories = reader.bytes(reader.u32())),
  },
};

/**
 * Reads a frame. Sections of unknown kinds are skipped.
 * @param {ArrayBuffer} buffer
 * @returns {Frame}
 * @throws {Error} with the place, if the bytes are damaged
 */
export function decodeFrame(buffer) {
  const header = new Reader(buffer, 0, buffer.byteLength, "header");
  if (header.u32() !== magic) throw new Error("frame: header at byte 0: does not start with TGAN");
  const found = header.u16();
  if (found !== version) {
    throw new Error(`frame: header at byte 4: version ${found}, but this page knows ${version}`);
  }
  /** @type {Frame} */
  const frame = { pane: header.u16() };
  const count = header.u32();
  for (let index = 0; index < count; index += 1) readSection(buffer, header, frame);
  header.finish();
  return frame;
}

/**
 * @param {ArrayBuffer} buffer
 * @param {Reader} header stands at the section's start and is moved behind it
 * @param {Frame} frame
 */
function readSection(buffer, header, frame) {
  const kind = header.u32();
  const length = header.u32();
  const section = sections[kind];
  header.what = section ? section.name : `section of kind ${kind}`;
  const start = header.take(length);
  header.take((4 - (length % 4)) % 4);
  if (!section) return;
  const reader = new Reader(buffer, start, start + length, section.name);
  section.read(reader, frame);
  reader.finish();
}
