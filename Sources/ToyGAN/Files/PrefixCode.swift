/// A canonical prefix code, as Deflate describes it by the lengths of its code words (RFC 1951, section 3.2.2).
struct PrefixCode {
  /// The longest code word.
  let bits: Int
  /// For each value of the next `bits` bits the symbol, times 16, plus the length of its code word; 0 if no
  /// word begins so.
  let entries: [UInt16]

  /// Nil unless the lengths, each at most 15, are those of a complete code.
  ///
  /// One that `mayBeIncomplete` may also have no words, or a single word of one bit.
  init?(lengths: ArraySlice<UInt8>, mayBeIncomplete: Bool = false) {
    var counts = [Int](repeating: 0, count: 16)
    for length in lengths { counts[Int(length)] += 1 }
    counts[0] = 0
    bits = max(1, counts.lastIndex { $0 > 0 } ?? 0)
    let used = counts.enumerated().reduce(0) { $0 + $1.element << (15 - $1.offset) }
    let isSmall = bits == 1 && counts[1] <= 1
    guard used == 1 << 15 || (mayBeIncomplete && isSmall) else { return nil }
    var (next, word) = ([Int](repeating: 0, count: 16), 0)
    for length in 1...15 {
      word = (word + counts[length - 1]) << 1
      next[length] = word
    }
    var entries = [UInt16](repeating: 0, count: 1 << bits)
    for (symbol, length) in zip(0..., lengths) where length > 0 {
      let length = Int(length)
      // Words begin with their highest bit, and other numbers with their lowest one.
      var index = Self.reversed(next[length], length)
      next[length] += 1
      while index < entries.count {
        entries[index] = UInt16(symbol << 4 | length)
        index += 1 << length
      }
    }
    self.entries = entries
  }

  private static func reversed(_ word: Int, _ length: Int) -> Int {
    var (word, reversed) = (word, 0)
    for _ in 0..<length {
      reversed = reversed << 1 | word & 1
      word >>= 1
    }
    return reversed
  }
}

/// Reads bits, the lowest of each byte first.
struct BitReader {
  private let bytes: ArraySlice<UInt8>
  private var next: Int
  private var held: UInt64 = 0
  private var count = 0

  init(_ bytes: ArraySlice<UInt8>) { (self.bytes, next) = (bytes, bytes.startIndex) }

  /// The index of the first byte of which no bit was taken.
  var byteIndex: Int { next - count / 8 }

  private mutating func fill() {
    while count <= 48, next < bytes.endIndex {
      held |= UInt64(bytes[next]) << UInt64(count)
      next += 1
      count += 8
    }
  }

  private mutating func drop(_ bits: Int) {
    held >>= UInt64(bits)
    count -= bits
  }

  /// A number of at most 16 bits.
  mutating func take(_ bits: Int) throws(Inflater.Damage) -> Int {
    if count < bits { fill() }
    guard count >= bits else { throw .incomplete }
    let value = Int(held & (1 << UInt64(bits) - 1))
    drop(bits)
    return value
  }

  /// Drops the rest of a byte of which some bits were taken.
  mutating func skipToByte() { drop(count % 8) }

  /// The next symbol of a code.
  mutating func symbol(of code: PrefixCode) throws(Inflater.Damage) -> Int {
    if count < code.bits { fill() }
    let entry = Int(code.entries[Int(held & (1 << UInt64(code.bits) - 1))])
    let length = entry & 15
    guard length <= count else { throw .incomplete }
    guard length > 0 else { throw count < code.bits ? .incomplete : .malformed }
    drop(length)
    return entry >> 4
  }
}
