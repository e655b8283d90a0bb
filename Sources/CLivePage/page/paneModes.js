// How many modes a pane covers: what was measured, or else what its picture shows.

import { columnTitle } from "./columnNames.js";
import { lastValue } from "./curveData.js";
import { formatWhole } from "./format.js";

/** @typedef {import("./store.js").PaneView} PaneView */
/** @typedef {import("./types.js").Column} Column */
/** @typedef {import("./types.js").Mode} Mode */
/** @typedef {import("./types.js").ModeCount} ModeCount */

/**
 * @typedef {object} ModesFound
 * @property {number} found
 * @property {number} all 0 if that is not known
 * @property {number | null} touched modes with one good sample at least; null if that is what was found
 * @property {Column | null} column that was measured; null if the picture was counted
 * @property {number} step at which it was measured
 */

/** The counts that are shown, where there are several: the strict one first. */
export const modeCounts = ["modes_by_mass", "modes_covered"];

/**
 * The column that counts modes.
 * @param {Column[]} columns
 * @returns {Column | undefined}
 */
function countOf(columns) {
  const found = columns.filter(({ kind, name }) => kind === "metric" && name.startsWith("modes_"));
  const usual = modeCounts.map((count) => found.find(({ name }) => name === count));
  return usual.find((column) => column !== undefined) ?? found[0];
}

/**
 * The last step, up to the one that is shown, at which the target became another one: what was
 * measured until then was measured against the target before.
 * @param {PaneView} view
 * @param {number} step
 * @returns {number}
 */
function targetSince({ pane }, step) {
  const changes = pane.marks.filter((mark) => {
    return mark.step <= step && /(^|[,;] (then )?)target[.:]/.test(mark.text);
  });
  return changes.length ? changes[changes.length - 1].step : -1;
}

/**
 * @param {PaneView} view
 * @returns {ModesFound | null} null if the modes of the target are not known
 */
export function modesOf(view) {
  const { pane, state, frame, curves } = view;
  const all = pane.target.modes.length;
  const column = countOf(pane.columns);
  const step = state?.step ?? 0;
  // After a change of metrics, columns can be here before their rows.
  if (column && curves.columns === pane.columns.length + 1) {
    const measured = lastValue(curves, 1 + pane.columns.indexOf(column), step);
    if (measured && measured.step > targetSince(view, step)) {
      return {
        found: measured.value, all, touched: touchedModes(view, column, measured.step), column,
        step: measured.step,
      };
    }
  }
  const modes = frame?.modes;
  if (!modes || modes.length === 0) return null;
  const found = modes.filter(({ good }) => good > 0).length;
  return { found, all, touched: null, column: null, step };
}

/**
 * The classical count beside the strict one, from the same row.
 * @param {PaneView} view
 * @param {Column} column
 * @param {number} step
 * @returns {number | null}
 */
function touchedModes({ pane, curves }, column, step) {
  const place = pane.columns.findIndex(({ name }) => name === modeCounts[1]);
  if (place < 0 || column.name === modeCounts[1]) return null;
  return lastValue(curves, 1 + place, step)?.value ?? null;
}

/**
 * @param {PaneView} view
 * @returns {string}
 */
export function modesText(view) {
  const modes = modesOf(view);
  if (!modes) return "";
  const count = modes.all > 0 ? `${modes.found} of ${modes.all} modes` : `${modes.found} modes`;
  const name = modes.column?.name ?? modeCounts[1];
  if (name === modeCounts[1]) return `${count} with a sample`;
  if (name !== modeCounts[0]) return count;
  return `${count} by mass` + (modes.touched === null ? "" : `, ${modes.touched} with a sample`);
}

/**
 * What the number of modes is, for a tooltip.
 * @param {PaneView} view
 * @returns {string}
 */
export function modesTitle(view) {
  const modes = modesOf(view);
  if (!modes) return "";
  if (!modes.column) return "Modes with at least one good sample among those of the picture.";
  const samples = view.pane.settings.find(({ key }) => key === "evaluation.samples")?.value;
  const from = samples ? ` from ${formatWhole(Number(samples))} new samples` : "";
  return `Measured at step ${formatWhole(modes.step)}${from}, not counted in the picture. `
    + columnTitle(modes.column);
}

/**
 * Which modes the samples of a picture cover: those that have at least a tenth of the samples that
 * their weight promises. It is the rule of the metric `modes_by_mass`.
 * @param {Pick<Mode, "weight">[]} modes
 * @param {ModeCount[]} counts
 * @returns {boolean[]}
 */
export function coveredModes(modes, counts) {
  const samples = counts.reduce((sum, mode) => sum + mode.count, 0);
  return modes.map(({ weight }, index) => {
    const has = counts[index]?.good ?? 0;
    return has > 0 && has >= 0.1 * weight * samples;
  });
}
