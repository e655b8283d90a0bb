// Whether the person asked the system for less motion.

const query = window.matchMedia("(prefers-reduced-motion: reduce)");

/** @returns {boolean} */
export function prefersLessMotion() {
  return query.matches;
}

/** @param {() => void} action */
export function onMotionChange(action) {
  query.addEventListener("change", action);
}
