// A drawing context that writes SVG: the calls of CanvasRenderingContext2D that our pictures use,
// and no others. Text stays text, so that it can be found, and edited in a drawing program.

import { dataAddress, encodePng } from "./png.js";
import { textWidth } from "./axis.js";
import { box, escaped, short } from "./svgText.js";

/**
 * What pictures may use. A canvas has all of it besides `drawPixels`, an SvgContext all of it
 * besides `drawImage`.
 * @typedef {object} DrawingContext
 * @property {string | CanvasGradient | CanvasPattern} fillStyle
 * @property {string | CanvasGradient | CanvasPattern} strokeStyle
 * @property {number} lineWidth
 * @property {number} globalAlpha
 * @property {string} font
 * @property {CanvasTextAlign} textAlign
 * @property {CanvasTextBaseline} textBaseline
 * @property {CanvasLineCap} lineCap
 * @property {CanvasLineJoin} lineJoin
 * @property {() => void} save
 * @property {() => void} restore
 * @property {() => void} beginPath
 * @property {() => void} closePath
 * @property {(x: number, y: number) => void} moveTo
 * @property {(x: number, y: number) => void} lineTo
 * @property {(x: number, y: number, width: number, height: number) => void} rect
 * @property {(x: number, y: number, radius: number, from: number, to: number) => void} arc
 * @property {(x: number, y: number, radiusX: number, radiusY: number, rotation: number,
 *     from: number, to: number) => void} ellipse
 * @property {() => void} clip
 * @property {() => void} fill
 * @property {() => void} stroke
 * @property {(x: number, y: number, width: number, height: number) => void} fillRect
 * @property {(x: number, y: number, width: number, height: number) => void} strokeRect
 * @property {(text: string, x: number, y: number) => void} fillText
 * @property {(text: string) => {width: number}} measureText
 * @property {(segments: number[]) => void} setLineDash
 * @property {(image: HTMLCanvasElement, x: number, y: number, width: number,
 *     height: number) => void} [drawImage]
 * @property {(pixels: Pixels, x: number, y: number, width: number, height: number) => void}
 *     [drawPixels]
 */

/**
 * Red, green, blue and alpha of each pixel, row by row from the top.
 * @typedef {{width: number, height: number, data: Uint8ClampedArray}} Pixels
 */

/** What `save` keeps. */
const kept = /** @type {const} */ ([
  "fillStyle", "strokeStyle", "lineWidth", "globalAlpha", "font", "textAlign", "textBaseline",
  "lineCap", "lineJoin",
]);

/**
 * How far text moves down, by its size: many programs do not know dominant-baseline.
 * @type {Record<string, number>}
 */
const baselineShifts = { middle: 0.35, top: 0.8, hanging: 0.8, bottom: -0.2 };

/** @type {Record<string, string>} */
const anchors = { center: "middle", right: "end", end: "end" };

/** @implements {DrawingContext} */
export class SvgContext {
  /**
   * @param {number} width
   * @param {number} height
   * @param {string} [title] read out by screen readers
   */
  constructor(width, height, title = "") {
    this.width = width;
    this.height = height;
    this.title = title;
    this.fillStyle = "#000000";
    this.strokeStyle = "#000000";
    this.lineWidth = 1;
    this.globalAlpha = 1;
    this.font = "10px sans-serif";
    this.textAlign = /** @type {CanvasTextAlign} */ ("start");
    this.textBaseline = /** @type {CanvasTextBaseline} */ ("alphabetic");
    this.lineCap = /** @type {CanvasLineCap} */ ("butt");
    this.lineJoin = /** @type {CanvasLineJoin} */ ("miter");
    /** @type {number[]} */
    this.dash = [];
    /** @type {string[]} */
    this.path = [];
    /** @type {string[]} */
    this.parts = [];
    /** @type {{values: Record<string, unknown>, dash: number[], groups: number}[]} */
    this.stack = [];
    this.groups = 0;
    this.clips = 0;
    this.groupFilling = "";
  }

  save() {
    const values = Object.fromEntries(kept.map((name) => [name, this[name]]));
    this.stack.push({ values, dash: this.dash, groups: this.groups });
    this.groups = 0;
  }

  restore() {
    const state = this.stack.pop();
    if (!state) return;
    this.add("</g>".repeat(this.groups));
    Object.assign(this, state.values, { dash: state.dash, groups: state.groups });
  }

  beginPath() {
    this.path = [];
  }

  closePath() {
    this.path.push("Z");
  }

  /** @param {number} x @param {number} y */
  moveTo(x, y) {
    this.path.push(`M${short(x)} ${short(y)}`);
  }

  /** @param {number} x @param {number} y */
  lineTo(x, y) {
    this.path.push(`${this.path.length ? "L" : "M"}${short(x)} ${short(y)}`);
  }

  /** @param {number} x @param {number} y @param {number} width @param {number} height */
  rect(x, y, width, height) {
    this.path.push(`M${short(x)} ${short(y)}h${short(width)}v${short(height)}h${short(-width)}Z`);
  }

  /**
   * @param {number} x
   * @param {number} y
   * @param {number} radius
   * @param {number} from
   * @param {number} to
   */
  arc(x, y, radius, from, to) {
    this.ellipse(x, y, radius, radius, 0, from, to);
  }

  /**
   * In two halves, because SVG cannot draw a whole ellipse as one arc.
   * @param {number} x
   * @param {number} y
   * @param {number} radiusX
   * @param {number} radiusY
   * @param {number} rotation
   * @param {number} from
   * @param {number} to
   */
  ellipse(x, y, radiusX, radiusY, rotation, from, to) {
    const [cosine, sine] = [Math.cos(rotation), Math.sin(rotation)];
    /** @param {number} angle */
    const place = (angle) => {
      const [along, across] = [radiusX * Math.cos(angle), radiusY * Math.sin(angle)];
      const [right, down] = [cosine * along - sine * across, sine * along + cosine * across];
      return `${short(x + right)} ${short(y + down)}`;
    };
    const radii = `${short(radiusX)} ${short(radiusY)} ${short((rotation * 180) / Math.PI)}`;
    const middle = (from + to) / 2;
    this.path.push(`${this.path.length ? "L" : "M"}${place(from)}`);
    for (const angle of [middle, to]) this.path.push(`A${radii} 0 1 ${place(angle)}`);
  }

  clip() {
    this.clips += 1;
    const name = `clip${this.clips}`;
    this.add(`<clipPath id="${name}"><path d="${this.path.join("")}"/></clipPath>`);
    this.add(`<g clip-path="url(#${name})">`);
    this.groups += 1;
  }

  fill() {
    if (this.path.length) this.add(`<path d="${this.path.join("")}"${this.filling()}/>`);
  }

  stroke() {
    if (!this.path.length) return;
    this.add(`<path d="${this.path.join("")}" fill="none"${this.stroking()}/>`);
  }

  /** @param {number} x @param {number} y @param {number} width @param {number} height */
  fillRect(x, y, width, height) {
    this.addRectangle(`<rect${box(x, y, width, height)}/>`, this.filling());
  }

  /**
   * Rectangles of one colour in a row share a group: thousands of samples take half the room.
   * @param {string} rectangle
   * @param {string} filling
   */
  addRectangle(rectangle, filling) {
    if (filling !== this.groupFilling) {
      this.add(`<g${filling}>`);
      this.groupFilling = filling;
    }
    this.parts.push(rectangle);
  }

  /** @param {string} part */
  add(part) {
    if (this.groupFilling) this.parts.push("</g>");
    this.groupFilling = "";
    this.parts.push(part);
  }

  /** @param {number} x @param {number} y @param {number} width @param {number} height */
  strokeRect(x, y, width, height) {
    this.add(`<rect${box(x, y, width, height)} fill="none"${this.stroking()}/>`);
  }

  /** @param {string} text @param {number} x @param {number} y */
  fillText(text, x, y) {
    const anchor = anchors[this.textAlign];
    const { size, weight, family } = this.fontParts();
    const shift = baselineShifts[this.textBaseline] ?? 0;
    const place = `x="${short(x)}" y="${short(y + shift * size)}" font-size="${size}"`;
    const style = `font-family="${escaped(family)}"`;
    const align = anchor ? ` text-anchor="${anchor}"` : "";
    const bold = weight === "400" ? "" : ` font-weight="${weight}"`;
    this.add(`<text ${place} ${style}${align}${bold}${this.filling()}>${escaped(text)}</text>`);
  }

  /** @param {string} text */
  measureText(text) {
    return { width: textWidth(text, this.fontParts().size) };
  }

  /** @param {number[]} segments */
  setLineDash(segments) {
    this.dash = segments;
  }

  /**
   * @param {Pixels} pixels
   * @param {number} x
   * @param {number} y
   * @param {number} width
   * @param {number} height
   */
  drawPixels(pixels, x, y, width, height) {
    const image = `href="${dataAddress(encodePng(pixels))}" preserveAspectRatio="none"`;
    this.add(`<image${box(x, y, width, height)} ${image}/>`);
  }

  /** @returns {string} */
  toString() {
    this.add("");
    const size = `width="${this.width}" height="${this.height}"`;
    const view = `viewBox="0 0 ${this.width} ${this.height}"`;
    const title = this.title ? `<title>${escaped(this.title)}</title>` : "";
    const open = this.stack.reduce((sum, state) => sum + state.groups, this.groups);
    return (
      `<svg xmlns="http://www.w3.org/2000/svg" ${size} ${view} role="img">${title}\n` +
      `${this.parts.join("\n")}${"</g>".repeat(open)}\n</svg>\n`
    );
  }

  filling() {
    const alpha = this.globalAlpha < 1 ? ` fill-opacity="${short(this.globalAlpha)}"` : "";
    return ` fill="${escaped(this.fillStyle)}"${alpha}`;
  }

  stroking() {
    const alpha = this.globalAlpha < 1 ? ` stroke-opacity="${short(this.globalAlpha)}"` : "";
    const dash = this.dash.length ? ` stroke-dasharray="${this.dash.join(" ")}"` : "";
    const cap = this.lineCap === "butt" ? "" : ` stroke-linecap="${this.lineCap}"`;
    const join = this.lineJoin === "miter" ? "" : ` stroke-linejoin="${this.lineJoin}"`;
    const colour = ` stroke="${escaped(this.strokeStyle)}"`;
    return `${colour} stroke-width="${short(this.lineWidth)}"${alpha}${dash}${cap}${join}`;
  }

  fontParts() {
    const match = /^(?:(bold|\d{3})\s+)?([\d.]+)px\s+(.+)$/.exec(this.font);
    if (!match) return { size: 10, weight: "400", family: "sans-serif" };
    return { size: Number(match[2]), weight: match[1] ?? "400", family: match[3] };
  }
}
