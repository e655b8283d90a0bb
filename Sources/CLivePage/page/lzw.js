// The compression of GIF: LZW with codes that grow from a few bits to twelve.

const mostCodes = 4096;

/** Collects codes of any width, least significant bit first, in blocks of at most 255 bytes. */
class BlockWriter {
  constructor() {
    this.bytes = new Uint8Array(1 << 16);
    this.length = 0;
    this.blockStart = 0;
    this.bits = 0;
    this.bitCount = 0;
    this.openBlock();
  }

  openBlock() {
    this.blockStart = this.length;
    this.push(0);
  }

  /** @param {number} byte */
  push(byte) {
    if (this.length === this.bytes.length) {
      const grown = new Uint8Array(2 * this.length);
      grown.set(this.bytes);
      this.bytes = grown;
    }
    this.bytes[this.length++] = byte;
  }

  /** @param {number} byte */
  pushData(byte) {
    this.push(byte);
    const size = this.length - this.blockStart - 1;
    this.bytes[this.blockStart] = size;
    if (size === 255) this.openBlock();
  }

  /**
   * @param {number} code
   * @param {number} width in bits
   */
  write(code, width) {
    this.bits |= code << this.bitCount;
    this.bitCount += width;
    while (this.bitCount >= 8) {
      this.pushData(this.bits & 255);
      this.bits >>>= 8;
      this.bitCount -= 8;
    }
  }

  /** @returns {Uint8Array} with the empty block at the end */
  finish() {
    if (this.bitCount > 0) this.pushData(this.bits & 255);
    // The block that is open is the empty one, if it has no bytes.
    if (this.length - this.blockStart > 1) this.push(0);
    return this.bytes.subarray(0, this.length);
  }
}

/**
 * @param {Uint8Array} indices of colours, each below 2 to the power of `depth`
 * @param {number} depth in bits, 2 to 8
 * @returns {Uint8Array} with the byte that states the depth before it
 */
export function compress(indices, depth) {
  const [clear, end] = [1 << depth, (1 << depth) + 1];
  const writer = new BlockWriter();
  // The code of "known string and one more index", at string * 256 + index; 0 is none.
  const table = new Uint16Array(mostCodes << 8);
  let [width, next] = [depth + 1, end + 1];
  writer.write(clear, width);
  let current = indices[0];
  for (let place = 1; place < indices.length; place += 1) {
    const key = (current << 8) | indices[place];
    const known = table[key];
    if (known) {
      current = known;
      continue;
    }
    writer.write(current, width);
    current = indices[place];
    if (next < mostCodes) {
      // The reader knows a code one step later, so its width grows one step later, too.
      if (next === 1 << width) width += 1;
      table[key] = next++;
    } else {
      writer.write(clear, width);
      table.fill(0);
      [width, next] = [depth + 1, end + 1];
    }
  }
  if (indices.length) writer.write(current, width);
  writer.write(end, next === 1 << width && width < 12 ? width + 1 : width);
  const data = writer.finish();
  const result = new Uint8Array(1 + data.length);
  result[0] = depth;
  result.set(data, 1);
  return result;
}
