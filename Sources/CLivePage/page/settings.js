// The panel of settings of the selected pane. It is made from the declarations that the server
// sends, so that a new setting needs no line here.

import { ControlRow } from "./control.js";
import { button, checkbox, element, labelled, replaceChildren, setText } from "./dom.js";
import { namesOf } from "./multipleField.js";

/** @typedef {import("./app.js").App} App */
/** @typedef {import("./types.js").Control} Control */
/** @typedef {import("./types.js").Pane} Pane */

export class SettingsPanel {
  /** @param {App} app */
  constructor(app) {
    this.app = app;
    this.shape = "";
    this.onlyChanged = false;
    /** @type {Map<string, ControlRow>} */
    this.rows = new Map();
    /** @type {Set<string>} sections that the person has closed */
    this.closed = new Set();
    this.title = element("h2", { id: "settings-title", tabindex: "-1" }, "Settings");
    this.subject = element("p", { class: "subject" });
    this.problem = element("p", { class: "problem", hidden: true });
    this.filterField = element("input", { type: "search", id: "settings-filter" });
    this.filterField.addEventListener("input", () => this.filter());
    const changed = checkbox("Only changed ones", false, (isOn) => {
      this.onlyChanged = isOn;
      this.filter();
    });
    this.sections = element("div", { class: "sections" });
    this.none = element("p", { hidden: true }, "No setting contains these words.");
    const head = element(
      "div", { class: "drawer-head" }, this.title,
      button("Close", () => this.close(), { "aria-label": "Close settings" }));
    this.root = element(
      "aside",
      { id: "settings", class: "drawer", "aria-labelledby": "settings-title", hidden: true },
      head, this.subject, labelled("Find a setting", this.filterField), changed.label,
      this.problem, this.none, this.sections);
    this.root.addEventListener("keydown", (event) => {
      const clears = event.target === this.filterField && this.filterField.value !== "";
      if (event.key === "Escape" && !clears) this.close();
    });
  }

  /** @returns {boolean} */
  get isOpen() {
    return !this.root.hidden;
  }

  open() {
    this.opener = document.activeElement;
    this.root.hidden = false;
    document.body.classList.add("with-drawer");
    this.show();
    this.title.focus();
  }

  close() {
    this.root.hidden = true;
    document.body.classList.remove("with-drawer");
    if (this.opener instanceof HTMLElement) this.opener.focus();
  }

  /** Shows the settings of the selected pane. */
  show() {
    const view = this.app.store.selectedView;
    if (!this.isOpen || !view) return;
    const { pane } = view;
    const place = this.app.store.order.indexOf(pane.id) + 1;
    const count = pane.settings.filter(({ isChanged }) => isChanged).length;
    const changes = count === 0 ? "all at their defaults" : `${count} changed`;
    const name = this.app.store.order.length > 1 ? `Pane ${place}, ${pane.title}` : pane.title;
    setText(this.subject, `${name}: ${changes}. A change takes effect at once.`);
    this.showRows(pane);
    this.filter();
  }

  /** @param {Pane} pane */
  showRows(pane) {
    const shape = JSON.stringify([
      pane.id,
      pane.settings.map(({ key, part, choices, allowed }) => [key, part, choices, allowed]),
    ]);
    if (shape !== this.shape) this.build(pane, shape);
    for (const control of pane.settings) this.rows.get(control.key)?.show(control);
  }

  /**
   * @param {Pane} pane
   * @param {string} shape
   */
  build(pane, shape) {
    const [focused, key] = [document.activeElement, this.focusedKey()];
    this.shape = shape;
    this.setProblem("");
    const old = this.rows;
    this.rows = new Map();
    const groups = groupByFirstWord(pane.settings);
    const sections = groups.map(([name, controls]) => this.section(name, controls, old));
    replaceChildren(this.sections, ...sections);
    if (key === undefined) return;
    // A row that was kept has lost the focus when it was moved.
    if (focused instanceof HTMLElement && this.root.contains(focused)) focused.focus();
    else this.rows.get(key)?.focus();
  }

  /** @returns {string | undefined} */
  focusedKey() {
    const focused = document.activeElement;
    if (!(focused instanceof HTMLElement) || !this.root.contains(focused)) return undefined;
    const field = focused.closest("[data-key]");
    return field instanceof HTMLElement ? field.dataset.key : undefined;
  }

  /**
   * @param {string} name
   * @param {Control[]} controls
   * @param {Map<string, ControlRow>} old rows that stay as they are where the setting is the same
   * @returns {HTMLDetailsElement}
   */
  section(name, controls, old) {
    const rows = controls.map((control) => {
      const known = old.get(control.key);
      const row = known && isSameField(known.control, control) ? known
        : new ControlRow(control, (key, value) => this.set(key, value));
      this.rows.set(control.key, row);
      return row.root;
    });
    const section = element("details", {}, element("summary", {}, name), ...rows);
    section.open = !this.closed.has(name);
    section.addEventListener("toggle", () => {
      if (section.open) this.closed.delete(name);
      else this.closed.add(name);
    });
    return section;
  }

  /**
   * @param {string} key
   * @param {string | null} value
   */
  set(key, value) {
    const id = this.app.store.selected;
    if (id === null) return;
    this.rows.get(key)?.refuse("");
    this.setProblem("");
    const assignments = [{ key, value }, ...this.keptParts(key, value)];
    this.app.send({ do: "set", pane: id, assignments });
  }

  /**
   * A list of parts names each with its default values: what was changed in the parts that stay is
   * set again.
   * @param {string} key
   * @param {string | null} value
   * @returns {import("./types.js").Assignment[]}
   */
  keptParts(key, value) {
    if (value === null || !this.rows.get(key)?.multiple) return [];
    const starts = namesOf(value).map((name) => `${key}.${name}.`);
    return [...this.rows.values()].map(({ control }) => control).filter((control) => {
      return control.isChanged && starts.some((start) => control.key.startsWith(start));
    }).map((control) => ({ key: control.key, value: control.value }));
  }

  /**
   * @param {import("./types.js").RefusedEvent} event
   * @returns {boolean} whether the message could be shown here
   */
  refused(event) {
    if (!this.isOpen || event.pane !== this.app.store.selected) return false;
    const row = event.key === undefined ? undefined : this.nearestRow(event.key);
    if (row) row.refuse(event.message);
    else this.setProblem(event.message);
    return true;
  }

  /**
   * A message can be about a part of a value, as `generator.hidden[1]`.
   * @param {string} key
   * @returns {ControlRow | undefined}
   */
  nearestRow(key) {
    let name = key.replace(/\[.*$/, "");
    while (name !== "") {
      const row = this.rows.get(name);
      if (row) return row;
      name = name.split(".").slice(0, -1).join(".");
    }
    return undefined;
  }

  /** @param {string} text */
  setProblem(text) {
    setText(this.problem, text);
    this.problem.hidden = text === "";
  }

  filter() {
    const words = this.filterField.value.trim().toLowerCase();
    let shown = 0;
    for (const section of this.sections.children) {
      if (!(section instanceof HTMLElement)) continue;
      const fields = [...section.querySelectorAll("[data-key]")];
      const count = fields.filter((field) => {
        const key = field instanceof HTMLElement ? field.dataset.key ?? "" : "";
        return this.rows.get(key)?.filter(words, this.onlyChanged);
      }).length;
      section.hidden = count === 0;
      shown += count;
    }
    this.none.hidden = shown > 0;
  }
}

/**
 * @param {Control} a
 * @param {Control} b
 * @returns {boolean} whether one field can show both
 */
function isSameField(a, b) {
  return JSON.stringify([a.key, a.part, a.choices, a.allowed])
    === JSON.stringify([b.key, b.part, b.choices, b.allowed]);
}

/**
 * Sections in the order in which their first setting comes. Keys of one word go together.
 * @param {Control[]} controls
 * @returns {[string, Control[]][]}
 */
export function groupByFirstWord(controls) {
  const words = new Map();
  for (const { key } of controls) {
    const word = key.split(".")[0];
    words.set(word, (words.get(word) ?? 0) + 1);
  }
  /** @type {Map<string, Control[]>} */
  const groups = new Map();
  for (const control of controls) {
    const word = control.key.split(".")[0];
    const name = words.get(word) === 1 ? "general" : word;
    const group = groups.get(name) ?? [];
    group.push(control);
    groups.set(name, group);
  }
  return [...groups];
}
