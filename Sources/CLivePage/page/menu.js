// A button that opens a small list of actions: <details>, so that it works as people expect.

import { append, button, element } from "./dom.js";

const margin = 12; // pixels between a list and the edge of the window
const lowest = 120; // pixels; a lower list could not be used

/**
 * @typedef {object} MenuItem
 * @property {string} text
 * @property {() => void} action
 * @property {string} [hint] said below the text
 * @property {string} [part] for `hide=`
 * @property {boolean} [isFolded] it has its own button where there is room
 */

/**
 * @param {string} label
 * @param {(MenuItem | Node)[]} items
 * @param {string} [className]
 * @returns {HTMLDetailsElement}
 */
export function menu(label, items, className = "") {
  const summary = element("summary", { class: "button" }, label);
  const list = element("div", { class: "menu-list" });
  const details = element("details", { class: `menu ${className}` }, summary, list);
  fillMenu(details, items);
  closeAtOnce(details, summary);
  details.addEventListener("toggle", () => keepInWindow(details, list));
  return details;
}

/**
 * @param {HTMLDetailsElement} details
 * @param {(MenuItem | Node)[]} items
 */
export function fillMenu(details, items) {
  const list = details.querySelector(".menu-list");
  if (!list) return;
  list.replaceChildren();
  for (const item of items) append(list, [item instanceof Node ? item : row(details, item)]);
}

/**
 * @param {HTMLDetailsElement} details
 * @param {MenuItem} item
 * @returns {HTMLButtonElement}
 */
function row(details, item) {
  const made = button("", () => {
    details.open = false;
    details.querySelector("summary")?.focus();
    item.action();
  });
  if (item.part) made.dataset.part = item.part;
  if (item.isFolded) made.classList.add("folded");
  append(made, [element("span", {}, item.text)]);
  if (item.hint) append(made, [element("small", {}, item.hint)]);
  return made;
}

/**
 * Closes it with Escape, with a click elsewhere and when the focus leaves.
 * @param {HTMLDetailsElement} details
 * @param {HTMLElement} summary
 */
function closeAtOnce(details, summary) {
  details.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !details.open) return;
    details.open = false;
    summary.focus();
    event.stopPropagation();
  });
  details.addEventListener("focusout", (event) => {
    const goal = event.relatedTarget;
    if (goal instanceof Node && !details.contains(goal)) details.open = false;
  });
  document.addEventListener("pointerdown", (event) => {
    if (details.open && event.target instanceof Node && !details.contains(event.target)) {
      details.open = false;
    }
  });
}

/**
 * A list that would leave the window on the right is put to the left. It opens where there is more
 * room, below or above, and scrolls where neither is enough.
 * @param {HTMLDetailsElement} details
 * @param {HTMLElement} list
 */
function keepInWindow(details, list) {
  list.style.marginLeft = "";
  list.style.maxHeight = "";
  list.classList.remove("upwards");
  if (!details.open) return;
  const opener = details.getBoundingClientRect();
  const bar = document.querySelector(".top")?.getBoundingClientRect().bottom ?? 0; // it lies above
  const below = document.documentElement.clientHeight - opener.bottom - margin;
  const above = opener.top - Math.max(0, bar) - margin;
  const isUpwards = list.offsetHeight > below && above > below;
  list.classList.toggle("upwards", isUpwards);
  list.style.maxHeight = `${Math.max(lowest, isUpwards ? above : below)}px`;
  const { left, right } = list.getBoundingClientRect();
  const over = right - document.documentElement.clientWidth + 8;
  if (over > 0) list.style.marginLeft = `${-Math.min(over, left - 8)}px`;
}
