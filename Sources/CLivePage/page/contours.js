// Lines of equal value on the discriminator's surface, by marching squares.

import { ticks } from "./axis.js";
import { pixelX, pixelY } from "./plane.js";

/** @typedef {import("./types.js").Surface} Surface */
/** @typedef {import("./theme.js").Theme} Theme */
/** @typedef {import("./plane.js").Plane} Plane */
/** @typedef {import("./svg.js").DrawingContext} DrawingContext */

/**
 * Which edges of a cell the line joins, by which corners lie above the level: 1 lower left,
 * 2 lower right, 4 upper right, 8 upper left. Edges: 0 lower, 1 right, 2 upper, 3 left. The two
 * cases with opposite corners above (5, 10) have two lines; the cell's middle decides which.
 * @type {number[][]}
 */
const edgesOfCase = [
  [],
  [3, 0],
  [0, 1],
  [3, 1],
  [1, 2],
  [],
  [0, 2],
  [3, 2],
  [2, 3],
  [2, 0],
  [],
  [2, 1],
  [1, 3],
  [1, 0],
  [0, 3],
  [],
];
const cornersJoined = [3, 2, 1, 0];
const cornersApart = [3, 0, 1, 2];

/**
 * One line: x, y, x, y ... in units of the target. A closed one ends where it begins.
 * @typedef {number[]} Line
 */

/**
 * The points of a level and which are joined. A point lies on an edge of the grid and has the
 * edge's number; at most two pieces of line meet there, one in each of the edge's cells.
 */
class Pieces {
  /** @param {number} side */
  constructor(side) {
    this.side = side;
    /** @type {number[]} numbers of edges, in the order in which they were met */
    this.edges = [];
    this.x = new Float64Array(2 * side * side);
    this.y = new Float64Array(2 * side * side);
    this.neighbours = new Int32Array(4 * side * side).fill(-1);
  }

  /**
   * @param {number} a
   * @param {number} b
   */
  join(a, b) {
    for (const [edge, other] of [[a, b], [b, a]]) {
      if (this.neighbours[2 * edge] < 0) this.edges.push(edge);
      this.neighbours[2 * edge + (this.neighbours[2 * edge] < 0 ? 0 : 1)] = other;
    }
  }

  /** @returns {Line[]} open lines from end to end, then closed ones */
  lines() {
    const lines = [];
    const ends = this.edges.filter((edge) => this.neighbours[2 * edge + 1] < 0);
    for (const start of [...ends, ...this.edges]) {
      if (this.neighbours[2 * start] >= 0) lines.push(this.lineFrom(start));
    }
    return lines;
  }

  /**
   * @param {number} start
   * @returns {Line}
   */
  lineFrom(start) {
    const line = [this.x[start], this.y[start]];
    let edge = start;
    for (;;) {
      const place = 2 * edge + (this.neighbours[2 * edge] < 0 ? 1 : 0);
      const next = this.neighbours[place];
      if (next < 0) return line;
      // Both halves of the piece are used up, so that no piece is drawn twice.
      this.neighbours[place] = -1;
      const back = 2 * next + (this.neighbours[2 * next] === edge ? 0 : 1);
      this.neighbours[back] = -1;
      line.push(this.x[next], this.y[next]);
      edge = next;
    }
  }
}

/**
 * Lines where the surface has the value `level`. Cells with a value that is not finite have none.
 * @param {Surface} surface
 * @param {number} level
 * @returns {Line[]}
 */
export function contourLines(surface, level) {
  const { side, values } = surface;
  const pieces = new Pieces(side);
  for (let row = 0; row + 1 < side; row += 1) {
    for (let column = 0; column + 1 < side; column += 1) {
      const place = row * side + column;
      const [a, b] = [values[place] - level, values[place + 1] - level];
      const [d, c] = [values[place + side] - level, values[place + side + 1] - level];
      const above = (a > 0 ? 1 : 0) + (b > 0 ? 2 : 0) + (c > 0 ? 4 : 0) + (d > 0 ? 8 : 0);
      if (above === 0 || above === 15 || !isFinite(a + b + c + d)) continue;
      const edges = edgesOf(above, a + b + c + d).map((edge) => {
        // How far along its edge the point lies: lower, right, upper, left.
        const share = [a / (a - b), b / (b - c), d / (d - c), a / (a - d)][edge];
        return placed(pieces, surface, row, column, edge, share);
      });
      for (let index = 0; index < edges.length; index += 2) {
        pieces.join(edges[index], edges[index + 1]);
      }
    }
  }
  return pieces.lines();
}

/**
 * Stores a point and tells the number of its edge, which both of the edge's cells agree upon:
 * twice the place of the edge's lower or left end, and one more if the edge goes up.
 * @param {Pieces} pieces is changed
 * @param {Surface} surface
 * @param {number} row
 * @param {number} column
 * @param {number} edge
 * @param {number} share
 * @returns {number}
 */
function placed(pieces, { side, x0, x1, y0, y1 }, row, column, edge, share) {
  const isUpright = edge === 1 || edge === 3;
  const [right, up] = [edge === 1 ? 1 : 0, edge === 2 ? 1 : 0];
  const number = 2 * ((row + up) * side + column + right) + (isUpright ? 1 : 0);
  const [alongX, alongY] = isUpright ? [right, share] : [share, up];
  pieces.x[number] = x0 + ((column + alongX) * (x1 - x0)) / (side - 1);
  pieces.y[number] = y0 + ((row + alongY) * (y1 - y0)) / (side - 1);
  return number;
}

/**
 * @param {number} above
 * @param {number} middle four times the value in the middle of the cell
 * @returns {number[]}
 */
function edgesOf(above, middle) {
  if (above === 5) return middle > 0 ? cornersJoined : cornersApart;
  if (above === 10) return middle > 0 ? cornersApart : cornersJoined;
  return edgesOfCase[above];
}

/**
 * Round values over the scale, and the threshold.
 * @param {{neutral: number, maximum: number}} scale
 * @param {number | null} threshold
 * @returns {number[]}
 */
export function contourLevels({ neutral, maximum }, threshold) {
  const { values, step } = ticks(neutral - maximum, neutral + maximum, 6);
  if (threshold === null) return values;
  return [...values.filter((level) => Math.abs(level - threshold) > 0.3 * step), threshold];
}

/**
 * @param {DrawingContext} context is clipped to the square
 * @param {Plane} plane
 * @param {Surface} surface
 * @param {{neutral: number, maximum: number}} scale of the surface
 * @param {number | null} threshold its line is thick; null if there is none
 * @param {Theme} theme
 */
export function drawContours(context, plane, surface, scale, threshold, theme) {
  context.strokeStyle = theme.contour;
  context.lineJoin = "round";
  for (const level of contourLevels(scale, threshold)) {
    context.lineWidth = (level === threshold ? 2 : 0.8) * plane.detail;
    context.globalAlpha = level === threshold ? 1 : 0.6;
    for (const line of contourLines(surface, level)) drawLine(context, plane, line);
  }
  context.globalAlpha = 1;
  context.lineJoin = "miter";
}

/**
 * @param {DrawingContext} context
 * @param {Plane} plane
 * @param {Line} line
 */
function drawLine(context, plane, line) {
  context.beginPath();
  context.moveTo(pixelX(plane, line[0]), pixelY(plane, line[1]));
  for (let place = 2; place < line.length; place += 2) {
    context.lineTo(pixelX(plane, line[place]), pixelY(plane, line[place + 1]));
  }
  context.stroke();
}
