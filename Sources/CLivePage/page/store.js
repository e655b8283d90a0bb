// What the page knows: panes in order, their newest frames and curves, and what is shown of them.

import { emptyCurves, mergeCurves } from "./curveData.js";

/** @typedef {import("./types.js").Pane} Pane */
/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").Frame} Frame */
/** @typedef {import("./types.js").Catalogue} Catalogue */
/** @typedef {import("./curveData.js").CurveData} CurveData */

/**
 * A pane as the page knows it.
 * @typedef {object} PaneView
 * @property {number} id
 * @property {Pane} pane
 * @property {State | null} state
 * @property {Frame | null} frame the newest one
 * @property {CurveData} curves
 */

/**
 * What changed: the list, one pane's settings, one pane's frame, the selection, what is shown, the
 * catalogue, the connection.
 * @typedef {"panes" | "pane" | "frame" | "selection" | "show" | "catalogue" | "connection"} Topic
 */

/** @type {Catalogue} */
const emptyCatalogue = {
  methods: [], targets: [], families: [], metrics: [], objectives: [], penalties: [], lessons: [],
};

export class Store {
  constructor() {
    /** @type {number[]} */
    this.order = [];
    /** @type {Map<number, PaneView>} */
    this.views = new Map();
    this.inStep = false;
    this.isListed = false;
    /** @type {number | null} */
    this.selected = null;
    this.catalogue = emptyCatalogue;
    this.version = "";
    this.paneLimit = 6;
    this.isConnected = false;
    this.show = new Set(["samples", "real", "surface", "counts"]);
    /** @type {Map<Topic, Set<(id: number) => void>>} */
    this.listeners = new Map();
  }

  /**
   * @param {Topic} topic
   * @param {(id: number) => void} listener gets the pane's number, or 0
   * @returns {() => void} ends it
   */
  on(topic, listener) {
    const list = this.listeners.get(topic) ?? new Set();
    list.add(listener);
    this.listeners.set(topic, list);
    return () => void list.delete(listener);
  }

  /**
   * @param {Topic} topic
   * @param {number} [id]
   */
  tell(topic, id = 0) {
    for (const listener of this.listeners.get(topic) ?? []) listener(id);
  }

  /** @returns {PaneView[]} in order, those that the server has described */
  get panes() {
    /** @type {PaneView[]} */
    const panes = [];
    for (const id of this.order) {
      const view = this.views.get(id);
      if (view) panes.push(view);
    }
    return panes;
  }

  /** @returns {boolean} whether the server has said which panes there are, and described them all */
  get isComplete() {
    return this.isListed && this.panes.length === this.order.length;
  }

  /** @returns {PaneView | null} */
  get selectedView() {
    return this.selected === null ? null : this.views.get(this.selected) ?? null;
  }

  /** @param {import("./types.js").HelloEvent} hello */
  takeHello(hello) {
    this.catalogue = hello.catalogue;
    this.version = hello.version;
    this.paneLimit = hello.paneLimit;
    this.tell("catalogue");
  }

  /**
   * @param {number[]} order
   * @param {boolean} inStep
   */
  takeOrder(order, inStep) {
    const added = order.filter((id) => !this.order.includes(id));
    this.isListed = true;
    this.order = order;
    this.inStep = inStep;
    for (const id of [...this.views.keys()]) if (!order.includes(id)) this.views.delete(id);
    this.tell("panes");
    const isLost = this.selected === null || !order.includes(this.selected);
    if (isLost) this.select(order[0] ?? null);
    else if (added.length === 1 && order.length > 1) this.select(added[0]);
  }

  /** @param {Pane} pane */
  takePane(pane) {
    const known = this.views.get(pane.id);
    if (known) known.pane = pane;
    else {
      const view = { id: pane.id, pane, state: null, frame: null, curves: emptyCurves() };
      this.views.set(pane.id, view);
    }
    if (known) this.tell("pane", pane.id);
    else this.tell("panes");
  }

  /** @param {Frame} frame */
  takeFrame(frame) {
    const view = this.views.get(frame.pane);
    if (!view) return;
    if (frame.state) view.state = frame.state;
    view.frame = frame;
    if (frame.curves) mergeCurves(view.curves, frame.curves);
    this.tell("frame", view.id);
  }

  /** After a loss the server may be another process: its curves start from the first row. */
  forgetCurves() {
    for (const view of this.views.values()) view.curves = emptyCurves();
  }

  /** @param {number | null} id */
  select(id) {
    if (id === this.selected) return;
    this.selected = id;
    this.tell("selection", id ?? 0);
  }

  /**
   * @param {string} name
   * @param {boolean} isShown
   */
  setShown(name, isShown) {
    if (isShown) this.show.add(name);
    else this.show.delete(name);
    this.tell("show");
  }

  /** @param {string[]} names all that is shown */
  showOnly(names) {
    this.show = new Set(names);
    this.tell("show");
  }

  /** @param {boolean} isConnected */
  setConnected(isConnected) {
    if (isConnected && !this.isConnected) this.forgetCurves();
    this.isConnected = isConnected;
    this.tell("connection");
  }
}
