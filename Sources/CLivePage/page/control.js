// One setting in the panel: a native field made from its declaration.

import { button, element, setText, uniqueId } from "./dom.js";
import { MultipleField } from "./multipleField.js";
import { shortValue } from "./targetName.js";

/** @typedef {import("./types.js").Control} Control */

/**
 * Which field fits a declaration.
 * @param {Control} control
 * @returns {"checkbox" | "switch" | "multiple" | "select" | "number" | "text"}
 */
export function fieldKind(control) {
  const { choices, allowed } = control;
  const truths = ["true", "false"];
  if (control.isMultiple) return "multiple";
  if (choices && choices.length === 2 && choices.includes("none") && choices.includes("{}")) {
    return "switch";
  }
  if (choices && choices.length === 2 && choices.every((each) => truths.includes(each))) {
    return "checkbox";
  }
  if (choices && choices.length > 0) return "select";
  if (/^true or false/.test(allowed) && truths.includes(control.value)) return "checkbox";
  return /^(a|an) (whole |finite )?number/.test(allowed) ? "number" : "text";
}

/** A row of the panel. It keeps what is typed while the person is at it. */
export class ControlRow {
  /**
   * @param {Control} control
   * @param {(key: string, value: string | null) => void} set null means back to the default
   */
  constructor(control, set) {
    this.control = control;
    this.set = set;
    this.kind = fieldKind(control);
    const id = uniqueId("setting");
    const rest = control.key.split(".").slice(1).join(".") || control.key;
    /** @type {MultipleField | null} */
    this.multiple = this.kind !== "multiple" ? null
      : new MultipleField(control, rest, (value) => this.set(this.control.key, value));
    this.field = this.multiple ? this.multiple.root : this.makeField(id);
    this.field.dataset.key = control.key;
    this.label = this.multiple
      ? element("span", { class: "control-name" }, ...breakable(rest))
      : element("label", { for: id }, ...breakable(rest));
    this.part = element("span", { class: "part" });
    this.reset = button("Reset", () => this.toDefault(), {
      "aria-label": `Reset ${control.key} to its default`,
    });
    this.meaning = element("p", { class: "meaning", id: `${id}-meaning` });
    this.problem = element("p", { class: "problem", id: `${id}-problem`, hidden: true });
    const line = element(
      "div", { class: "control-line" }, this.label, this.part, this.field, this.reset);
    this.root = element("div", { class: "control" }, line, this.problem, this.meaning);
    this.field.setAttribute("aria-describedby", this.meaning.id);
    this.show(control);
  }

  /**
   * @param {string} id
   * @returns {HTMLInputElement | HTMLSelectElement}
   */
  makeField(id) {
    const field = this.kind === "select" ? element("select", { id }) : element("input", { id });
    if (field instanceof HTMLInputElement) this.shapeInput(field);
    field.addEventListener("change", () => this.changed());
    return field;
  }

  /** @param {HTMLInputElement} field */
  shapeInput(field) {
    field.type = this.kind === "checkbox" || this.kind === "switch" ? "checkbox" : "text";
    field.autocomplete = "off";
    field.spellcheck = false;
    // Not type="number": that field would hide from us what it cannot read, and the server's
    // sentence about it would be lost.
    if (this.kind === "number") field.inputMode = "decimal";
  }

  focus() {
    (this.multiple?.summary ?? this.field).focus();
  }

  toDefault() {
    this.focus(); // the button goes away
    this.set(this.control.key, null);
  }

  changed() {
    const value = this.typed();
    if (value === "") this.set(this.control.key, null);
    else if (value !== this.control.value) this.set(this.control.key, value);
    else this.refuse("");
  }

  /** @returns {string} the value that the field has now */
  typed() {
    const { field } = this;
    if (field instanceof HTMLSelectElement) return field.value;
    if (!(field instanceof HTMLInputElement)) return this.control.value;
    if (this.kind === "switch") return field.checked ? "{}" : "none";
    return this.kind === "checkbox" ? String(field.checked) : field.value.trim();
  }

  /** @param {Control} control newer values of the same key */
  show(control) {
    const isNews = control.value !== this.control.value;
    this.control = control;
    const isTyping = document.activeElement === this.field && this.kind !== "checkbox"
      && this.kind !== "switch";
    const isRefused = this.field.hasAttribute("aria-invalid");
    if (isNews || !(isTyping || isRefused)) this.showValue(control);
    if (isNews) this.refuse("");
    setText(this.part, control.part ?? "");
    this.part.hidden = !control.part;
    this.reset.hidden = !control.isChanged;
    this.root.classList.toggle("changed", control.isChanged);
    const state = control.isChanged ? "Changed. " : "";
    const text = capitalSentence(control.meaning);
    const standard = this.kind === "switch" && control.standard === "{}" ? "on" : control.standard;
    setText(this.meaning, `${state}${text} Default: ${standard}. Allowed: ${control.allowed}.`);
  }

  /** @param {Control} control */
  showValue(control) {
    const { field } = this;
    if (this.multiple) this.multiple.show(control);
    else if (field instanceof HTMLSelectElement) {
      this.fillChoices(field, control);
      field.value = control.value;
    } else if (!(field instanceof HTMLInputElement)) return;
    else if (this.kind === "switch") field.checked = control.value !== "none";
    else if (this.kind === "checkbox") field.checked = control.value === "true";
    else field.value = control.value;
  }

  /**
   * A value with its own settings, `{orthogonal: 0.8}`, is a choice too.
   * @param {HTMLSelectElement} field
   * @param {Control} control
   */
  fillChoices(field, control) {
    const names = [...(control.choices ?? [])];
    if (!names.includes(control.value)) names.push(control.value);
    const known = [...field.options].map(({ value }) => value);
    if (known.join("\n") === names.join("\n")) return;
    field.replaceChildren(...names.map((name) => {
      return element("option", { value: name }, shortValue(name));
    }));
  }

  /** @param {string} message the server's sentence; empty if all is well */
  refuse(message) {
    setText(this.problem, message);
    this.problem.hidden = message === "";
    const ids = message ? `${this.problem.id} ${this.meaning.id}` : this.meaning.id;
    this.field.setAttribute("aria-describedby", ids);
    if (message) this.field.setAttribute("aria-invalid", "true");
    else this.field.removeAttribute("aria-invalid");
  }

  /**
   * @param {string} words lower case, with spaces between
   * @param {boolean} onlyChanged
   * @returns {boolean} whether the row stays visible
   */
  filter(words, onlyChanged) {
    const { key, meaning, part, isChanged } = this.control;
    const text = `${key} ${meaning} ${part ?? ""}`.toLowerCase();
    const isFound = words.split(/\s+/).every((word) => text.includes(word));
    const isShown = isFound && (!onlyChanged || isChanged);
    this.root.hidden = !isShown;
    return isShown;
  }
}

/**
 * A key can break behind its points.
 * @param {string} key
 * @returns {Node[]}
 */
function breakable(key) {
  const words = key.split(".");
  return words.flatMap((word, index) => {
    const isLast = index === words.length - 1;
    const text = document.createTextNode(isLast ? word : `${word}.`);
    return isLast ? [text] : [text, document.createElement("wbr")];
  });
}

/**
 * @param {string} text
 * @returns {string}
 */
function capitalSentence(text) {
  if (text === "") return "";
  return `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.$/, "")}.`;
}
