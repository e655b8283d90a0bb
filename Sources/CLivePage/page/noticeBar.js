// Messages that belong to no control: what the server notes or refuses, and a lost connection.

import { button, element, setText } from "./dom.js";

const lifetime = 15_000; // milliseconds

export class NoticeBar {
  constructor() {
    this.text = element("span", {});
    this.timer = 0;
    this.notice = element(
      "div", { class: "notice", id: "notice", hidden: true }, this.text,
      button("Close", () => this.hide(), { "aria-label": "Close the message" }));
    this.lostText = element("span", {});
    this.lost = element(
      "div", { class: "notice lost", id: "connection-lost", role: "alert", hidden: true },
      this.lostText);
    this.root = element("div", { class: "notices" }, this.lost, this.notice);
  }

  /** @param {string} text */
  show(text) {
    setText(this.text, text);
    this.notice.hidden = false;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.hide(), lifetime);
  }

  hide() {
    this.notice.hidden = true;
  }

  /** @param {boolean} isLost */
  showLost(isLost) {
    // Set once per loss: an alert is read out each time its text changes.
    if (isLost && this.lost.hidden) {
      setText(
        this.lostText,
        "The connection is lost. The page tries again every few seconds. "
          + "If you ended toygan live, start it again.");
    }
    this.lost.hidden = !isLost;
  }
}
