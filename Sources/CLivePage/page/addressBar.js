// Keeps the address in line with what the page shows, rarely, and opens what an address says.

import { formatAddress, parseAddress, showNames } from "./address.js";
import { recall, remember } from "./memory.js";

/** @typedef {import("./app.js").App} App */
/** @typedef {import("./address.js").AddressState} AddressState */
/** @typedef {import("./present.js").Presentation} Presentation */
/** @typedef {import("./store.js").PaneView} PaneView */

const interval = 5000; // milliseconds between two changes while it trains

export class AddressBar {
  /**
   * @param {App} app
   * @param {Presentation} presentation
   */
  constructor(app, presentation) {
    this.app = app;
    this.presentation = presentation;
    this.standardShow = [...app.store.show].sort().join();
    this.isReady = false;
    this.isRead = false;
    /** @type {AddressState | null} what is to be opened once the server's panes are known */
    this.pending = null;
    this.written = "";
    this.lastTime = 0;
    this.timer = 0;
    this.wasPlaying = false;
    window.addEventListener("hashchange", () => {
      if (location.hash.slice(1) !== this.written) this.read();
    });
    app.store.on("catalogue", () => {
      if (!this.isRead) this.read();
    });
    app.store.on("panes", () => this.settle());
    app.store.on("pane", () => this.settle());
    app.store.on("show", () => this.settle());
    presentation.changed = () => this.settle();
  }

  /** Follows what the address says. An address that says nothing of ours is left alone. */
  read() {
    this.isRead = true;
    this.written = location.hash.slice(1);
    if (!location.hash.startsWith("#v=")) return;
    const state = parseAddress(location.hash);
    if (!state) {
      this.app.notify("The address cannot be read. The page shows what the server has.");
      return;
    }
    this.pending = state.panes.length > 0 ? state : null;
    this.applyView(state);
    if (this.pending) this.settle();
  }

  /** What a person has changed is in the address at once, so that a reload keeps it. */
  settle() {
    if (!this.isRead || !this.app.store.isComplete) return;
    this.isReady = true;
    if (!this.pending) return this.write();
    const { panes: wanted, inStep } = this.pending;
    this.pending = null;
    if (!this.isLoadedAgain(wanted)) this.app.send({ do: "address", panes: wanted, inStep });
  }

  /**
   * Whether this tab wrote the address and the server still has its panes. Then they are kept, with
   * all that was trained.
   * @param {import("./types.js").AddressPane[]} wanted
   * @returns {boolean}
   */
  isLoadedAgain(wanted) {
    if (recall("address", "tab") !== this.written) return false;
    const settings = (/** @type {import("./types.js").AddressPane[]} */ panes) => {
      return JSON.stringify(panes.map(({ assignments }) => assignments));
    };
    return settings(this.state.panes) === settings(wanted);
  }

  /**
   * What concerns the page alone.
   * @param {AddressState} state
   */
  applyView(state) {
    const { store } = this.app;
    if (state.show !== null) store.showOnly(state.show);
    this.presentation.hide(state.hide);
    if (state.present !== this.presentation.isOn) this.presentation.set(state.present);
  }

  /** @returns {AddressState} */
  get state() {
    const { store } = this.app;
    const isStandard = [...store.show].sort().join() === this.standardShow;
    return {
      panes: store.panes.map((view) => addressPane(view)),
      inStep: store.inStep,
      show: isStandard ? null : showNames.filter((name) => store.show.has(name)),
      hide: this.presentation.hidden,
      present: this.presentation.isOn,
    };
  }

  /** @returns {string} the whole address, to be copied */
  get text() {
    return `${location.origin}${location.pathname}#${formatAddress(this.state)}`;
  }

  /** A frame came, or something was changed. */
  update() {
    if (!this.isReady) return;
    const isPlaying = this.app.store.panes.some(({ state }) => state?.playing);
    const now = performance.now();
    const hasStopped = this.wasPlaying && !isPlaying;
    this.wasPlaying = isPlaying;
    const left = hasStopped ? 0 : interval - (now - this.lastTime);
    if (left <= 0) this.write();
    else if (!this.timer) this.timer = window.setTimeout(() => this.write(), left);
  }

  write() {
    clearTimeout(this.timer);
    this.timer = 0;
    if (this.app.store.panes.length === 0) return;
    this.lastTime = performance.now();
    const hash = formatAddress(this.state);
    if (hash === this.written) return;
    this.written = hash;
    history.replaceState(null, "", `#${hash}`);
    remember("address", hash, "tab");
  }
}

/**
 * Points from a file are not part of an address: it must not name files, and they are too many.
 * @param {PaneView} view
 * @returns {import("./types.js").AddressPane}
 */
function addressPane({ pane, state }) {
  const assignments = pane.assignments.filter(({ key, value }) => {
    return value !== null && !(key.startsWith("target") && /\bpoints\b/.test(value));
  });
  const keys = assignments.map(({ key }) => key);
  if (!keys.includes("seed")) assignments.unshift({ key: "seed", value: String(pane.seed) });
  if (!keys.includes("method")) assignments.unshift({ key: "method", value: pane.method });
  return { assignments, step: state?.step ?? 0 };
}
