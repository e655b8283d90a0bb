// The parts of the page, made once, and their order in the document.

import { AddressBar } from "./addressBar.js";
import { ChartPanel } from "./chartPanel.js";
import { append, element } from "./dom.js";
import { Folders } from "./folders.js";
import { FrameLoop } from "./frameLoop.js";
import { Hints } from "./hints.js";
import { KeepDialog } from "./keepDialog.js";
import { Keyboard } from "./keyboard.js";
import { Lessons } from "./lessons.js";
import { Presentation } from "./present.js";
import { SettingsPanel } from "./settings.js";
import { ShowRow } from "./showRow.js";
import { SweepView } from "./sweep.js";
import { TargetEditor } from "./targetEditor.js";
import { TopBar } from "./topBar.js";

/** @typedef {import("./app.js").App} App */

/**
 * What parts ask of the page.
 * @typedef {object} Owner
 * @property {(id: number) => void} draw
 * @property {() => void} recolour
 * @property {(id: number) => import("./pane.js").PaneCard | undefined} card
 */

export class Parts {
  /**
   * @param {App} app
   * @param {Owner} owner
   */
  constructor(app, owner) {
    /** @type {ChartPanel} */
    this.charts = new ChartPanel(app, () => this.loop.invalidateCharts());
    /** @type {FrameLoop} */
    this.loop = new FrameLoop(app, owner.draw, () => this.charts.draw());
    this.top = new TopBar(app, owner.recolour);
    this.show = new ShowRow(app);
    this.settings = new SettingsPanel(app);
    this.hints = new Hints();
    this.lessons = new Lessons(app, () => this.hints.dismiss());
    this.folders = new Folders(app);
    this.sweep = new SweepView(app);
    this.target = new TargetEditor(app);
    this.keyboard = new Keyboard(app);
    this.presentation = new Presentation(app);
    /** @type {AddressBar} */
    this.address = new AddressBar(app, this.presentation);
    this.keep = new KeepDialog(app, sceneMaker(owner), () => this.address.text);
  }
}

/**
 * @param {Owner} owner
 * @returns {(id: number) => import("./exporting.js").SceneOf | null}
 */
function sceneMaker(owner) {
  return (id) => {
    const card = owner.card(id);
    return card ? (view, width, height) => card.picture.scene(view, width, height) : null;
  };
}

/**
 * @param {Parts} parts
 * @param {import("./noticeBar.js").NoticeBar} notices
 * @param {import("./announce.js").Announcer} announcer
 * @returns {{panes: HTMLElement, stage: HTMLElement}}
 */
export function buildPage(parts, notices, announcer) {
  const panes = element("div", { id: "panes", class: "panes", tabindex: "-1" });
  const stage = element("div", { class: "stage" }, panes, parts.charts.root);
  const main = element(
    "main", { id: "main" }, parts.lessons.card, parts.hints.root, parts.sweep.root,
    parts.show.root, stage);
  append(document.body, [
    skipLink(panes), element("div", { class: "top" }, parts.top.root, notices.root),
    element("div", { class: "body" }, main, parts.settings.root), parts.presentation.bar,
    announcer.region, parts.lessons.dialog, parts.folders.dialog, parts.target.dialog,
    parts.keyboard.dialog, parts.keep.dialog,
  ]);
  return { panes, stage };
}

/**
 * @param {HTMLElement} goal
 * @returns {HTMLElement}
 */
function skipLink(goal) {
  const skip = (/** @type {Event} */ event) => {
    event.preventDefault(); // the address holds the state of the page
    goal.focus();
  };
  return element("a", { class: "skip", href: "#panes", click: skip }, "Skip to the panes");
}
