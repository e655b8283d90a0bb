import assert from "node:assert/strict";
import test from "node:test";
import { logarithmicTicks, shortNumber, tickText, ticks }
  from "../../Sources/CLivePage/page/axis.js";
import { stepText } from "../../Sources/CLivePage/page/curveFrame.js";
import { layoutOf, nearestIndex, rowAt, stepX, valueAt, valueY }
  from "../../Sources/CLivePage/page/curveLayout.js";
import { decimated, isDense, stripsOf } from "../../Sources/CLivePage/page/curveStrips.js";
import { curveTable, drawCurves, nearestStep, placedLabels }
  from "../../Sources/CLivePage/page/curves.js";
import { defaultTheme } from "../../Sources/CLivePage/page/theme.js";
import { randomNumbers, recordingContext } from "./random.mjs";

function series(values, more = {}) {
  return {
    name: "loss", label: "loss", pane: 1, colour: 0, floor: null,
    steps: Float32Array.from(values, (_, index) => 10 * index), values: Float32Array.from(values),
    ...more,
  };
}

function chart(list, more = {}) {
  return {
    width: 480, height: 200, series: list, marks: [], cursor: null, position: null, range: null,
    ...more,
  };
}

test("ticks are at 1, 2 or 5 times a power of ten", () => {
  assert.deepEqual(ticks(0, 1, 5).values, [0, 0.2, 0.4, 0.6, 0.8, 1]);
  assert.deepEqual(ticks(-3.5, 3.5, 5).values, [-2, 0, 2]);
  assert.deepEqual(ticks(0, 25_000, 5).values, [0, 5000, 10_000, 15_000, 20_000, 25_000]);
  assert.deepEqual(ticks(1, 1, 5).values, [1]);
  assert.deepEqual(ticks(NaN, 1, 5).values, []);
  const random = randomNumbers(3);
  for (let round = 0; round < 1000; round += 1) {
    const low = (random() - 0.5) * 10 ** (12 * random() - 6);
    const high = low + 10 ** (12 * random() - 6);
    const { values } = ticks(low, high, 5);
    assert.ok(values.length <= 7, `${values.length} ticks from ${low} to ${high}`);
    assert.ok(values.every((value) => value >= low - 1e-6 * (high - low)));
  }
});

test("logarithmic ticks are powers of ten, and more where there are few", () => {
  assert.deepEqual(logarithmicTicks(0.01, 100, 5), [0.01, 0.1, 1, 10, 100]);
  assert.deepEqual(logarithmicTicks(1, 30, 5), [1, 2, 5, 10, 20]);
  assert.ok(logarithmicTicks(1e-20, 1e20, 5).length <= 6);
  assert.deepEqual(logarithmicTicks(-1, 10, 5), []);
});

test("numbers are written as people read them", () => {
  assert.equal(tickText(12_000, 1000), "12,000");
  assert.equal(tickText(-0.25, 0.05), "−0.25");
  assert.equal(shortNumber(1234567), "1.2e6");
  assert.equal(shortNumber(0.012345), "0.0123");
  assert.equal(shortNumber(-0.00001), "−1e-5");
  assert.equal(shortNumber(NaN), "NaN");
  assert.equal(shortNumber(Infinity), "infinite");
});

test("decimation keeps every extreme of a column of pixels", () => {
  const random = randomNumbers(4);
  const noisy = series(Array.from({ length: 20_000 }, () => random()));
  noisy.values[7777] = 9;
  noisy.values[12_345] = -9;
  const layout = layoutOf(chart([noisy], { range: { first: 0, last: 199_990 } }));
  const points = decimated(noisy, layout);
  assert.ok(points.length < 2 * 5 * 480, `${points.length / 2} points`);
  const expected = new Map();
  noisy.values.forEach((value, index) => {
    const column = Math.floor(stepX(layout, noisy.steps[index]));
    const y = valueY(layout, value);
    const known = expected.get(column) ?? [y, y];
    expected.set(column, [Math.min(known[0], y), Math.max(known[1], y)]);
  });
  const found = new Map();
  for (let place = 0; place < points.length; place += 2) {
    const known = found.get(Math.floor(points[place])) ?? [Infinity, -Infinity];
    const y = points[place + 1];
    found.set(Math.floor(points[place]), [Math.min(known[0], y), Math.max(known[1], y)]);
  }
  assert.deepEqual(found, expected);
});

test("strips of a dense curve keep its extremes and its mean", () => {
  const random = randomNumbers(5);
  const noisy = series(Array.from({ length: 20_000 }, () => random()));
  noisy.values[7777] = 9;
  const layout = layoutOf(chart([noisy]));
  assert.ok(isDense(noisy, layout));
  const strips = stripsOf(noisy, layout);
  assert.ok(strips.length <= 241);
  const highest = Math.min(...strips.map(({ top }) => top));
  assert.ok(Math.abs(highest - valueY(layout, 9)) < 1e-6);
  for (const { top, mean, bottom } of strips) assert.ok(top <= mean && mean <= bottom);
  const middle = strips.reduce((sum, { mean }) => sum + mean, 0) / strips.length;
  // Mean of 20,000 uniform numbers: deviation 0.002.
  const hundredth = Math.abs(valueY(layout, 0) - valueY(layout, 0.01));
  assert.ok(Math.abs(middle - valueY(layout, 0.5)) < hundredth);
});

test("a line breaks where values are not finite, but not where they are rarely measured", () => {
  const broken = series([1, 2, NaN, 4, 5]);
  const layout = layoutOf(chart([broken]));
  assert.equal(decimated(broken, layout).filter(Number.isNaN).length, 1);
  const rare = series([1, NaN, NaN, NaN, 5]);
  assert.equal(decimated(rare, layout).filter(Number.isNaN).length, 0);
  assert.equal(valueAt(rare, 25), 1);
  assert.ok(Number.isNaN(valueAt(broken, 20)));
});

test("a value is that of the last row before it, and its step is told", () => {
  const curve = series([1, 2, 3]);
  assert.deepEqual([9, 10, 19, 25].map((step) => valueAt(curve, step)), [1, 2, 2, 3]);
  assert.equal(valueAt(curve, -1), null, "nothing was measured yet");
  assert.equal(rowAt(series([1, NaN, NaN, NaN, 5]), 35), 0);
  assert.equal(stepText([curve], 10), "step 10");
  assert.equal(stepText([curve], 19), "step 19, measured at 10");
  const other = series([1], { steps: Float32Array.of(4) });
  assert.equal(stepText([curve, other], 19), "step 19, measured at 4 to 10");
  const { context, calls } = recordingContext();
  drawCurves(context, chart([curve], { position: 19 }), defaultTheme("light"));
  const texts = calls.filter(({ name }) => name === "fillText").map(({ values }) => values[0]);
  assert.ok(texts.includes("step 19, measured at 10"), texts.join("|"));
});

test("a row alone, or between two gaps, is a dot", () => {
  const dots = (values) => {
    const { context, calls } = recordingContext();
    drawCurves(context, chart([series(values)]), defaultTheme("light"));
    return calls.filter(({ name }) => name === "arc").length;
  };
  assert.deepEqual([[5], [5, NaN, 6, 7], [5, 6]].map(dots), [1, 1, 0]);
});

test("a single peak does not make the rest flat", () => {
  const random = randomNumbers(6);
  const noisy = series(Array.from({ length: 2000 }, () => random()));
  noisy.values[1000] = 1e6;
  assert.ok(layoutOf(chart([noisy])).high < 3);
});

test("the floor is always in the chart", () => {
  const layout = layoutOf(chart([series([1, 2, 3], { floor: 8 })]));
  assert.ok(layout.high > 8 && layout.low <= 1);
});

test("the mouse finds the nearest step that was recorded", () => {
  const both = [series([1, 2, 3]), series([4, 5], { steps: Float32Array.of(4, 16) })];
  const what = chart(both);
  const layout = layoutOf(what);
  assert.equal(nearestStep(what, stepX(layout, 15)), 16);
  assert.equal(nearestStep(what, stepX(layout, 0)), 0);
  assert.equal(nearestStep(what, 0), null);
  assert.equal(nearestIndex(new Float32Array(0), 3), -1);
});

test("the table has about ten rows and the values of each series", () => {
  const table = curveTable(chart([series(Array.from({ length: 500 }, (_, index) => index))]));
  assert.deepEqual(table.columns, ["step", "loss"]);
  assert.equal(table.titles.length, 2);
  assert.equal(table.rows.length, 10);
  assert.deepEqual(table.rows[0], ["0", "0"]);
  assert.deepEqual(table.rows[9], ["4,990", "499"]);
  assert.deepEqual(curveTable(chart([series([])])).rows, []);
});

test("labels at the ends of lines do not overlap", () => {
  const list = [1, 1.01, 1.02, 5].map((value, index) => series([0, value], { label: `m${index}` }));
  const what = chart(list);
  const layout = layoutOf(what);
  const labels = placedLabels(what, layout);
  for (let index = 1; index < labels.length; index += 1) {
    assert.ok(labels[index].y - labels[index - 1].y >= 1.2 * layout.fontSize);
  }
  assert.ok(labels.every(({ y }) => y >= layout.top - 1e-6 && y <= layout.bottom + 1e-6));
});

test("empty, constant, broken and logarithmic charts are drawn at finite places", () => {
  const charts = [
    chart([]), chart([series([])]), chart([series([NaN, Infinity])]), chart([series([2])]),
    chart([series([0, -1, 5, 1e9])], { logarithmic: true, cursor: 10, position: 20 }),
    chart([series([-1, -2])], { logarithmic: true }),
    chart([series(new Array(5000).fill(NaN))], { marks: [{ step: 100, text: "a" }] }),
  ];
  for (const each of charts) {
    const { context, calls } = recordingContext();
    drawCurves(context, each, defaultTheme("dark"));
    for (const { name, values } of calls) {
      for (const value of values) {
        if (typeof value === "number") assert.ok(Number.isFinite(value), `${name}(${values})`);
      }
    }
  }
});
