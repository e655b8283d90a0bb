// Prepared comparisons: one question, one change. Each opens a pane beside the first, with the
// same seed, so that only the change differs.

/** @typedef {import("./types.js").Pane} Pane */
/** @typedef {import("./types.js").Catalogue} Catalogue */
/** @typedef {import("./types.js").Assignment} Assignment */

/**
 * @typedef {object} Comparison
 * @property {string} question
 * @property {string} hint what is changed
 * @property {Assignment[]} assignments
 */

/**
 * A method that answers a question, and the methods for which the question makes no sense.
 * @type {{method: string, question: string, hint: string, not?: string[]}[]}
 */
const methodQuestions = [
  {
    method: "unrolled", question: "What does unrolling change?",
    hint: "The generator looks ahead at the discriminator's next steps",
  },
  {
    method: "minibatch-discrimination", question: "What does minibatch discrimination change?",
    hint: "The discriminator sees how close samples are to each other",
  },
  {
    method: "pacgan", question: "What does packing change?",
    hint: "The discriminator judges several samples together",
  },
  {
    method: "wgan-gp", question: "What does a Wasserstein critic change?",
    hint: "A critic with a gradient penalty in place of a discriminator",
    not: ["wgan", "wgan-lp"],
  },
  {
    method: "spectral-norm", question: "What does spectral normalization change?",
    hint: "Every weight matrix is divided by its largest singular value",
  },
];

/**
 * Further questions for one method.
 * @type {Record<string, Comparison[]>}
 */
const ownQuestions = {
  unrolled: [
    change("What do no steps ahead change?", "K = 0", "method.steps", "0"),
    change("What does one step ahead change?", "K = 1", "method.steps", "1"),
  ],
  wgan: [
    {
      question: "Clipping or gradient penalty?", hint: "wgan-gp beside wgan",
      assignments: [{ key: "method", value: "wgan-gp" }],
    },
  ],
};

/**
 * @param {string} question
 * @param {string} hint
 * @param {string} key
 * @param {string} value
 * @returns {Comparison}
 */
function change(question, hint, key, value) {
  return { question, hint, assignments: [{ key, value }] };
}

/**
 * The questions that can be asked of a pane, most useful first.
 * @param {Pane} pane
 * @param {Catalogue} catalogue
 * @returns {Comparison[]}
 */
export function comparisonsFor(pane, catalogue) {
  const known = new Set(catalogue.methods.map(({ name }) => name));
  const own = ownQuestions[pane.method] ?? [];
  const methods = methodQuestions
    .filter(({ method, not }) => {
      return known.has(method) && method !== pane.method && !not?.includes(pane.method);
    })
    .map(({ method, question, hint }) => {
      return { question, hint, assignments: [{ key: "method", value: method }] };
    });
  return [...own, ...methods, ...settingQuestions(pane)].filter(({ assignments }) => {
    return assignments.every(({ key, value }) => isKnown(key, value, pane, known));
  });
}

/**
 * Questions about settings that most methods have.
 * @param {Pane} pane
 * @returns {Comparison[]}
 */
function settingQuestions(pane) {
  const rate = Number(settingValue(pane, "generator.optimizer.learningRate"));
  const questions = [];
  if (rate > 0) {
    const faster = String(Number((4 * rate).toPrecision(6)));
    questions.push(change(
      "What do two time scales change?", "The discriminator learns four times as fast",
      "discriminator.optimizer.learningRate", faster));
  }
  if (settingValue(pane, "discriminator.instanceNoise") === "none") {
    questions.push(change(
      "What does instance noise change?", "Noise on what the discriminator sees, for 5,000 steps",
      "discriminator.instanceNoise", "{steps: 5000, deviation: 0.5}"));
  }
  return questions;
}

/**
 * @param {Pane} pane
 * @param {string} key
 * @returns {string}
 */
function settingValue(pane, key) {
  return pane.settings.find((control) => control.key === key)?.value ?? "";
}

/**
 * @param {string} key
 * @param {string | null} value
 * @param {Pane} pane
 * @param {Set<string>} methods
 * @returns {boolean}
 */
function isKnown(key, value, pane, methods) {
  if (key === "method") return value !== null && methods.has(value);
  return pane.settings.some((control) => control.key === key && control.value !== value);
}

/**
 * The same settings with the next seed.
 * @param {Pane} pane
 * @returns {Comparison}
 */
export function anotherSeed(pane) {
  return change("Another seed", `Seed ${pane.seed + 1}`, "seed", String(pane.seed + 1));
}
