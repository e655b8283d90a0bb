// Three hints at the first visit.

import { button, element } from "./dom.js";
import { recall, remember } from "./memory.js";

const hints = [
  ["Watch", "A GAN is training now. Dots are its samples, rings are the modes that it must find."],
  ["Change", "Choose another method above the picture. Training continues with what fits."],
  ["Go back", "Move the slider named Time. Every step comes back exactly as it was."],
];

/** @returns {HTMLElement} the hints; hidden if they were dismissed before */
export function hintsPanel() {
  const rows = hints.map(([title, text]) => {
    return element("li", {}, element("strong", {}, title), element("span", {}, text));
  });
  const panel = element("section", {
    class: "hints", "aria-label": "Three hints", "data-part": "hints",
    hidden: recall("hints") === "done",
  });
  const dismiss = button("Hide hints", () => {
    panel.hidden = true;
    remember("hints", "done");
  });
  panel.append(element("ol", {}, ...rows), dismiss);
  return panel;
}
