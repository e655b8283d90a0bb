// The generator as a map: the images of a grid of latents, joined to cells. A dense cell is
// darker. A cell that lies the other way round than most shows where the generator folds.

import { pixelX, pixelY } from "./plane.js";

/** @typedef {import("./types.js").Manifold} Manifold */
/** @typedef {import("./theme.js").Theme} Theme */
/** @typedef {import("./plane.js").Plane} Plane */
/** @typedef {import("./svg.js").DrawingContext} DrawingContext */

/** Opacities from the thinnest cells to the densest; folds are rare and must be seen. */
const opacities = [0.06, 0.14, 0.26, 0.42];
const foldOpacities = [0.3, 0.4, 0.5, 0.6];

/**
 * @typedef {object} Cell
 * @property {number} corner index of the corner with the smallest latents
 * @property {boolean} isFolded
 * @property {number} density 0 to 3
 */

/**
 * Twice the area of a cell, positive if its corners go round to the left.
 * @param {Manifold} manifold
 * @param {number} corner
 * @returns {number}
 */
function doubleArea({ side, points }, corner) {
  const [a, b, c, d] = [2 * corner, 2 * corner + 2, 2 * (corner + side) + 2, 2 * (corner + side)];
  return (
    (points[c] - points[a]) * (points[d + 1] - points[b + 1]) -
    (points[d] - points[b]) * (points[c + 1] - points[a + 1])
  );
}

/**
 * Cells with finite corners.
 * @param {Manifold} manifold
 * @param {number} pixelArea pixels per unit of area
 * @returns {Cell[]}
 */
export function manifoldCells(manifold, pixelArea) {
  const { side } = manifold;
  const found = [];
  let balance = 0;
  for (let row = 0; row + 1 < side; row += 1) {
    for (let column = 0; column + 1 < side; column += 1) {
      const corner = row * side + column;
      const area = doubleArea(manifold, corner);
      if (!isFinite(area)) continue;
      balance += Math.sign(area);
      found.push({ corner, area });
    }
  }
  return found.map(({ corner, area }) => {
    const pixels = (Math.abs(area) / 2) * pixelArea;
    const density = pixels > 1200 ? 0 : pixels > 300 ? 1 : pixels > 75 ? 2 : 3;
    return { corner, isFolded: area * balance < 0, density };
  });
}

/**
 * @param {DrawingContext} context is clipped to the square
 * @param {Plane} plane
 * @param {Manifold} manifold
 * @param {Theme} theme
 */
export function drawManifold(context, plane, manifold, theme) {
  const cells = manifoldCells(manifold, plane.scale ** 2);
  for (const isFolded of [false, true]) {
    context.fillStyle = isFolded ? theme.fold : theme.manifold;
    for (let density = 0; density < opacities.length; density += 1) {
      context.globalAlpha = (isFolded ? foldOpacities : opacities)[density];
      context.beginPath();
      for (const cell of cells) {
        if (cell.isFolded === isFolded && cell.density === density) {
          addCell(context, plane, manifold, cell.corner);
        }
      }
      context.fill();
    }
  }
  context.strokeStyle = theme.manifold;
  context.lineWidth = 0.9 * plane.detail;
  context.globalAlpha = 0.85;
  drawLines(context, plane, manifold);
  context.globalAlpha = 1;
}

/**
 * @param {DrawingContext} context
 * @param {Plane} plane
 * @param {Manifold} manifold
 * @param {number} corner
 */
function addCell(context, plane, { side, points }, corner) {
  const corners = [corner, corner + 1, corner + side + 1, corner + side];
  corners.forEach((index, number) => {
    const [x, y] = [pixelX(plane, points[2 * index]), pixelY(plane, points[2 * index + 1])];
    if (number === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  });
  context.closePath();
}

/**
 * Line by line: a canvas draws many short paths faster than one that is everywhere.
 * @param {DrawingContext} context
 * @param {Plane} plane
 * @param {Manifold} manifold
 */
function drawLines(context, plane, { side, points }) {
  for (let line = 0; line < side; line += 1) {
    drawLine(context, plane, points, line * side, 1, side);
    drawLine(context, plane, points, line, side, side);
  }
}

/**
 * @param {DrawingContext} context
 * @param {Plane} plane
 * @param {Float32Array} points
 * @param {number} start
 * @param {number} stride
 * @param {number} count
 */
function drawLine(context, plane, points, start, stride, count) {
  context.beginPath();
  let isDrawing = false;
  for (let number = 0; number < count; number += 1) {
    const place = 2 * (start + number * stride);
    const [x, y] = [points[place], points[place + 1]];
    if (!isFinite(x) || !isFinite(y)) {
      isDrawing = false;
      continue;
    }
    if (isDrawing) context.lineTo(pixelX(plane, x), pixelY(plane, y));
    else context.moveTo(pixelX(plane, x), pixelY(plane, y));
    isDrawing = true;
  }
  context.stroke();
}
