// Small things that the browser remembers for this page. A browser may refuse to: then they are
// forgotten, and nothing else happens.

const stem = "toygan-live-";

/**
 * @param {string} name
 * @returns {string | null}
 */
export function recall(name) {
  try {
    return localStorage.getItem(stem + name);
  } catch {
    return null;
  }
}

/**
 * @param {string} name
 * @param {string} value
 */
export function remember(name, value) {
  try {
    localStorage.setItem(stem + name, value);
  } catch {
    // Storage is full or not allowed.
  }
}
