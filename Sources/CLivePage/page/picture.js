// The canvas of a pane, and the words that stand for it.

import { conditionText, modesText } from "./app.js";
import { element } from "./dom.js";
import { formatWhole } from "./format.js";
import { prefersLessMotion } from "./motion.js";
import { drawScene, zoomText } from "./scene.js";
import { surfaceMemory } from "./surfaceScale.js";
import { shortValue } from "./targetName.js";
import { Trails } from "./trails.js";

/** @typedef {import("./app.js").App} App */
/** @typedef {import("./store.js").PaneView} PaneView */
/** @typedef {import("./types.js").Pane} Pane */
/** @typedef {import("./scene.js").Scene} Scene */

const textInterval = 1000; // milliseconds between two changes of the text alternative

export class Picture {
  /**
   * @param {App} app
   * @param {number} id
   */
  constructor(app, id) {
    this.app = app;
    this.id = id;
    this.trails = new Trails();
    this.memory = surfaceMemory();
    this.key = "";
    this.lastText = 0;
    this.canvas = element("canvas", { role: "img", "aria-label": "No picture yet" });
    this.note = element("figcaption", { class: "view-text" });
    this.root = element("figure", { class: "picture" }, this.canvas, this.note);
    new ResizeObserver(() => this.redraw()).observe(this.canvas);
  }

  /**
   * What the last frames left behind is forgotten where the method or the target is another one.
   * @param {Pane} pane
   */
  reset(pane) {
    const key = JSON.stringify([pane.method, pane.seed, pane.target.name, pane.target.box]);
    if (key === this.key) return;
    this.key = key;
    this.trails.clear();
    this.memory = surfaceMemory();
    this.note.textContent = pane.target.viewText;
    this.note.hidden = pane.target.viewText === "";
  }

  redraw() {
    const view = this.app.store.views.get(this.id);
    if (view) this.draw(view);
  }

  /** @param {PaneView} view */
  draw(view) {
    const { frame, state } = view;
    if (!frame) return;
    if (frame.samples && state) this.trails.push(state.step, frame.samples);
    const { clientWidth: width, clientHeight: height } = this.canvas;
    const context = this.canvas.getContext("2d");
    if (!context || width < 40 || height < 40) return;
    const scale = Math.min(3, window.devicePixelRatio || 1);
    const [across, down] = [Math.round(width * scale), Math.round(height * scale)];
    if (this.canvas.width !== across) this.canvas.width = across;
    if (this.canvas.height !== down) this.canvas.height = down;
    context.setTransform(scale, 0, 0, scale, 0, 0);
    const scene = this.scene(view, width, height);
    if (scene) drawScene(context, scene, this.app.theme());
    this.describe(view);
  }

  /**
   * The picture of what the pane shows now, for the screen and for files.
   * @param {PaneView} view
   * @param {number} width
   * @param {number} height
   * @returns {Scene | null}
   */
  scene(view, width, height) {
    if (!view.frame) return null;
    const { show } = this.app.store;
    return {
      width, height, target: view.pane.target, frame: view.frame, trails: this.trails,
      memory: this.memory, threshold: view.pane.decisionThreshold ?? null,
      show: {
        samples: show.has("samples"), real: show.has("real"), surface: show.has("surface"),
        contours: show.has("surface"), arrows: show.has("arrows"),
        trails: show.has("trails") && !prefersLessMotion(), manifold: show.has("manifold"),
        modes: true, counts: show.has("counts"),
      },
    };
  }

  /** @param {PaneView} view */
  describe(view) {
    const now = performance.now();
    if (now - this.lastText < textInterval && view.state?.playing) return;
    this.lastText = now;
    const { pane, state } = view;
    const parts = [
      `Samples of ${pane.title} on the target ${shortValue(pane.target.name)}`,
      state ? `step ${formatWhole(state.step)}` : "",
      conditionText(state), modesText(view), zoomText(state),
    ];
    this.canvas.setAttribute("aria-label", `${parts.filter((part) => part !== "").join(", ")}.`);
  }
}
