/// The type of the numbers in a `.npy` array, as its header names it: `<f4` is a little-endian float32.
struct NumPyNumber {
  private enum Kind: Character {
    case boolean = "b"
    case signed = "i"
    case unsigned = "u"
    case real = "f"
  }

  /// Number of bytes.
  let width: Int
  private let kind: Kind
  private let isBigEndian: Bool

  /// Nil for types that are not numbers, and for complex numbers and floats of more than 64 bits.
  init?(_ name: String) {
    let parts = Array(name)
    guard parts.count == 3, let order = parts.first, "<>=|".contains(order),
      let kind = Kind(rawValue: parts[1]), let width = parts[2].wholeNumberValue
    else { return nil }
    let widths =
      switch kind {
      case .boolean: [1]
      case .signed, .unsigned: [1, 2, 4, 8]
      case .real: [2, 4, 8]
      }
    // Only numbers of one byte have no order of bytes.
    guard widths.contains(width), order != "|" || width == 1 else { return nil }
    self.kind = kind
    self.width = width
    isBigEndian = order == ">"
  }

  /// What the type can be, for errors.
  static let allowed =
    "float16, float32, float64, whole numbers of 8 to 64 bits, or bool, without a record"

  /// The number at a place of `bytes`, as the nearest Double.
  func value(in bytes: UnsafeRawBufferPointer, at offset: Int) -> Double {
    switch (kind, width) {
    case (.boolean, _): bytes[offset] == 0 ? 0 : 1
    case (.signed, 1): Double(Int8(bitPattern: bytes[offset]))
    case (.signed, 2): Double(Int16(bitPattern: word(bytes, offset)))
    case (.signed, 4): Double(Int32(bitPattern: word(bytes, offset)))
    case (.signed, _): Double(Int64(bitPattern: word(bytes, offset)))
    case (.unsigned, 1): Double(bytes[offset])
    case (.unsigned, 2): Double(word(bytes, offset) as UInt16)
    case (.unsigned, 4): Double(word(bytes, offset) as UInt32)
    case (.unsigned, _): Double(word(bytes, offset) as UInt64)
    case (.real, 2): Double(Float16(bitPattern: word(bytes, offset)))
    case (.real, 4): Double(Float(bitPattern: word(bytes, offset)))
    case (.real, _): Double(bitPattern: word(bytes, offset))
    }
  }

  private func word<Word: FixedWidthInteger>(
    _ bytes: UnsafeRawBufferPointer, _ offset: Int
  ) -> Word {
    let word = bytes.loadUnaligned(fromByteOffset: offset, as: Word.self)
    return isBigEndian ? Word(bigEndian: word) : Word(littleEndian: word)
  }
}
