import Foundation
import ToyGANFiles

/// The page for which a figure is laid out: its size in points, and the sizes of text and lines on it.
struct Page {
  /// The kinds of text, from the largest to the smallest.
  enum Role {
    case title, heading, body, caption, small

    /// Size for a text of 12 points.
    fileprivate var size: Double {
      switch self {
      case .title: 15
      case .heading, .body: 12
      case .caption: 10
      case .small: 9
      }
    }

    fileprivate var isBold: Bool { self == .title || self == .heading }
  }

  let style: FigureStyle
  let measure: TextMeasure
  /// Size of usual text, in points.
  let base: Double

  init(_ style: FigureStyle) {
    self.style = style
    measure = TextMeasure(font: style.font)
    base = style.fontSize ?? style.width.map { Self.size(forWidth: $0.points) } ?? 12
  }

  /// Text as papers have it in figures of one and of two columns, and as a screen has it.
  private static func size(forWidth points: Double) -> Double {
    points < 330 ? 8 : points < 560 ? 9 : 11
  }

  /// Whether the width is given, so that the layout must fit it.
  var isSized: Bool { style.width != nil }
  /// Length that grows with the text: 1 point for a text of 12 points.
  var unit: Double { base / 12 }
  /// Empty space at the edges: a figure on paper has its margins from the text around it.
  var pad: Double { !isSized ? 16 : style.shape == nil ? 2 : 28 }

  /// The width in points, as given or as usual.
  func width(_ usual: Double) -> Double { (style.width?.points ?? usual).rounded() }

  /// The height in points for a width: of a page of fixed shape, or as usual.
  func height(_ usual: Double, width: Double) -> Double {
    (style.shape.map { $0 * width } ?? usual).rounded()
  }

  /// Whether a page is higher than a sheet of paper, or its panels are lower than they can be read.
  func isCrowded(height: Double, panel: Double, least: Double) -> Bool {
    guard style.shape == nil else { return panel < least }
    return isSized && height > 690
  }

  func size(_ role: Role) -> Double {
    // Less cannot be read on paper.
    max(role.size * unit, isSized ? min(6, base) : 0)
  }

  /// Width of a text in points.
  func width(of text: String, _ role: Role = .body) -> Double {
    measure.width(text, size: size(role), isBold: role.isBold)
  }

  /// A text in lines that fit.
  func lines(_ text: String, room: Double, _ role: Role = .body) -> [String] {
    measure.lines(text, room: room, size: size(role), isBold: role.isBold)
  }

  /// Distance between lines of text.
  func leading(_ role: Role) -> Double { size(role) * (role == .caption ? 1.5 : 1.2) }

  /// The font of a text in a gnuplot command.
  func font(_ role: Role) -> String {
    "font face.\(role.isBold ? "bold." : "")\",\(DecimalText.significant(size(role), 3))\""
  }

  /// The width of a line, given for a text of 12 points.
  func line(_ width: Double) -> String {
    "linewidth \(DecimalText.significant(max(0.4, width * min(1.5, unit)), 3))"
  }

  /// The size of dots, given as their diameter in points; it must be above 0, because viewers refuse an SVG with a
  /// marker without size.
  func dot(_ diameter: Double) -> String {
    // gnuplot's size 1 is a circle of about 6 points.
    let size = DecimalText.significant(diameter / 6, 3)
    return isSized ? "pointsize \(size)*dot" : "pointsize \(size)"
  }

  /// The size of a marker, which grows with the text but less.
  func mark(_ diameter: Double) -> String { dot(self.diameter(diameter)) }

  /// The diameter of a marker in points, given for a text of 12 points.
  func diameter(_ usual: Double) -> Double { usual * min(1.7, 0.35 + 0.65 * unit) }

  /// The look of the script, apart from the layout.
  func look(width: Double) -> FigureLook {
    FigureLook(style, base: base, width: width)
  }
}

/// Where a line of text is anchored.
enum TextAnchor: String {
  case left, center, right
}

extension Page {
  /// A command that writes a line at a place in points from the top left corner of the page; the place is the
  /// middle of the line's height.
  func text(
    _ text: String, _ x: Double, _ y: Double, _ anchor: TextAnchor = .left, _ role: Role = .body,
    colour: String = FigureColors.ink, isRotated: Bool = false
  ) -> String {
    "set label \(Figure.quoted(text)) at screen \(Self.number(x))/width,1-\(Self.number(y))/height "
      + "\(anchor.rawValue)\(isRotated ? " rotate" : "") \(font(role)) textcolor rgb '\(colour)'"
  }

  /// Several lines, the first of which has its middle at `y`.
  func texts(
    _ lines: [String], _ x: Double, _ y: Double, _ anchor: TextAnchor = .left, _ role: Role = .body,
    colour: String = FigureColors.ink
  ) -> String {
    lines.enumerated().map { index, line in
      text(line, x, y + Double(index) * leading(role), anchor, role, colour: colour)
    }.joined(separator: "\n")
  }

  /// A number of points with a decimal point, so that gnuplot does not divide whole numbers.
  static func number(_ points: Double) -> String { DecimalText.fixed(points, 1) }
}

/// A panel of a figure, in points from the top left corner of the page.
struct Panel {
  var left: Double
  var top: Double
  var width: Double
  var height: Double

  var right: Double { left + width }
  var bottom: Double { top + height }

  /// Commands that make the next plot fill the panel.
  var margins: String {
    let n = Page.number
    return """
      set lmargin at screen \(n(left))/width
      set rmargin at screen \(n(right))/width
      set tmargin at screen 1-\(n(top))/height
      set bmargin at screen 1-\(n(bottom))/height
      """
  }
}
