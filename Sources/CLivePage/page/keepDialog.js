// The dialog that saves and exports what a pane shows.

import { curvesCsv } from "./curvesCsv.js";
import { dialog } from "./dialog.js";
import { button, download, element, labelled, setText } from "./dom.js";
import { filmOf, pngOf, svgOf } from "./exporting.js";
import { fileStem, formatWhole } from "./format.js";
import { grey } from "./greyed.js";

/** @typedef {import("./app.js").App} App */
/** @typedef {import("./store.js").PaneView} PaneView */

const pictureSize = 640;

export class KeepDialog {
  /**
   * @param {App} app
   * @param {(id: number) => import("./exporting.js").SceneOf | null} sceneOf
   * @param {() => string} address of the page's state
   */
  constructor(app, sceneOf, address) {
    this.app = app;
    this.sceneOf = sceneOf;
    this.address = address;
    /** @type {AbortController | null} */
    this.film = null;
    this.subject = element("p", { class: "subject" });
    this.text = element("p", { role: "status", class: "keep-status" });
    this.copied = element("textarea", {
      readonly: "readonly", rows: 4, hidden: true, "aria-label": "Text to copy",
    });
    this.savedPane = element("p", {});
    this.savedList = element("div", { class: "saved", hidden: true });
    this.dialog = dialog(
      "Save and export", "keep-dialog", this.subject, this.saveSection(), this.pictureSection(),
      this.filmSection(), this.textSection(), this.copied,
      element("div", { class: "dialog-foot" }, this.text));
    this.dialog.addEventListener("close", () => this.film?.abort());
  }

  /** @returns {PaneView | null} */
  get view() {
    return this.app.store.selectedView;
  }

  open() {
    const { view } = this;
    setText(this.text, "");
    this.copied.hidden = true;
    this.savedList.hidden = true;
    if (!view) return;
    const step = formatWhole(view.state?.step ?? 0);
    setText(this.subject, `${this.nameOf(view)}, step ${step}`);
    setText(this.savedPane, this.savedText(view));
    if (this.to) this.to.value = String(view.state?.last ?? 0);
  }

  /**
   * @param {PaneView} view
   * @returns {string} which of several panes it is
   */
  nameOf({ id, pane }) {
    const { order } = this.app.store;
    if (order.length < 2) return pane.title;
    return `Pane ${order.indexOf(id) + 1} of ${order.length}: ${pane.title}`;
  }

  /**
   * @param {PaneView} view
   * @returns {string}
   */
  savedText({ id, state }) {
    const { order } = this.app.store;
    const steps = `all its steps, up to step ${formatWhole(state?.last ?? 0)}`;
    const which = order.length < 2 ? `Saves this pane with ${steps}.`
      : `Saves only pane ${order.indexOf(id) + 1} with ${steps}; the other panes are not saved.`;
    return `${which} It becomes an ordinary run: toygan train --resume continues it, and plot and `
      + "score read it.";
  }

  /** @returns {HTMLElement} */
  saveSection() {
    const save = button("Save as run folder", () => {
      const { view } = this;
      if (view) this.app.send({ do: "save", pane: view.id });
    }, { class: "primary" });
    return element(
      "section", { class: "keep-section" }, element("h3", {}, "Run folder"), this.savedPane,
      element("div", { class: "row" }, save), this.savedList);
  }

  /** @returns {HTMLElement} */
  pictureSection() {
    return section(
      "Picture", "As the pane shows it now.",
      button("PNG", () => void this.picture("png")), button("SVG", () => void this.picture("svg")));
  }

  /** @returns {HTMLElement} */
  filmSection() {
    this.from = number(0, 0);
    this.to = number(1000, 0);
    this.frames = number(40, 2, 300);
    this.size = number(360, 120, 800);
    this.delay = number(100, 20, 2000);
    this.make = button("Make GIF", () => void this.makeFilm());
    this.stop = button("Stop", () => this.film?.abort(), { hidden: true });
    return section(
      "Film", "The pane is paused and shows one step after another.",
      labelled("From step", this.from), labelled("To step", this.to),
      labelled("Pictures", this.frames), labelled("Pixels", this.size),
      labelled("Milliseconds per picture", this.delay), this.make, this.stop);
  }

  /** @returns {HTMLElement} */
  textSection() {
    return section(
      "Text", "",
      button("CSV of the curves", () => this.csv()),
      button("Copy command line", () => {
        void this.copy(this.view?.pane.command ?? "", "command line");
      }),
      button("Copy YAML", () => void this.copy(this.view?.pane.yaml ?? "", "YAML")),
      button("Copy address", () => void this.copy(this.address(), "address")));
  }

  /** @param {"png" | "svg"} kind */
  async picture(kind) {
    const { view, app } = this;
    const scene = view ? this.sceneOf(view.id)?.(view, pictureSize, pictureSize) : null;
    if (!view || !scene) return;
    const blob = kind === "png" ? await pngOf(scene, app) : svgOf(scene, app);
    download(blob, `${this.stem(view)}.${kind}`);
    setText(this.text, `The picture was written as ${kind.toUpperCase()}.`);
  }

  /**
   * @param {PaneView} view
   * @returns {string}
   */
  stem(view) {
    return `${fileStem(view.pane.title)}-step-${view.state?.step ?? 0}`;
  }

  async makeFilm() {
    const { view, app } = this;
    const sceneOf = view ? this.sceneOf(view.id) : null;
    if (!view || !sceneOf || this.film) return;
    this.film = new AbortController();
    this.showFilm(true);
    const plan = {
      from: valueOf(this.from), to: valueOf(this.to), frames: valueOf(this.frames),
      size: valueOf(this.size), delay: valueOf(this.delay),
    };
    try {
      const blob = await filmOf(app, view.id, sceneOf, plan, this.film.signal, (done, all) => {
        setText(this.text, `Picture ${done} of ${all}.`);
      });
      download(blob, `${fileStem(view.pane.title)}-steps-${plan.from}-${plan.to}.gif`);
      setText(this.text, `The film was written: ${formatWhole(blob.size / 1000)} kB.`);
    } catch (problem) {
      setText(this.text, problem instanceof Error ? problem.message : "The film failed.");
    }
    this.film = null;
    this.showFilm(false);
  }

  /** @param {boolean} isRunning */
  showFilm(isRunning) {
    if (this.make) grey(this.make, isRunning ? "A film is being made" : "");
    if (this.stop) this.stop.hidden = !isRunning;
  }

  csv() {
    const panes = this.app.store.panes.map(({ pane, curves }) => {
      return { title: pane.title, columns: pane.columns.map(({ name }) => name), curves };
    });
    download(new Blob([curvesCsv(panes)], { type: "text/csv" }), "curves.csv");
    setText(this.text, "The curves of all panes were written.");
  }

  /**
   * @param {string} text
   * @param {string} what
   */
  async copy(text, what) {
    this.copied.hidden = true;
    try {
      await navigator.clipboard.writeText(text);
      setText(this.text, `The ${what} is in the clipboard.`);
    } catch {
      // The browser may forbid it: then the text is shown, selected.
      this.copied.value = text;
      this.copied.hidden = false;
      this.copied.select();
      setText(this.text, `The browser did not let the page copy the ${what}. Here it is.`);
    }
  }

  /** @param {import("./types.js").SavingEvent} event */
  saving(event) {
    setText(
      this.text, `Saving: step ${formatWhole(event.step)} of ${formatWhole(event.of)} is written.`);
  }

  /** @param {import("./types.js").SavedEvent} event */
  saved(event) {
    const text = `Saved as ${event.path ?? event.folder}`;
    if (this.dialog.open) setText(this.text, text);
    else this.app.notify(text);
    const copy = button("Copy", () => void this.copy(event.command, "command line"), {
      "aria-label": "Copy the command that continues it",
    });
    this.savedList.hidden = false;
    this.savedList.replaceChildren(
      element("p", {}, "To continue it:"),
      element("div", { class: "row" }, element("code", {}, event.command), copy));
  }
}

/**
 * @param {string} title
 * @param {string} text
 * @param {...Node} content
 * @returns {HTMLElement}
 */
function section(title, text, ...content) {
  return element(
    "section", { class: "keep-section" }, element("h3", {}, title),
    text !== "" && element("p", {}, text),
    element("div", { class: "row" }, ...content));
}

/**
 * @param {number} value
 * @param {number} least
 * @param {number} [most]
 * @returns {HTMLInputElement}
 */
function number(value, least, most) {
  return element("input", { type: "number", value, min: least, max: most ?? null, step: 1 });
}

/**
 * @param {HTMLInputElement | undefined} field
 * @returns {number} within the field's bounds
 */
function valueOf(field) {
  if (!field) return 0;
  const value = Math.round(field.valueAsNumber) || 0;
  const most = field.max === "" ? Infinity : Number(field.max);
  return Math.max(Number(field.min), Math.min(most, value));
}
