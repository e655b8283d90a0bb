// What is said in words: marks of changes, columns of curves, modes of a pane.

import assert from "node:assert/strict";
import { test } from "node:test";
import { columnText, columnTitle } from "../../Sources/CLivePage/page/columnNames.js";
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

test("number, rings and badges of a picture count the same samples", () => {
  const mode = { x: 0, y: 0, xx: 1, xy: 0, yy: 1, weight: 0.25 };
  const counts = [200, 25, 24, 0].map((good) => ({ count: 250, good }));
  const view = { pane: { target: { modes: [mode, mode, mode, mode] } }, frame: { modes: counts } };
  // A tenth of a quarter of 1,000 samples is 25.
  assert.equal(modesText(view), "2 of 4 modes by mass, 3 with a sample");
  assert.match(modesTitle(view), /^Counted in the 1,000 samples of the picture\./);
  assert.equal(modesText({ ...view, frame: null }), "");
  assert.equal(modesText({ ...view, frame: { modes: [] } }), "");
});
