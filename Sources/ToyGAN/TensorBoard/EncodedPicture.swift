/// The contents of an image file, and the image's size in pixels.
struct EncodedPicture {
  let bytes: [UInt8]
  let width, height: Int
}

extension EncodedPicture {
  /// Nil for formats other than PNG (RFC 2083, section 4.1.1) and GIF.
  init?(_ bytes: [UInt8]) {
    if bytes.starts(with: Self.png), bytes.count >= 24 {
      let (width, height) = (Self.number(bytes[16..<20]), Self.number(bytes[20..<24]))
      self.init(bytes: bytes, width: width, height: height)
    } else if bytes.starts(with: "GIF8".utf8), bytes.count >= 10 {
      let (width, height) = (bytes[6..<8].reversed(), bytes[8..<10].reversed())
      self.init(bytes: bytes, width: Self.number(width), height: Self.number(height))
    } else {
      return nil
    }
  }

  private static let png = [0x89] + Array("PNG\r\n\u{1A}\n".utf8)

  /// The number with these bytes, most significant byte first.
  private static func number(_ bytes: some Sequence<UInt8>) -> Int {
    bytes.reduce(0) { $0 << 8 | Int($1) }
  }
}
