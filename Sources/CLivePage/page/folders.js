// The dialog that opens run folders and sweeps.

import { dialog } from "./dialog.js";
import { button, element, labelled, replaceChildren, setText } from "./dom.js";
import { countText } from "./format.js";

/** @typedef {import("./app.js").App} App */
/** @typedef {import("./types.js").Folder} Folder */

export class Folders {
  /** @param {App} app */
  constructor(app) {
    this.app = app;
    /** @type {Folder[]} */
    this.folders = [];
    this.filter = element("input", { type: "search" });
    this.filter.addEventListener("input", () => this.fill());
    this.text = element("p", { role: "status" }, "The list is being read.");
    this.list = element("ul", { class: "folders" });
    const intro = element(
      "p", {},
      "Runs open in a new pane, at any of their steps. A sweep opens as a grid of its runs.");
    this.dialog = dialog(
      "Open a run or a sweep", "", intro, labelled("Find a folder", this.filter), this.text,
      this.list);
  }

  /** Asks for the list again each time: folders come and go. */
  ask() {
    this.app.send({ do: "folders" });
  }

  /** @param {Folder[]} folders */
  show(folders) {
    this.folders = folders;
    this.fill();
  }

  fill() {
    const words = this.filter.value.trim().toLowerCase();
    const found = this.folders.filter(({ name, text }) => {
      return `${name} ${text}`.toLowerCase().includes(words);
    });
    const count = `${countText(found.length, "folder")}.`;
    const none = "There is no run and no sweep here. Start toygan live with --root FOLDER.";
    setText(this.text, this.folders.length === 0 ? none : count);
    replaceChildren(this.list, ...found.slice(0, 300).map((folder) => this.row(folder)));
  }

  /**
   * @param {Folder} folder
   * @returns {HTMLLIElement}
   */
  row(folder) {
    const open = button("Open", () => this.open(folder), {
      "aria-label": `Open the ${folder.kind} ${folder.name}`,
    });
    const text = element(
      "div", {}, element("strong", {}, folder.name),
      element("p", {}, `${folder.kind === "sweep" ? "Sweep" : "Run"}: ${folder.text}`));
    return element("li", {}, text, open);
  }

  /** @param {Folder} folder */
  open(folder) {
    this.app.send({ do: "open", folder: folder.index });
    this.dialog.close();
    this.app.announce(`Opening ${folder.name}.`);
  }
}
