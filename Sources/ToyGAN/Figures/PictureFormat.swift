/// The formats in which gnuplot draws.
enum PictureFormat {
  /// Whether a file ends as its format requires: a full disk truncates a picture without an error.
  static func isComplete(_ bytes: [UInt8], _ format: String) -> Bool {
    switch format {
    case "png": bytes.suffix(8).elementsEqual([0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82])
    case "gif": bytes.last == 0x3b
    case "svg": String(decoding: bytes.suffix(20), as: UTF8.self).contains("</svg>")
    default: !bytes.isEmpty
    }
  }
}
