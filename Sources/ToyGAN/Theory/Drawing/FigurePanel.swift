/// A panel of a figure, by its position on the page in points from the top left corner.
struct FigurePanel {
  var left: Int
  var top: Int
  var width: Int
  var height: Int

  /// Commands that make the next plot use this panel; for use within `set multiplot`.
  var margins: String {
    """
    set lmargin at screen \(left).0/width
    set rmargin at screen \(left + width).0/width
    set tmargin at screen 1-\(top).0/height
    set bmargin at screen 1-\(top + height).0/height
    """
  }

  /// A grid of panels of this size, row by row, of which this is the first.
  func grid(columns: Int, count: Int, gap: (across: Int, down: Int)) -> [FigurePanel] {
    (0..<count).map { index in
      FigurePanel(
        left: left + index % columns * (width + gap.across),
        top: top + index / columns * (height + gap.down), width: width, height: height)
    }
  }
}
