// A change of settings below the slider: where it was made, and what it changed.

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
 * @param {Mark} mark
 * @param {number} place its number in the charts, from 0
 * @param {() => void} seek goes to its step
 * @returns {HTMLLIElement}
 */
export function markRow(mark, place, seek) {
  const { asked, followed } = partsOfMark(mark.text);
  const go = element("button", { type: "button", click: seek }, `Step ${formatWhole(mark.step)}`);
  const fresh = mark.fresh.length > 0 ? `. Starts afresh: ${mark.fresh.join("; ")}` : "";
  // Settings are separated by ", " with the key of the next one behind it.
  const count = followed.split(/, (?=[A-Za-z.]+[:.])/).length;
  const more = followed === "" ? null : element(
    "details", {},
    element("summary", {}, `${countText(count, "setting")} followed`), followed);
  return element(
    "li", {}, element("span", { class: "mark-number" }, String(place + 1)), go,
    ` ${asked}${fresh}`, more);
}
