/// A 32-bit cyclic redundancy check, by which readers of a file detect damage.
///
/// Bits are in reverse order, the initial value is 0xFFFFFFFF, and the result is inverted. It detects every
/// burst error of at most 32 bits.
package struct RedundancyCheck: Sendable {
  /// The check of zlib, PNG and Ethernet (ISO 3309), with the polynomial 0x04C11DB7.
  package static let zlib = RedundancyCheck(reversedPolynomial: 0xedb8_8320)
  /// Castagnoli's check, with the polynomial 0x1EDC6F41 (RFC 3720, appendix B.4).
  package static let castagnoli = RedundancyCheck(reversedPolynomial: 0x82f6_3b78)

  /// The remainder of each possible byte.
  private let table: [UInt32]

  private init(reversedPolynomial: UInt32) {
    table = (0..<256).map { byte in
      (0..<8).reduce(UInt32(byte)) { remainder, _ in
        remainder >> 1 ^ (remainder & 1 == 1 ? reversedPolynomial : 0)
      }
    }
  }

  package func checksum(_ bytes: [UInt8]) -> UInt32 {
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

  /// The checksum as eight hexadecimal digits.
  package func text(_ bytes: [UInt8]) -> String {
    let digits = String(checksum(bytes), radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}
