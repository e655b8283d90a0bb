/// The width of text on a terminal.
extension StringProtocol {
  /// Number of columns that the text fills: 2 for a wide character, 0 for a combining one.
  package var columns: Int { unicodeScalars.reduce(0) { $0 + $1.columns } }

  /// The longest beginning of the text that fits a number of columns; empty if that is not positive.
  package func clipped(toColumns limit: Int) -> String {
    var (clipped, left) = (String.UnicodeScalarView(), limit)
    for scalar in unicodeScalars {
      left -= scalar.columns
      guard left >= 0 else { break }
      clipped.append(scalar)
    }
    return String(clipped)
  }

  /// The beginning of the text, with blanks so that it fills exactly a number of columns.
  package func filling(columns width: Int) -> String {
    let text = clipped(toColumns: width)
    return text + String(repeating: " ", count: Swift.max(0, width - text.columns))
  }
}

extension Unicode.Scalar {
  /// Blocks of wide characters: Hangul, CJK, and full-width forms (Unicode, East Asian Width).
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115f, 0x2e80...0x303e, 0x3041...0xa4cf, 0xac00...0xd7a3, 0xf900...0xfaff,
    0xfe30...0xfe6f, 0xff00...0xff60, 0xffe0...0xffe6, 0x20000...0x3fffd,
  ]

  fileprivate var columns: Int {
    guard value >= 0x300 else { return 1 }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default:
      let isWide = properties.isEmojiPresentation || Self.wide.contains { $0.contains(value) }
      return isWide ? 2 : 1
    }
  }
}
