// What is drawn in the target editor: modes or points, and a cross that the keyboard moves.

/** @typedef {import("./targetText.js").DrawnMode} DrawnMode */
/** @typedef {{x: number, y: number}} Point */

export const mostModes = 200;
export const mostPoints = 20_000;
const leastDeviation = 0.005;
const mostDeviation = 2;

export class TargetModel {
  constructor() {
    /** @type {"modes" | "points"} */
    this.kind = "modes";
    /** @type {DrawnMode[]} */
    this.modes = [];
    /** @type {Point[]} */
    this.points = [];
    /** @type {number[]} how many points there were before each stroke */
    this.strokes = [];
    this.selected = -1;
    /** @type {Point} */
    this.cross = { x: 0, y: 0 };
    this.deviation = 0.1;
  }

  /**
   * @param {Point} place
   * @returns {boolean} false if there are as many as can be drawn
   */
  addMode(place) {
    if (this.modes.length >= mostModes) return false;
    this.modes.push({ x: place.x, y: place.y, deviation: this.deviation });
    this.selected = this.modes.length - 1;
    return true;
  }

  /** @param {number} index */
  removeMode(index) {
    if (!this.modes[index]) return;
    this.modes.splice(index, 1);
    this.selected = Math.min(this.selected, this.modes.length - 1);
  }

  /**
   * @param {number} index
   * @param {number} factor
   */
  widen(index, factor) {
    const mode = this.modes[index];
    if (!mode) return;
    const wished = mode.deviation * factor;
    mode.deviation = Math.min(mostDeviation, Math.max(leastDeviation, wished));
    this.deviation = mode.deviation;
  }

  /**
   * The mode below a place, the newest first.
   * @param {Point} place
   * @param {number} reach in units of the target
   * @returns {number} -1 if there is none
   */
  modeAt(place, reach) {
    for (let index = this.modes.length - 1; index >= 0; index -= 1) {
      const { x, y, deviation } = this.modes[index];
      if (Math.hypot(place.x - x, place.y - y) <= Math.max(reach, deviation)) return index;
    }
    return -1;
  }

  beginStroke() {
    this.strokes.push(this.points.length);
  }

  /**
   * Points around a place, normally distributed.
   * @param {Point} place
   * @param {number} count
   * @returns {boolean} false if there are as many as can be drawn
   */
  spray(place, count) {
    for (let index = 0; index < count; index += 1) {
      if (this.points.length >= mostPoints) return false;
      const [x, y] = normalPair();
      this.points.push({ x: place.x + this.deviation * x, y: place.y + this.deviation * y });
    }
    return true;
  }

  undoStroke() {
    const length = this.strokes.pop();
    if (length !== undefined) this.points.length = length;
  }

  clear() {
    this.selected = -1;
    this.cross = { x: 0, y: 0 };
    this.modes = [];
    this.points = [];
    this.strokes = [];
  }

  /** @returns {string} what keeps this from being a target; empty if nothing does */
  get problem() {
    if (this.kind === "modes") return this.modes.length ? "" : "Add at least one mode.";
    return this.points.length >= 2 ? "" : "Draw at least two points.";
  }
}

/** @returns {[number, number]} two independent normal numbers, by Box and Muller */
function normalPair() {
  const radius = Math.sqrt(-2 * Math.log(1 - Math.random()));
  const angle = 2 * Math.PI * Math.random();
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
}
