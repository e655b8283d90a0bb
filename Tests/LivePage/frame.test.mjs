import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { decodeFrame } from "../../Sources/CLivePage/page/frame.js";
import { randomNumbers } from "./random.mjs";

/** The frame that the Swift tests write from the same description. */
const text = readFileSync(new URL("golden-frame.hex", import.meta.url), "utf8");
const golden = Uint8Array.from(text.replace(/\s/g, "").match(/../g), (byte) => parseInt(byte, 16));

test("the golden frame is read", () => {
  const frame = decodeFrame(golden.buffer);
  assert.equal(frame.pane, 3);
  assert.deepEqual(frame.state, {
    step: 7, last: 9, playing: false, replaying: false, rate: null, speed: null, outcome: null,
    stored: false, zoom: 2, values: [1.5, null],
  });
  assert.deepEqual([...frame.samples], [0.5, -1, NaN, Infinity]);
  assert.deepEqual({ ...frame.surface, values: [...frame.surface.values] }, {
    side: 2, x0: -2, x1: 2, y0: -2, y1: 2, values: [1, 2, 3, 4],
  });
  assert.deepEqual([...frame.arrows], [0.25, 0.5, -0.125, 1]);
  assert.equal(frame.manifold.side, 2);
  assert.deepEqual([...frame.manifold.points], [0, 1, 2, 3, 4, 5, 6, 7]);
  assert.deepEqual(frame.modes, [{ count: 3, good: 2 }, { count: 0, good: 0 }]);
  const { epoch, first, rows, columns, values } = frame.curves;
  assert.deepEqual({ epoch, first, rows, columns }, { epoch: 1, first: 4, rows: 2, columns: 3 });
  assert.deepEqual([...values], [5, 0.5, NaN, 7, 1.5, -1]);
  assert.deepEqual([...frame.categories], [0, 1, 2]);
});

test("a shorter frame is refused, with the place", () => {
  for (let length = 0; length < golden.length; length += 1) {
    assert.throws(() => decodeFrame(golden.slice(0, length).buffer), /^Error: frame: .*at byte/);
  }
});

test("further bytes are refused", () => {
  const longer = new Uint8Array(golden.length + 4);
  longer.set(golden);
  assert.throws(() => decodeFrame(longer.buffer), /left over/);
});

test("another version is refused", () => {
  const other = golden.slice();
  other[4] = 2;
  assert.throws(() => decodeFrame(other.buffer), /version 2/);
});

test("a count that would fill the memory is refused at once", () => {
  for (const kind of [2, 3, 4, 5, 6, 7, 8]) {
    const section = new Uint8Array(12 + 8 + 32).fill(255);
    section.set(golden.subarray(0, 8));
    new DataView(section.buffer).setUint32(8, 1, true);
    new DataView(section.buffer).setUint32(12, kind, true);
    new DataView(section.buffer).setUint32(16, 32, true);
    assert.throws(() => decodeFrame(section.buffer), /^Error: frame: /);
  }
});

test("a zoom that would leave nothing to see is refused", () => {
  for (const [wrong, isRead] of [["1e3", true], ["0.5", false], ["-20", false], ["1e9999", false]]) {
    const state = `{"step":1,"last":1,"playing":false,"replaying":false,"rate":null,"speed":null,`
      + `"outcome":null,"stored":false,"values":[],"zoom":${wrong}}`;
    const text = new TextEncoder().encode(state.padEnd(Math.ceil(state.length / 4) * 4));
    const bytes = new Uint8Array(20 + text.length);
    bytes.set(golden.subarray(0, 8));
    const view = new DataView(bytes.buffer);
    [1, 1, text.length].forEach((number, place) => view.setUint32(8 + 4 * place, number, true));
    bytes.set(text, 20);
    if (isRead) assert.equal(decodeFrame(bytes.buffer).state.zoom, Number(wrong));
    else assert.throws(() => decodeFrame(bytes.buffer), /^Error: frame: .*zoom/);
  }
});

test("an unknown kind is skipped", () => {
  const bytes = golden.slice();
  new DataView(bytes.buffer).setUint32(12, 99, true);
  const frame = decodeFrame(bytes.buffer);
  assert.equal(frame.state, undefined);
  assert.equal(frame.samples.length, 4);
});

test("10,000 damaged frames are read or refused", () => {
  const random = randomNumbers(1);
  let refused = 0;
  for (let round = 0; round < 10_000; round += 1) {
    let bytes = golden.slice();
    for (let change = 0; change <= Math.floor(3 * random()); change += 1) {
      bytes[Math.floor(random() * bytes.length)] = Math.floor(256 * random());
    }
    if (random() < 0.2) bytes = bytes.slice(0, Math.floor(random() * bytes.length));
    try {
      decodeFrame(bytes.buffer);
    } catch (error) {
      assert.match(String(error), /^Error: frame: /);
      refused += 1;
    }
  }
  assert.ok(refused > 2000 && refused < 10_000, `${refused} were refused`);
});
