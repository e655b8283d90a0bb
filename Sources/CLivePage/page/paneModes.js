// How many modes the samples of a picture cover. It is counted in the picture, so that number,
// rings and badges agree at every step; the curves measure other samples, at some of the steps.

import { formatWhole } from "./format.js";

/** @typedef {import("./store.js").PaneView} PaneView */
/** @typedef {import("./types.js").Mode} Mode */
/** @typedef {import("./types.js").ModeCount} ModeCount */

/**
 * @typedef {object} ModesFound
 * @property {number} byMass modes that get a tenth of their weight
 * @property {number} withSample modes with one good sample at least
 * @property {number} all
 * @property {number} samples of the picture
 */

/** The counts that charts show, where there are several: the strict one first. */
export const modeCounts = ["modes_by_mass", "modes_covered"];

/**
 * @param {PaneView} view
 * @returns {ModesFound | null} null if the modes of the target are not known
 */
export function modesOf({ pane, frame }) {
  const counts = frame?.modes;
  if (!counts || counts.length === 0) return null;
  return {
    byMass: coveredModes(pane.target.modes, counts).filter((isCovered) => isCovered).length,
    withSample: counts.filter(({ good }) => good > 0).length,
    all: counts.length,
    samples: counts.reduce((sum, mode) => sum + mode.count, 0),
  };
}

/**
 * @param {PaneView} view
 * @returns {string}
 */
export function modesText(view) {
  const modes = modesOf(view);
  if (!modes) return "";
  return `${modes.byMass} of ${modes.all} modes by mass, ${modes.withSample} with a sample`;
}

/**
 * What the numbers of modes are, for a tooltip.
 * @param {PaneView} view
 * @returns {string}
 */
export function modesTitle(view) {
  const modes = modesOf(view);
  if (!modes) return "";
  return `Counted in the ${formatWhole(modes.samples)} samples of the picture. By mass: modes that get `
    + "at least a tenth of their weight, as samples within their ring. With a sample: modes with at "
    + "least one such sample. The curves are measured with other samples.";
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
