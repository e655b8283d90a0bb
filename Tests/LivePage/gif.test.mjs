import assert from "node:assert/strict";
import test from "node:test";
import { encodeGif } from "../../Sources/CLivePage/page/gif.js";
import { compress } from "../../Sources/CLivePage/page/lzw.js";
import { decodeGif, expand } from "./gifReader.mjs";
import { randomNumbers } from "./random.mjs";

test("what LZW compresses comes back: noise, runs, and more than a table holds", () => {
  const random = randomNumbers(7);
  for (const count of [0, 1, 2, 255, 256, 5000, 200_000]) {
    for (const colours of [1, 2, 40, 256]) {
      const indices = Uint8Array.from({ length: count }, () => Math.floor(colours * random()));
      assert.deepEqual(expand(compress(indices, 8)), indices);
    }
  }
});

function frames(count, side) {
  return Array.from({ length: count }, (_, number) => {
    const data = new Uint8ClampedArray(4 * side * side).fill(255);
    for (let place = 0; place < side * side; place += 1) {
      const [x, y] = [place % side, Math.floor(place / side)];
      const isSquare = Math.abs(x - 10 - 3 * number) < 5 && Math.abs(y - 20) < 5;
      data.set(isSquare ? [168, 50, 10] : [Math.floor((x / side) * 200), 176, 224], 4 * place);
    }
    return { width: side, height: side, data };
  });
}

test("frames come back with nearly their colours", () => {
  const sent = frames(6, 60);
  const gif = decodeGif(encodeGif(sent, 50));
  assert.deepEqual([gif.width, gif.height, gif.loops], [60, 60, 0]);
  assert.deepEqual(gif.delays, [5, 5, 5, 5, 5, 5]);
  sent.forEach(({ data }, number) => {
    for (let place = 0; place < data.length; place += 1) {
      // Colours are taken with five bits: 8 of 256.
      if (place % 4 < 3) assert.ok(Math.abs(data[place] - gif.frames[number][place]) <= 8);
    }
  });
});

test("a frame that changes little takes little", () => {
  const still = frames(1, 60);
  const one = encodeGif(still, 50).length;
  const ten = encodeGif(new Array(10).fill(still[0]), 50).length;
  assert.ok(ten - one < 9 * 40, `${ten - one} bytes for nine frames without a change`);
});

test("a picture of more than 255 colours is written, too", () => {
  const random = randomNumbers(8);
  const data = Uint8ClampedArray.from({ length: 4 * 64 * 64 }, () => 256 * random());
  const gif = decodeGif(encodeGif([{ width: 64, height: 64, data }], 100));
  let sum = 0;
  for (let place = 0; place < data.length; place += 1) {
    if (place % 4 < 3) sum += Math.abs(data[place] - gif.frames[0][place]);
  }
  // 255 boxes in the cube of colours are about 40 wide.
  assert.ok(sum / (3 * 64 * 64) < 15);
});

test("no frames, or frames of two sizes, are refused", () => {
  assert.throws(() => encodeGif([], 50), /needs a frame/);
  assert.throws(() => encodeGif([...frames(1, 20), ...frames(1, 30)], 50), /one size/);
});
