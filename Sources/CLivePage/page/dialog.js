// A modal dialog with a title and a button that closes it.

import { append, button, element, uniqueId } from "./dom.js";

/**
 * @param {string} title
 * @param {string} className
 * @param {...Node} content
 * @returns {HTMLDialogElement}
 */
export function dialog(title, className, ...content) {
  const id = uniqueId("dialog");
  const made = element("dialog", { class: className, "aria-labelledby": id });
  const head = element(
    "div", { class: "dialog-head" }, element("h2", { id }, title),
    button("Close", () => made.close()));
  append(made, [head, ...content]);
  // A click on the backdrop has the dialog itself as its target.
  made.addEventListener("click", (event) => {
    if (event.target === made && isOutside(made, event)) made.close();
  });
  return made;
}

/**
 * @param {HTMLElement} box
 * @param {MouseEvent} event
 * @returns {boolean}
 */
function isOutside(box, event) {
  const { left, right, top, bottom } = box.getBoundingClientRect();
  const { clientX: x, clientY: y } = event;
  return x < left || x > right || y < top || y > bottom;
}
