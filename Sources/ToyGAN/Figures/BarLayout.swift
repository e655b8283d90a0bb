import Foundation

/// The places of the panels of bars on a page, with the labels of their rows at the left.
struct BarLayout {
  let (width, height): (Double, Double)
  let headline: Headline
  private(set) var panels: [Panel] = []
  /// The titles of the panels, in lines.
  let titles: [[String]]
  private let rows: [[String]]
  private let page: Page
  /// Space for labels at the left of each row of panels.
  private let labelWidth: Double
  private let columns: Int

  /// Height of a row, and the least height that holds its label.
  var rowHeight: Double { panels[0].height / Double(rows.count) }
  var leastRow: Double {
    Double(rows.map(\.count).max() ?? 1) * page.leading(.body) * 0.95
  }

  /// `values` are the texts behind the bars.
  init(
    grid: BarGrid, values: [String], title: String, caption: [String], key: [KeyEntry], page: Page
  ) {
    let (unit, count) = (page.unit, grid.columns.count)
    self.page = page
    let longest = grid.rows.map { page.width(of: $0) }.max() ?? 0
    let usualLabel = page.pad + longest + 10 * unit
    let usualPanel = count == 1 ? max(760 - usualLabel, 200) : 300
    let usual = ModesOverSteps.balanced(count, most: 4)
    let width = page.width(usualLabel + Double(usual) * usualPanel)
    let widest = values.map { page.width(of: $0, .heading) }.max() ?? 0
    let numbers = max(46 * unit, widest + 13 * unit)
    // A panel is at least as wide as its axis can be read.
    let least = 10 * page.base
    let labelWidth = page.isSized ? min(usualLabel, 0.42 * width) : usualLabel
    let fitting = max(1, Int((width - labelWidth) / (least + numbers)))
    let columns =
      page.style.columns.map { min($0, count) }
      ?? (page.isSized ? ModesOverSteps.balanced(count, most: fitting) : usual)
    let across = (width - labelWidth) / Double(columns)
    (self.width, self.labelWidth, self.columns) = (width, labelWidth, columns)
    let inner = across - numbers
    rows = grid.rows.map { page.lines($0, room: labelWidth - page.pad - 10 * unit) }
    titles = grid.columns.map { column in
      column.isEmpty ? [] : page.lines(column, room: inner + numbers * 0.8, .heading)
    }
    headline = Headline(title, caption: caption, key: key, page: page, width: width)
    let above = Double(titles.map(\.count).max() ?? 0) * page.leading(.heading) + 6 * unit
    let below = 50 * unit
    let bands = Double((count + columns - 1) / columns)
    let lines = Double(rows.map(\.count).max() ?? 1)
    let usualRow = (grid.rows.count > 12 ? 30 : page.isSized ? 34 : 44) * unit
    let row = max(usualRow, lines * page.leading(.body) + 6 * unit)
    let around = headline.top + headline.bottom
    height = page.height(
      around + bands * (above + below + row * Double(grid.rows.count)), width: width)
    let room = (height - around) / bands - above - below
    for index in 0..<count {
      panels.append(
        Panel(
          left: labelWidth + Double(index % columns) * across,
          top: headline.top + above + Double(index / columns) * (above + below + room),
          width: inner, height: max(room, 10 * unit)))
    }
  }

  /// Commands that write the labels of the rows, beside each first panel.
  func labels(_ palette: FigurePalette) -> String {
    panels.enumerated().filter { $0.offset % columns == 0 }.flatMap { _, panel in
      rows.enumerated().map { index, lines in
        page.texts(
          lines, panel.left - 9 * page.unit,
          middle(of: index, panel) - Double(lines.count - 1) / 2 * page.leading(.body), .right,
          colour: palette.text(index))
      }
    }.joined(separator: "\n")
  }

  /// A remark at the lower right of a row's bar.
  func remark(_ text: String, row: Int, _ panel: Panel) -> String {
    let step = panel.height / Double(rows.count)
    return page.text(
      text, panel.right - 2 * page.unit, middle(of: row - 1, panel) + 0.28 * step, .right, .small,
      colour: FigureColors.caption) + " front"
  }

  private func middle(of row: Int, _ panel: Panel) -> Double {
    panel.top + panel.height * (Double(row) + 0.5) / Double(rows.count)
  }
}
