// Bytes of files that the page makes.

/**
 * @param {Uint8Array[]} pieces
 * @returns {Uint8Array}
 */
export function joined(pieces) {
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let place = 0;
  for (const piece of pieces) {
    bytes.set(piece, place);
    place += piece.length;
  }
  return bytes;
}
