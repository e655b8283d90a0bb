// What is said in words: marks of changes, columns of curves, modes of a pane.

import assert from "node:assert/strict";
import { test } from "node:test";
import { columnText, columnTitle } from "../../Sources/CLivePage/page/columnNames.js";
import { emptyCurves, lastValue, mergeCurves } from "../../Sources/CLivePage/page/curveData.js";
import { changeSentence, changesOf, partsOfMark } from "../../Sources/CLivePage/page/markRow.js";
import { modesText, modesTitle } from "../../Sources/CLivePage/page/paneModes.js";

test("a change of settings is a sentence", () => {
  const text = "method: gan -> unrolled; then batch: 32 -> 48, generator.hidden: [16, 16] -> [8]";
  const { asked, followed } = partsOfMark(text);
  assert.deepEqual(changesOf(asked).map(changeSentence), ["method was gan and is now unrolled."]);
  assert.deepEqual(changesOf(followed).map(changeSentence), [
    "batch was 32 and is now 48.", "generator.hidden was [16, 16] and is now [8].",
  ]);
  assert.deepEqual(
    changesOf("target: ring8 -> {mixture: {means: [[0, 1], [1, 0]], deviation: 0.1}}, batch: 2"),
    ["target: ring8 -> {mixture: {means: [[0, 1], [1, 0]], deviation: 0.1}}", "batch: 2"]);
  assert.equal(changeSentence("batch: 2"), "batch is now 2.");
  assert.equal(changeSentence("opened from a folder"), "opened from a folder.");
  assert.deepEqual(changesOf(""), []);
});

test("a column has a short name, and a title with its meaning and its own name", () => {
  assert.equal(columnText("loss_generator"), "loss generator");
  assert.equal(columnText("reverse_kl_hq"), "uneven modes, reverse KL (good samples)");
  const title = columnTitle({
    name: "deviation_ratio", kind: "metric", better: "target", meaning: "root of the offset",
  });
  assert.match(title, /^1 where samples spread/);
  assert.match(title, /Root of the offset\. Best where .* Name in files: deviation_ratio\.$/);
  assert.equal(
    columnTitle({ name: "weight_a", kind: "monitor", better: "none", meaning: "" }),
    "Name in files: weight_a.");
});

function paneView(more = {}) {
  const curves = emptyCurves();
  mergeCurves(curves, {
    epoch: 0, first: 0, rows: 3, columns: 3,
    values: Float32Array.of(0, 0.1, 3, 10, 0.2, 5, 20, 0.3, NaN),
  });
  const mode = { x: 0, y: 0, xx: 1, xy: 0, yy: 1, weight: 0.125 };
  return {
    id: 1, curves, state: { step: 12, last: 40 },
    frame: { pane: 1, modes: [{ count: 9, good: 1 }, { count: 9, good: 0 }] },
    pane: {
      marks: [], settings: [{ key: "evaluation.samples", value: "2500" }],
      target: { modes: Array.from({ length: 8 }, () => mode) },
      columns: [
        { name: "loss_generator", kind: "loss", better: "none", meaning: "" },
        { name: "modes_covered", kind: "metric", better: "higher", meaning: "modes with a sample" },
      ],
      ...more,
    },
  };
}

test("the number of modes is that of the last row up to the shown step", () => {
  const view = paneView();
  assert.equal(modesText(view), "5 of 8 modes with a sample");
  assert.match(modesTitle(view), /^Measured at step 10 from 2,500 new samples, not counted/);
  assert.match(modesTitle(view), /modes_covered/);
  view.state.step = 9;
  assert.equal(modesText(view), "3 of 8 modes with a sample");
  view.state.step = 30;
  assert.equal(modesText(view), "5 of 8 modes with a sample", "a row without the metric is passed over");
  assert.equal(lastValue(view.curves, 2, -1), null);
});

test("the strict count leads, and the classical one stands beside it", () => {
  const column = (name) => ({ name, kind: "metric", better: "higher", meaning: "" });
  const view = paneView({ columns: [column("modes_covered"), column("modes_by_mass")] });
  assert.match(modesText(view), /^5 of 8 modes by mass, \S+ with a sample$/);
  const other = paneView({ columns: [column("loss"), column("modes_covered_box")] });
  assert.equal(modesText(other), "5 of 8 modes");
});

test("without such a column, or before its first row, the picture is counted and says so", () => {
  const none = paneView({ columns: [{ name: "a", kind: "loss" }, { name: "b", kind: "loss" }] });
  assert.equal(modesText(none), "1 of 8 modes with a sample");
  const early = paneView();
  early.curves = emptyCurves();
  assert.equal(modesText(early), "1 of 8 modes with a sample");
  // What was measured against an earlier target says nothing about this one.
  const mark = (text) => paneView({ marks: [{ step: 10, text, fresh: [] }] });
  assert.equal(modesText(mark("target: ring8 -> grid25")), "1 of 8 modes with a sample");
  assert.equal(modesText(mark("batch: 2 -> 4")), "5 of 8 modes with a sample");
  assert.equal(modesText({ ...early, frame: null }), "");
});
