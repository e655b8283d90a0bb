// The field of a setting that holds several of its choices: a box for each, in a part of the panel
// that opens.

import { checkbox, element, setText } from "./dom.js";

/** @typedef {import("./types.js").Control} Control */

/**
 * The names in a value: `[a, b]`, or one name.
 * @param {string} value
 * @returns {string[]}
 */
export function namesOf(value) {
  if (value === "none") return [];
  const words = value.replace(/^\[|\]$/g, "").split(",");
  return words.map((word) => word.trim()).filter((word) => word !== "");
}

/**
 * The value with one name more or less. Names stay in the order of the choices.
 * @param {string} value
 * @param {string[]} choices
 * @param {string} name
 * @param {boolean} isOn
 * @returns {string}
 */
export function valueWith(value, choices, name, isOn) {
  const names = new Set(value === "all" ? choices : namesOf(value));
  if (isOn) names.add(name);
  else names.delete(name);
  return `[${choices.filter((each) => names.has(each)).join(", ")}]`;
}

export class MultipleField {
  /**
   * @param {Control} control
   * @param {string} name of the setting, for screen readers
   * @param {(value: string) => void} set
   */
  constructor(control, name, set) {
    this.control = control;
    this.name = name;
    this.summary = element("summary", {});
    const choices = control.choices ?? [];
    /** @type {HTMLInputElement | null} */
    this.all = null;
    /** @type {Map<string, HTMLInputElement>} */
    this.boxes = new Map();
    const rows = choices.map((choice) => {
      const { label, box } = checkbox(choice, false, (isOn) => {
        set(valueWith(this.control.value, choices, choice, isOn));
      });
      this.boxes.set(choice, box);
      return label;
    });
    if (/^all\b/.test(control.allowed)) rows.unshift(this.allRow(choices, set));
    const list = element(
      "div", { class: "multiple-list", role: "group", "aria-label": name }, ...rows);
    this.root = element("details", { class: "multiple" }, this.summary, list);
  }

  /**
   * @param {string[]} choices
   * @param {(value: string) => void} set
   * @returns {HTMLLabelElement}
   */
  allRow(choices, set) {
    const { label, box } = checkbox("all", false, (isOn) => {
      const { standard } = this.control;
      set(isOn ? "all" : standard === "all" ? `[${choices[0]}]` : standard);
    });
    this.all = box;
    return label;
  }

  /** @param {Control} control */
  show(control) {
    this.control = control;
    const isAll = control.value === "all";
    const names = new Set(namesOf(control.value));
    if (this.all) this.all.checked = isAll;
    for (const [name, box] of this.boxes) box.checked = isAll || names.has(name);
    const text = isAll ? "all" : names.size === 0 ? "none" : [...names].join(", ");
    setText(this.summary, text);
    this.summary.setAttribute("aria-label", `${this.name}: ${text}`);
  }
}
