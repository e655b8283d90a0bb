// Asks for frames and draws them. A pane's next frame is asked for when its last one has been
// drawn, so that nothing piles up, and a hidden page, which does not draw, asks for nothing.

import { prefersLessMotion } from "./motion.js";

/** @typedef {import("./app.js").App} App */
/** @typedef {import("./types.js").FramePart} FramePart */

const shortestInterval = 30; // milliseconds; more frames are not seen, but would cost training
const calmInterval = 500;

/** @type {FramePart[]} */
const frameParts = ["samples", "surface", "arrows", "manifold"];

export class FrameLoop {
  /**
   * @param {App} app
   * @param {(id: number) => void} draw
   * @param {() => void} drawCharts
   */
  constructor(app, draw, drawCharts) {
    this.app = app;
    this.draw = draw;
    this.drawCharts = drawCharts;
    /** @type {Set<number>} panes with a frame that is not drawn yet */
    this.fresh = new Set();
    /** @type {Map<number, number>} when each pane's last request was sent */
    this.sent = new Map();
    /** @type {Set<number>} panes whose request is not answered yet */
    this.waiting = new Set();
    /** @type {Map<number, number>} timers of requests that are sent soon */
    this.timers = new Map();
    this.isScheduled = false;
    this.chartsAreOld = true;
    this.lastCharts = 0;
  }

  /** @param {number} id a pane with a new frame */
  received(id) {
    this.waiting.delete(id);
    this.fresh.add(id);
    this.chartsAreOld = true;
    this.schedule();
  }

  /** @param {number} id a pane whose picture must be drawn again */
  invalidate(id) {
    this.fresh.add(id);
    this.schedule();
  }

  invalidateAll() {
    for (const view of this.app.store.panes) this.fresh.add(view.id);
    this.invalidateCharts();
  }

  invalidateCharts() {
    this.chartsAreOld = true;
    this.lastCharts = 0;
    this.schedule();
  }

  schedule() {
    if (this.isScheduled) return;
    this.isScheduled = true;
    requestAnimationFrame((now) => this.tick(now));
  }

  /** @param {number} now */
  tick(now) {
    this.isScheduled = false;
    const drawn = [...this.fresh];
    this.fresh.clear();
    for (const id of drawn) {
      if (!this.app.store.views.has(id)) continue;
      this.draw(id);
      this.askSoon(id, now);
    }
    if (!this.chartsAreOld) return;
    if (now - this.lastCharts < this.chartInterval) this.schedule();
    else {
      this.chartsAreOld = false;
      this.lastCharts = now;
      this.drawCharts();
    }
  }

  get chartInterval() {
    return prefersLessMotion() ? calmInterval : 100;
  }

  /**
   * @param {number} id
   * @param {number} now
   */
  askSoon(id, now) {
    if (this.waiting.has(id) || this.timers.has(id)) return;
    const interval = prefersLessMotion() ? calmInterval : shortestInterval;
    const left = interval - (now - (this.sent.get(id) ?? -Infinity));
    if (left <= 4) this.ask(id);
    else this.timers.set(id, window.setTimeout(() => this.ask(id), left));
  }

  /**
   * Asks for the next frame. A request takes the place of an earlier one that is not answered yet.
   * @param {number} id
   */
  ask(id) {
    clearTimeout(this.timers.get(id));
    this.timers.delete(id);
    const view = this.app.store.views.get(id);
    if (!view) return;
    const show = frameParts.filter((part) => this.wants(part));
    const isSent = this.app.send({
      do: "frame", pane: id, epoch: view.curves.epoch, from: view.curves.rows, show, samples: 2000,
    });
    if (!isSent) return;
    this.waiting.add(id);
    this.sent.set(id, performance.now());
  }

  /**
   * Trails and counts are made of samples.
   * @param {FramePart} part
   * @returns {boolean}
   */
  wants(part) {
    const { show } = this.app.store;
    if (part === "samples") return show.has("samples") || show.has("trails") || show.has("counts");
    return show.has(part);
  }

  /** After a loss, and when other parts are to be shown: does not wait for earlier answers. */
  askAll() {
    this.waiting.clear();
    for (const view of this.app.store.panes) this.ask(view.id);
  }
}
