// Numbers as people read them.

/**
 * 12345 becomes "12,345", with a narrow comma group as in English texts.
 * @param {number} value
 * @returns {string}
 */
export function formatWhole(value) {
  return Math.round(value).toString().replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

/**
 * Three significant digits, without an exponent where that is short.
 * @param {number | null | undefined} value
 * @returns {string}
 */
export function formatNumber(value) {
  if (value === null || value === undefined || Number.isNaN(value)) return "none";
  if (!Number.isFinite(value)) return value > 0 ? "infinite" : "minus infinite";
  if (Number.isInteger(value) && Math.abs(value) < 1e7) return formatWhole(value);
  const size = Math.abs(value);
  if (size >= 1e6 || size < 1e-4) return value.toExponential(2);
  return String(Number(value.toPrecision(3)));
}

/**
 * @param {number | null} rate steps per second
 * @returns {string}
 */
export function formatRate(rate) {
  if (rate === null || !Number.isFinite(rate)) return "";
  if (rate < 10) return `${rate.toFixed(1)} steps/s`;
  return `${formatWhole(rate)} steps/s`;
}

/**
 * @param {number | null | undefined} seconds
 * @returns {string}
 */
export function formatDuration(seconds) {
  if (seconds === null || seconds === undefined) return "";
  if (!Number.isFinite(seconds) || seconds < 0) return "";
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}

/**
 * A number of things: "1 mode", "8 modes".
 * @param {number} count
 * @param {string} name of one
 * @returns {string}
 */
export function countText(count, name) {
  return `${formatWhole(count)} ${name}${count === 1 ? "" : "s"}`;
}

/**
 * A part of a file name: only letters, digits, points and dashes.
 * @param {string} text
 * @returns {string}
 */
export function fileStem(text) {
  const stem = text.toLowerCase().replace(/[^a-z0-9.]+/g, "-").replace(/^[-.]+|[-.]+$/g, "");
  return stem.slice(0, 60) || "toygan";
}
