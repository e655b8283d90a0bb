// What the pictures show. One choice for all panes, so that they can be compared.

import { showNames } from "./address.js";
import { checkbox, element } from "./dom.js";

/** @typedef {import("./app.js").App} App */
/** @typedef {import("./types.js").Pane} Pane */

/** @type {Record<string, {text: string, title: string}>} */
const texts = {
  samples: { text: "Samples", title: "What the generator makes; the same latents at every step" },
  real: { text: "Real data", title: "Samples of the target" },
  surface: { text: "Surface", title: "What the discriminator thinks of every place" },
  arrows: { text: "Arrows", title: "Where the generator's gradient pushes each sample" },
  trails: { text: "Trails", title: "Where samples have been in the last pictures" },
  manifold: { text: "Manifold", title: "The image of a grid of latents" },
  counts: { text: "Counts", title: "How many samples each mode has" },
};

/** @type {Record<string, "hasSurface" | "hasArrows" | "hasManifold">} */
const needs = { surface: "hasSurface", arrows: "hasArrows", manifold: "hasManifold" };

export class ShowRow {
  /** @param {App} app */
  constructor(app) {
    this.app = app;
    /** @type {Map<string, HTMLInputElement>} */
    this.boxes = new Map();
    const labels = showNames.map((name) => {
      const { text, title } = texts[name];
      const made = checkbox(text, app.store.show.has(name), (isOn) => {
        app.store.setShown(name, isOn);
      });
      made.label.title = title;
      this.boxes.set(name, made.box);
      return made.label;
    });
    this.root = element(
      "fieldset", { class: "show-row", "data-part": "show" }, element("legend", {}, "Show"),
      ...labels);
  }

  describe() {
    const { store } = this.app;
    for (const [name, box] of this.boxes) {
      box.checked = store.show.has(name);
      const need = needs[name];
      box.disabled = need !== undefined && store.panes.every(({ pane }) => !pane[need]);
    }
  }
}
