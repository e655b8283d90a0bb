/// The cyclic redundancy check of Castagnoli, by which readers of event files notice damage.
///
/// Reflected polynomial 0x82F63B78, RFC 3720, appendix B.4.
enum CRC32C {
  static func checksum(of bytes: some Sequence<UInt8>) -> UInt32 {
    ~bytes.reduce(~0) { rest, byte in
      table[Int(UInt8(truncatingIfNeeded: rest) ^ byte)] ^ (rest >> 8)
    }
  }

  /// The checksum as TFRecord files store it: that of bytes which hold checksums is a weak one.
  ///
  ///     (crc rotated right by 15) + 0xA282EAD8 mod 2³²
  static func masked(of bytes: some Sequence<UInt8>) -> UInt32 {
    let crc = checksum(of: bytes)
    return (crc >> 15 | crc << 17) &+ 0xA282_EAD8
  }

  /// What each byte leaves behind.
  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { rest, _ in rest >> 1 ^ (rest & 1 == 0 ? 0 : 0x82F6_3B78) }
  }
}
