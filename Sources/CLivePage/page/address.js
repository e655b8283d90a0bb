// The state of the page in the address, such as
// #v=1&pane=1&method=gan&seed=0&step=500&set=batch:64&pane=2&method=unrolled&inStep=1
// An address comes from anywhere. It is only taken apart, checked for shape and length, and sent.

/** @typedef {import("./types.js").Assignment} Assignment */
/** @typedef {import("./types.js").AddressPane} AddressPane */

/**
 * @typedef {object} AddressState
 * @property {AddressPane[]} panes
 * @property {boolean} inStep
 * @property {string[] | null} show what the pictures show; null if the address does not say
 * @property {string[]} hide parts of the page that are hidden
 * @property {boolean} present presentation mode
 */

export const showNames = [
  "samples", "real", "surface", "arrows", "trails", "manifold", "counts",
];

/** Parts that an address can hide. */
export const hideNames = [
  "header", "lessons", "open", "compare", "settings", "target", "keep", "menu", "method",
  "transport", "timeline", "show", "curves", "hints", "status", "modes", "inStep", "add",
];

const version = "1";
const limits = { text: 100_000, panes: 6, assignments: 200, key: 120, value: 50_000, step: 1e9 };
const keyShape = /^[A-Za-z][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)*$/;

/**
 * @param {AddressState} state
 * @returns {string} without "#"
 */
export function formatAddress(state) {
  const parts = [`v=${version}`];
  state.panes.forEach((pane, index) => parts.push(...paneParts(pane, index)));
  if (state.show !== null) parts.push(`show=${state.show.join(",")}`);
  if (state.hide.length > 0) parts.push(`hide=${state.hide.join(",")}`);
  if (state.inStep) parts.push("inStep=1");
  if (state.present) parts.push("present=1");
  return parts.join("&");
}

/**
 * @param {AddressPane} pane
 * @param {number} index
 * @returns {string[]}
 */
function paneParts(pane, index) {
  const parts = [`pane=${index + 1}`];
  for (const { key, value } of pane.assignments) {
    if (value === null) continue;
    const isShort = key === "method" || key === "seed";
    parts.push(isShort ? `${key}=${encode(value)}` : `set=${encode(key)}:${encode(value)}`);
  }
  if (pane.step > 0) parts.push(`step=${pane.step}`);
  return parts;
}

/**
 * Keeps what may stand in a fragment and is pleasant to read.
 * @param {string} text
 * @returns {string}
 */
function encode(text) {
  const whole = text.replace(/\p{Surrogate}/gu, "\ufffd"); // half a character has no escape
  return encodeURIComponent(whole).replace(/%2C/g, ",").replace(/%3A/g, ":");
}

/**
 * Takes an address apart. Null if it is not one of ours or if any part of it is wrong: half of an
 * address would show something that nobody meant.
 * @param {string} hash with or without "#"
 * @returns {AddressState | null}
 */
export function parseAddress(hash) {
  const text = hash.startsWith("#") ? hash.slice(1) : hash;
  if (text.length > limits.text) return null;
  const pairs = text.split("&").map(splitPair);
  if (pairs[0]?.[0] !== "v" || pairs[0][1] !== version) return null;
  /** @type {AddressState} */
  const state = { panes: [], inStep: false, show: null, hide: [], present: false };
  for (const [name, value] of pairs.slice(1)) {
    if (!takePair(state, name, value)) return null;
  }
  return state.panes.every(isSound) ? state : null;
}

/**
 * @param {string} pair
 * @returns {[string, string]}
 */
function splitPair(pair) {
  const place = pair.indexOf("=");
  return place < 0 ? [pair, ""] : [pair.slice(0, place), pair.slice(place + 1)];
}

/**
 * @param {AddressState} state is changed
 * @param {string} name
 * @param {string} value
 * @returns {boolean} whether the part is in order
 */
function takePair(state, name, value) {
  switch (name) {
    case "pane":
      state.panes.push({ assignments: [], step: 0 });
      return value === String(state.panes.length) && state.panes.length <= limits.panes;
    case "method":
    case "seed":
      return takeAssignment(currentPane(state), name, decode(value));
    case "set":
      return takeSetting(currentPane(state), value);
    case "step":
      return takeStep(currentPane(state), value);
    case "show":
      state.show = namesIn(value, showNames);
      return state.show !== null;
    case "hide":
      state.hide = namesIn(value, hideNames) ?? [];
      return namesIn(value, hideNames) !== null;
    case "inStep":
    case "present":
      state[name] = value === "1";
      return value === "1" || value === "0";
    default:
      return false;
  }
}

/**
 * The pane that a part belongs to; the first one need not be announced.
 * @param {AddressState} state
 * @returns {AddressPane}
 */
function currentPane(state) {
  if (state.panes.length === 0) state.panes.push({ assignments: [], step: 0 });
  return state.panes[state.panes.length - 1];
}

/**
 * @param {AddressPane} pane
 * @param {string} text key:value
 * @returns {boolean}
 */
function takeSetting(pane, text) {
  const place = text.indexOf(":");
  if (place < 0) return false;
  return takeAssignment(pane, decode(text.slice(0, place)), decode(text.slice(place + 1)));
}

/**
 * @param {AddressPane} pane
 * @param {string | null} key
 * @param {string | null} value
 * @returns {boolean}
 */
function takeAssignment(pane, key, value) {
  if (key === null || value === null || value === "") return false;
  pane.assignments.push({ key, value });
  return true;
}

/**
 * @param {AddressPane} pane
 * @param {string} text
 * @returns {boolean}
 */
function takeStep(pane, text) {
  if (!/^\d{1,10}$/.test(text) || Number(text) > limits.step) return false;
  pane.step = Number(text);
  return true;
}

/**
 * @param {string} text
 * @returns {string | null} null if the escapes are damaged
 */
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/**
 * @param {string} text names with commas
 * @param {string[]} allowed
 * @returns {string[] | null} null if one of them is not known or stands there twice
 */
function namesIn(text, allowed) {
  if (text === "") return [];
  const names = text.split(",");
  const isSound = names.every((name) => allowed.includes(name));
  return isSound && new Set(names).size === names.length ? names : null;
}

/**
 * @param {AddressPane} pane
 * @returns {boolean}
 */
function isSound(pane) {
  if (pane.assignments.length > limits.assignments) return false;
  const keys = pane.assignments.map(({ key }) => key);
  if (new Set(keys).size !== keys.length) return false;
  return pane.assignments.every(({ key, value }) => {
    if (key.length > limits.key || !keyShape.test(key) || value === null) return false;
    return value.length <= limits.value && !/[\u0000-\u0008\u000b-\u001f\u007f]/.test(value);
  });
}
