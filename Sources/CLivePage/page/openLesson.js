// Which lesson a tab has open, so that its text is there again after the page was loaded again.

/** @typedef {import("./types.js").Pane} Pane */

/**
 * @typedef {object} OpenLesson
 * @property {string} name
 * @property {{id: number, title: string}[]} panes those that the lesson opened
 */

/**
 * @param {string} name
 * @param {Pane[]} panes
 * @returns {OpenLesson}
 */
export function openLesson(name, panes) {
  return { name, panes: panes.map(({ id, title }) => ({ id, title })) };
}

/**
 * Reads what was remembered; null if it is damaged.
 * @param {string | null} text
 * @returns {OpenLesson | null}
 */
export function parseOpenLesson(text) {
  try {
    const { name, panes } = JSON.parse(text ?? "");
    const isSound = typeof name === "string" && Array.isArray(panes) && panes.length > 0
      && panes.every(({ id, title }) => typeof id === "number" && typeof title === "string");
    return isSound ? { name, panes } : null;
  } catch {
    return null;
  }
}

/**
 * Whether all panes of a lesson are open. Another server numbers its panes from 1 too: titles tell
 * them apart.
 * @param {OpenLesson} lesson
 * @param {Pane[]} panes
 * @returns {boolean}
 */
export function isStillOpen(lesson, panes) {
  return lesson.panes.every(({ id, title }) => {
    return panes.some((pane) => pane.id === id && pane.title === title);
  });
}
