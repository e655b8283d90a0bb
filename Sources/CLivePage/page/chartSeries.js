// Which curves a chart shows: one column of all panes, or the losses or norms together.

import { columnText, columnTitle } from "./columnNames.js";
import { columnOf } from "./curveData.js";
import { modeCounts } from "./paneModes.js";

/** @typedef {import("./store.js").PaneView} PaneView */
/** @typedef {import("./types.js").Column} Column */
/** @typedef {import("./curveLayout.js").Series} Series */

/**
 * A choice of the menu of a chart.
 * @typedef {object} Choice
 * @property {string} value
 * @property {string} text
 * @property {string} title
 * @property {string} kind
 */

/** @type {Record<string, string>} */
export const kindTitles = {
  together: "Together", metric: "Metrics", loss: "Losses", norm: "Norms", monitor: "Monitors",
};

/** @type {Record<string, {text: string, kind: string, cut: string, title: string}>} */
const groups = {
  "all losses": {
    text: "losses", kind: "loss", cut: "loss_",
    title: "What each player makes small, at its last update.",
  },
  "all norms": {
    text: "norms", kind: "norm", cut: "norm_",
    title: "How large the weights and the gradients of each player are.",
  },
};

/**
 * The choices of all panes together, each once.
 * @param {PaneView[]} panes
 * @returns {Choice[]}
 */
export function choicesOf(panes) {
  /** @type {Map<string, Column>} */
  const columns = new Map();
  for (const { pane } of panes) {
    for (const column of pane.columns) {
      if (!columns.has(column.name)) columns.set(column.name, column);
    }
  }
  const kinds = new Set([...columns.values()].map(({ kind }) => kind));
  const together = Object.entries(groups)
    .filter(([, { kind }]) => kinds.has(/** @type {Column["kind"]} */ (kind)))
    .map(([value, { text, title }]) => ({ value, text, title, kind: "together" }));
  const single = [...columns.values()].map((column) => {
    const { name, kind } = column;
    return { value: name, text: columnText(name), title: columnTitle(column), kind };
  });
  return [...together, ...single];
}

/**
 * The charts of a page that was just opened.
 * @param {Choice[]} choices
 * @returns {string[]}
 */
export function standardChoices(choices) {
  const isThere = (/** @type {string} */ name) => choices.some(({ value }) => value === name);
  const count = modeCounts.find(isThere) ?? "";
  const found = [count, "all losses", "high_quality"].filter(isThere);
  const others = choices.filter(({ kind, value }) => kind === "metric" && !found.includes(value));
  while (found.length < 3 && others.length > 0) found.push(others.shift()?.value ?? "");
  return found;
}

/** Keeps the lists of numbers of curves that did not change. */
export class SeriesCache {
  constructor() {
    /** @type {Map<string, {version: number, epoch: number, values: Float32Array}>} */
    this.kept = new Map();
    /** @type {Map<string, {source: Float32Array, steps: Float32Array, values: Float32Array}>} */
    this.lines = new Map();
  }

  /**
   * @param {PaneView} view
   * @param {number} index 0 is the step
   * @returns {Float32Array}
   */
  column({ id, curves }, index) {
    const key = `${id} ${index}`;
    const known = this.kept.get(key);
    if (known && known.version === curves.version && known.epoch === curves.epoch) {
      return known.values;
    }
    const values = columnOf(curves, index);
    this.kept.set(key, { version: curves.version, epoch: curves.epoch, values });
    return values;
  }

  /**
   * Metrics have values at evaluations only; the rows between them are left out. A loss that is
   * not a number stays, as a gap in its curve.
   * @param {PaneView} view
   * @param {Column} column
   * @returns {{steps: Float32Array, values: Float32Array}}
   */
  line(view, column) {
    const index = 1 + view.pane.columns.indexOf(column);
    const [steps, values] = [this.column(view, 0), this.column(view, index)];
    if (column.kind !== "metric") return { steps, values };
    const key = `${view.id} line ${index}`;
    const known = this.lines.get(key);
    if (known && known.source === values) return known;
    const isThere = (/** @type {number} */ _, /** @type {number} */ row) => {
      return !Number.isNaN(values[row]);
    };
    const line = { source: values, steps: steps.filter(isThere), values: values.filter(isThere) };
    this.lines.set(key, line);
    return line;
  }

  /**
   * With more than two panes, a group shows the selected one: a dozen lines show nothing.
   * @param {PaneView[]} panes
   * @param {string} choice
   * @param {number | null} selected
   * @returns {Series[]}
   */
  series(panes, choice, selected) {
    const group = groups[choice];
    return panes.flatMap((view, place) => {
      if (group && panes.length > 2 && view.id !== selected) return [];
      const columns = view.pane.columns.filter(({ name, kind }) => {
        return group ? kind === group.kind : name === choice;
      });
      return columns.map((column, rank) => ({
        name: column.name,
        title: columnTitle(column),
        label: label(view, place, panes.length, group ? column.name.replace(group.cut, "") : ""),
        pane: view.id,
        colour: group && panes.length < 3 ? place * columns.length + rank : group ? rank : place,
        ...this.line(view, column),
        floor: column.floor ?? null,
      }));
    });
  }
}

/**
 * The title of a pane of a lesson, which is what it shows; else its method.
 * @param {PaneView} view
 * @returns {string}
 */
function shortTitle({ pane }) {
  if (pane.title === `${pane.method}, seed ${pane.seed}`) return pane.method;
  return pane.title.length > 18 ? `${pane.title.slice(0, 17)}\u2026` : pane.title;
}

/**
 * @param {PaneView} view
 * @param {number} place
 * @param {number} count of panes
 * @param {string} part of a group
 * @returns {string}
 */
function label(view, place, count, part) {
  const name = count > 1 ? `${place + 1} ${shortTitle(view)}` : shortTitle(view);
  if (part === "") return name;
  return count > 1 ? `${place + 1} ${columnText(part)}` : columnText(part);
}
