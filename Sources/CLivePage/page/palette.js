// Chooses the colours of a GIF by median cut: the box of colours that differs most is cut in two
// until there are enough boxes. Colours are taken with five bits for each of red, green and blue.

/**
 * @typedef {object} Palette
 * @property {Uint8Array} colours red, green, blue of each
 * @property {Uint8Array} indexOf the colour for each of 32,768 keys
 */

/**
 * @param {number} red
 * @param {number} green
 * @param {number} blue
 * @returns {number}
 */
function keyOf(red, green, blue) {
  return ((red >> 3) << 10) | ((green >> 3) << 5) | (blue >> 3);
}

/**
 * Each pixel's key.
 * @param {Uint8ClampedArray} data red, green, blue, alpha ...
 * @returns {Uint16Array}
 */
export function keysOf(data) {
  const keys = new Uint16Array(data.length / 4);
  for (let index = 0, place = 0; index < keys.length; index += 1, place += 4) {
    keys[index] = keyOf(data[place], data[place + 1], data[place + 2]);
  }
  return keys;
}

/**
 * @typedef {object} Counted how often each key occurs, and the sums of its colours
 * @property {Float64Array} count
 * @property {Float64Array} red
 * @property {Float64Array} green
 * @property {Float64Array} blue
 */

/**
 * @param {{data: Uint8ClampedArray}[]} frames
 * @returns {Counted}
 */
function counted(frames) {
  const [count, red, green, blue] = [0, 1, 2, 3].map(() => new Float64Array(32768));
  for (const { data } of frames) {
    for (let place = 0; place < data.length; place += 4) {
      const key = keyOf(data[place], data[place + 1], data[place + 2]);
      count[key] += 1;
      red[key] += data[place];
      green[key] += data[place + 1];
      blue[key] += data[place + 2];
    }
  }
  return { count, red, green, blue };
}

/**
 * @typedef {object} ColourBox
 * @property {number[]} keys
 * @property {number} shift of the channel to cut: 10 red, 5 green, 0 blue
 * @property {number} score how much there is to gain
 */

/**
 * @param {number[]} keys
 * @param {Float64Array} count
 * @returns {ColourBox}
 */
function boxOf(keys, count) {
  let [shift, widest] = [0, -1];
  for (const channel of [10, 5, 0]) {
    let [low, high] = [31, 0];
    for (const key of keys) {
      const value = (key >> channel) & 31;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    // The eye sees green best and blue worst.
    const width = (high - low) * (channel === 5 ? 1.2 : channel === 0 ? 0.8 : 1);
    if (width > widest) [shift, widest] = [channel, width];
  }
  const pixels = keys.reduce((sum, key) => sum + count[key], 0);
  // The root of the number of pixels: rare colours, such as a thin line's, must get a place, too.
  return { keys, shift, score: keys.length > 1 ? widest ** 2 * Math.sqrt(pixels) : 0 };
}

/**
 * @param {ColourBox} box
 * @param {Float64Array} count
 * @returns {[ColourBox, ColourBox]}
 */
function cut({ keys, shift }, count) {
  const sorted = [...keys].sort((a, b) => ((a >> shift) & 31) - ((b >> shift) & 31));
  const half = sorted.reduce((sum, key) => sum + Math.sqrt(count[key]), 0) / 2;
  let [sum, place] = [0, 0];
  while (place < sorted.length - 1 && sum < half) sum += Math.sqrt(count[sorted[place++]]);
  return [boxOf(sorted.slice(0, place), count), boxOf(sorted.slice(place), count)];
}

/**
 * One palette for all frames, so that colours do not flicker.
 * @param {{data: Uint8ClampedArray}[]} frames
 * @param {number} most colours
 * @returns {Palette}
 */
export function paletteOf(frames, most) {
  const sums = counted(frames);
  const keys = [];
  for (let key = 0; key < 32768; key += 1) if (sums.count[key] > 0) keys.push(key);
  const boxes = [boxOf(keys, sums.count)];
  while (boxes.length < most) {
    const best = boxes.reduce((found, box) => (box.score > found.score ? box : found));
    if (best.score === 0) break;
    boxes.splice(boxes.indexOf(best), 1, ...cut(best, sums.count));
  }
  const colours = new Uint8Array(3 * boxes.length);
  const indexOf = new Uint8Array(32768);
  boxes.forEach((box, index) => {
    colours.set(meanColour(box.keys, sums), 3 * index);
    for (const key of box.keys) indexOf[key] = index;
  });
  return { colours, indexOf };
}

/**
 * @param {number[]} keys
 * @param {Counted} sums
 * @returns {number[]}
 */
function meanColour(keys, sums) {
  const total = keys.reduce((sum, key) => sum + sums.count[key], 0) || 1;
  return [sums.red, sums.green, sums.blue].map((channel) =>
    Math.round(keys.reduce((sum, key) => sum + channel[key], 0) / total),
  );
}
