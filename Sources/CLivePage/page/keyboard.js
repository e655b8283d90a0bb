// Keys for everything that is done often, and the dialog that lists them.

import { dialog } from "./dialog.js";
import { checkbox, element, takesText } from "./dom.js";
import { recall, remember } from "./memory.js";

/** @typedef {import("./app.js").App} App */
/** @typedef {import("./app.js").PaneCommands} PaneCommands */

/**
 * @typedef {object} Key
 * @property {string[]} keys as in KeyboardEvent.key, Shift+ in front where it must be held
 * @property {string} shown
 * @property {string} text
 * @property {(app: App, pane: PaneCommands, key: string) => void} action
 */

/** @param {App} app */
function shownStep(app) {
  return app.store.selectedView?.state?.step ?? 0;
}

/** @param {App} app */
function isPlaying(app) {
  return app.store.panes.some(({ state }) => state?.playing);
}

/** @type {Key[]} */
const keys = [
  {
    keys: [" "], shown: "Space", text: "Play or pause the selected pane",
    action: (_, pane) => pane.playOrPause(),
  },
  {
    keys: ["Shift+ "], shown: "Shift + Space", text: "Play or pause all panes",
    action: (app) => void app.send({ do: isPlaying(app) ? "pause" : "play", pane: "all" }),
  },
  {
    keys: ["ArrowRight"], shown: "Right arrow", text: "One step, or one step forward in time",
    action: (app, pane) => forward(app, pane),
  },
  {
    keys: ["ArrowLeft"], shown: "Left arrow", text: "One step back in time",
    action: (app, pane) => pane.seek(shownStep(app) - 1),
  },
  {
    keys: ["Shift+ArrowLeft", "Shift+ArrowRight"], shown: "Shift + arrows",
    text: "100 steps back or forward in time",
    action: (app, pane, key) => pane.seek(shownStep(app) + (key.endsWith("Left") ? -100 : 100)),
  },
  {
    keys: ["Home"], shown: "Home", text: "Back to step 0", action: (_, pane) => pane.seek(0),
  },
  {
    keys: ["End"], shown: "End", text: "To the last step that was trained",
    action: (_, pane) => pane.seek(Number.MAX_SAFE_INTEGER),
  },
  {
    keys: ["d"], shown: "D", text: "One step of the discriminator only",
    action: (_, pane) => pane.step("discriminator"),
  },
  {
    keys: ["g"], shown: "G", text: "One step of the generator only",
    action: (_, pane) => pane.step("generator"),
  },
  {
    keys: ["1", "2", "3", "4", "5", "6"], shown: "1 to 6", text: "Select a pane",
    action: (app, _, key) => selectPane(app, Number(key) - 1),
  },
  {
    keys: ["c"], shown: "C", text: "Compare: choose what to change",
    action: (_, pane) => pane.openCompare(),
  },
  {
    keys: ["b"], shown: "B", text: "Branch: a new pane continues from the step that is shown",
    action: (app) => void onSelected(app, (id) => app.send({ do: "branch", pane: id })),
  },
  {
    keys: ["r"], shown: "R", text: "Restart the selected pane",
    action: (app) => void onSelected(app, (id) => app.send({ do: "restart", pane: id })),
  },
  { keys: ["s"], shown: "S", text: "Settings", action: (app) => void app.toggle("settings") },
  { keys: ["t"], shown: "T", text: "Draw a target", action: (app) => app.openDialog("target") },
  { keys: ["l"], shown: "L", text: "Lessons", action: (app) => app.openDialog("lessons") },
  {
    keys: ["o"], shown: "O", text: "Open runs and sweeps",
    action: (app) => app.openDialog("folders"),
  },
  { keys: ["e"], shown: "E", text: "Save and export", action: (app) => app.openDialog("keep") },
  {
    keys: ["p"], shown: "P", text: "Presentation, and back",
    action: (app) => void app.toggle("present"),
  },
  {
    keys: ["?", "Shift+?"], shown: "?", text: "This list",
    action: (app) => app.openDialog("keys"),
  },
];

/**
 * @param {App} app
 * @param {PaneCommands} pane
 */
function forward(app, pane) {
  const state = app.store.selectedView?.state;
  if (state && state.step < state.last) pane.seek(state.step + 1);
  else pane.step("both");
}

/**
 * @param {App} app
 * @param {number} place
 */
function selectPane(app, place) {
  const id = app.store.order[place];
  if (id === undefined) return;
  app.store.select(id);
  app.commands(id)?.focus();
}

/**
 * @param {App} app
 * @param {(id: number) => void} action
 */
function onSelected(app, action) {
  if (app.store.selected !== null) action(app.store.selected);
}

/**
 * Whether the element under the focus uses this key itself.
 * @param {EventTarget | null} target
 * @param {string} key
 * @returns {boolean}
 */
function isUsed(target, key) {
  if (takesText(target)) return true;
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest("dialog[open], [data-keys='own']")) return true;
  if (target instanceof HTMLSelectElement) return true;
  if (key === " ") return target.matches("button, summary, a, input");
  return target.matches("input") && /^(Arrow|Home|End)/.test(key);
}

export class Keyboard {
  /** @param {App} app */
  constructor(app) {
    this.app = app;
    this.isOn = recall("keys") !== "off";
    const rows = keys.map(({ shown, text }) => {
      return element("tr", {}, element("th", { scope: "row" }, element("kbd", {}, shown)),
        element("td", {}, text));
    });
    const use = checkbox("Use these keys", this.isOn, (isOn) => {
      this.isOn = isOn;
      remember("keys", isOn ? "on" : "off");
    });
    this.dialog = dialog(
      "Keys", "", use.label,
      element("p", {}, "Tab and Shift + Tab reach every control. These keys are shorter:"),
      element("table", { class: "keys" }, element("tbody", {}, ...rows)));
    document.addEventListener("keydown", (event) => this.pressed(event));
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    if (!this.isOn || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (document.querySelector("dialog[open]") || isUsed(event.target, event.key)) return;
    const plain = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const name = event.shiftKey ? `Shift+${plain}` : plain;
    const found = keys.find((each) => each.keys.includes(name));
    const { selected } = this.app.store;
    const pane = selected === null ? null : this.app.commands(selected);
    if (!found || !pane) return;
    event.preventDefault();
    found.action(this.app, pane, plain);
  }
}
