// One pane's picture: the target, the generator's samples and the discriminator's surface.

import { textWidth } from "./axis.js";
import { drawArrows } from "./arrows.js";
import { drawContours } from "./contours.js";
import { drawSurface, drawSurfaceKey } from "./heatmap.js";
import { drawHistogram } from "./histogram.js";
import { drawManifold } from "./manifold.js";
import { boxFrom, drawAxes, drawBottomLine, drawGrid, planeOf } from "./plane.js";
import { drawCategories, drawEscaped, drawRealSamples, drawSamples } from "./points.js";
import { escapedSamples, escapedText } from "./points.js";
import { drawBadges, drawRings } from "./rings.js";
import { updateScale } from "./surfaceScale.js";
import { drawTrails } from "./trails.js";

/** @typedef {import("./types.js").Frame} Frame */
/** @typedef {import("./theme.js").Theme} Theme */
/** @typedef {import("./plane.js").Plane} Plane */
/** @typedef {import("./svg.js").DrawingContext} DrawingContext */

/**
 * What is shown.
 * @typedef {object} Show
 * @property {boolean} samples
 * @property {boolean} real
 * @property {boolean} surface
 * @property {boolean} contours
 * @property {boolean} arrows
 * @property {boolean} trails
 * @property {boolean} manifold
 * @property {boolean} modes
 * @property {boolean} counts
 */

/**
 * @typedef {object} Scene
 * @property {number} width in CSS pixels
 * @property {number} height
 * @property {import("./types.js").Target} target
 * @property {Frame} frame
 * @property {Show} show
 * @property {import("./trails.js").Trails | null} trails
 * @property {import("./surfaceScale.js").SurfaceMemory} memory
 * @property {number | null} threshold where the discriminator decides; null if it is a critic
 * @property {number | null} [highlight] index of the mode that stands out
 */

/** @returns {Show} what a new pane shows */
export function standardShow() {
  return {
    samples: true,
    real: true,
    surface: true,
    contours: true,
    arrows: false,
    trails: false,
    manifold: false,
    modes: true,
    counts: true,
  };
}

/**
 * Draws the picture. The context's unit is a CSS pixel: who calls it sets the scale of a screen
 * with more pixels before.
 * @param {DrawingContext} context
 * @param {Scene} scene
 * @param {Theme} theme
 */
export function drawScene(context, scene, theme) {
  context.fillStyle = theme.background;
  context.fillRect(0, 0, scene.width, scene.height);
  const box = boxFrom(scene.target.box, scene.frame.state?.zoom ?? 1);
  const plane = planeOf(scene.width, scene.height, box);
  if (scene.target.view === "line") {
    drawHistogram(context, { ...scene, target: { ...scene.target, box } }, theme);
    drawZoom(context, scene, plane, theme);
    return;
  }
  const { surface } = scene.frame;
  const isMoving = scene.frame.state?.playing ?? false;
  if (surface) updateScale(scene.memory, surface, isMoving, scene.threshold);
  context.save();
  context.beginPath();
  context.rect(plane.left, plane.top, plane.side, plane.side);
  context.clip();
  drawInside(context, scene, plane, theme);
  context.restore();
  drawAxes(context, plane, theme);
  drawBelow(context, scene, plane, theme);
  drawZoom(context, scene, plane, theme);
}

/**
 * From how far the picture is seen, at its top.
 * @param {DrawingContext} context
 * @param {Scene} scene
 * @param {Plane} plane
 * @param {Theme} theme
 */
function drawZoom(context, { frame, target }, plane, theme) {
  const text = zoomText(frame.state);
  if (text === "") return;
  const size = plane.fontSize;
  const gap = 12 * plane.detail;
  // Inside of the marks for samples that have left; the picture of a line has its modes at the top.
  const [left, top] = target.view === "line"
    ? [12, plane.top + 2.4 * size] : [plane.left + gap, plane.top + gap];
  context.fillStyle = theme.background;
  context.globalAlpha = 0.8;
  context.fillRect(left, top, textWidth(text, size) + size, 1.5 * size);
  context.globalAlpha = 1;
  context.fillStyle = theme.text;
  context.font = `${size}px ${theme.font}`;
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.fillText(text, left + size / 2, top + 0.75 * size);
}

/**
 * @param {import("./types.js").State | null} [state]
 * @returns {string} empty if the picture shows the box of the target
 */
export function zoomText(state) {
  const zoom = state?.zoom ?? 1;
  return zoom > 1 ? `seen from ${zoom} times as far` : "";
}

/**
 * The samples that have left the picture, and the line of text below it.
 * @param {DrawingContext} context
 * @param {Scene} scene
 * @param {Plane} plane
 * @param {Theme} theme
 */
function drawBelow(context, { frame, show, memory, threshold }, plane, theme) {
  const samples = frame.samples ?? new Float32Array(0);
  const escaped = escapedSamples(plane, samples);
  if (show.samples) drawEscaped(context, plane, escaped, theme);
  const text = escapedText(escaped.outside, escaped.notFinite, samples.length / 2);
  drawBottomLine(context, plane, theme, text, plane.side);
  if (!frame.surface || !(show.surface || show.contours)) return;
  const room = plane.side - textWidth(text, plane.fontSize) - plane.fontSize;
  drawSurfaceKey(context, plane, memory, threshold, theme, room);
}

/**
 * From the back to the front.
 * @param {DrawingContext} context
 * @param {Scene} scene
 * @param {Plane} plane
 * @param {Theme} theme
 */
function drawInside(context, scene, plane, theme) {
  const { show, frame, target, memory } = scene;
  const { samples, surface, arrows, manifold, modes, categories } = frame;
  if (!(show.surface && surface && doesCover(surface, plane))) drawGrid(context, plane, theme);
  if (show.surface && surface) drawSurface(context, plane, surface, memory, theme);
  if (show.contours && surface) {
    drawContours(context, plane, surface, memory, scene.threshold, theme);
  }
  if (show.real) drawRealSamples(context, plane, target.samples, theme);
  if (show.manifold && manifold) drawManifold(context, plane, manifold, theme);
  if (show.trails && scene.trails) drawTrails(context, plane, scene.trails, theme);
  if (show.samples && samples && categories) {
    drawCategories(context, plane, samples, categories, theme);
  } else if (show.samples && samples) {
    // Over a manifold the samples step back, for they lie on it.
    drawSamples(context, plane, samples, theme, show.manifold && manifold ? 0.3 : 0.6);
  }
  if (show.modes) drawRings(context, plane, target, modes, theme, scene.highlight ?? null);
  if (show.arrows && arrows) drawArrows(context, plane, arrows, theme);
  if (show.counts && modes) drawBadges(context, plane, target, modes, theme);
}

/**
 * Whether nothing can be seen behind a surface: that of a stored run has the box of the stored step.
 * @param {import("./types.js").Surface} surface
 * @param {Plane} plane
 * @returns {boolean}
 */
function doesCover({ side, x0, x1, y0, y1 }, { box: { x, y, half } }) {
  const margin = (x1 - x0) / (side - 1) / 2;
  return x0 - margin <= x - half && x1 + margin >= x + half
    && y0 - margin <= y - half && y1 + margin >= y + half;
}
