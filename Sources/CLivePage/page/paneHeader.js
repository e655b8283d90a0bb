// The head of a pane: its title, its method and target, and what can be done with it.

import { branchItem, compareMenu, fillCompareMenu } from "./compare.js";
import { button, element, labelled, select, setText } from "./dom.js";
import { countText } from "./format.js";
import { menu } from "./menu.js";
import { shortValue } from "./targetName.js";

/** @typedef {import("./app.js").App} App */
/** @typedef {import("./types.js").Pane} Pane */
/** @typedef {import("./types.js").Named} Named */

const ownTarget = "(own)";

export class PaneHeader {
  /**
   * @param {App} app
   * @param {number} id
   */
  constructor(app, id) {
    this.app = app;
    this.id = id;
    this.key = "";
    this.title = element("h2", { id: `pane-${id}-title`, tabindex: "-1" });
    this.number = element("span", { class: "pane-number", "aria-hidden": "true" });
    this.choices = element("div", { class: "choices", "data-part": "method" });
    this.compare = compareMenu();
    this.settings = button("Settings", () => this.open("settings"), { "data-part": "settings" });
    this.target = button("Draw target", () => this.open("target"), { "data-part": "target" });
    this.source = element("p", { class: "source" });
    const actions = element(
      "div", { class: "actions", role: "group", "aria-label": "This pane" },
      this.compare, this.settings, this.target, this.moreMenu());
    this.trained = element("span", { class: "trained" });
    const name = element("div", { class: "pane-name" }, this.number, this.title, this.trained);
    this.root = element(
      "header", { class: "pane-head" }, name, this.choices, actions, this.source);
  }

  /** @param {"settings" | "target" | "keep"} name */
  open(name) {
    this.app.store.select(this.id);
    if (name === "settings") this.app.toggle("settings");
    else this.app.openDialog(name);
  }

  /** @returns {HTMLDetailsElement} */
  moreMenu() {
    const { app, id } = this;
    const made = menu("More", [
      { text: "Settings", action: () => this.open("settings"), part: "settings", isFolded: true },
      { text: "Draw target", action: () => this.open("target"), part: "target", isFolded: true },
      branchItem(app, id),
      {
        text: "Restart", hint: "From step 0, with the same settings",
        action: () => app.send({ do: "restart", pane: id }),
      },
      {
        text: "New seed", hint: "From step 0, with other random numbers",
        action: () => this.set("seed", String((this.pane?.seed ?? 0) + 1)),
      },
      {
        text: "Save and export", hint: "Run folder, picture, film, curves, command line",
        action: () => this.open("keep"), part: "keep",
      },
      { text: "Close this pane", action: () => app.send({ do: "remove", pane: id }) },
    ]);
    made.dataset.part = "menu";
    return made;
  }

  /** @returns {Pane | undefined} */
  get pane() {
    return this.app.store.views.get(this.id)?.pane;
  }

  /**
   * @param {string} key
   * @param {string} value
   */
  set(key, value) {
    this.app.send({ do: "set", pane: this.id, assignments: [{ key, value }] });
  }

  /** @param {Pane} pane */
  show(pane) {
    const { store } = this.app;
    const isOne = store.order.length < 2;
    setText(this.title, pane.title);
    this.title.title = pane.title;
    this.showTrained(pane);
    setText(this.number, isOne ? "" : String(store.order.indexOf(this.id) + 1));
    this.number.hidden = isOne;
    setText(this.source, pane.source ? `Opened from ${pane.source}` : "");
    this.source.hidden = !pane.source;
    this.showChoices(pane);
    const key = JSON.stringify([
      pane.method, pane.seed, pane.assignments, store.order.length, store.catalogue.methods.length,
    ]);
    if (key === this.key || this.compare.open) return;
    this.key = key;
    fillCompareMenu(this.compare, this.app, pane);
  }

  /**
   * A pane of a lesson has a title that says what to compare. What it trains stands beside it.
   * @param {Pane} pane
   */
  showTrained(pane) {
    const recipe = `${pane.method}, seed ${pane.seed}`;
    const changed = pane.settings.filter(({ isChanged }) => isChanged);
    const parts = [
      pane.title === recipe ? "" : pane.method,
      changed.length === 0 ? "" : `${countText(changed.length, "setting")} changed`,
    ];
    setText(this.trained, parts.filter((part) => part !== "").join(", "));
    const rows = changed.map(({ key, value }) => `${key}: ${value}`);
    this.trained.title = [`What this pane trains: ${recipe}`, ...rows].join("\n");
  }

  /** @param {Pane} pane */
  showChoices(pane) {
    const { methods, targets } = this.app.store.catalogue;
    const isNamed = targets.some(({ name }) => name === pane.target.name);
    if (this.method?.options.length !== methods.length) this.makeChoices();
    if (!this.method || !this.targetChoice) return;
    this.ownOption(isNamed, pane.target.name);
    this.method.value = pane.method;
    this.targetChoice.value = isNamed ? pane.target.name : ownTarget;
    for (const choice of [this.method, this.targetChoice]) {
      const chosen = choice.selectedOptions[0];
      choice.title = chosen?.title ? `${chosen.text}: ${chosen.title}` : chosen?.text ?? "";
    }
  }

  makeChoices() {
    const { methods, targets } = this.app.store.catalogue;
    this.method = select(methods.map(optionOf), "");
    this.targetChoice = select(targets.map(optionOf), "");
    this.method.addEventListener("change", () => this.set("method", this.method?.value ?? ""));
    this.targetChoice.addEventListener("change", () => this.chooseTarget());
    this.choices.replaceChildren(
      labelled("Method", this.method), labelled("Target", this.targetChoice));
  }

  /**
   * A target that was drawn has no name among the presets: it gets its own row.
   * @param {boolean} isNamed
   * @param {string} name
   */
  ownOption(isNamed, name) {
    const list = this.targetChoice;
    if (!list) return;
    const found = [...list.options].find(({ value }) => value === ownTarget);
    if (isNamed) found?.remove();
    else if (found) setText(found, shortValue(name));
    else list.append(element("option", { value: ownTarget }, shortValue(name)));
  }

  chooseTarget() {
    const value = this.targetChoice?.value ?? "";
    if (value !== ownTarget) this.set("target", value);
  }
}

/**
 * @param {Named} named
 * @returns {{value: string, text: string, title: string}}
 */
function optionOf({ name, summary }) {
  return { value: name, text: name, title: summary };
}
