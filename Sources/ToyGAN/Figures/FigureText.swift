import Foundation
import ToyGANFiles

extension String {
  /// The text with a box in place of each emoji.
  ///
  /// Fonts hold emoji as coloured pictures of one size, which gnuplot scales to cover the whole figure.
  var withoutColourGlyphs: String {
    var text = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar.value {
      // Selectors and joiners that make an emoji of what is before them.
      case 0xFE0F, 0x200D, 0x20E3: continue
      case 0x1F000...0x1FAFF, 0xE0020...0xE007F: text.append("\u{25A1}")
      default: text.append(scalar.properties.isEmojiPresentation ? "\u{25A1}" : scalar)
      }
    }
    return String(text)
  }
}

/// Parts of gnuplot scripts that several figures share.
package enum FigureText {
  /// Thin grey axes on the left and at the bottom, with ticks outside.
  ///
  /// gnuplot's usual format of numbers begins with a blank, which moves them to the right of their ticks.
  package static let axes = """
    set border 3 linecolor rgb '#8C8C8C' linewidth 0.8
    set tics nomirror out scale 0.5 textcolor rgb '#404040'
    set format "%g"
    """

  /// An array of strings, one element per label.
  package static func array(_ name: String, _ texts: [String]) -> String {
    "array \(name)[\(texts.count)] = [\(texts.map(Figure.quoted).joined(separator: ", "))]"
  }

  /// An array of numbers; a missing number is NaN, which gnuplot does not draw.
  package static func array(_ name: String, _ numbers: [Double?]) -> String {
    let texts = numbers.map { $0.map(number) ?? "NaN" }
    return "array \(name)[\(texts.count)] = [\(texts.joined(separator: ", "))]"
  }

  package static func number(_ value: Double) -> String {
    value.isFinite ? CSVText.number(value) : "NaN"
  }

  /// A whole number with commas between thousands.
  package static func grouped(_ number: Int) -> String {
    let digits = Array("\(abs(number))")
    let text = digits.enumerated().map { index, digit in
      index > 0 && (digits.count - index) % 3 == 0 ? ",\(digit)" : "\(digit)"
    }.joined()
    return number < 0 ? "-\(text)" : text
  }
}
