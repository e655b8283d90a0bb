import assert from "node:assert/strict";
import test from "node:test";
import { histogramOf } from "../../Sources/CLivePage/page/histogram.js";
import { surfaceMemory } from "../../Sources/CLivePage/page/surfaceScale.js";
import { drawScene, standardShow } from "../../Sources/CLivePage/page/scene.js";
import { defaultTheme } from "../../Sources/CLivePage/page/theme.js";
import { drawThumbnail } from "../../Sources/CLivePage/page/thumbnail.js";
import { recordingContext } from "./random.mjs";

test("shares are of all samples; those outside and those not finite are counted", () => {
  const samples = [0.5, 0, 1.5, 0, 1.6, 0, 2, 0, 9, 0, NaN, 0, Infinity, 0, 0, 0];
  const { shares, outside, notFinite } = histogramOf(samples, 0, 2, 2);
  assert.deepEqual([...shares], [2 / 8, 3 / 8]);
  assert.deepEqual([outside, notFinite], [1, 2]);
  assert.deepEqual([...histogramOf([], 0, 1, 2).shares], [0, 0]);
});

test("a higher share has a higher bar, and a larger x is further right", () => {
  const target = {
    name: "line", dimension: 1, box: { x: 0, y: 0, half: 2 }, modes: [], view: "line",
    viewText: "", samples: [0, 0],
  };
  const theme = defaultTheme("light");
  const { context, calls } = recordingContext();
  const samples = Float32Array.of(-1, 0, 1, 0, 1, 0);
  drawScene(context, {
    width: 400, height: 300, target, frame: { pane: 1, samples }, show: standardShow(),
    trails: null, memory: surfaceMemory(), threshold: 0,
  }, theme);
  const bars = calls.filter(({ name, fillStyle, globalAlpha }) =>
    name === "fillRect" && fillStyle === theme.generated && globalAlpha < 1);
  const [left, right] = bars.map(({ values }) => values);
  assert.equal(bars.length, 2);
  assert.ok(left[0] < right[0] && left[3] < right[3] && left[1] > right[1]);
});

test("a thumbnail shows samples where they are; null is no sample", () => {
  const target = {
    name: "t", dimension: 2, box: { x: 0, y: 0, half: 2 }, modes: [], view: "plane",
    viewText: "", samples: [],
  };
  const theme = defaultTheme("light");
  const { context, calls } = recordingContext();
  context.setTransform = () => {};
  const canvas = { width: 100, height: 100, getContext: () => context };
  drawThumbnail(canvas, [1, 1, null, 0, 0, null], target, theme);
  const dots = calls.filter(({ name, fillStyle }) =>
    name === "fillRect" && fillStyle === theme.generated);
  assert.equal(dots.length, 1);
  assert.ok(dots[0].values[0] > 50 && dots[0].values[1] < 50);
});
