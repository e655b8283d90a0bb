import ToyGANFiles

/// How a figure is drawn, apart from what is on it: font, resolution, colours.
package struct FigureLook: Sendable {
  /// Name of the font; nil for the usual one.
  private let font: String?
  /// Size of usual text in points.
  private let base: Double
  /// Pixels per point of a PNG, and the factor from points to the pixels of an SVG, which are 1/96 inch.
  private let resolution: (png: Double, svg: Double)
  private let isGray: Bool
  /// Whether the page has a given width, so that a picture has exactly this size.
  private let isSized: Bool

  /// The look for a screen: two pixels per point.
  package static let standard = FigureLook(.standard, base: 12, width: 1)

  /// The look of a page; `width` is the width of the layout in whole points.
  init(_ style: FigureStyle, base: Double, width: Double) {
    (font, self.base, isGray, isSized) = (style.font, base, style.isGray, style.width != nil)
    guard let length = style.width else {
      resolution = (2, 1)
      return
    }
    // 300 dots per inch on paper; a slide has two pixels per point.
    let dots = length.isInPixels ? 96.0 : length.points > 600 ? 144 : 300
    let exact = length.points / width
    resolution = (exact * dots / 72, exact * 96 / 72)
  }

  /// The definitions of the font's name, and of what follows it where letters are bold or italic.
  ///
  /// The GIF terminal does not replace a missing font, so that the script asks which one stands in for it. The SVG
  /// terminal writes a name without reading it, and a viewer looks for a family that is called "Helvetica:Bold";
  /// so the name is closed there, and an attribute follows.
  func face(isAnimation: Bool) -> String {
    let name = font ?? "Helvetica"
    guard isAnimation else {
      return """
        face = "\(name)"
        bold = format eq "svg" ? '" font-weight="bold' : ":Bold"
        italic = format eq "svg" ? '" font-style="italic' : ":Italic"
        """
    }
    return """
      face = system("fc-match -f '%{family[0]}' '\(name)' 2>/dev/null")
      if (face eq "") face = "sans"
      """
  }

  /// The commands that choose a terminal by the variable `format`.
  var terminal: String {
    let text = "font face.\",\(DecimalText.significant(base, 3))\""
    return """
      if (format eq "svg") {
        set terminal svg size \(svgSize) noenhanced background "white" \(text)\(svgScale)
      } else { if (format eq "pdf") {
        set terminal pdfcairo size width/72.0,height/72.0 noenhanced \(text) \\
      fontscale 0.75
      } else { if (format eq "eps") {
        set terminal epscairo size width/72.0,height/72.0 noenhanced \(text) \\
      fontscale 0.75
      } else {
        set terminal pngcairo size \(pngSize) noenhanced background "white" \\
      \(text) \(pngScale)
      } } }
      """
  }

  /// The command that chooses the terminal of an animation.
  func animation(delay: Int) -> String {
    """
    set terminal gif animate delay \(delay) loop 0 size width,height noenhanced \\
    background "#FFFFFF" font face.",\(DecimalText.significant(base, 3))"
    """
  }

  /// The size of dots in an SVG, which its terminal does not scale.
  var dot: String {
    isSized ? "dot = format eq \"svg\" ? \(Self.number(resolution.svg)) : 1\n" : ""
  }

  private var svgSize: String {
    isSized ? Self.pixels(resolution.svg) : "width,height"
  }

  private var svgScale: String {
    let scale = Self.number(resolution.svg)
    return isSized ? " \\\nfontscale \(scale) linewidth \(scale)" : ""
  }

  private var pngSize: String { isSized ? Self.pixels(resolution.png) : "2*width,2*height" }

  private var pngScale: String {
    guard isSized else { return "fontscale 1.5 linewidth 2 pointscale 2" }
    let scale = Self.number(resolution.png)
    return "fontscale 0.75*\(scale) linewidth \(scale) pointscale \(scale)"
  }

  /// The size of a page in pixels, rounded.
  private static func pixels(_ scale: Double) -> String {
    "floor(\(number(scale))*width+0.5),floor(\(number(scale))*height+0.5)"
  }

  private static func number(_ value: Double) -> String { DecimalText.significant(value, 7) }

  /// The script in this look's colours.
  func coloured(_ script: String) -> String {
    isGray ? FigureColors.grays(in: script) : script
  }
}
