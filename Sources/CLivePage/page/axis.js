// Scales, ticks and the text of numbers, for pictures and charts.

/**
 * Ticks at 1, 2 or 5 times a power of ten, about `count` of them, all from low to high.
 * @param {number} low
 * @param {number} high
 * @param {number} count
 * @returns {{values: number[], step: number}}
 */
export function ticks(low, high, count) {
  const span = high - low;
  if (!(span > 0) || !isFinite(span)) return { values: isFinite(low) ? [low] : [], step: 1 };
  const step = niceStep(span / Math.max(1, count));
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  const values = [];
  // Rounded, because 3 * 0.1 is not 0.3. Adding 0 turns a negative zero into zero.
  for (let index = first; index <= last; index += 1) values.push(rounded(index * step, step) + 0);
  return { values, step };
}

/**
 * The smallest of 1, 2, 5 times a power of ten that is not below `rough`.
 * @param {number} rough
 * @returns {number}
 */
function niceStep(rough) {
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((each) => each * power >= rough * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/**
 * @param {number} value
 * @param {number} step
 * @returns {number}
 */
function rounded(value, step) {
  return Number(value.toFixed(Math.min(100, decimals(step))));
}

/**
 * How many digits after the point a multiple of `step` needs.
 * @param {number} step
 * @returns {number}
 */
function decimals(step) {
  return Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
}

/**
 * Ticks of a logarithmic axis: powers of ten, with 2 and 5 between them if there are few.
 * @param {number} low above 0
 * @param {number} high
 * @param {number} count
 * @returns {number[]}
 */
export function logarithmicTicks(low, high, count) {
  if (!(low > 0) || !(high > low) || !isFinite(high)) return low > 0 && isFinite(low) ? [low] : [];
  const first = Math.floor(Math.log10(low));
  const last = Math.ceil(Math.log10(high));
  const stride = Math.max(1, Math.ceil((last - first) / Math.max(1, count)));
  const factors = last - first <= count / 2 ? [1, 2, 5] : [1];
  const values = [];
  for (let power = first; power <= last; power += stride) {
    for (const factor of factors) {
      const value = power < 0 ? factor / 10 ** -power : factor * 10 ** power;
      if (value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9)) values.push(value);
    }
  }
  return values;
}

/**
 * The text of a tick, with the digits that its step needs.
 * @param {number} value
 * @param {number} step
 * @returns {string}
 */
export function tickText(value, step) {
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 1e6 || step < 1e-4) return shortNumber(value);
  return withSign(value, grouped(size.toFixed(decimals(step))));
}

/**
 * The text of a tick of a logarithmic axis: 0.1, 200, 1e-5.
 * @param {number} value
 * @returns {string}
 */
export function logarithmicTickText(value) {
  return value >= 1e-4 && value < 1e6 ? grouped(String(value)) : shortNumber(value);
}

/**
 * A number as people read it, with about `digits` digits that matter.
 * @param {number} value
 * @param {number} [digits]
 * @returns {string}
 */
export function shortNumber(value, digits = 3) {
  if (Number.isNaN(value)) return "NaN";
  if (!isFinite(value)) return value > 0 ? "infinite" : "−infinite";
  const size = Math.abs(value);
  if (size === 0) return "0";
  if (Number.isInteger(value) && size < 1e6) return withSign(value, grouped(String(size)));
  if (size >= 1e6 || size < 1e-3) {
    const [mantissa, power] = size.toExponential(Math.max(0, digits - 2)).split("e");
    return withSign(value, `${mantissa.replace(/\.0+$/, "")}e${power.replace("+", "")}`);
  }
  const places = Math.max(0, digits - 1 - Math.floor(Math.log10(size)));
  return withSign(value, grouped(size.toFixed(places)));
}

/**
 * @param {number} value
 * @param {string} text of its size
 * @returns {string}
 */
function withSign(value, text) {
  return value < 0 ? `−${text}` : text;
}

/**
 * Commas between thousands.
 * @param {string} text
 * @returns {string}
 */
function grouped(text) {
  const [whole, rest] = text.split(".");
  const commas = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return rest === undefined ? commas : `${commas}.${rest}`;
}

/**
 * The width of a text, estimated. Charts use it where they must know the layout without a
 * context, and so that SVG and canvas have the same layout.
 * @param {string} text
 * @param {number} size of the font, in pixels
 * @returns {number}
 */
export function textWidth(text, size) {
  let width = 0;
  for (const character of text) width += size * characterWidth(character);
  return width;
}

/**
 * Width by size of the font. Common fonts for screens are a little narrower.
 * @param {string} character
 * @returns {number}
 */
function characterWidth(character) {
  if ("ijl.,:;'|! ".includes(character)) return 0.32;
  if ("ftr()[]-/".includes(character)) return 0.42;
  if ("mwMW%@".includes(character)) return 0.92;
  if ("+−=".includes(character)) return 0.8;
  return /[A-Z]/.test(character) ? 0.7 : 0.59;
}

/**
 * The text, cut so that it is not wider than `width`.
 * @param {string} text
 * @param {number} size
 * @param {number} width
 * @returns {string}
 */
export function fittedText(text, size, width) {
  if (textWidth(text, size) <= width) return text;
  let cut = text;
  while (cut.length > 1 && textWidth(`${cut}…`, size) > width) cut = cut.slice(0, -1);
  return `${cut.trimEnd()}…`;
}
