// A change of settings below the slider: where it was made, and what it changed, in sentences.

import { element } from "./dom.js";
import { countText, formatWhole } from "./format.js";

/** @typedef {import("./types.js").Mark} Mark */

/**
 * What was asked for, and what followed from it.
 * @param {string} text
 * @returns {{asked: string, followed: string}}
 */
export function partsOfMark(text) {
  const place = text.indexOf("; then ");
  if (place < 0) return { asked: text, followed: "" };
  return { asked: text.slice(0, place), followed: text.slice(place + 7) };
}

/**
 * The changes of a list, separated by ", " with a key behind it. A comma within brackets belongs to
 * a value.
 * @param {string} text
 * @returns {string[]}
 */
export function changesOf(text) {
  const changes = [];
  let [depth, start] = [0, 0];
  for (let place = 0; place < text.length; place += 1) {
    if ("[{".includes(text[place])) depth += 1;
    if ("]}".includes(text[place])) depth -= 1;
    if (depth > 0 || !/^, [\w.-]+: /.test(text.slice(place, place + 120))) continue;
    changes.push(text.slice(start, place));
    start = place + 2;
  }
  changes.push(text.slice(start));
  return changes.filter((change) => change !== "");
}

/**
 * `batch: 32 -> 48` becomes "batch was 32 and is now 48."
 * @param {string} change
 * @returns {string}
 */
export function changeSentence(change) {
  const found = /^([\w.-]+): (?:(.*) -> )?(.*)$/s.exec(change);
  if (!found) return change.endsWith(".") ? change : `${change}.`;
  const [, key, before, after] = found;
  const past = before === undefined ? "" : `was ${before} and `;
  return `${key} ${past}is now ${after}.`;
}

/**
 * @param {Mark} mark
 * @param {number} place its number in the charts, from 0
 * @param {() => void} seek goes to its step
 * @returns {HTMLLIElement}
 */
export function markRow(mark, place, seek) {
  const parts = partsOfMark(mark.text);
  const asked = changesOf(parts.asked).map(changeSentence).join(" ");
  const followed = changesOf(parts.followed).map(changeSentence);
  const go = element("button", { type: "button", click: seek }, `Step ${formatWhole(mark.step)}`);
  const more = followed.length === 0 ? null : element(
    "details", {},
    element("summary", {}, `${countText(followed.length, "other setting")} followed`),
    ...followed.map((text) => element("p", {}, text)));
  return element(
    "li", {}, element("span", { class: "mark-number" }, String(place + 1)), go,
    ` ${[asked, ...mark.fresh].join(" ")}`, more);
}
