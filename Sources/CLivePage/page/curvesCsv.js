// The curves of panes as CSV: a row per pane and step, a column per curve.

import { columnOf } from "./curveData.js";

/** @typedef {import("./curveData.js").CurveData} CurveData */

/**
 * @param {{title: string, columns: string[], curves: CurveData}[]} panes
 * @returns {string}
 */
export function curvesCsv(panes) {
  const names = [...new Set(panes.flatMap(({ columns }) => columns))];
  const lines = [["pane", "title", "step", ...names].map(field).join(",")];
  for (const [index, pane] of panes.entries()) {
    const steps = columnOf(pane.curves, 0);
    const values = names.map((name) => columnOf(pane.curves, 1 + pane.columns.indexOf(name)));
    const isThere = names.map((name) => pane.columns.includes(name));
    for (let row = 0; row < steps.length; row += 1) {
      const cells = values.map((column, place) => (isThere[place] ? number(column[row]) : ""));
      lines.push([index + 1, field(pane.title), steps[row], ...cells].join(","));
    }
  }
  return `${lines.join("\n")}\n`;
}

/**
 * @param {number} value a float32: nine digits give it back exactly
 * @returns {string} empty where there is no value
 */
function number(value) {
  if (Number.isNaN(value)) return "";
  return Number.isFinite(value) ? String(Number(value.toPrecision(9))) : value > 0 ? "inf" : "-inf";
}

/**
 * @param {string} text
 * @returns {string} in quotes where a reader of CSV needs them
 */
function field(text) {
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}
