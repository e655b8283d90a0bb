// What the parts of the page share. This file holds types and small questions about a pane.

import { formatWhole } from "./format.js";

export { modesOf, modesText, modesTitle } from "./paneModes.js";

/** @typedef {import("./store.js").Store} Store */
/** @typedef {import("./store.js").PaneView} PaneView */
/** @typedef {import("./types.js").PageMessage} PageMessage */
/** @typedef {import("./types.js").State} State */

/**
 * @typedef {object} App
 * @property {Store} store
 * @property {(message: PageMessage) => boolean} send
 * @property {(text: string) => void} announce says it to screen readers, rarely
 * @property {(text: string) => void} notify shows it and says it
 * @property {() => import("./theme.js").Theme} theme
 * @property {(chart: string) => void} showFirst the choice of the first chart, once it exists
 * @property {() => void} redraw draws all pictures and charts again
 * @property {(name: DialogName) => void} openDialog
 * @property {(name: string) => boolean} toggle settings or present; true if it is on now
 * @property {(id: number) => PaneCommands | null} commands
 */

/** @typedef {"lessons" | "folders" | "target" | "keys" | "keep"} DialogName */

/**
 * What the keyboard can ask of a pane.
 * @typedef {object} PaneCommands
 * @property {() => void} playOrPause
 * @property {(step: number) => void} seek
 * @property {(part: import("./types.js").StepPart) => void} step
 * @property {() => void} openCompare
 * @property {() => void} focus
 */

/**
 * @param {State | null} state
 * @returns {"waiting" | "training" | "replaying" | "diverged" | "ended" | "back" | "paused"}
 */
export function conditionOf(state) {
  if (!state) return "waiting";
  if (state.replaying) return "replaying";
  if (state.playing) return "training";
  if (state.step < state.last) return "back";
  if (state.outcome) return state.outcome.startsWith("diverged") ? "diverged" : "ended";
  return "paused";
}

/**
 * @param {State | null} state
 * @returns {string}
 */
export function conditionText(state) {
  const condition = conditionOf(state);
  if (!state || condition === "waiting") return "Waiting for the first picture";
  const place = `step ${formatWhole(state.step)} of ${formatWhole(state.last)}`;
  switch (condition) {
    case "training":
      return state.step < state.last ? `Training, at ${place}` : "Training";
    case "replaying":
      return `Computing ${place} again`;
    case "back":
      return `Looking back at ${place}`;
    case "paused":
      return "Paused";
    case "diverged":
      return "Diverged";
    default:
      return "Ended";
  }
}

/**
 * @param {string} text
 * @returns {string}
 */
export function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
