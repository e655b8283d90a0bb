import assert from "node:assert/strict";
import test from "node:test";
import { contourLines } from "../../Sources/CLivePage/page/contours.js";
import { randomNumbers } from "./random.mjs";

function surfaceOf(side, value) {
  const values = new Float32Array(side * side);
  for (let row = 0; row < side; row += 1) {
    for (let column = 0; column < side; column += 1) {
      const [x, y] = [(4 * column) / (side - 1) - 2, (4 * row) / (side - 1) - 2];
      values[row * side + column] = value(x, y);
    }
  }
  return { side, x0: -2, x1: 2, y0: -2, y1: 2, values };
}

test("the contour of x² + y² at 1 is one closed circle of radius 1", () => {
  const lines = contourLines(surfaceOf(64, (x, y) => x * x + y * y), 1);
  assert.equal(lines.length, 1);
  const [line] = lines;
  assert.deepEqual(line.slice(0, 2), line.slice(-2));
  let length = 0;
  for (let place = 0; place < line.length; place += 2) {
    // Between grid points the surface is taken as flat: an error of h²/8 times the curvature.
    assert.ok(Math.abs(Math.hypot(line[place], line[place + 1]) - 1) < 1e-3);
    const [x, y] = [line[place] - line[place - 2], line[place + 1] - line[place - 1]];
    if (place) length += Math.hypot(x, y);
  }
  assert.ok(Math.abs(length - 2 * Math.PI) < 0.01);
});

test("the contour of a slope is one straight line from border to border", () => {
  const lines = contourLines(surfaceOf(9, (x, y) => y - 0.3), 0);
  assert.equal(lines.length, 1);
  for (let place = 1; place < lines[0].length; place += 2) {
    assert.ok(Math.abs(lines[0][place] - 0.3) < 1e-6);
  }
  const ends = [lines[0][0], lines[0][lines[0].length - 2]].sort((a, b) => a - b);
  assert.deepEqual(ends, [-2, 2]);
});

test("a saddle has two lines that do not cross", () => {
  const lines = contourLines(surfaceOf(2, (x, y) => x * y + 0.4), 0);
  assert.equal(lines.length, 2);
  assert.equal(contourLines(surfaceOf(2, (x, y) => x * y - 0.4), 0).length, 2);
});

test("cells with a value that is not finite have no line", () => {
  const surface = surfaceOf(9, (x) => x);
  surface.values[4 * 9 + 4] = NaN;
  surface.values[0] = Infinity;
  for (const line of contourLines(surface, 0.1)) assert.ok(line.every(Number.isFinite));
});

test("on noise every line is closed or ends at the border, and no piece is drawn twice", () => {
  const random = randomNumbers(2);
  const lines = contourLines(surfaceOf(32, () => random() - 0.5), 0);
  const pieces = new Set();
  for (const line of lines) {
    const [x, y] = line;
    const [lastX, lastY] = line.slice(-2);
    const isClosed = x === lastX && y === lastY;
    const isAtBorder = (a, b) => Math.max(Math.abs(a), Math.abs(b)) > 2 - 1e-9;
    assert.ok(isClosed || (isAtBorder(x, y) && isAtBorder(lastX, lastY)));
    for (let place = 2; place < line.length; place += 2) {
      const piece = [line.slice(place - 2, place), line.slice(place, place + 2)].sort().join(";");
      assert.ok(!pieces.has(piece));
      pieces.add(piece);
    }
  }
  assert.ok(pieces.size > 500);
});
