// Puts the parts of the page together and hands each of them what concerns it.

import { Announcer } from "./announce.js";
import { Connection } from "./connection.js";
import { NoticeBar } from "./noticeBar.js";
import { PaneCard } from "./pane.js";
import { buildPage, Parts } from "./parts.js";
import { Store } from "./store.js";
import { currentTheme } from "./theme.js";

/** @typedef {import("./app.js").App} App */
/** @typedef {import("./types.js").ServerEvent} ServerEvent */
/** @typedef {import("./types.js").RefusedEvent} RefusedEvent */

export class Page {
  constructor() {
    this.store = new Store();
    this.announcer = new Announcer();
    this.notices = new NoticeBar();
    /** @type {Map<number, PaneCard>} */
    this.cards = new Map();
    /** @type {import("./theme.js").Theme | null} */
    this.theme = null;
    this.app = this.makeApp();
    this.parts = new Parts(this.app, {
      draw: (id) => this.draw(id),
      recolour: () => this.recolour(),
      card: (id) => this.cards.get(id),
    });
    const { panes, stage } = buildPage(this.parts, this.notices, this.announcer);
    this.panes = panes;
    this.stage = stage;
    this.connection = new Connection({
      event: (event) => this.take(event),
      frame: (frame) => this.store.takeFrame(frame),
      damaged: () => void setTimeout(() => this.parts.loop.askAll(), 1000),
      change: (isOpen) => this.connected(isOpen),
    });
    this.listen();
  }

  /** @returns {App} */
  makeApp() {
    return {
      store: this.store,
      send: (message) => this.connection.send(message),
      announce: (text) => this.announcer.say(text),
      notify: (text) => {
        this.notices.show(text);
        this.announcer.say(text);
      },
      theme: () => (this.theme ??= currentTheme()),
      showFirst: (chart) => this.parts.charts.showFirst(chart),
      redraw: () => this.redraw(),
      openDialog: (name) => this.openDialog(name),
      toggle: (name) => this.toggle(name),
      commands: (id) => this.cards.get(id)?.commands ?? null,
    };
  }

  listen() {
    const { store } = this;
    store.on("catalogue", () => {
      this.parts.lessons.fill();
      this.parts.top.describe();
      this.describePanes();
    });
    store.on("panes", () => this.showPanes());
    store.on("pane", (id) => {
      this.cards.get(id)?.describe();
      this.described();
      this.parts.loop.invalidate(id);
    });
    store.on("frame", (id) => this.parts.loop.received(id));
    store.on("selection", () => {
      this.markSelected();
      this.parts.settings.show();
      this.parts.loop.invalidateCharts();
    });
    store.on("show", () => {
      this.parts.show.describe();
      this.parts.loop.invalidateAll();
      this.parts.loop.askAll();
    });
    window.addEventListener("resize", () => this.redraw());
  }

  start() {
    this.connection.open();
  }

  /** @param {boolean} isOpen */
  connected(isOpen) {
    this.store.setConnected(isOpen);
    this.notices.showLost(!isOpen);
    document.body.classList.toggle("disconnected", !isOpen);
    for (const card of this.cards.values()) card.timeline.release();
    if (isOpen) this.parts.loop.askAll();
  }

  /** @param {ServerEvent} event */
  take(event) {
    switch (event.event) {
      case "hello": this.store.takeHello(event); break;
      case "panes": this.store.takeOrder(event.order, event.inStep); break;
      case "pane": this.store.takePane(event.pane); break;
      case "refused": this.refused(event); break;
      case "note": this.app.notify(this.withPane(event.pane, event.text)); break;
      case "folders": this.parts.folders.show(event.folders); break;
      case "sweep": this.parts.sweep.show(event); break;
      case "saving": this.parts.keep.saving(event); break;
      case "saved": this.parts.keep.saved(event); break;
      default:
    }
  }

  /**
   * @param {number | undefined} id
   * @param {string} text
   * @returns {string}
   */
  withPane(id, text) {
    const place = id === undefined ? -1 : this.store.order.indexOf(id);
    return place >= 0 && this.store.order.length > 1 ? `Pane ${place + 1}: ${text}` : text;
  }

  /** @param {RefusedEvent} event */
  refused(event) {
    if (event.do === "frame") return; // its pane was closed at the same time
    const card = event.pane === undefined ? undefined : this.cards.get(event.pane);
    if (event.do === "goto") card?.timeline.refused();
    card?.describe(); // choices in its head go back to what is true
    if (event.do === "set" && this.parts.settings.refused(event)) this.announcer.say(event.message);
    else this.app.notify(this.withPane(event.pane, event.message));
  }

  /** The list of panes changed. */
  showPanes() {
    const views = this.store.panes;
    for (const [id, card] of this.cards) {
      if (this.store.views.has(id)) continue;
      card.root.remove();
      this.cards.delete(id);
    }
    for (const view of views) {
      if (!this.cards.has(view.id)) this.addCard(view.id);
    }
    const roots = views.map(({ id }) => this.cards.get(id)?.root);
    roots.forEach((root, place) => {
      if (root && this.panes.children[place] !== root) {
        this.panes.insertBefore(root, this.panes.children[place] ?? null);
      }
    });
    this.stage.dataset.count = String(views.length);
    this.describePanes();
    this.described();
    this.redraw();
  }

  /** @param {number} id */
  addCard(id) {
    this.cards.set(id, new PaneCard(this.app, id));
    this.parts.loop.ask(id);
  }

  describePanes() {
    for (const card of this.cards.values()) card.describe();
    this.markSelected();
  }

  /** What follows from panes and their settings. */
  described() {
    const { panes } = this.store;
    const title = panes.length === 1 ? panes[0].pane.title : `${panes.length} panes`;
    document.title = panes.length === 0 ? "ToyGAN" : `ToyGAN: ${title}`;
    this.parts.top.describe();
    this.parts.show.describe();
    this.parts.settings.show();
    this.parts.charts.describe();
    this.parts.loop.invalidateCharts();
  }

  markSelected() {
    for (const [id, card] of this.cards) card.mark(id === this.store.selected);
  }

  /** @param {number} id */
  draw(id) {
    const view = this.store.views.get(id);
    this.cards.get(id)?.draw();
    if (!view) return;
    this.parts.top.update();
    this.parts.presentation.update();
    this.announcer.see(this.store, view);
    this.parts.address.update();
  }

  redraw() {
    this.parts.loop.invalidateAll();
    this.parts.sweep.redraw();
    this.parts.target.area.draw();
  }

  recolour() {
    this.theme = null;
    this.redraw();
  }

  /** @param {import("./app.js").DialogName} name */
  openDialog(name) {
    const dialogs = {
      lessons: this.parts.lessons.dialog, folders: this.parts.folders.dialog,
      target: this.parts.target.dialog,
      keys: this.parts.keyboard.dialog, keep: this.parts.keep.dialog,
    };
    if (dialogs[name].open) return;
    dialogs[name].showModal();
    if (name === "folders") this.parts.folders.ask();
    if (name === "target") this.parts.target.open();
    if (name === "keep") this.parts.keep.open();
  }

  /**
   * @param {string} name
   * @returns {boolean}
   */
  toggle(name) {
    if (name === "present") {
      this.parts.presentation.set(!this.parts.presentation.isOn);
      return this.parts.presentation.isOn;
    }
    if (this.parts.settings.isOpen) this.parts.settings.close();
    else this.parts.settings.open();
    this.redraw();
    return this.parts.settings.isOpen;
  }
}
