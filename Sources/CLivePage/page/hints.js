// Three hints at the first visit.

import { button, element } from "./dom.js";
import { recall, remember } from "./memory.js";

const hints = [
  ["Watch", "A GAN is training now. Dots are its samples, rings are the modes that it must find."],
  ["Change", "Choose another method above the picture. Parts that do not fit it start afresh."],
  ["Go back", "Move the slider named Time. Every step comes back exactly as it was."],
];

export class Hints {
  constructor() {
    const rows = hints.map(([title, text]) => {
      return element("li", {}, element("strong", {}, title), element("span", {}, text));
    });
    this.root = element(
      "section",
      {
        class: "hints", "aria-label": "Three hints", "data-part": "hints",
        hidden: recall("hints") === "done",
      },
      element("ol", {}, ...rows), button("Hide hints", () => this.dismiss()));
  }

  /** They do not come back. */
  dismiss() {
    this.root.hidden = true;
    remember("hints", "done");
  }
}
