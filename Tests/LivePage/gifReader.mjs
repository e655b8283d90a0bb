// Reads the GIF files that the tests write: written from the specification, apart from the writer.

/** Joins the blocks of LZW data from `place` on. */
function blocksAt(bytes, place) {
  const data = [];
  while (bytes[place] !== 0) {
    for (let index = 1; index <= bytes[place]; index += 1) data.push(bytes[place + index]);
    place += bytes[place] + 1;
  }
  return { data, end: place + 1 };
}

/** Indices of colours; starts with the byte that states the depth. */
export function expand(bytes, start = 0) {
  const depth = bytes[start];
  const { data } = blocksAt(bytes, start + 1);
  const [clear, end] = [2 ** depth, 2 ** depth + 1];
  const result = [];
  let [table, width, before, bit] = [[], depth + 1, null, 0];
  for (;;) {
    let code = 0;
    for (let index = 0; index < width; index += 1, bit += 1) {
      code |= ((data[bit >> 3] >> (bit & 7)) & 1) << index;
    }
    if (bit > 8 * data.length) throw new Error("the data ends before its end code");
    if (code === end) return Uint8Array.from(result);
    if (code === clear) {
      table = Array.from({ length: end + 1 }, (_, index) => [index]);
      [width, before] = [depth + 1, null];
      continue;
    }
    if (code > table.length || (code === table.length && !before)) throw new Error(`code ${code}`);
    const entry = code < table.length ? table[code] : [...before, before[0]];
    for (const index of entry) result.push(index);
    if (before && table.length < 4096) table.push([...before, entry[0]]);
    if (table.length === 2 ** width && width < 12) width += 1;
    before = entry;
  }
}

const u16 = (bytes, place) => bytes[place] + 256 * bytes[place + 1];

/** Size, delays, repetitions, and each frame as red, green, blue, alpha, laid over the last. */
export function decodeGif(bytes) {
  const [width, height] = [u16(bytes, 6), u16(bytes, 8)];
  const palette = bytes.subarray(13, 13 + 3 * 2 ** ((bytes[10] & 7) + 1));
  const canvas = new Uint8Array(4 * width * height);
  const gif = { width, height, delays: [], frames: [], loops: null };
  let [place, clearIndex] = [13 + palette.length, -1];
  while (bytes[place] !== 0x3b) {
    if (bytes[place] === 0x21 && bytes[place + 1] === 0xf9) {
      gif.delays.push(u16(bytes, place + 4));
      clearIndex = bytes[place + 3] & 1 ? bytes[place + 6] : -1;
      place += 8;
    } else if (bytes[place] === 0x21) {
      gif.loops = u16(bytes, place + 16);
      place = blocksAt(bytes, place + 2).end;
    } else if (bytes[place] === 0x2c) {
      const [left, top] = [u16(bytes, place + 1), u16(bytes, place + 3)];
      const across = u16(bytes, place + 5);
      expand(bytes, place + 10).forEach((index, number) => {
        if (index === clearIndex) return;
        const to = (top + Math.floor(number / across)) * width + left + (number % across);
        canvas.set([...palette.subarray(3 * index, 3 * index + 3), 255], 4 * to);
      });
      gif.frames.push(canvas.slice());
      place = blocksAt(bytes, place + 11).end;
    } else throw new Error(`a block of kind ${bytes[place]} at byte ${place}`);
  }
  return gif;
}
