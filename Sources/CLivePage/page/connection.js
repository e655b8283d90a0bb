// The WebSocket to the server, opened again after a loss.

import { decodeFrame } from "./frame.js";

/** @typedef {import("./types.js").PageMessage} PageMessage */
/** @typedef {import("./types.js").ServerEvent} ServerEvent */
/** @typedef {import("./types.js").Frame} Frame */

/**
 * @typedef {object} Listeners
 * @property {(event: ServerEvent) => void} event
 * @property {(frame: Frame) => void} frame
 * @property {() => void} damaged a frame could not be read
 * @property {(isOpen: boolean, secondsUntilTry: number) => void} change
 */

const shortestWait = 0.5;
const longestWait = 8;

export class Connection {
  /** @param {Listeners} listeners */
  constructor(listeners) {
    this.listeners = listeners;
    /** @type {WebSocket | null} */
    this.socket = null;
    this.wait = shortestWait;
    this.timer = 0;
  }

  /** @returns {boolean} */
  get isOpen() {
    return this.socket !== null && this.socket.readyState === WebSocket.OPEN;
  }

  open() {
    clearTimeout(this.timer);
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const socket = new WebSocket(`${scheme}://${location.host}/socket`);
    socket.binaryType = "arraybuffer";
    this.socket = socket;
    socket.addEventListener("open", () => this.opened(socket));
    socket.addEventListener("message", (message) => this.received(socket, message.data));
    socket.addEventListener("close", () => this.lost(socket));
  }

  /** @param {WebSocket} socket */
  opened(socket) {
    if (socket !== this.socket) return;
    this.wait = shortestWait;
    this.listeners.change(true, 0);
  }

  /**
   * @param {WebSocket} socket
   * @param {string | ArrayBuffer} data
   */
  received(socket, data) {
    if (socket !== this.socket) return;
    try {
      if (typeof data === "string") this.listeners.event(JSON.parse(data));
      else this.listeners.frame(decodeFrame(data));
    } catch (problem) {
      console.error("A message of the server could not be used.", problem);
      if (typeof data !== "string") this.listeners.damaged();
    }
  }

  /** @param {WebSocket} socket */
  lost(socket) {
    if (socket !== this.socket) return;
    this.socket = null;
    this.listeners.change(false, this.wait);
    this.timer = window.setTimeout(() => this.open(), this.wait * 1000);
    this.wait = Math.min(longestWait, this.wait * 2);
  }

  /**
   * @param {PageMessage} message
   * @returns {boolean} false if there is no connection
   */
  send(message) {
    if (!this.socket || !this.isOpen) return false;
    this.socket.send(JSON.stringify(message));
    return true;
  }
}
