// The speed slider: from one step a second to as fast as possible, logarithmic.

export const speedPositions = 61;
const fastest = 1000;

/**
 * The speed at a position of the slider; null, as fast as possible, at its end.
 * @param {number} position 0 to speedPositions - 1
 * @returns {number | null} steps per second
 */
export function speedAt(position) {
  if (position >= speedPositions - 1) return null;
  const share = Math.max(0, position) / (speedPositions - 2);
  const speed = Math.pow(fastest, share);
  return speed < 10 ? Math.round(speed * 10) / 10 : Math.round(speed);
}

/**
 * The position that stands for a speed.
 * @param {number | null} speed
 * @returns {number}
 */
export function positionOf(speed) {
  if (speed === null) return speedPositions - 1;
  const share = Math.log(Math.max(1, speed)) / Math.log(fastest);
  return Math.min(speedPositions - 2, Math.round(share * (speedPositions - 2)));
}

/**
 * @param {number | null} speed
 * @returns {string}
 */
export function speedText(speed) {
  if (speed === null) return "full speed";
  return speed === 1 ? "1 step a second" : `${speed} steps a second`;
}

/**
 * For the eye, where there is little room.
 * @param {number | null} speed
 * @returns {string}
 */
export function shortSpeedText(speed) {
  return speed === null ? "full speed" : `${speed} steps/s`;
}
