// Keeps the address in line with what the page shows, rarely, and opens what an address says.

import { formatAddress, parseAddress, showNames } from "./address.js";

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
    this.written = "";
    this.lastTime = 0;
    this.timer = 0;
    this.wasPlaying = false;
    window.addEventListener("hashchange", () => {
      if (location.hash.slice(1) !== this.written) this.open();
    });
  }

  /** Opens what the address says. An address that says nothing of ours is left alone. */
  open() {
    this.isReady = true;
    this.written = location.hash.slice(1);
    if (!location.hash.startsWith("#v=")) return;
    const state = parseAddress(location.hash);
    if (!state) {
      this.app.notify("The address cannot be read. The page shows what the server has.");
      return;
    }
    this.applyView(state);
    if (state.panes.length === 0) return;
    this.app.send({ do: "address", panes: state.panes, inStep: state.inStep });
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
    if (!this.isReady || this.app.store.panes.length === 0) return;
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
    this.lastTime = performance.now();
    const hash = formatAddress(this.state);
    if (hash === this.written) return;
    this.written = hash;
    history.replaceState(null, "", `#${hash}`);
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
