// How SvgContext writes numbers and text.

/**
 * Two digits after the point: finer than any screen shows.
 * @param {number} value
 * @returns {string}
 */
export function short(value) {
  return isFinite(value) ? String(Math.round(value * 100) / 100) : "0";
}

/** @param {number} x @param {number} y @param {number} width @param {number} height */
export function box(x, y, width, height) {
  return ` x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}"`;
}

/** @param {string} text */
export function escaped(text) {
  // Characters that XML forbids would make the whole file unreadable.
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;");
}
