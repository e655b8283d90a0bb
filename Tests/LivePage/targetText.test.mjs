// A target that was drawn, as YAML and CSV.

import assert from "node:assert/strict";
import { test } from "node:test";
import { TargetModel } from "../../Sources/CLivePage/page/targetModel.js";
import {
  gridModes, mixtureText, pointsText, readPoints, ringModes,
} from "../../Sources/CLivePage/page/targetText.js";

test("modes become a mixture, without exponents and minus zero", () => {
  const text = mixtureText([
    { x: 1, y: -0.00000001, deviation: 0.1 }, { x: -1.23456789, y: 1e-7, deviation: 1e-9 },
  ]);
  assert.equal(text, "{mixture: {means: [[1, 0], [-1.2346, 0]], deviations: [0.1, 0.0001]}}");
});

test("rings and grids", () => {
  const ring = ringModes(8, 2, 0.02);
  assert.equal(ring.length, 8);
  for (const { x, y } of ring) assert.ok(Math.abs(Math.hypot(x, y) - 2) < 1e-12);
  const grid = gridModes(3, 2, 0.1);
  assert.deepEqual([grid[0].x, grid[0].y, grid[8].x, grid[8].y], [-2, -2, 2, 2]);
});

test("points go out and come back", () => {
  const points = [{ x: 0.5, y: -1 }, { x: 2, y: 3.25 }];
  assert.equal(pointsText(points), "x,y\n0.5,-1\n2,3.25\n");
  assert.deepEqual(readPoints(pointsText(points)), { points, problem: "" });
});

test("files of other shapes are read, or refused in a sentence", () => {
  assert.equal(readPoints("1;2\r\n3\t4\r5 6\n\n").points.length, 3);
  assert.equal(readPoints("a,b\n1,2\n").points.length, 1);
  assert.match(readPoints("1,2\nfoo\n").problem, /^Line 2 /);
  assert.match(readPoints("").problem, /no line/);
  assert.match(readPoints("1,Infinity\n").problem, /no line/);
  assert.match(readPoints("1,2\n".repeat(300_000)).problem, /1 MB/);
});

test("the model adds, widens, finds and removes modes, and takes strokes back", () => {
  const model = new TargetModel();
  assert.match(model.problem, /mode/);
  model.addMode({ x: 1, y: 1 });
  model.addMode({ x: -1, y: 0 });
  assert.equal(model.problem, "");
  assert.equal(model.modeAt({ x: 1.05, y: 1 }, 0.1), 0);
  assert.equal(model.modeAt({ x: 0, y: 0 }, 0.1), -1);
  for (let round = 0; round < 100; round += 1) model.widen(0, 1.5);
  assert.equal(model.modes[0].deviation, 2);
  model.removeMode(1);
  model.removeMode(7);
  assert.deepEqual([model.modes.length, model.selected], [1, 0]);
  model.kind = "points";
  model.deviation = 0.1;
  model.beginStroke();
  model.spray({ x: 0, y: 0 }, 10);
  model.beginStroke();
  model.spray({ x: 1, y: 0 }, 30_000);
  assert.equal(model.points.length, 20_000);
  model.undoStroke();
  assert.equal(model.points.length, 10);
  assert.ok(model.points.every(({ x, y }) => Math.abs(x) < 1 && Math.abs(y) < 1));
});
