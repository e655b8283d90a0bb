// The drawing area of the target editor, for mouse, finger, pen and keyboard.

import { element } from "./dom.js";
import { drawAxes, drawGrid, pixelX, pixelY, planeOf, pointAt } from "./plane.js";

/** @typedef {import("./app.js").App} App */
/** @typedef {import("./targetModel.js").TargetModel} TargetModel */
/** @typedef {import("./targetModel.js").Point} Point */
/** @typedef {import("./plane.js").Plane} Plane */

const pointsPerMove = 6;

export class TargetCanvas {
  /**
   * @param {App} app
   * @param {TargetModel} model
   * @param {() => void} changed
   */
  constructor(app, model, changed) {
    this.app = app;
    this.model = model;
    this.changed = changed;
    this.box = { x: 0, y: 0, half: 4 };
    this.dragged = -1;
    this.isStroke = false;
    this.canvas = element("canvas", {
      class: "target-canvas", tabindex: "0", role: "application", "data-keys": "own",
      "aria-label": "Drawing area", "aria-describedby": "target-keys",
    });
    new ResizeObserver(() => this.draw()).observe(this.canvas);
    this.listen();
  }

  listen() {
    const { canvas } = this;
    canvas.addEventListener("pointerdown", (event) => this.pressed(event));
    canvas.addEventListener("pointermove", (event) => this.moved(event));
    for (const name of /** @type {const} */ (["pointerup", "pointercancel"])) {
      canvas.addEventListener(name, () => this.released());
    }
    canvas.addEventListener("wheel", (event) => this.wheeled(event), { passive: false });
    canvas.addEventListener("keydown", (event) => this.key(event));
    canvas.addEventListener("focus", () => this.draw());
    canvas.addEventListener("blur", () => this.draw());
  }

  /** @returns {Plane} */
  get plane() {
    return planeOf(this.canvas.clientWidth, this.canvas.clientHeight, this.box);
  }

  /**
   * @param {MouseEvent} event
   * @returns {Point}
   */
  place(event) {
    return pointAt(this.plane, event.offsetX, event.offsetY);
  }

  /** @returns {number} how near counts as at, in units of the target */
  get reach() {
    return 12 / this.plane.scale;
  }

  /** @param {PointerEvent} event */
  pressed(event) {
    if (event.button !== 0) return;
    const { model } = this;
    const place = this.place(event);
    this.canvas.setPointerCapture(event.pointerId);
    model.cross = { x: place.x, y: place.y };
    if (model.kind === "points") {
      this.isStroke = true;
      model.beginStroke();
      model.spray(place, pointsPerMove);
    } else {
      const found = model.modeAt(place, this.reach);
      if (found < 0) model.addMode(place);
      else model.selected = found;
      this.dragged = model.selected;
    }
    this.update();
  }

  /** @param {PointerEvent} event */
  moved(event) {
    const { model } = this;
    const place = this.place(event);
    if (this.isStroke) model.spray(place, pointsPerMove);
    else if (this.dragged >= 0 && model.modes[this.dragged]) {
      const mode = model.modes[this.dragged];
      [mode.x, mode.y] = [this.inside(place.x, this.box.x), this.inside(place.y, this.box.y)];
    } else return;
    model.cross = { x: place.x, y: place.y };
    this.update();
  }

  released() {
    this.isStroke = false;
    this.dragged = -1;
  }

  /** @param {WheelEvent} event */
  wheeled(event) {
    if (this.model.kind !== "modes") return;
    const found = this.model.modeAt(this.place(event), this.reach);
    if (found < 0) return;
    event.preventDefault();
    this.model.selected = found;
    this.model.widen(found, event.deltaY < 0 ? 1.15 : 1 / 1.15);
    this.update();
  }

  /**
   * @param {number} value
   * @param {number} middle
   * @returns {number}
   */
  inside(value, middle) {
    return Math.min(middle + this.box.half, Math.max(middle - this.box.half, value));
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = (event.shiftKey ? 0.2 : 0.04) * this.box.half;
    const { model } = this;
    switch (event.key) {
      case "ArrowLeft": this.shift(-step, 0); break;
      case "ArrowRight": this.shift(step, 0); break;
      case "ArrowUp": this.shift(0, step); break;
      case "ArrowDown": this.shift(0, -step); break;
      case "Enter": case " ": this.addAtCross(); break;
      case "+": case "=": model.widen(model.selected, 1.15); break;
      case "-": model.widen(model.selected, 1 / 1.15); break;
      case "Delete": case "Backspace":
        if (model.kind === "modes") model.removeMode(model.selected);
        else model.undoStroke();
        break;
      case "n": this.selectNext(); break;
      default: return;
    }
    event.preventDefault();
    this.update();
  }

  /**
   * Moves the selected mode; without one, the cross.
   * @param {number} x
   * @param {number} y
   */
  shift(x, y) {
    const { model } = this;
    const moved = model.kind === "modes" ? model.modes[model.selected] : undefined;
    const from = moved ?? model.cross;
    const place = {
      x: this.inside(from.x + x, this.box.x), y: this.inside(from.y + y, this.box.y),
    };
    model.cross = place;
    if (moved) [moved.x, moved.y] = [place.x, place.y];
  }

  addAtCross() {
    const { model } = this;
    if (model.kind === "points") {
      model.beginStroke();
      model.spray(model.cross, 5 * pointsPerMove);
    } else if (model.selected >= 0) model.selected = -1; // lets go, so that the cross can move on
    else model.addMode(model.cross);
  }

  selectNext() {
    const { model } = this;
    if (model.modes.length === 0) return;
    model.selected = (model.selected + 1) % model.modes.length;
    const { x, y } = model.modes[model.selected];
    model.cross = { x, y };
  }

  update() {
    this.draw();
    this.changed();
  }

  draw() {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    const context = this.canvas.getContext("2d");
    if (!context || width < 40) return;
    const scale = window.devicePixelRatio || 1;
    this.canvas.width = Math.round(width * scale);
    this.canvas.height = Math.round(height * scale);
    context.setTransform(scale, 0, 0, scale, 0, 0);
    const theme = this.app.theme();
    const plane = this.plane;
    context.fillStyle = theme.background;
    context.fillRect(0, 0, width, height);
    drawGrid(context, plane, theme);
    drawAxes(context, plane, theme);
    if (this.model.kind === "points") this.drawPoints(context, plane, theme.real);
    else this.drawModes(context, plane, theme);
    if (document.activeElement === this.canvas) this.drawCross(context, plane, theme.text);
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Plane} plane
   * @param {string} colour
   */
  drawPoints(context, plane, colour) {
    context.fillStyle = colour;
    for (const { x, y } of this.model.points) {
      context.fillRect(pixelX(plane, x) - 1, pixelY(plane, y) - 1, 2, 2);
    }
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Plane} plane
   * @param {import("./theme.js").Theme} theme
   */
  drawModes(context, plane, theme) {
    for (const [index, { x, y, deviation }] of this.model.modes.entries()) {
      const [left, top] = [pixelX(plane, x), pixelY(plane, y)];
      context.strokeStyle = index === this.model.selected ? theme.generated : theme.real;
      context.fillStyle = context.strokeStyle;
      context.lineWidth = index === this.model.selected ? 2.5 : 1.5;
      context.beginPath();
      context.arc(left, top, Math.max(3, 3 * deviation * plane.scale), 0, 2 * Math.PI);
      context.stroke();
      context.beginPath();
      context.arc(left, top, 3, 0, 2 * Math.PI);
      context.fill();
    }
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Plane} plane
   * @param {string} colour
   */
  drawCross(context, plane, colour) {
    const [x, y] = [pixelX(plane, this.model.cross.x), pixelY(plane, this.model.cross.y)];
    context.strokeStyle = colour;
    context.lineWidth = 1.5;
    context.beginPath();
    context.moveTo(x - 9, y);
    context.lineTo(x + 9, y);
    context.moveTo(x, y - 9);
    context.lineTo(x, y + 9);
    context.stroke();
  }
}
