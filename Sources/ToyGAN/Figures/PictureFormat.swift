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
}
