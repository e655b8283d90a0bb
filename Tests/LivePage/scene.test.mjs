import assert from "node:assert/strict";
import test from "node:test";
import { arrowLines } from "../../Sources/CLivePage/page/arrows.js";
import { contourLevels } from "../../Sources/CLivePage/page/contours.js";
import { surfaceKeyTexts, surfacePixels } from "../../Sources/CLivePage/page/heatmap.js";
import { manifoldCells } from "../../Sources/CLivePage/page/manifold.js";
import { coveredModes } from "../../Sources/CLivePage/page/paneModes.js";
import { pixelX, pixelY, planeOf, pointAt } from "../../Sources/CLivePage/page/plane.js";
import { escapedSamples, escapedText } from "../../Sources/CLivePage/page/points.js";
import { ringOf, ringsOf } from "../../Sources/CLivePage/page/rings.js";
import { drawScene, standardShow } from "../../Sources/CLivePage/page/scene.js";
import { defaultTheme, parseColour } from "../../Sources/CLivePage/page/theme.js";
import { medianOf, robustMaximum, surfaceMemory, updateScale }
  from "../../Sources/CLivePage/page/surfaceScale.js";
import { Trails } from "../../Sources/CLivePage/page/trails.js";
import { recordingContext } from "./random.mjs";

const theme = defaultTheme("light");
const box = { x: 0, y: 0, half: 4 };

function target(more = {}) {
  return {
    name: "test", dimension: 2, box, modes: [], view: "plane", viewText: "", samples: [], ...more,
  };
}

function scene(frame, more = {}) {
  return {
    width: 500, height: 500, target: target(), frame: { pane: 1, ...frame },
    show: standardShow(), trails: null, memory: surfaceMemory(), threshold: 0, ...more,
  };
}

function drawn(what) {
  const { context, calls } = recordingContext();
  drawScene(context, what, theme);
  return calls;
}

test("a sample at (2, 2) is right of the middle and above it", () => {
  const calls = drawn(scene({ samples: Float32Array.of(2, 2) }));
  const plane = planeOf(500, 500, box);
  const [x, y, width] = calls.find(({ name, fillStyle }) =>
    name === "fillRect" && fillStyle === theme.generated).values;
  assert.ok(Math.abs(x + width / 2 - pixelX(plane, 2)) < 1e-6);
  assert.ok(x > pixelX(plane, 0) && y < pixelY(plane, 0));
});

const stateFrom = (zoom) => ({ step: 1, last: 1, playing: false, zoom });

test("a picture from 4 times as far draws everything over the larger box, and says so", () => {
  const samples = Float32Array.of(12, -8);
  const calls = drawn(scene({ samples, state: stateFrom(4) }));
  const far = planeOf(500, 500, { x: 0, y: 0, half: 16 });
  const [x, y, width] = calls.find(({ name, fillStyle }) =>
    name === "fillRect" && fillStyle === theme.generated).values;
  assert.ok(Math.abs(x + width / 2 - pixelX(far, 12)) < 1e-6);
  assert.ok(Math.abs(y + width / 2 - pixelY(far, -8)) < 1e-6);
  const texts = (all) => all.filter(({ name }) => name === "fillText").map(({ values }) => values[0]);
  assert.ok(texts(calls).includes("seen from 4 times as far"));
  assert.ok(texts(calls).includes("10"), "the axes are those of the larger box");
  assert.ok(!texts(calls).some((text) => text.includes("outside")));
  for (const state of [undefined, stateFrom(undefined), stateFrom(1)]) {
    const near = texts(drawn(scene({ samples, state })));
    assert.ok(near.includes("1 sample outside") && !near.some((text) => text.includes("as far")));
  }
});

test("a picture of a line is seen from far, too", () => {
  const line = target({ dimension: 1, view: "line", samples: [0, 0] });
  const calls = drawn(scene({ samples: Float32Array.of(9, 0), state: stateFrom(4) }, { target: line }));
  const texts = calls.filter(({ name }) => name === "fillText").map(({ values }) => values[0]);
  assert.ok(texts.includes("seen from 4 times as far") && texts.includes("10"));
  assert.ok(!texts.some((text) => text.includes("outside")));
});

test("a surface that covers a part of the picture lies at its place, and lines lie behind it", () => {
  const surface = { side: 2, x0: -4, x1: 4, y0: -4, y1: 4, values: Float32Array.of(1, 2, 3, 4) };
  const grids = (all) => all.filter(({ name, strokeStyle }) =>
    name === "stroke" && strokeStyle === theme.grid).length;
  const calls = drawn(scene({ surface, state: stateFrom(4) }));
  const far = planeOf(500, 500, { x: 0, y: 0, half: 16 });
  const [, left, top, width] = calls.find(({ name }) => name === "drawPixels").values;
  // Half a cell of 8 lies around the middle of the outer pixels.
  assert.ok(Math.abs(left - pixelX(far, -8)) < 1e-6 && Math.abs(top - pixelY(far, 8)) < 1e-6);
  assert.ok(Math.abs(width - 16 * far.scale) < 1e-6);
  assert.equal(grids(calls), 1);
  assert.equal(grids(drawn(scene({ surface }))), 0, "nothing is seen behind a surface that covers all");
});

test("x and y have the same scale, in a wide and in a high picture", () => {
  for (const [width, height] of [[900, 400], [360, 700]]) {
    const plane = planeOf(width, height, box);
    const across = pixelX(plane, 1) - pixelX(plane, 0);
    assert.ok(Math.abs(across - (pixelY(plane, 0) - pixelY(plane, 1))) < 1e-9);
    assert.ok(plane.left + plane.side <= width && plane.base < height);
  }
});

test("a place of the picture leads back to its point", () => {
  const plane = planeOf(500, 400, { x: 1, y: -2, half: 3 });
  const point = pointAt(plane, pixelX(plane, 2.5), pixelY(plane, -4));
  assert.ok(Math.abs(point.x - 2.5) < 1e-9 && Math.abs(point.y + 4) < 1e-9 && point.isInside);
  assert.equal(pointAt(plane, 0, 0).isInside, false);
});

test("the row of the largest y is the first row of pixels", () => {
  const surface = { side: 2, x0: -1, x1: 1, y0: -1, y1: 1, values: Float32Array.of(-1, -1, 1, 0) };
  const pixels = surfacePixels(surface, { neutral: 0, maximum: 1 }, theme);
  assert.deepEqual([...pixels.slice(0, 3)], theme.surface.high);
  assert.deepEqual([...pixels.slice(4, 7)], theme.surface.middle);
  assert.deepEqual([...pixels.slice(8, 11)], theme.surface.low);
});

test("values that are not finite have colours, too", () => {
  const values = Float32Array.of(NaN, Infinity, -Infinity, 0);
  const surface = { side: 2, x0: 0, x1: 1, y0: 0, y1: 1, values };
  const pixels = surfacePixels(surface, { neutral: 0, maximum: 1 }, theme);
  assert.deepEqual([...pixels.slice(0, 3)], theme.surface.low);
  assert.deepEqual([...pixels.slice(8, 11)], theme.surface.middle);
  assert.deepEqual([...pixels.slice(12, 15)], theme.surface.high);
});

test("neither one peak nor values that are not finite change the scale", () => {
  const values = Float32Array.from({ length: 4096 }, (_, index) => (index % 7) - 3);
  values[100] = 1e9;
  values[200] = NaN;
  values[300] = -Infinity;
  assert.equal(robustMaximum(values), 3);
  assert.equal(robustMaximum(Float32Array.of(NaN, NaN)), 1);
  assert.ok(robustMaximum(new Float32Array(16)) > 0);
});

test("the scale moves smoothly while training runs and is exact at rest", () => {
  const memory = surfaceMemory();
  const of = (value) => ({ side: 2, values: new Float32Array(4).fill(value) });
  updateScale(memory, of(1), true);
  assert.equal(memory.maximum, 1);
  updateScale(memory, of(2), true);
  assert.ok(memory.maximum > 1 && memory.maximum < 1.5);
  updateScale(memory, of(2), false);
  assert.equal(memory.maximum, 2);
});

test("a threshold is neutral; without one the median is, and it moves smoothly", () => {
  const of = (...values) => ({ side: 2, values: Float32Array.of(...values) });
  const memory = surfaceMemory();
  updateScale(memory, of(0, 0.5, 1, 1), false, 0.5);
  assert.deepEqual([memory.neutral, memory.maximum], [0.5, 0.5]);
  updateScale(memory, of(100, 101, 102, 110), false, null);
  assert.equal(medianOf(Float32Array.of(3, NaN, 1, 2, Infinity)), 2);
  assert.equal(memory.neutral, 101);
  updateScale(memory, of(101, 102, 103, 111), true, null);
  assert.ok(memory.neutral > 101 && memory.neutral < 102);
  const pixels = surfacePixels({ ...of(100, 100, 110, 101) }, { neutral: 101, maximum: 1 }, theme);
  assert.deepEqual([...pixels.slice(0, 3)], theme.surface.high);
  assert.deepEqual([...pixels.slice(4, 7)], theme.surface.middle);
  assert.deepEqual([...pixels.slice(8, 11)], theme.surface.low);
});

test("only a discriminator is said to tell real from generated", () => {
  const scale = { neutral: 100, maximum: 0.7 };
  const critic = surfaceKeyTexts(scale, null);
  assert.deepEqual(critic[0], ["critic's score: low 99.30", "100.7 high"]);
  assert.ok(contourLevels(scale, null).every((level) => level >= 99.3 && level <= 100.7));
  assert.deepEqual(surfaceKeyTexts({ neutral: 0, maximum: 2 }, 0)[0], ["generated −2", "+2 real"]);
  assert.equal(surfaceKeyTexts({ neutral: 0.5, maximum: 1 }, 0.5)[0][0], "generated −0.50");
  assert.ok(contourLevels({ neutral: 0.5, maximum: 0.73 }, 0.5).includes(0.5));
});

test("an arrow with dy above 0 points up, and the median one has 18 pixels", () => {
  const plane = { ...planeOf(500, 500, box), detail: 1 };
  const arrows = Float32Array.of(0, 0, 0, 0.1, 1, 1, 0.2, 0, -1, -1, 1000, 0, 2, 2, 0, 0);
  const lines = arrowLines(plane, arrows);
  assert.equal(lines.length, 12, "an arrow without a length is not drawn");
  assert.ok(Math.abs(lines[2] - lines[0]) < 1e-6 && lines[3] < lines[1]);
  assert.ok(Math.abs(lines[6] - lines[4] - 18) < 1e-6, "to the right, for the larger x");
  assert.ok(Math.abs(lines[10] - lines[8] - 36) < 1e-6, "cut to twice the usual length");
});

test("samples outside and samples that are not finite are counted", () => {
  const plane = planeOf(500, 500, box);
  const samples = Float32Array.of(0, 0, 9, 0, 9, 0.1, 0, -7, NaN, 1, Infinity, 0);
  const escaped = escapedSamples(plane, samples);
  assert.equal(escaped.outside, 3);
  assert.equal(escaped.notFinite, 2);
  assert.equal(escaped.places.length, 2);
  const [right, below] = escaped.places;
  assert.deepEqual([right.right, right.count, right.x], [1, 2, plane.left + plane.side]);
  assert.deepEqual([below.down, below.y], [1, plane.base], "a smaller y is further down");
  assert.equal(escapedText(37, 0, 100), "37 samples outside");
  assert.equal(escapedText(0, 100, 100), "no sample is finite");
});

test("nothing is drawn at a place that is no number", () => {
  const frame = {
    samples: Float32Array.of(NaN, 0, Infinity, 1, 0, -Infinity, 1e30, 1e30),
    surface: { side: 3, x0: -4, x1: 4, y0: -4, y1: 4, values: new Float32Array(9).fill(NaN) },
    arrows: Float32Array.of(NaN, 0, 1, 1, 0, 0, NaN, 1, 0, 0, Infinity, 0),
    manifold: { side: 2, points: Float32Array.of(NaN, 0, 1, 1, Infinity, 0, 0, 0) },
    categories: Uint8Array.of(0, 1, 2, 3),
  };
  const show = { ...standardShow(), arrows: true, manifold: true, trails: true };
  const trails = new Trails();
  trails.push(0, frame.samples);
  trails.push(1, frame.samples);
  for (const { name, values } of drawn(scene(frame, { show, trails }))) {
    for (const value of values) {
      if (typeof value === "number") assert.ok(Number.isFinite(value), `${name}(${values})`);
    }
  }
});

test("a mode without good samples has a dashed ring and a 0", () => {
  const mode = { x: 0, y: 0, xx: 0.04, xy: 0, yy: 0.04, weight: 0.5 };
  const two = target({ modes: [mode, { ...mode, x: 2 }] });
  const counts = [{ count: 5, good: 4 }, { count: 9, good: 0 }];
  const calls = drawn(scene({ modes: counts }, { target: two }));
  const texts = calls.filter(({ name }) => name === "fillText").map(({ values }) => values[0]);
  assert.ok(texts.includes("4") && texts.includes("0"));
  const dashesBefore = (index) => calls.slice(0, index)
    .filter(({ name }) => name === "setLineDash").pop().values[0].length;
  const rings = calls.map(({ name }, index) => ({ name, index }))
    .filter(({ name }) => name === "ellipse");
  assert.deepEqual(rings.map(({ index }) => dashesBefore(index) > 0), [false, true]);
});

test("one stray sample among many does not make a ring solid", () => {
  const modes = [{ weight: 0.5 }, { weight: 0.5 }];
  const of = (...good) => coveredModes(modes, good.map((each) => ({ count: 1000, good: each })));
  // A tenth of half of all 2,000 samples.
  assert.deepEqual(of(900, 1), [true, false]);
  assert.deepEqual(of(950, 100), [true, true]);
  assert.deepEqual(of(951, 99), [true, false]);
  assert.deepEqual(of(1, 0), [false, false], "the only good sample of two thousand is a stray");
  const many = Array.from({ length: 1000 }, () => ({ weight: 0.001 }));
  const counts = many.map((_, index) => ({ count: 2, good: index === 0 ? 0 : 1 }));
  const found = coveredModes(many, counts).filter((isCovered) => isCovered).length;
  assert.equal(found, 999, "where two samples are expected, one is enough");
});

test("a ring too small to be seen is drawn larger, with ticks; its place and radius stay", () => {
  const mode = { x: 1, y: 0, xx: 0.0004, xy: 0, yy: 0.0004, weight: 1 };
  for (const side of [260, 500]) {
    const plane = planeOf(side, side, box);
    const [ring] = ringsOf(plane, target({ modes: [mode] }));
    assert.ok(ring.isMarker && ring.least >= 5, `${ring.least} pixels`);
    assert.ok(Math.abs(ring.long - 0.06 * plane.scale) < 1e-6);
    assert.ok(Math.abs(ring.x - pixelX(plane, 1)) < 1e-6);
  }
  const plane = planeOf(500, 500, box);
  const [large] = ringsOf(plane, target({ modes: [{ ...mode, xx: 0.04, yy: 0.04 }] }));
  assert.equal(large.isMarker, false);
  const many = ringsOf(plane, target({ modes: Array.from({ length: 2000 }, () => mode) }));
  assert.ok(many[0].least < 5, "two thousand rings must not cover the picture");
});

test("a ring is at its number of deviations, three where none is told, and turned as the covariance", () => {
  const plane = planeOf(500, 500, box);
  // Deviations 0.5 along the diagonal that goes up, 0.1 across.
  const mode = { x: 1, y: 1, xx: 0.13, xy: 0.12, yy: 0.13, weight: 1 };
  const ring = ringOf(plane, mode);
  assert.ok(Math.abs(ring.long - 1.5 * plane.scale) < 1e-6);
  assert.ok(Math.abs(ring.short - 0.3 * plane.scale) < 1e-6);
  assert.ok(Math.abs(ringOf(plane, mode, 4).long - 2 * plane.scale) < 1e-6);
  assert.ok(Math.abs(ring.angle + Math.PI / 4) < 1e-9, "up on the screen is a negative angle");
});

test("badges do not overlap and stay in the picture", () => {
  const modes = [];
  for (let index = 0; index < 25; index += 1) {
    const [x, y] = [(index % 5) * 1.5 - 3, Math.floor(index / 5) * 1.5 - 3];
    modes.push({ x, y, xx: 0.0025, xy: 0, yy: 0.0025, weight: 0.04 });
  }
  const badges = ringsOf(planeOf(500, 500, box), target({ modes })).map(({ badge }) => badge);
  assert.ok(badges.every((badge) => badge !== null));
  for (const [index, a] of badges.entries()) {
    for (const b of badges.slice(index + 1)) {
      assert.ok(Math.abs(a.x - b.x) > 20 || Math.abs(a.y - b.y) > 12);
    }
  }
});

test("a cell of the manifold that lies the other way round is a fold", () => {
  // Three columns of points; the last one turns back over the middle one.
  const points = Float32Array.of(0, 0, 1, 0, 0.5, 0, 0, 1, 1, 1, 0.5, 1, 0, 2, 1, 2, 2, 2);
  const cells = manifoldCells({ side: 3, points }, 100);
  assert.deepEqual(cells.map(({ isFolded }) => isFolded), [false, true, false, false]);
});

test("trails keep the last frames, and start afresh when time goes back", () => {
  const trails = new Trails(2, 3);
  for (const step of [0, 1, 1, 2, 3]) trails.push(step, Float32Array.of(step, 0, 1, 1, 2, 2));
  assert.deepEqual(trails.positions.map(({ step }) => step), [1, 2, 3]);
  assert.equal(trails.positions[0].points.length, 4);
  trails.push(2, Float32Array.of(0, 0, 1, 1, 2, 2));
  assert.deepEqual(trails.positions.map(({ step }) => step), [2]);
  trails.push(3, Float32Array.of(0, 0));
  assert.equal(trails.positions.length, 1);
});

test("colours are read", () => {
  assert.deepEqual(parseColour("#0f8"), [0, 255, 136]);
  assert.deepEqual(parseColour("#102030"), [16, 32, 48]);
  assert.deepEqual(parseColour("rgb(1, 2, 3)"), [1, 2, 3]);
  assert.equal(parseColour("red"), null);
});
