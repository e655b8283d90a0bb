/// Widths of text in points, for layouts that must hold it.
///
/// The widths are those of Helvetica, rounded up; other fonts without serifs are wider by at most a tenth.
struct TextMeasure {
  /// Factor for fonts that are wider than Helvetica.
  private let factor: Double

  init(font: String?) {
    let isNarrow = ["Helvetica", "Arial", "Nimbus Sans", "Liberation Sans", "Times", "serif"]
      .contains { (font ?? "Helvetica").hasPrefix($0) }
    factor = isNarrow ? 1.04 : 1.2
  }

  /// Width of one line in a size in points.
  func width(_ text: String, size: Double, isBold: Bool = false) -> Double {
    let em = text.unicodeScalars.reduce(0.0) { $0 + Self.width($1) }
    return em * size * factor * (isBold ? 1.07 : 1)
  }

  /// The text in lines that are at most `room` points wide, broken at blanks, hyphens and equals signs, and inside a word only
  /// where it alone is wider.
  func lines(_ text: String, room: Double, size: Double, isBold: Bool = false) -> [String] {
    // A room that was made for a text holds it, whatever the rounding.
    func fits(_ line: String) -> Bool { width(line, size: size, isBold: isBold) <= room + 0.01 }
    var (lines, line) = ([String](), "")
    for piece in Self.pieces(text) {
      if line.isEmpty || fits(Self.trimmed(line + piece)) {
        line += piece
      } else {
        lines.append(line)
        line = piece
      }
      while line.count > 1, !fits(Self.trimmed(line)) {
        var head = line
        while head.count > 1, !fits(head) { head.removeLast() }
        lines.append(head)
        line = String(line.dropFirst(head.count))
      }
    }
    lines.append(line)
    return lines.map(Self.trimmed).filter { !$0.isEmpty }
  }

  /// Words with the blank or the sign that follows them.
  private static func pieces(_ text: String) -> [String] {
    var pieces = [""]
    var isBroken = false
    for letter in text {
      if isBroken, letter != " " { pieces.append("") }
      pieces[pieces.count - 1].append(letter)
      // A hyphen between words, not the sign of "1e-4" or of "K = -1".
      let before = pieces[pieces.count - 1].dropLast()
      let isHyphen =
        letter == "-" && before.last?.isLetter == true && before.dropLast().last?.isNumber != true
      let isEquals = letter == "=" && before.last != " " && !before.isEmpty
      isBroken = letter == " " || isHyphen || isEquals
    }
    return pieces
  }

  private static func trimmed(_ text: String) -> String {
    var text = text[...]
    while text.last == " " { text.removeLast() }
    return String(text.drop { $0 == " " })
  }

  /// Width of a character in units of the size.
  private static func width(_ scalar: Unicode.Scalar) -> Double {
    switch scalar {
    case "i", "j", "l", "'", "|", "\u{2019}": 0.24
    case "I", " ", "\u{A0}", ".", ",", ":", ";", "f", "t", "/", "!", "[", "]", "\\": 0.28
    case "r", "(", ")", "-", "`", "\"": 0.36
    case "c", "k", "s", "v", "x", "y", "z", "J": 0.5
    case "m", "M", "%", "@", "—": 0.9
    case "W": 0.95
    case "w", "C", "D", "H", "N", "R", "U": 0.73
    case "G", "O", "Q": 0.78
    case "A", "B", "E", "K", "P", "S", "V", "X", "Y", "&": 0.67
    case "F", "T", "Z", "L": 0.62
    case "+", "<", "=", ">", "±", "×", "−", "≥", "≤", "~": 0.59
    case "\u{0}"..."\u{7E}": 0.56
    case "\u{300}"..."\u{36F}", "\u{200B}"..."\u{200F}": 0
    case "\u{A0}"..."\u{2E7F}": 0.68
    default: 1.02
    }
  }
}
