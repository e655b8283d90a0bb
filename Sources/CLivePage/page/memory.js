// Small things that the browser remembers for this page. A browser may refuse to: then they are
// forgotten, and nothing else happens.

const stem = "toygan-live-";

/** @typedef {"browser" | "tab"} Span how long a thing is remembered; a tab's outlives a reload */

/**
 * @param {Span} span
 * @returns {Storage}
 */
function storageOf(span) {
  return span === "tab" ? sessionStorage : localStorage;
}

/**
 * @param {string} name
 * @param {Span} [span]
 * @returns {string | null}
 */
export function recall(name, span = "browser") {
  try {
    return storageOf(span).getItem(stem + name);
  } catch {
    return null;
  }
}

/**
 * @param {string} name
 * @param {string} value
 * @param {Span} [span]
 */
export function remember(name, value, span = "browser") {
  try {
    storageOf(span).setItem(stem + name, value);
  } catch {
    // Storage is full or not allowed.
  }
}

/**
 * @param {string} name
 * @param {Span} [span]
 */
export function forget(name, span = "browser") {
  try {
    storageOf(span).removeItem(stem + name);
  } catch {
    // Then nothing was remembered.
  }
}
