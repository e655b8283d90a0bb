/// Fields in the wire format of protocol buffers; a message is a sequence of fields.
///
/// Whole numbers are varints: seven bits per byte, the lowest first. A field whose value is the default of
/// its type may be omitted.
enum Protobuf {
  static func field(_ number: Int, _ value: Int) -> [UInt8] {
    key(number, wireType: 0) + varint(UInt64(bitPattern: Int64(value)))
  }

  static func field(_ number: Int, _ value: Double) -> [UInt8] {
    key(number, wireType: 1) + value.bitPattern.littleEndianBytes
  }

  static func field(_ number: Int, _ value: Float) -> [UInt8] {
    key(number, wireType: 5) + value.bitPattern.littleEndianBytes
  }

  static func field(_ number: Int, _ value: String) -> [UInt8] {
    field(number, Array(value.utf8))
  }

  /// A field of bytes, or of a message.
  static func field(_ number: Int, _ value: [UInt8]) -> [UInt8] {
    key(number, wireType: 2) + varint(UInt64(value.count)) + value
  }

  static func varint(_ value: UInt64) -> [UInt8] {
    var (bytes, rest) = ([UInt8](), value)
    while rest > 0x7F {
      bytes.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    return bytes + [UInt8(rest)]
  }

  private static func key(_ number: Int, wireType: Int) -> [UInt8] {
    varint(UInt64(number << 3 | wireType))
  }
}

extension FixedWidthInteger {
  var littleEndianBytes: [UInt8] { withUnsafeBytes(of: littleEndian, Array.init) }
}
