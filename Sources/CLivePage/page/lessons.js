// The gallery of lessons, and the card of the lesson that is open.

import { dialog } from "./dialog.js";
import { button, element, replaceChildren } from "./dom.js";
import { countText } from "./format.js";

/** @typedef {import("./app.js").App} App */
/** @typedef {import("./types.js").Lesson} Lesson */

const seconds = 20; // that a lesson takes, where the machine is fast enough

export class Lessons {
  /** @param {App} app */
  constructor(app) {
    this.app = app;
    this.list = element("div", { class: "gallery" });
    const warning = element(
      "p", {}, "A lesson closes the panes that are open and opens its own.");
    this.dialog = dialog("Lessons", "wide", warning, this.list);
    this.card = element("section", {
      class: "lesson-card", "aria-labelledby": "lesson-title", hidden: true, "data-part": "lessons",
    });
  }

  fill() {
    const { lessons } = this.app.store.catalogue;
    if (lessons.length === 0) {
      replaceChildren(this.list, element("p", {}, "This version has no lessons."));
    } else replaceChildren(this.list, ...lessons.map((lesson) => this.row(lesson)));
  }

  /**
   * @param {Lesson} lesson
   * @returns {HTMLElement}
   */
  row(lesson) {
    const open = button("Open", () => this.open(lesson), {
      class: "primary", "aria-label": `Open the lesson ${lesson.title}`,
    });
    const panes = countText(lesson.panes, "pane");
    const steps = countText(lesson.steps, "step");
    return element(
      "article", { class: "lesson" }, element("h3", {}, lesson.title),
      element("p", { class: "look-for" }, element("strong", {}, "Look for: "), lesson.lookFor),
      element(
        "details", {}, element("summary", {}, "What happens, and the paper"),
        element("p", {}, lesson.text), element("p", { class: "paper" }, lesson.paper)),
      element("div", { class: "row" }, open, element("span", {}, `${panes}, ${steps}`)));
  }

  /** @param {Lesson} lesson */
  open(lesson) {
    this.app.send({ do: "lesson", name: lesson.name });
    // Not as fast as possible: people must be able to follow what happens.
    this.app.send({ do: "speed", pane: "all", value: Math.max(1, lesson.steps / seconds) });
    this.app.store.showOnly(lesson.show);
    this.app.showFirst(lesson.chart ?? null);
    this.dialog.close();
    this.showCard(lesson);
    this.app.announce(`Lesson: ${lesson.title}. Look for: ${lesson.lookFor}`);
  }

  /** @param {Lesson} lesson */
  showCard(lesson) {
    const title = element("h2", { id: "lesson-title", tabindex: "-1" }, lesson.title);
    const next = this.next(lesson);
    const actions = element(
      "div", { class: "row" },
      next && button(`Next: ${next.title}`, () => this.open(next)),
      button("Close", () => (this.card.hidden = true), {
        "aria-label": "Close the lesson's text",
      }));
    replaceChildren(
      this.card, element("div", { class: "card-head" }, title, actions),
      element(
        "div", { class: "lesson-body" }, element("p", {}, lesson.text),
        element(
          "div", {},
          element("p", { class: "look-for" }, element("strong", {}, "Look for: "), lesson.lookFor),
          element("p", { class: "paper" }, lesson.paper))));
    this.card.hidden = false;
    title.focus({ preventScroll: true });
    this.card.scrollIntoView({ block: "nearest" });
  }

  /**
   * @param {Lesson} lesson
   * @returns {Lesson | undefined}
   */
  next(lesson) {
    const { lessons } = this.app.store.catalogue;
    const place = lessons.findIndex(({ name }) => name === lesson.name);
    return place < 0 ? undefined : lessons[place + 1];
  }
}
