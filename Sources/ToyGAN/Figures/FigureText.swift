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
  /// The figure's title and caption, at the top and bottom left of the page.
  ///
  /// They are labels 1 and 2, which must be unset after the first panel of a `multiplot`. Positions are in
  /// points, not in characters, whose height differs between terminals.
  package static func headline(_ title: String, caption: [String]) -> String {
    let lines = caption.enumerated().map { index, line in
      "set label \(index + 2) \(Figure.quoted(line)) at screen 16.0/width,"
        + "\(14 + 15 * (caption.count - 1 - index)).0/height "
        + "left font face.\",10\" textcolor rgb '\(FigureColors.caption)'"
    }
    return
      ([
        "set label 1 \(Figure.quoted(title)) at screen 16.0/width,1-22.0/height "
          + "left font face.\":Bold,15\" textcolor rgb '\(FigureColors.ink)'"
      ] + lines).joined(separator: "\n")
  }

  /// Margins around a plot, in points.
  package static func margins(left: Int, right: Int, top: Int, bottom: Int) -> String {
    """
    set lmargin at screen \(left).0/width
    set rmargin at screen 1-\(right).0/width
    set tmargin at screen 1-\(top).0/height
    set bmargin at screen \(bottom).0/height
    """
  }

  /// Thin grey axes on the left and at the bottom, with ticks outside.
  package static let axes = """
    set border 3 linecolor rgb '#8C8C8C' linewidth 0.8
    set tics nomirror out scale 0.5 textcolor rgb '#404040'
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
