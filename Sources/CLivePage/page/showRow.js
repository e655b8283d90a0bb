// What the pictures show. One choice for all panes, so that they can be compared.

import { showNames } from "./address.js";
import { checkbox, element } from "./dom.js";
import { grey } from "./greyed.js";

/** @typedef {import("./app.js").App} App */
/** @typedef {import("./types.js").Pane} Pane */

/** @type {Record<string, {text: string, title: string}>} */
const texts = {
  samples: { text: "Samples", title: "What the generator makes; the same latents at every step" },
  real: { text: "Real data", title: "Samples of the target" },
  surface: {
    text: "Surface",
    title: "What the discriminator says of every place: blue where it says real, orange where it "
      + "says generated. A critic gives scores: blue is high, orange is low",
  },
  arrows: { text: "Arrows", title: "Where the generator's gradient pushes each sample" },
  trails: { text: "Trails", title: "Where samples have been in the last pictures" },
  manifold: { text: "Manifold", title: "The image of a grid of latents" },
  counts: {
    text: "Counts",
    title: "How many samples of the picture lie at each mode. A ring is solid where the mode has "
      + "at least a tenth of its share, else dashed",
  },
};

/** @typedef {"hasSurface" | "hasArrows" | "hasManifold"} Need */

/** @type {Record<string, {has: Need, reason: string}>} */
const needs = {
  surface: {
    has: "hasSurface",
    reason: "needs a target with two dimensions or more: set target to another one",
  },
  arrows: {
    has: "hasArrows",
    reason: "needs a generator whose output is one sample: set method to another one",
  },
  manifold: {
    has: "hasManifold",
    reason: "needs latents with two dimensions: set generator.latent to 2",
  },
};

export class ShowRow {
  /** @param {App} app */
  constructor(app) {
    this.app = app;
    /** @type {Map<string, {box: HTMLInputElement, label: HTMLLabelElement}>} */
    this.boxes = new Map();
    const labels = showNames.map((name) => {
      const { text, title } = texts[name];
      const made = checkbox(text, app.store.show.has(name), (isOn) => {
        app.store.setShown(name, isOn);
      });
      made.label.title = title;
      this.boxes.set(name, made);
      return made.label;
    });
    this.root = element(
      "fieldset", { class: "show-row", "data-part": "show" }, element("legend", {}, "Show"),
      ...labels);
  }

  describe() {
    const { store } = this.app;
    for (const [name, { box, label }] of this.boxes) {
      box.checked = store.show.has(name);
      const need = needs[name];
      const isMissing = need !== undefined && store.panes.every(({ pane }) => !pane[need.has]);
      const { text, title } = texts[name];
      grey(box, isMissing ? `${text} ${need.reason}` : "", title);
      label.title = box.title;
    }
  }
}
