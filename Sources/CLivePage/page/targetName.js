// Short words for a target that has no name.

const longest = 40;

/**
 * `{mixture: {means: ...}}` becomes "custom mixture"; other text is cut where it is long.
 * @param {string} value YAML text
 * @returns {string}
 */
export function shortValue(value) {
  const family = /^\{(\w+): \{/.exec(value)?.[1];
  if (family) return `custom ${family}`;
  return value.length > longest ? `${value.slice(0, longest - 1)}\u2026` : value;
}
