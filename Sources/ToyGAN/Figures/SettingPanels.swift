/// The places of the panels of a score over a setting, and of the key to their lines.
struct SettingPanels {
  let (width, height): (Double, Double)
  let headline: Headline
  let columns: Int
  private(set) var panels: [Panel] = []
  private let page: Page
  private let names: [[String]]
  /// The rows of the key: the lines that each row holds.
  private let rows: [[Int]]
  private let isTogether: Bool

  /// `numbers` is the width of the numbers at the upright axis.
  init(
    lines: [String], isTogether: Bool, numbers: Double, title: String, caption: [String],
    key: [KeyEntry], page: Page
  ) {
    let (unit, count) = (page.unit, isTogether ? 1 : lines.count)
    (self.page, self.isTogether) = (page, isTogether)
    let usual = ModesOverSteps.layout(panels: count).columns
    let width = page.width(isTogether ? 620 : max(520, 250 * Double(usual) + 80))
    let left = page.pad + 16 * unit + max(30 * unit, numbers + 10 * unit)
    let (right, across) = (page.pad * 0.3 + 14 * unit, 20 * unit)
    let least = 10.5 * page.base
    let fitting = max(1, Int((width - left - right + across) / (least + across)))
    let columns =
      page.style.columns.map { min($0, count) }
      ?? (page.isSized ? ModesOverSteps.balanced(count, most: fitting) : usual)
    (self.width, self.columns) = (width, columns)
    let inner = (width - left - right - across * Double(columns - 1)) / Double(columns)
    let room = isTogether ? width - 2 * page.pad - Self.marker * unit : inner + 0.6 * across
    let names = lines.map { page.lines($0, room: room) }
    let rows = isTogether && lines.count > 1 ? Self.rows(names, page, width: width) : []
    (self.names, self.rows) = (names, rows)
    headline = Headline(title, caption: caption, key: key, page: page, width: width)
    let keyHeight = rows.reduce(0.0) { (height: Double, row: [Int]) -> Double in
      height + Double(row.map { names[$0].count }.max() ?? 1) * page.leading(.body) + 3 * unit
    }
    let above =
      isTogether
      ? keyHeight + 10 * unit
      : Double(names.map(\.count).max() ?? 1) * page.leading(.body) + 8 * unit
    let (ticks, axis) = (26 * unit, 20 * unit)
    let bands = Double((count + columns - 1) / columns)
    let around = headline.top + headline.bottom + axis
    let each = page.isSized ? max(0.62 * inner, 10 * page.base) : isTogether ? 260 : 119
    height = page.height(around + bands * (above + ticks + each), width: width)
    let tall = max((height - around) / bands - above - ticks, 12 * unit)
    panels = (0..<count).map { index in
      Panel(
        left: left + Double(index % columns) * (inner + across),
        top: headline.top + above + Double(index / columns) * (above + ticks + tall),
        width: inner, height: tall)
    }
  }

  /// Space for a marker of the key, in points for a text of 12 points.
  private static let marker = 18.0

  /// Entries of the key in rows that fit.
  private static func rows(_ names: [[String]], _ page: Page, width: Double) -> [[Int]] {
    var (rows, end) = ([[Int]](), Double.infinity)
    for (index, lines) in names.enumerated() {
      let entry =
        marker * page.unit + (lines.map { page.width(of: $0) }.max() ?? 0) + 12 * page.unit
      if end + entry > width - page.pad {
        rows.append([])
        end = page.pad
      }
      rows[rows.count - 1].append(index)
      end += entry
    }
    return rows
  }

  /// Commands that write the key above the panel; nothing for a single line.
  func key(colours: [String], ink: [String]) -> String {
    let unit = page.unit
    var (commands, y) = ([String](), headline.top + page.leading(.body) / 2)
    for row in rows {
      var x = page.pad
      for index in row {
        commands.append(
          "set label '' at screen \(Page.number(x + 7 * unit))/width,1-\(Page.number(y))/height point "
            + "pointtype \(FigurePalette.point(index)) \(page.mark(6)) "
            + "linecolor rgb '\(colours[index])'")
        commands.append(
          page.texts(names[index], x + Self.marker * unit, y, colour: ink[index]))
        x += Self.marker * unit + (names[index].map { page.width(of: $0) }.max() ?? 0) + 12 * unit
      }
      y += Double(row.map { names[$0].count }.max() ?? 1) * page.leading(.body) + 3 * unit
    }
    return commands.joined(separator: "\n")
  }

  /// The name of a line above its panel.
  func heading(_ index: Int) -> String {
    let (panel, lines) = (panels[index], names[index])
    let start = panel.top - 5 * page.unit - (Double(lines.count) - 0.5) * page.leading(.body)
    return page.texts(lines, panel.left + panel.width / 2, start, .center)
  }

  /// The titles of the axes.
  func axes(x: String, y: String) -> String {
    let top = panels[0].top
    let bottom = panels.map(\.bottom).max() ?? 0
    return [
      page.text(y, page.pad + 5 * page.unit, (top + bottom) / 2, .center, isRotated: true),
      page.text(x, width / 2, bottom + 34 * page.unit, .center),
    ].joined(separator: "\n")
  }
}
