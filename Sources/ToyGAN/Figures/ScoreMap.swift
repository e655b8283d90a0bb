import Foundation
import ToyGANFiles
import ToyGANStatistics
import ToyGANStudies

/// The final score over two numeric settings as a map: a cell for each pair of values, with its mean.
struct ScoreMap {
  let sweep: StoredSweep
  let modeCounts: [Int?]
  let (across, up): (NumericSettings.Varied, NumericSettings.Varied)
  let page: Page

  /// The figure, or nil if no run has a score.
  func figure(named name: String) -> Figure? {
    guard let score = sweep.score else { return nil }
    let cells = cells(score)
    guard cells.contains(where: { $0.mean.isFinite }) else { return nil }
    let layout = layout(score)
    var figure = Figure(
      name: name, subject: "final \(score.title) over \(across.key) and \(up.key)",
      width: Int(layout.width), height: Int(layout.height), data: [("", csv(cells))],
      commands: commands(score, layout, cells, name: name))
    figure.look = page.look(width: layout.width)
    return figure
  }

  private struct Cell {
    var (column, row) = (0, 0)
    var mean: Double
    var label: String
  }

  private func cells(_ score: Score) -> [Cell] {
    let (columns, rows) = (across.values, up.values)
    var rowOf = [String: Int]()
    for point in up.lines.flatMap(\.points) {
      rowOf[point.label] = rows.firstIndex(of: point.value)
    }
    return across.lines.flatMap(\.points).compactMap { point in
      guard let row = rowOf[point.label], let column = columns.firstIndex(of: point.value)
      else { return nil }
      let mean = sweep.runs(of: point.label).observations(of: score.metric).mean
      return Cell(column: column, row: row, mean: mean ?? .nan, label: point.label)
    }
  }

  private func csv(_ cells: [Cell]) -> String {
    var csv = CSVText(header: ["column", "row", across.key, up.key, "mean", "label"])
    for cell in cells {
      csv.append(
        "\(cell.column)", "\(cell.row)", "\(across.values[cell.column])", "\(up.values[cell.row])",
        CSVText.number(cell.mean), CSVText.quoted(cell.label))
    }
    return csv.text
  }

  private struct Layout {
    var width: Double
    var height: Double
    var headline: Headline
    var panel: Panel
  }

  private func layout(_ score: Score) -> Layout {
    let (unit, columns, rows) = (page.unit, across.values.count, up.values.count)
    let texts = SettingAxis.texts(up.values)
    let left = page.pad + 26 * unit + (texts.map { page.width(of: $0) }.max() ?? 0)
    let right = page.pad * 0.5 + 8 * unit
    let width = page.width(max(520, left + right + 56 * Double(columns)))
    let headline = Headline(
      "\(score.heading) over two settings",
      caption: [
        "\(number)\(modes(score)); dark is better. Empty: no run that completed.",
        score.meaning,
      ], page: page, width: width)
    let around = headline.top + headline.bottom + 52 * unit
    let cell = page.isSized ? max(0.6 * (width - left - right) / Double(columns), 15 * unit) : 34
    let height = page.height(around + cell * Double(rows), width: width)
    return Layout(
      width: width, height: height, headline: headline,
      panel: Panel(
        left: left, top: headline.top + 6 * unit, width: width - left - right,
        height: height - around))
  }

  private var number: String {
    sweep.hasOneSeed ? "Number: the one run" : "Number: mean over \(sweep.seedCount)"
  }

  private func modes(_ score: Score) -> String {
    let known = Set(modeCounts.compactMap { $0 })
    guard score.countsModes, known.count == 1, let all = known.first else { return "" }
    return ", of \(all) modes"
  }

  private func commands(
    _ score: Score, _ layout: Layout, _ cells: [Cell], name: String
  ) -> String {
    let (panel, unit) = (layout.panel, page.unit)
    let means = cells.map(\.mean).filter(\.isFinite)
    let (least, most) = (min(0, means.min() ?? 0), means.max() ?? 1)
    let all = score.countsModes ? modeCounts.compactMap { $0 }.max().map(Double.init) : nil
    let end = max(all ?? most, least + 1e-12)
    // For a distance the smallest value is the best.
    let isLower = score.metric.preference == .lower
    let shade = isLower ? "1-s($5)" : "s($5)"
    let width = panel.width / Double(across.values.count)
    let fits = page.width(of: String(format: score.format, end), .caption) <= width
    let numbers = """
      , \\
        data using 1:2:($5 == $5 ? sprintf("\(score.format)", $5) : ""):(ink(\(shade))) \\
          with labels \(page.font(.caption)) textcolor rgb variable
      """
    return """
      data = "\(Figure.dataFile(name))"
      \(layout.headline.commands)
      \(page.text(across.key, panel.left + panel.width / 2, panel.bottom + 34 * unit, .center))
      \(page.text(up.key, page.pad + 5 * unit, panel.top + panel.height / 2, .center, isRotated: true))
      \(panel.margins)
      set border 0
      set tics scale 0 textcolor rgb '#404040'
      set xrange [-0.5:\(across.values.count - 1).5]
      set yrange [-0.5:\(up.values.count - 1).5]
      set xtics (\(ticks(across.values, every: stride(across.values, width))))
      set ytics (\(ticks(up.values, every: 1)))
      set key off
      unset colorbox
      set cbrange [0:1]
      set palette defined (0 '#FFFFFF', 1 '\(FigureColors.label(0))')
      s(value) = (value - \(FigureText.number(least))) / \(FigureText.number(end - least))
      ink(share) = share > 0.55 ? 0xFFFFFF : 0x1A1A1A
      plot data using 1:2:(0.5):(0.5):(\(shade)) with boxxyerror linecolor palette \\
        fillstyle solid border linecolor rgb '#D0D0D0'\(fits ? numbers : "")
      """
  }

  /// How many values there are per tick, so that texts do not touch.
  private func stride(_ values: [Double], _ width: Double) -> Int {
    let widest = SettingAxis.texts(values).map { page.width(of: $0) }.max() ?? 0
    return max(1, Int(((widest + 4 * page.unit) / width).rounded(.up)))
  }

  private func ticks(_ values: [Double], every step: Int) -> String {
    SettingAxis.texts(values).enumerated().filter { $0.offset % step == 0 }.map { index, text in
      "'\(text)' \(index)"
    }.joined(separator: ", ")
  }
}
