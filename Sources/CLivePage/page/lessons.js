// The gallery of lessons, and the card of the lesson that is open.

import { dialog } from "./dialog.js";
import { button, element, replaceChildren, setText } from "./dom.js";
import { countText } from "./format.js";
import { forget, recall, remember } from "./memory.js";
import { isStillOpen, openLesson, parseOpenLesson } from "./openLesson.js";

/** @typedef {import("./app.js").App} App */
/** @typedef {import("./types.js").Lesson} Lesson */
/** @typedef {import("./types.js").Pane} Pane */

const seconds = 20; // that a lesson takes, where the machine is fast enough
const roomForText = 900; // height of a window in which the whole text leaves room for pictures
const countOfLessons = "modes_covered"; // the count of their papers, which their texts speak of
const countRule = "In lessons a mode counts if at least one sample lies within three deviations of it.";

export class Lessons {
  /**
   * @param {App} app
   * @param {() => void} shown is called when the text of a lesson is shown
   */
  constructor(app, shown) {
    this.app = app;
    this.shown = shown;
    this.isRestored = false;
    /** @type {{lesson: Lesson, before: number[]} | null} asked for; its panes are not there yet */
    this.opening = null;
    /** @type {import("./openLesson.js").OpenLesson | null} */
    this.current = null;
    this.list = element("div", { class: "gallery" });
    const warning = element(
      "p", {}, "A lesson closes the panes that are open and opens its own.");
    this.dialog = dialog("Lessons", "wide", warning, this.list);
    this.card = element("section", {
      class: "lesson-card", "aria-labelledby": "lesson-title", hidden: true, "data-part": "lessons",
    });
    this.title = element("h2", { id: "lesson-title", tabindex: "-1" });
    this.text = element("div", { class: "lesson-text", id: "lesson-text" });
    this.isUnfoldedByHand = false;
    this.unfold = button(
      "What happens, and the paper", () => {
        this.isUnfoldedByHand = this.text.hidden;
        this.setUnfolded(this.text.hidden);
      }, { class: "unfold", "aria-controls": "lesson-text" });
    this.setUnfolded(window.innerHeight >= roomForText);
    // Where the window becomes too low for both, pictures are worth more than the text.
    addEventListener("resize", () => {
      if (window.innerHeight < roomForText && !this.isUnfoldedByHand) this.setUnfolded(false);
    });
    app.store.on("panes", () => this.follow());
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
        element("p", {}, lesson.text), element("p", {}, countRule),
        element("p", { class: "paper" }, lesson.paper)),
      element("div", { class: "row" }, open, element("span", {}, `${panes}, ${steps}`)));
  }

  /** @param {Lesson} lesson */
  open(lesson) {
    if (!this.app.send({ do: "lesson", name: lesson.name })) return; // the page says why
    this.opening = { lesson, before: this.app.store.order };
    // Not as fast as possible: people must be able to follow what happens.
    this.app.send({ do: "speed", pane: "all", value: Math.max(1, lesson.steps / seconds) });
    this.app.store.showOnly(lesson.show);
    this.dialog.close();
    this.isUnfoldedByHand = false;
    this.setUnfolded(window.innerHeight >= roomForText);
    this.showCard(lesson);
    this.title.focus({ preventScroll: true });
    this.card.scrollIntoView({ block: "nearest" });
    this.app.announce(`Lesson: ${lesson.title}. Look for: ${lesson.lookFor}`);
  }

  /** The list of panes changed: the text of a lesson stays as long as its panes do. */
  follow() {
    const { store } = this.app;
    if (!store.isComplete) return;
    const panes = store.panes.map(({ pane }) => pane);
    if (this.opening) {
      const { lesson, before } = this.opening;
      if (panes.length === 0 || panes.some(({ id }) => before.includes(id))) return;
      this.opening = null;
      this.current = openLesson(lesson.name, panes);
      remember("lesson", JSON.stringify(this.current), "tab");
    } else if (!this.isRestored) this.restore(panes);
    else if (this.current && !isStillOpen(this.current, panes)) this.close();
    this.isRestored = true;
  }

  /**
   * Shows the lesson that was open before the page was loaded again.
   * @param {Pane[]} panes
   */
  restore(panes) {
    const known = parseOpenLesson(recall("lesson", "tab"));
    const lesson = this.app.store.catalogue.lessons.find(({ name }) => name === known?.name);
    if (!known || !lesson || !isStillOpen(known, panes)) return this.close();
    this.current = known;
    this.showCard(lesson);
  }

  close() {
    this.current = null;
    this.card.hidden = true;
    forget("lesson", "tab");
  }

  /** @param {Lesson} lesson */
  showCard(lesson) {
    const next = this.next(lesson);
    setText(this.title, lesson.title);
    const actions = element(
      "div", { class: "row" }, this.unfold,
      next && button(`Next: ${next.title}`, () => this.open(next)),
      button("Close", () => this.close(), { "aria-label": "Close the lesson's text" }));
    replaceChildren(
      this.text, element("p", {}, lesson.text), element("p", {}, countRule),
      element("p", { class: "paper" }, lesson.paper));
    replaceChildren(
      this.card, element("div", { class: "card-head" }, this.title, actions),
      element("p", { class: "look-for" }, element("strong", {}, "Look for: "), lesson.lookFor),
      this.text);
    this.card.hidden = false;
    this.app.showFirst(lesson.chart ?? countOfLessons);
    this.shown();
  }

  /** @param {boolean} isUnfolded */
  setUnfolded(isUnfolded) {
    this.text.hidden = !isUnfolded;
    this.unfold.setAttribute("aria-expanded", String(isUnfolded));
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
