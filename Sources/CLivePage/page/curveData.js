// The curves of one pane as they arrive in pieces: rows are numbered from 0 within an epoch.

/** @typedef {import("./types.js").Curves} Curves */

/**
 * @typedef {object} CurveData
 * @property {number} epoch
 * @property {number} columns number of columns, that of the step included; 0 before the first row
 * @property {number} rows
 * @property {Float32Array} values row by row, with room for more rows
 * @property {number} version grows with every change
 */

/** @returns {CurveData} */
export function emptyCurves() {
  return { epoch: 0, columns: 0, rows: 0, values: new Float32Array(0), version: 0 };
}

/**
 * Takes rows in. Rows of an older epoch, and rows that leave a gap, are not taken: the page asks
 * for what it lacks with its next request.
 * @param {CurveData} data is changed
 * @param {Curves} piece
 * @returns {boolean} whether anything changed
 */
export function mergeCurves(data, piece) {
  if (piece.epoch < data.epoch) return false;
  if (piece.epoch > data.epoch) {
    if (piece.first !== 0) return false;
    forget(data, piece.epoch);
  }
  if (piece.rows === 0) return false;
  if (data.rows > 0 && piece.columns !== data.columns) {
    if (piece.first !== 0) return false;
    forget(data, piece.epoch);
  }
  if (piece.first > data.rows) return false;
  data.columns = piece.columns;
  const end = piece.first + piece.rows;
  reserve(data, end * piece.columns);
  data.values.set(piece.values, piece.first * piece.columns);
  data.rows = Math.max(data.rows, end);
  data.version += 1;
  return true;
}

/**
 * @param {CurveData} data
 * @param {number} epoch
 */
function forget(data, epoch) {
  data.epoch = epoch;
  data.rows = 0;
  data.columns = 0;
  data.version += 1;
}

/**
 * Doubles, so that a long training does not copy its curves at every frame.
 * @param {CurveData} data
 * @param {number} count
 */
function reserve(data, count) {
  if (data.values.length >= count) return;
  const grown = new Float32Array(Math.max(count, 2 * data.values.length, 1024));
  grown.set(data.values.subarray(0, data.rows * data.columns));
  data.values = grown;
}

/**
 * One column as a list of numbers, in the order of rows.
 * @param {CurveData} data
 * @param {number} column 0 is the step
 * @returns {Float32Array}
 */
export function columnOf(data, column) {
  const values = new Float32Array(data.rows);
  if (column < 0 || column >= data.columns) return values.fill(NaN);
  for (let row = 0; row < data.rows; row += 1) {
    values[row] = data.values[row * data.columns + column];
  }
  return values;
}
