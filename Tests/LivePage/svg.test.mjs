import assert from "node:assert/strict";
import test from "node:test";
import { inflateSync } from "node:zlib";
import { drawCurves } from "../../Sources/CLivePage/page/curves.js";
import { surfaceMemory } from "../../Sources/CLivePage/page/surfaceScale.js";
import { encodePng } from "../../Sources/CLivePage/page/png.js";
import { drawScene, standardShow } from "../../Sources/CLivePage/page/scene.js";
import { SvgContext } from "../../Sources/CLivePage/page/svg.js";
import { defaultTheme } from "../../Sources/CLivePage/page/theme.js";
import { Trails } from "../../Sources/CLivePage/page/trails.js";
import { randomNumbers } from "./random.mjs";

/** Throws unless every element is closed, in order, and every & begins an entity. */
function checkWellFormed(text) {
  const open = [];
  const rest = text.replace(/<(\/?)([A-Za-z]+)((?:\s+[\w-]+(?::\w+)?="[^"<]*")*)\s*(\/?)>/g,
    (_, isEnd, name, attributes, isEmpty) => {
      if (isEnd) assert.equal(open.pop(), name);
      else if (!isEmpty) open.push(name);
      const names = [...attributes.matchAll(/([\w-]+)="/g)].map((match) => match[1]);
      assert.equal(new Set(names).size, names.length, "an attribute occurs twice");
      return "";
    });
  assert.deepEqual(open, []);
  assert.ok(!/[<>]/.test(rest), "a < or > that is no element");
  assert.ok(!/&(?!(amp|lt|gt|quot);)/.test(text), "an & that is no entity");
}

function fullScene(view = "plane") {
  const random = randomNumbers(9);
  const numbers = (count) => Float32Array.from({ length: count }, () => 6 * random() - 3);
  // Waves and not noise, for contours of noise are longer than those of any discriminator.
  const surface = Float32Array.from({ length: 4096 }, (_, index) =>
    Math.sin(index / 9) + Math.cos(index / 700));
  const mode = { x: 1, y: 1, xx: 0.04, xy: 0, yy: 0.04, weight: 1 };
  const trails = new Trails();
  for (const step of [0, 1, 2]) trails.push(step, numbers(4000));
  const on = Object.keys(standardShow()).map((name) => [name, true]);
  return {
    width: 500, height: 500, trails, memory: surfaceMemory(), threshold: 0, show: Object.fromEntries(on),
    target: {
      name: "a < b & \"c\"", dimension: 2, box: { x: 0, y: 0, half: 3.5 }, modes: [mode], view,
      viewText: "", samples: [...numbers(1000)],
    },
    frame: {
      pane: 1, samples: Float32Array.of(...numbers(3998), NaN, 9), arrows: numbers(600),
      surface: { side: 64, x0: -3.5, x1: 3.5, y0: -3.5, y1: 3.5, values: surface },
      manifold: { side: 20, points: numbers(800) }, modes: [{ count: 5, good: 3 }],
    },
  };
}

test("a scene becomes a well formed SVG of a few hundred kB", () => {
  for (const view of ["plane", "line"]) {
    const svg = new SvgContext(500, 500, "Samples of <gan> & \"more\"\u0000");
    drawScene(svg, fullScene(view), defaultTheme("light"));
    const text = svg.toString();
    checkWellFormed(text);
    assert.ok(text.includes("<title>Samples of &lt;gan&gt; &amp; &quot;more&quot;</title>"));
    assert.ok(!/NaN|Infinity|undefined/.test(text));
    assert.ok(text.length < 400_000, `${text.length} characters`);
    assert.ok(/<text [^>]*>(−?\d+)<\/text>/.test(text), "text stays text");
  }
});

test("a chart becomes a well formed SVG", () => {
  const svg = new SvgContext(480, 200);
  const steps = Float32Array.from({ length: 3000 }, (_, index) => index);
  const values = steps.map((step) => Math.sin(step / 300));
  const label = "<b>&";
  const series = [{ name: "a", label, pane: 1, colour: 1, steps, values, floor: 0.5 }];
  const marks = [{ step: 1000, text: "" }];
  drawCurves(
    svg, { width: 480, height: 200, series, marks, cursor: 900, position: 2000, range: null },
    defaultTheme("dark"));
  checkWellFormed(svg.toString());
  assert.ok(svg.toString().includes("&lt;b&gt;&amp;</text>"));
});

test("save and restore keep colours, and clips end with them", () => {
  const svg = new SvgContext(10, 10);
  svg.fillStyle = "#ff0000";
  svg.save();
  svg.fillStyle = "#00ff00";
  svg.rect(0, 0, 5, 5);
  svg.clip();
  svg.fillRect(0, 0, 9, 9);
  svg.restore();
  svg.fillRect(1, 1, 2, 2);
  const text = svg.toString();
  checkWellFormed(text);
  assert.ok(text.indexOf("#00ff00") < text.indexOf("</g>"));
  assert.ok(text.indexOf("</g>") < text.indexOf("#ff0000"));
});

test("a whole circle is drawn as two halves", () => {
  const svg = new SvgContext(10, 10);
  svg.arc(5, 5, 2, 0, 2 * Math.PI);
  svg.fill();
  assert.ok(svg.toString().includes('d="M7 5A2 2 0 0 1 3 5A2 2 0 0 1 7 5"'));
});

test("PNG holds the pixels", () => {
  const random = randomNumbers(10);
  const [width, height] = [70, 400];
  const data = Uint8ClampedArray.from({ length: 4 * width * height }, () => 256 * random());
  const png = Buffer.from(encodePng({ width, height, data }));
  assert.equal(png.subarray(1, 4).toString(), "PNG");
  assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [width, height]);
  const rows = inflateSync(png.subarray(41, 41 + png.readUInt32BE(33)));
  for (let place = 0; place < width * height; place += 1) {
    const from = Math.floor(place / width) * (1 + 3 * width) + 1 + 3 * (place % width);
    const pixel = data.subarray(4 * place, 4 * place + 3);
    assert.deepEqual([...rows.subarray(from, from + 3)], [...pixel]);
  }
});
