import ToyGANFiles

/// The places of square panels in rows with labels, in points; panels are unit squares of one coordinate system.
struct PanelGrid {
  /// Empty space between panels, and the distance of columns, in units of a panel's side.
  static let (gap, across) = (0.06, 1.06)

  private(set) var width: Double
  private(set) var height = 0.0
  /// Largest number of columns, with the target.
  let most: Int
  /// Side of a panel in points.
  private(set) var side = 122.0
  /// Distance of rows in units of the side.
  private(set) var down = 1.06
  /// Height in points of a line of text under each panel.
  var under = 0.0
  /// The rectangle of all panels.
  private(set) var panel = Panel(left: 0, top: 0, width: 0, height: 0)
  private let labels: [[String]]
  /// Whether labels stand above their row, because the page is narrow.
  private let isAbove: Bool
  private let left: Double
  private let page: Page

  init(labels: [String], page: Page) {
    self.page = page
    let longest = labels.map { page.width(of: $0) }.max() ?? 0
    let usual = page.pad + longest + 12 * page.unit
    let given = page.isSized ? page.width(0) : 0
    // A label in two or three lines leaves most of the page to the panels.
    let room = page.isSized ? min(usual, 0.2 * given) : usual
    let isAbove = page.isSized && page.style.shape == nil && given < 30 * page.base
    self.isAbove = isAbove
    left = isAbove ? page.pad : room
    self.labels = labels.map { label in
      page.lines(label, room: isAbove ? given - 2 * page.pad : room - page.pad - 8 * page.unit)
    }
    width = given
    let fitting = max(2, Int((given - left) / (4.8 * page.base * Self.across)))
    most =
      page.style.columns
      ?? (page.isSized ? min(StepColumns.most + 1, fitting) : StepColumns.most + 1)
  }

  /// The grid with this number of columns.
  func filled(columns: Int) -> PanelGrid {
    let span = Double(columns) * Self.across - Self.gap
    let right = page.isSized ? page.pad : 16
    var grid = self
    grid.side = page.isSized ? (width - left - right) / span : 128 / Self.across
    if !page.isSized { grid.width = (left + right + grid.side * span).rounded() }
    grid.panel = Panel(left: left, top: 0, width: grid.side * span, height: 0)
    return grid
  }

  /// The grid at its place below a title and above a caption.
  func placed(below headline: Headline) -> PanelGrid {
    var grid = self
    let (unit, count) = (page.unit, Double(labels.count))
    let heads = page.leading(.body) + 6 * unit
    let label = labelHeight
    let top = headline.top + heads + label
    func total(_ side: Double) -> Double {
      top + count * (side + under) + (count - 1) * (Self.gap * side + label) + headline.bottom
        + 6 * unit
    }
    if page.style.shape != nil {
      grid.height = page.height(0, width: width)
      // The page has a fixed height, in which all rows must fit.
      let fitting =
        (grid.height - total(0)) / (count + (count - 1) * Self.gap)
      if fitting < side {
        grid.side = max(fitting, 8)
        grid.panel.width *= grid.side / side
        grid.panel.left += (panel.width - grid.panel.width) / 2
      }
    } else {
      grid.height = total(side).rounded()
    }
    grid.down = 1 + Self.gap + (label + under) / grid.side
    grid.panel.top = top
    grid.panel.height = grid.side * (count + (count - 1) * (grid.down - 1))
    return grid
  }

  /// Height of the labels above a row.
  private var labelHeight: Double {
    guard isAbove else { return 0 }
    return Double(labels.map(\.count).max() ?? 1) * page.leading(.body) + 4 * page.unit
  }

  /// Commands that write the headings of the columns.
  func heads(_ texts: [String], _ page: Page) -> String {
    texts.enumerated().map { column, text in
      page.text(
        text, panel.left + side * (Self.across * Double(column) + 0.5),
        panel.top - labelHeight - 9 * page.unit, .center, colour: "#404040")
    }.joined(separator: "\n")
  }

  /// Commands that write the label of a row.
  func label(_ row: Int, _ page: Page, colour: String) -> String {
    let (lines, top) = (labels[row], panel.top + down * side * Double(row))
    let rest = Double(lines.count - 1) * page.leading(.body)
    if isAbove {
      return page.texts(
        lines, panel.left, top - rest - page.leading(.body) / 2 - 2 * page.unit, colour: colour)
    }
    return page.texts(
      lines, panel.left - 8 * page.unit, top + side / 2 - rest / 2, .right, colour: colour)
  }
}
