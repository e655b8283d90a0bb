// Curves that arrive in pieces, the slider's requests, speed, and the store of panes.

import assert from "node:assert/strict";
import { test } from "node:test";
import { comparisonsFor, anotherSeed } from "../../Sources/CLivePage/page/comparisons.js";
import { fieldKind } from "../../Sources/CLivePage/page/control.js";
import { columnOf, emptyCurves, mergeCurves } from "../../Sources/CLivePage/page/curveData.js";
import { curvesCsv } from "../../Sources/CLivePage/page/curvesCsv.js";
import { GotoQueue } from "../../Sources/CLivePage/page/gotoQueue.js";
import { namesOf, valueWith } from "../../Sources/CLivePage/page/multipleField.js";
import {
  isStillOpen, openLesson, parseOpenLesson,
} from "../../Sources/CLivePage/page/openLesson.js";
import { groupByFirstWord } from "../../Sources/CLivePage/page/settings.js";
import {
  positionOf, speedAt, speedPositions, speedText,
} from "../../Sources/CLivePage/page/speed.js";
import { Store } from "../../Sources/CLivePage/page/store.js";
import { shortValue } from "../../Sources/CLivePage/page/targetName.js";
import { randomNumbers } from "./random.mjs";

function piece(epoch, first, rows, columns = 2) {
  return { epoch, first, rows: rows.length, columns, values: Float32Array.from(rows.flat()) };
}

test("rows are added behind each other and may overlap", () => {
  const data = emptyCurves();
  assert.ok(mergeCurves(data, piece(0, 0, [[0, 1], [10, 2]])));
  assert.ok(mergeCurves(data, piece(0, 1, [[10, 2], [20, 3]])));
  assert.deepEqual([...columnOf(data, 0)], [0, 10, 20]);
  assert.deepEqual([...columnOf(data, 1)], [1, 2, 3]);
  assert.ok(Number.isNaN(columnOf(data, 2)[0]), "a column that is not there has no values");
});

test("a gap, an older epoch and an empty piece change nothing", () => {
  const data = emptyCurves();
  mergeCurves(data, piece(3, 0, [[0, 1]]));
  const before = structuredClone(data);
  assert.equal(mergeCurves(data, piece(3, 2, [[20, 3]])), false);
  assert.equal(mergeCurves(data, piece(2, 0, [[5, 5]])), false);
  assert.equal(mergeCurves(data, piece(3, 1, [])), false);
  assert.deepEqual(data, before);
});

test("a newer epoch forgets what was there, and only begins at its first row", () => {
  const data = emptyCurves();
  mergeCurves(data, piece(0, 0, [[0, 1], [10, 2]]));
  assert.equal(mergeCurves(data, piece(1, 1, [[10, 9]])), false);
  assert.equal(data.epoch, 0);
  assert.ok(mergeCurves(data, piece(1, 0, [[0, 7, 8]], 3)));
  assert.deepEqual([data.epoch, data.rows, data.columns], [1, 1, 3]);
  assert.deepEqual([...columnOf(data, 2)], [8]);
});

test("an epoch that begins empty is taken", () => {
  const data = emptyCurves();
  mergeCurves(data, piece(0, 0, [[0, 1]]));
  mergeCurves(data, piece(1, 0, []));
  assert.deepEqual([data.epoch, data.rows], [1, 0]);
});

test("pieces of any size give the same curves as all rows at once", () => {
  const random = randomNumbers(4);
  const rows = Array.from({ length: 3000 }, (_, index) => [index, random()]);
  const data = emptyCurves();
  while (data.rows < rows.length) {
    const first = Math.max(0, data.rows - Math.floor(random() * 5));
    mergeCurves(data, piece(0, first, rows.slice(first, first + 1 + Math.floor(random() * 200))));
  }
  assert.deepEqual(columnOf(data, 1), Float32Array.from(rows, (row) => row[1]));
});

test("only one step is asked for at a time, then the newest wish", () => {
  const sent = [];
  const queue = new GotoQueue((step) => sent.push(step));
  for (const step of [10, 20, 30, 40]) queue.request(step);
  assert.deepEqual(sent, [10]);
  queue.see({ step: 7, replaying: true, outcome: null });
  queue.see({ step: 10, replaying: true, outcome: null });
  queue.see({ step: 9, replaying: false, outcome: null });
  assert.deepEqual(sent, [10]);
  queue.see({ step: 10, replaying: false, outcome: null });
  assert.deepEqual(sent, [10, 40]);
  queue.see({ step: 40, replaying: false, outcome: null });
  assert.equal(queue.isBusy, false);
});

test("a refusal, an ending and another command free the slider", () => {
  const sent = [];
  const queue = new GotoQueue((step) => sent.push(step));
  queue.request(5);
  queue.request(6);
  queue.settle();
  assert.deepEqual(sent, [5, 6]);
  queue.see({ step: 3, replaying: false, outcome: "diverged at step 3: generator loss" });
  assert.equal(queue.isBusy, false);
  queue.request(8);
  queue.request(9);
  queue.request(8);
  queue.see({ step: 8, replaying: false, outcome: null });
  assert.deepEqual(sent, [5, 6, 8], "back to where it already goes");
  queue.request(1);
  queue.request(2);
  queue.clear();
  queue.see({ step: 1, replaying: false, outcome: null });
  assert.deepEqual(sent, [5, 6, 8, 1]);
});

test("the speed slider goes from 1 step a second to full speed", () => {
  assert.equal(speedAt(0), 1);
  assert.equal(speedAt(speedPositions - 2), 1000);
  assert.equal(speedAt(speedPositions - 1), null);
  for (let position = 0; position < speedPositions; position += 1) {
    assert.equal(positionOf(speedAt(position)), position);
  }
  assert.deepEqual([speedText(1), speedText(50), speedText(null)],
    ["1 step a second", "50 steps a second", "full speed"]);
});

const pane = {
  id: 1, title: "gan, seed 0", method: "gan", seed: 0, settings: [
    { key: "generator.optimizer.learningRate", value: "0.0001" },
    { key: "discriminator.optimizer.learningRate", value: "0.0001" },
    { key: "discriminator.instanceNoise", value: "none" },
  ],
};
const catalogue = { methods: [{ name: "gan" }, { name: "unrolled" }], lessons: [] };

test("comparisons are asked only of what the server knows", () => {
  const found = comparisonsFor(pane, catalogue);
  assert.deepEqual(found.map(({ assignments }) => assignments[0]), [
    { key: "method", value: "unrolled" },
    { key: "discriminator.optimizer.learningRate", value: "0.0004" },
    { key: "discriminator.instanceNoise", value: "{steps: 5000, deviation: 0.5}" },
  ]);
  assert.deepEqual(comparisonsFor({ ...pane, method: "unrolled", settings: [] }, catalogue), []);
  assert.deepEqual(anotherSeed(pane).assignments, [{ key: "seed", value: "1" }]);
});

test("the store follows the list of panes and keeps a selection", () => {
  const store = new Store();
  const told = [];
  for (const topic of ["panes", "pane", "frame", "selection"]) {
    store.on(topic, (id) => told.push(`${topic} ${id}`));
  }
  store.takeOrder([1, 2], false);
  assert.deepEqual([store.panes.length, store.isComplete], [0, false], "not described yet");
  store.takePane(pane);
  store.takePane({ ...pane, id: 2 });
  assert.deepEqual(store.panes.map(({ id }) => id), [1, 2]);
  assert.ok(store.isComplete);
  assert.equal(store.selected, 1);
  store.takeFrame({ pane: 9, state: { step: 1 } });
  store.takeFrame({ pane: 2, state: { step: 1 }, curves: piece(0, 0, [[0, 1]]) });
  assert.equal(store.views.get(2).curves.rows, 1);
  store.takeOrder([2, 3], true);
  assert.deepEqual([store.selected, store.inStep, store.views.has(1)], [2, true, false]);
  store.setConnected(true);
  assert.equal(store.views.get(2).curves.rows, 0, "a server that was started again has new curves");
  assert.deepEqual(told.slice(-3), ["frame 2", "panes 0", "selection 2"]);
});

test("settings are grouped by the first word, single words together", () => {
  const keys = ["target", "generator.a", "generator.b", "batch", "penalties.r1", "penalties"];
  const groups = groupByFirstWord(keys.map((key) => ({ key })));
  assert.deepEqual(groups.map(([name, controls]) => [name, controls.length]),
    [["general", 2], ["generator", 2], ["penalties", 2]]);
});

test("the field fits the declaration", () => {
  const kind = (allowed, value = "1", choices = null) => fieldKind({ allowed, value, choices });
  assert.equal(kind("true or false", "false"), "checkbox");
  assert.equal(kind("", "true", ["true", "false"]), "checkbox");
  assert.equal(kind("relu, tanh", "relu", ["relu", "tanh"]), "select");
  assert.equal(kind("a whole number from 1 to 100"), "number");
  assert.equal(kind("a finite number above 0"), "number");
  assert.equal(kind("none, or a number from 0 to 1", "none"), "text");
  assert.equal(kind("none, or {steps: ...}", "none", ["none", "{}"]), "switch");
  const several = { allowed: "", value: "[]", choices: ["none", "{}"], isMultiple: true };
  assert.equal(fieldKind(several), "multiple");
});

test("a list of choices keeps the order of the choices", () => {
  const choices = ["a", "b", "c"];
  assert.deepEqual(namesOf("[a, c]"), ["a", "c"]);
  assert.deepEqual([namesOf("[]"), namesOf("none"), namesOf("b")], [[], [], ["b"]]);
  assert.equal(valueWith("[c]", choices, "a", true), "[a, c]");
  assert.equal(valueWith("all", choices, "b", false), "[a, c]");
  assert.equal(valueWith("b", choices, "b", false), "[]");
});

test("a target without a name has a short one, and a name stays", () => {
  assert.equal(shortValue("{points: {file: /tmp/a.csv}}"), "custom points");
  assert.equal(shortValue("{ring: {modes: 5, radius: 2}}"), "custom ring");
  assert.equal(shortValue("ring8-imbalanced"), "ring8-imbalanced");
});

test("curves as CSV: a column per name, nothing where a pane has no such curve", () => {
  const [first, second] = [emptyCurves(), emptyCurves()];
  mergeCurves(first, piece(0, 0, [[0, 0.1, NaN], [10, Infinity, 8]], 3));
  mergeCurves(second, piece(0, 0, [[0, 2]]));
  const text = curvesCsv([
    { title: 'a "b", c', columns: ["loss", "modes"], curves: first },
    { title: "d", columns: ["modes"], curves: second },
  ]);
  assert.equal(text, 'pane,title,step,loss,modes\n1,"a ""b"", c",0,0.100000001,\n'
    + '1,"a ""b"", c",10,inf,8\n2,d,0,,2\n');
});

test("a lesson is open as long as all of its panes are", () => {
  const panes = [{ id: 3, title: "plain GAN" }, { id: 4, title: "K = 10" }];
  const lesson = openLesson("unrolling", panes.map((each) => ({ ...each, method: "gan" })));
  assert.deepEqual(parseOpenLesson(JSON.stringify(lesson)), { name: "unrolling", panes });
  assert.ok(isStillOpen(lesson, [...panes, { id: 5, title: "gan, seed 0" }]));
  assert.equal(isStillOpen(lesson, panes.slice(1)), false);
  assert.equal(isStillOpen(lesson, [panes[0], { id: 4, title: "gan, seed 0" }]), false);
});

test("a damaged memory of a lesson is no lesson", () => {
  const damaged = [
    null, "", "{", "null", "3", "[]", '{"name": "x"}', '{"name": "x", "panes": []}',
    '{"name": 3, "panes": [{"id": 1, "title": "x"}]}', '{"name": "x", "panes": [null]}',
    '{"name": "x", "panes": [{"id": "1", "title": "x"}]}',
  ];
  for (const text of damaged) assert.equal(parseOpenLesson(text), null, String(text));
});
