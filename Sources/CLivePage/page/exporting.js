// Pictures and films of a pane, as files.

import { element } from "./dom.js";
import { encodeGif } from "./gif.js";
import { drawScene } from "./scene.js";
import { SvgContext } from "./svg.js";

/** @typedef {import("./app.js").App} App */
/** @typedef {import("./store.js").PaneView} PaneView */
/** @typedef {import("./scene.js").Scene} Scene */

/**
 * The scene of a pane at a size.
 * @callback SceneOf
 * @param {PaneView} view
 * @param {number} width
 * @param {number} height
 * @returns {Scene | null}
 */

/**
 * @typedef {object} FilmPlan
 * @property {number} from step
 * @property {number} to step
 * @property {number} frames
 * @property {number} size in pixels
 * @property {number} delay milliseconds between two frames
 */

/**
 * @param {Scene} scene
 * @param {App} app
 * @param {number} scale pixels per unit of the scene
 * @returns {HTMLCanvasElement}
 */
function canvasOf(scene, app, scale) {
  const canvas = element("canvas", { width: scene.width * scale, height: scene.height * scale });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("This browser has no canvas.");
  context.setTransform(scale, 0, 0, scale, 0, 0);
  drawScene(context, scene, app.theme());
  return canvas;
}

/**
 * @param {Scene} scene
 * @param {App} app
 * @returns {Promise<Blob>} twice the size of the scene, sharp on slides
 */
export function pngOf(scene, app) {
  return new Promise((resolve, reject) => {
    canvasOf(scene, app, 2).toBlob((blob) => {
      if (blob) resolve(blob);
      else reject(new Error("The picture could not be written."));
    }, "image/png");
  });
}

/**
 * @param {Scene} scene
 * @param {App} app
 * @returns {Blob}
 */
export function svgOf(scene, app) {
  const context = new SvgContext(scene.width, scene.height);
  drawScene(context, scene, app.theme());
  return new Blob([context.toString()], { type: "image/svg+xml" });
}

/**
 * Steps of a film, evenly from first to last, each once.
 * @param {FilmPlan} plan
 * @returns {number[]}
 */
export function filmSteps({ from, to, frames }) {
  const count = Math.max(1, Math.min(frames, Math.abs(to - from) + 1));
  const steps = Array.from({ length: count }, (_, index) => {
    return count === 1 ? from : Math.round(from + ((to - from) * index) / (count - 1));
  });
  return [...new Set(steps)];
}

/**
 * Goes to each step in turn and keeps its picture.
 * @param {App} app
 * @param {number} id of the pane
 * @param {SceneOf} sceneOf
 * @param {FilmPlan} plan
 * @param {AbortSignal} signal
 * @param {(done: number, all: number) => void} progress
 * @returns {Promise<Blob>}
 */
export async function filmOf(app, id, sceneOf, plan, signal, progress) {
  const steps = filmSteps(plan);
  const pictures = [];
  for (const [index, step] of steps.entries()) {
    const view = await viewAt(app, id, step, signal);
    const scene = sceneOf(view, plan.size, plan.size);
    if (scene) pictures.push(pixelsOf(scene, app));
    progress(index + 1, steps.length);
  }
  const bytes = encodeGif(pictures, plan.delay);
  return new Blob([bytes], { type: "image/gif" });
}

/**
 * @param {Scene} scene
 * @param {App} app
 * @returns {ImageData}
 */
function pixelsOf(scene, app) {
  const canvas = canvasOf(scene, app, 1);
  const context = canvas.getContext("2d");
  if (!context) throw new Error("This browser has no canvas.");
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

/**
 * Waits until the pane shows a step.
 * @param {App} app
 * @param {number} id
 * @param {number} step
 * @param {AbortSignal} signal
 * @returns {Promise<PaneView>}
 */
function viewAt(app, id, step, signal) {
  return new Promise((resolve, reject) => {
    const stop = app.store.on("frame", (changed) => {
      const view = app.store.views.get(id);
      const state = changed === id ? view?.state : null;
      if (!view || !state || state.replaying || state.step !== step) return;
      stop();
      resolve(view);
    });
    const give = () => {
      stop();
      reject(new DOMException("The film was stopped.", "AbortError"));
    };
    if (signal.aborted) give();
    signal.addEventListener("abort", give, { once: true });
    const state = app.store.views.get(id)?.state;
    const isThere = state && state.step === step && !state.playing && !state.replaying;
    const view = app.store.views.get(id);
    if (isThere && view) {
      stop();
      resolve(view);
    } else app.send({ do: "goto", pane: id, step });
  });
}
