// Colours of the pictures. The style sheet sets them as custom properties of the root element,
// once for light and once for dark; what it does not set has the value of this list.

/**
 * Property, default in light, default in dark.
 * @type {[string, string, string][]}
 */
export const themeProperties = [
  ["--plot-background", "#ffffff", "#14171c"],
  ["--plot-grid", "#dfe2e6", "#2c323a"],
  ["--plot-frame", "#9aa1ab", "#59626e"],
  ["--plot-text", "#1c2128", "#eef1f4"],
  ["--plot-text-quiet", "#5a626d", "#a6afba"],
  ["--plot-real", "#3b6ea5", "#7fb2e6"],
  ["--plot-generated", "#a8320a", "#ffb454"],
  ["--plot-mode", "#1c2128", "#ffffff"],
  ["--plot-mode-text", "#ffffff", "#14171c"],
  ["--plot-arrow", "#00563f", "#5fe0b0"],
  ["--plot-trail", "#a8320a", "#ffb454"],
  ["--plot-manifold", "#5d3a9b", "#c3a6ff"],
  ["--plot-fold", "#b3005e", "#ff6fae"],
  ["--plot-surface-low", "#f6b87c", "#7a4013"],
  ["--plot-surface-middle", "#f6f6f4", "#1c2026"],
  ["--plot-surface-high", "#92bde8", "#1b5088"],
  ["--plot-contour", "#6b7480", "#8b96a3"],
  ["--plot-palette-1", "#0072b2", "#56b4e9"],
  ["--plot-palette-2", "#c04a00", "#ff9f40"],
  ["--plot-palette-3", "#00785a", "#3ddbaa"],
  ["--plot-palette-4", "#a3457f", "#f09ac8"],
  ["--plot-palette-5", "#1c2128", "#ffffff"],
  ["--plot-palette-6", "#8a6d00", "#f0e442"],
  ["--plot-palette-7", "#5d3a9b", "#b9a3ff"],
  ["--plot-palette-8", "#5a626d", "#a6afba"],
  ["--plot-font", "system-ui, sans-serif", "system-ui, sans-serif"],
];

/** @typedef {[number, number, number]} Rgb 0 to 255 each */

/**
 * Colours as CSS text, besides `surface`, which is mixed here.
 * @typedef {object} Theme
 * @property {string} background
 * @property {string} grid
 * @property {string} frame
 * @property {string} text
 * @property {string} quiet text of less weight
 * @property {string} real
 * @property {string} generated
 * @property {string} mode
 * @property {string} modeText text on the colour of a mode
 * @property {string} arrow
 * @property {string} trail
 * @property {string} manifold
 * @property {string} fold where the manifold lies the other way round
 * @property {string} contour
 * @property {string[]} palette for curves and categories, 8 colours
 * @property {string} font
 * @property {{low: Rgb, middle: Rgb, high: Rgb}} surface
 */

/** Dashes of curves, so that colour is not all that tells them apart. */
export const dashes = [[], [7, 3], [2, 3], [9, 3, 2, 3], [4, 2], [12, 4], [2, 6], [6, 2, 2, 2]];

/**
 * The theme of the page, as the root element has it now. Call it again when it changes.
 * @returns {Theme}
 */
export function currentTheme() {
  const style = getComputedStyle(document.documentElement);
  const fallback = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  return themeFrom((name) => style.getPropertyValue(name).trim(), fallback);
}

/**
 * The theme that needs no page.
 * @param {"light" | "dark"} name
 * @returns {Theme}
 */
export function defaultTheme(name) {
  return themeFrom(() => "", name);
}

/**
 * @param {(property: string) => string} read empty text if there is none
 * @param {"light" | "dark"} fallback
 * @returns {Theme}
 */
function themeFrom(read, fallback) {
  const values = new Map(
    themeProperties.map(([name, light, dark]) => {
      const standard = fallback === "dark" ? dark : light;
      return [name, { value: read(name) || standard, standard }];
    }),
  );
  /** @param {string} name */
  const text = (name) => values.get(`--plot-${name}`)?.value ?? "";
  /** @param {string} name */
  const rgb = (name) => {
    const entry = values.get(`--plot-${name}`);
    return parseColour(entry?.value ?? "") ?? parseColour(entry?.standard ?? "") ?? [0, 0, 0];
  };
  return {
    background: text("background"),
    grid: text("grid"),
    frame: text("frame"),
    text: text("text"),
    quiet: text("text-quiet"),
    real: text("real"),
    generated: text("generated"),
    mode: text("mode"),
    modeText: text("mode-text"),
    arrow: text("arrow"),
    trail: text("trail"),
    manifold: text("manifold"),
    fold: text("fold"),
    contour: text("contour"),
    palette: Array.from({ length: 8 }, (_, index) => text(`palette-${index + 1}`)),
    font: text("font"),
    surface: {
      low: rgb("surface-low"),
      middle: rgb("surface-middle"),
      high: rgb("surface-high"),
    },
  };
}

/**
 * Reads `#rgb`, `#rrggbb` and `rgb(r, g, b)`; null for anything else.
 * @param {string} text
 * @returns {Rgb | null}
 */
export function parseColour(text) {
  const long = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text);
  if (long) return [parseInt(long[1], 16), parseInt(long[2], 16), parseInt(long[3], 16)];
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(text);
  if (short) {
    return [parseInt(short[1], 16) * 17, parseInt(short[2], 16) * 17, parseInt(short[3], 16) * 17];
  }
  const parts = /^rgb\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)\s*\)$/i.exec(text);
  return parts ? [Number(parts[1]), Number(parts[2]), Number(parts[3])] : null;
}

/**
 * The colour of a value of the surface: low (orange) at -1, neutral at 0, high (blue) at 1.
 * The power makes small values visible, for what matters is near 0.
 * @param {Theme} theme
 * @param {number} value cut to -1 ... 1
 * @returns {Rgb}
 */
export function surfaceColour(theme, value) {
  const share = Math.min(1, Math.abs(value)) ** 0.7 || 0;
  const { low, middle, high } = theme.surface;
  const end = value < 0 ? low : high;
  return [
    Math.round(middle[0] + share * (end[0] - middle[0])),
    Math.round(middle[1] + share * (end[1] - middle[1])),
    Math.round(middle[2] + share * (end[2] - middle[2])),
  ];
}

/**
 * @param {Rgb} colour
 * @returns {string}
 */
export function cssColour([red, green, blue]) {
  return `rgb(${red},${green},${blue})`;
}
