import assert from "node:assert/strict";
import test from "node:test";
import { defaultTheme, parseColour, surfaceColour } from "../../Sources/CLivePage/page/theme.js";

/** The contrast of two colours, 1 to 21, as WCAG 2 defines it. */
function contrast(a, b) {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour) {
  const [red, green, blue] = colour.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

for (const name of ["light", "dark"]) {
  const theme = defaultTheme(name);
  const of = (text) => parseColour(text);

  test(`${name}: text has the contrast that WCAG AA asks for, 4.5`, () => {
    const texts = [theme.text, theme.quiet, theme.real, theme.generated, ...theme.palette];
    for (const text of texts) {
      assert.ok(contrast(of(text), of(theme.background)) >= 4.5, `${text} on the background`);
    }
    assert.ok(contrast(of(theme.modeText), of(theme.mode)) >= 4.5);
  });

  test(`${name}: what is drawn over the surface has a contrast of 3 to all of its colours`, () => {
    for (let value = -1; value <= 1; value += 0.1) {
      const below = surfaceColour(theme, value);
      for (const drawn of ["generated", "mode", "arrow"]) {
        const found = contrast(of(theme[drawn]), below);
        assert.ok(found >= 3, `${drawn} at ${value.toFixed(1)}: ${found.toFixed(2)}`);
      }
    }
  });

  test(`${name}: the surface is neutral at 0 and goes to both ends`, () => {
    assert.deepEqual(surfaceColour(theme, 0), theme.surface.middle);
    assert.deepEqual(surfaceColour(theme, -7), theme.surface.low);
    assert.deepEqual(surfaceColour(theme, 7), theme.surface.high);
    assert.deepEqual(surfaceColour(theme, NaN), theme.surface.middle);
  });
}
