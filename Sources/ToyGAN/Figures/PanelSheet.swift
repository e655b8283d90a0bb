import ToyGANFiles

/// A panel of a figure of known contents, before it has a place and its letters have a size.
package struct SheetPanel: Sendable {
  let (title, remark, colour): (String, String, String)
  let (x, y): (String, String)
  /// The title of an axis at the right, and its colour.
  let (y2, colour2): (String, String)
  let commands: String
  /// Whether the title reaches over the panels at the right, which have none.
  let isWide: Bool

  /// A panel with its title, a smaller remark under it, the titles of its axes, and the commands that draw it.
  ///
  /// Commands begin with ranges and ticks of gnuplot's own formats. They use the strings `inside`, `little` and
  /// `slanted` as fonts, and `P()` and `W()` for sizes of points and widths of lines. Labels, arrows, objects,
  /// ticks and logarithms end with the panel.
  package init(
    _ title: String = "", remark: String = "", colour: String = FigureColors.ink, x: String = "",
    y: String = "", y2: (title: String, colour: String) = ("", ""), isWide: Bool = false,
    commands: String
  ) {
    (self.y2, colour2) = y2
    self.isWide = isWide
    (self.title, self.remark, self.colour) = (title, remark, colour)
    (self.x, self.y, self.commands) = (x, y, commands)
  }
}

/// Panels of one size that stand in rows.
package struct PanelBlock: Sendable {
  var panels: [SheetPanel]
  /// Panels in a row of a screen.
  var columns: Int
  /// Size of a panel beside a text of 12 points.
  var size: (width: Double, height: Double)
  /// Number of consecutive panels that stay on one page.
  var together = 1
  /// Whether panels are as wide as high.
  var isSquare = false
  /// Whether all panels have the same axes, so that numbers stand at the edges only.
  var sharesAxes = false
  /// The titles of shared axes.
  var (x, y) = ("", "")
  /// Space for the numbers of a vertical axis, and for words at the right of a panel, in points for a text of 12 points.
  var (numbers, right) = (34.0, 0.0)
  /// Further space below each panel.
  var below = 0.0
  /// Whether the axes have numbers.
  var hasTicks = true
  /// Smallest size of a panel on paper, as a share of that beside a text of the same size on a screen.
  var least = 0.62

  package init(
    _ panels: [SheetPanel], columns: Int, size: (width: Double, height: Double), together: Int = 1,
    isSquare: Bool = false, right: Double = 0, below: Double = 0, numbers: Double = 34,
    hasTicks: Bool = true, least: Double = 0.62
  ) {
    (self.below, self.least) = (below, least)
    (self.panels, self.columns, self.size) = (panels, columns, size)
    (self.together, self.isSquare, self.right) = (together, isSquare, right)
    (self.numbers, self.hasTicks) = (hasTicks ? numbers : 0, hasTicks)
  }

  /// The block with the same axes in all panels.
  package func sharingAxes(x: String, y: String) -> PanelBlock {
    var block = self
    (block.sharesAxes, block.x, block.y) = (true, x, y)
    return block
  }

  /// The block with some of its panels.
  func part(_ range: Range<Int>) -> PanelBlock {
    var block = self
    block.panels = Array(panels[range])
    return block
  }
}

/// A figure of known contents that is laid out for any page: on a screen its blocks stand side by side; on paper
/// they follow each other, with as many panels in a row as can be read; on slides each block has pages of its panels.
package struct PanelSheet: Sendable {
  let (name, subject, title): (String, String, String)
  let caption: [String]
  let data: [(suffix: String, text: String)]
  let blocks: [PanelBlock]
  let preamble: @Sendable (_ name: String) -> String

  /// A sheet of blocks; `preamble` names the data files of the page with a name.
  package init(
    name: String, subject: String, title: String, caption: String,
    data: [(suffix: String, text: String)], blocks: [PanelBlock],
    preamble: @escaping @Sendable (_ name: String) -> String
  ) {
    (self.name, self.subject, self.title) = (name, subject, title)
    (self.caption, self.data, self.blocks) = ([caption], data, blocks)
    self.preamble = preamble
  }

  /// The figure, on as many pages as hold it.
  package func figures(_ style: FigureStyle) -> [Figure] {
    let page = Page(style)
    let layouts = SheetLayout.pages(of: self, page)
    return layouts.enumerated().map { index, layout in
      let name = FileName.page(index + 1, of: name)
      var figure = Figure(
        name: name, subject: subject, width: Int(layout.width), height: Int(layout.height),
        data: data, commands: commands(layout, name, page))
      figure.look = page.look(width: layout.width)
      return figure
    }
  }

  private func commands(_ layout: SheetLayout, _ name: String, _ page: Page) -> String {
    """
    \(preamble(name))
    \(page.sheetSizes)
    \(layout.headline.commands)
    \(FigureText.axes)
    set tics font face.",\(Page.number(page.size(.caption)))"
    set key off
    set multiplot
    \(layout.segments.map { $0.commands(page) }.joined(separator: "\n"))
    unset multiplot
    """
  }
}

extension Page {
  /// Definitions of the fonts inside of panels, and of the sizes of points and lines.
  fileprivate var sheetSizes: String {
    func face(_ size: Double, _ kind: String = "") -> String {
      "face.\(kind)\",\(Self.number(max(size * unit, min(6, base))))\""
    }
    // The SVG terminal does not scale points.
    let size = unit < 1 ? 0.85 * unit : min(1.7, 0.35 + 0.65 * unit)
    let scale = DecimalText.significant(size, 3) + (isSized ? "*dot" : "")
    return """
      inside = \(face(11)); little = \(face(9)); slanted = \(face(12, "italic."))
      P(x) = x*\(scale)
      W(x) = x*\(Self.number(min(1.5, max(0.5, unit))))
      """
  }
}

extension Figure {
  /// The figure with the colours and the font of a style, scaled to its width.
  package func scaled(to style: FigureStyle) -> Figure {
    guard style != .standard else { return self }
    var figure = self
    figure.look = FigureLook(style, base: 12, width: Double(width))
    return figure
  }
}
