// Columns of the curves in plain words: a short name, and a sentence for a title.

/** @typedef {import("./types.js").Column} Column */

/**
 * What a short name and its sentence are, for columns whose own name is not enough.
 * @type {Record<string, [string, string?]>}
 */
const plainNames = {
  modes_by_mass: ["modes covered, by mass"],
  modes_covered: ["modes with a good sample"],
  modes_covered_dist20: ["modes with 20 samples"],
  modes_covered_4sigma: ["modes within 4 deviations"],
  modes_covered_box: ["modes covered (box)"],
  modes_covered_nearest: ["modes nearest to a sample"],
  modes_covered_mass: ["modes with enough good samples"],
  high_quality: ["good samples", "How many of the samples lie at a mode."],
  high_quality_box: ["good samples (box)", "How many of the samples lie at a mode."],
  high_quality_4sigma: [
    "good samples (4 deviations)", "How many of the samples lie at a mode, by a wider rule.",
  ],
  deviation_ratio: [
    "width of modes",
    "1 where samples spread around their mode as the target's samples do; below 1 too narrow.",
  ],
  mode_offset: ["offset of modes", "How far the samples of a mode lie beside its centre."],
  mode_log_determinant_ratio: [
    "area of modes, log", "0 where modes are as wide as those of the target; below 0 too narrow.",
  ],
  weights_generator: ["weights of generator"],
  weights_discriminator: ["weights of discriminator"],
  gradient_generator: ["gradient of generator"],
  gradient_discriminator: ["gradient of discriminator"],
};

/**
 * Measures of how evenly the modes get samples, by the beginning of their name.
 * @type {Record<string, [string, string]>}
 */
const evenness = {
  reverse_kl: ["uneven modes, reverse KL", "0 where each mode gets its share of the samples."],
  forward_kl: ["uneven modes, forward KL", "0 where each mode gets its share of the samples."],
  jsd: ["uneven modes, JSD", "0 where each mode gets its share of the samples."],
  tvd: ["uneven modes, TVD", "0 where each mode gets its share of the samples."],
  entropy: ["entropy of modes", "0 where all samples are at one mode."],
  chi_squared_p: ["evenness, p value", "Near 0 where modes get too few or too many samples."],
};

/** @type {Record<string, string>} */
const countingRules = { "": "", _hq: " (good samples)", _off_mode: " (all samples)" };

/**
 * @param {string} name of a column
 * @returns {[string, string?]} a short name, and a sentence if there is one
 */
function wordsOf(name) {
  const known = plainNames[name];
  if (known) return known;
  for (const [start, [text, sentence]] of Object.entries(evenness)) {
    const rule = countingRules[name.slice(start.length)];
    if (name.startsWith(start) && rule !== undefined) return [text + rule, sentence];
  }
  return [name.replace(/_/g, " ")];
}

/**
 * A column's name in words: `loss_generator` becomes "loss generator".
 * @param {string} name
 * @returns {string}
 */
export function columnText(name) {
  return wordsOf(name)[0];
}

/** @type {Record<Column["better"], string>} */
const betterTexts = {
  higher: "Higher is better.", lower: "Lower is better.",
  target: "Best where the target's own samples are.", none: "",
};

/**
 * What a column measures, which way it improves, and its name in files and settings.
 * @param {Column} column
 * @returns {string}
 */
export function columnTitle({ name, meaning, better }) {
  const sentence = wordsOf(name)[1] ?? "";
  const exact = meaning === "" ? "" : `${meaning.charAt(0).toUpperCase()}${meaning.slice(1)}.`;
  const parts = [sentence, exact, betterTexts[better] ?? "", `Name in files: ${name}.`];
  return parts.filter((part) => part !== "").join(" ");
}
