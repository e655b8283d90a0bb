import ToyGANSettings

/// The formats in which gnuplot draws.
public enum PictureFormat: String, CaseIterable, Sendable {
  case pdf, svg, png, eps, gif

  /// The format with a name; throws `SettingError` for `format`.
  public init(named name: String) throws(SettingError) {
    guard let format = PictureFormat(rawValue: name.lowercased()) else {
      throw SettingError.unknown(name, key: "format", known: Self.allCases.map(\.rawValue))
    }
    self = format
  }

  /// Whether a file ends as its format requires: a full disk truncates a picture without an error.
  func isComplete(_ bytes: [UInt8]) -> Bool {
    func ends(with text: String) -> Bool {
      String(decoding: bytes.suffix(20), as: UTF8.self).contains(text)
    }
    return switch self {
    case .png: bytes.suffix(8).elementsEqual([0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82])
    case .gif: bytes.last == 0x3b
    case .svg: ends(with: "</svg>")
    case .pdf, .eps: ends(with: "%%EOF")
    }
  }

  /// The file with the same date for all files in place of the time at which it was drawn.
  ///
  /// So its bytes depend only on what is drawn. Its length stays, because a PDF lists the places of its parts.
  func withoutDate(_ bytes: [UInt8]) -> [UInt8] {
    let (key, date): (String, String)
    switch self {
    case .pdf: (key, date) = ("/CreationDate (D:", "20000101000000")
    case .eps: (key, date) = ("%%CreationDate: ", "Sat Jan  1 00:00:00 2000")
    case .svg, .png, .gif: return bytes
    }
    guard let place = bytes.firstRange(of: Array(key.utf8))?.upperBound,
      place + date.utf8.count <= bytes.count
    else { return bytes }
    var bytes = bytes
    bytes.replaceSubrange(place..<place + date.utf8.count, with: date.utf8)
    return bytes
  }
}
