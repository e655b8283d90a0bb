/**
 * Random numbers from 0 to 1, the same at each run. (A linear congruential generator with the
 * constants of Numerical Recipes: good enough for tests.)
 */
export function randomNumbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A context that remembers each call and the colour and opacity it was made with. */
export function recordingContext() {
  const calls = [];
  const context = { globalAlpha: 1, measureText: (text) => ({ width: 6 * text.length }) };
  const names = [
    "save", "restore", "beginPath", "closePath", "moveTo", "lineTo", "rect", "arc", "ellipse",
    "clip", "fill", "stroke", "fillRect", "strokeRect", "fillText", "setLineDash", "drawPixels",
  ];
  for (const name of names) {
    context[name] = (...values) => {
      const { fillStyle, strokeStyle, globalAlpha } = context;
      calls.push({ name, values, fillStyle, strokeStyle, globalAlpha });
    };
  }
  return { context, calls };
}
