/// The cyclic redundancy check of zlib, PNG and Ethernet (ISO 3309): the polynomial
/// 0x04C11DB7, bits in reverse order, 0xFFFFFFFF before and inverted after.
///
/// It notices every error that is no longer than 32 bits.
enum CRC32 {
  /// Eight hexadecimal digits.
  static func text(_ bytes: [UInt8]) -> String {
    let digits = String(checksum(bytes), radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }

  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    let remainder = table.withUnsafeBufferPointer { table in
      bytes.withUnsafeBufferPointer { bytes in
        var remainder = UInt32.max
        for byte in bytes {
          remainder = remainder >> 8 ^ table[Int(truncatingIfNeeded: remainder & 0xff) ^ Int(byte)]
        }
        return remainder
      }
    }
    return ~remainder
  }

  /// The remainder of each byte.
  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { remainder, _ in
      remainder >> 1 ^ (remainder & 1 == 1 ? 0xedb8_8320 : 0)
    }
  }
}
