// The menu of a pane that opens another one beside it.

import { anotherSeed, comparisonsFor } from "./comparisons.js";
import { button, element, labelled, select } from "./dom.js";
import { fillMenu, menu } from "./menu.js";

/** @typedef {import("./app.js").App} App */
/** @typedef {import("./types.js").Pane} Pane */
/** @typedef {import("./comparisons.js").Comparison} Comparison */

/** @returns {HTMLDetailsElement} */
export function compareMenu() {
  const made = menu("Compare", [], "compare");
  made.dataset.part = "compare";
  return made;
}

/**
 * @param {HTMLDetailsElement} details
 * @param {App} app
 * @param {Pane} pane
 */
export function fillCompareMenu(details, app, pane) {
  const { store } = app;
  if (store.order.length >= store.paneLimit) {
    const text = `All ${store.paneLimit} panes are in use. Close one first.`;
    fillMenu(details, [element("p", { class: "menu-text" }, text)]);
    return;
  }
  const rows = [anotherSeed(pane), ...comparisonsFor(pane, store.catalogue)];
  const which = store.order.length > 1 ? "All panes" : "Both panes";
  const warning = `${which} start again at step 0; a branch keeps what was trained.`;
  fillMenu(details, [
    element("p", { class: "menu-text" }, warning), branchItem(app, pane.id),
    ...rows.map((comparison) => ({
      text: comparison.question,
      hint: comparison.hint,
      action: () => ask(app, pane, comparison),
    })),
    methodForm(details, app, pane),
  ]);
}

/**
 * The other way to a second pane.
 * @param {App} app
 * @param {number} id of the pane
 * @returns {import("./menu.js").MenuItem}
 */
export function branchItem(app, id) {
  return {
    text: "Branch from this step", hint: "A new pane continues from the step that is shown",
    action: () => app.send({ do: "branch", pane: id }),
  };
}

/**
 * @param {App} app
 * @param {Pane} pane
 * @param {Comparison} comparison
 */
function ask(app, pane, comparison) {
  app.send({ do: "compare", pane: pane.id, assignments: comparison.assignments });
  app.announce(`A pane opens beside the first. ${comparison.hint}. All panes start at step 0.`);
}

/**
 * @param {HTMLDetailsElement} details
 * @param {App} app
 * @param {Pane} pane
 * @returns {HTMLElement}
 */
function methodForm(details, app, pane) {
  const names = app.store.catalogue.methods.filter(({ name }) => name !== pane.method);
  const choice = select(
    names.map(({ name, summary }) => ({ value: name, text: name, title: summary })),
    names[0]?.name ?? "");
  const compare = button("Compare", () => {
    details.open = false;
    const assignments = [{ key: "method", value: choice.value }];
    ask(app, pane, { question: "", hint: `Method ${choice.value}`, assignments });
  });
  return element("div", { class: "small-form" }, labelled("Another method", choice), compare);
}
