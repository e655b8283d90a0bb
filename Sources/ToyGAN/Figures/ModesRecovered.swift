import Foundation
import ToyGANFiles
import ToyGANStatistics
import ToyGANStudies

/// The final score per label: a bar for the mean, its interval, and a dot per seed; one panel for each
/// target, or for each value of another setting, if rows were run under several.
struct ModesRecovered {
  private let sweep: StoredSweep
  private let grid: BarGrid
  private let page: Page
  private let number: Int
  private let palette: FigurePalette

  /// The figure of a sweep, or of the part of it on the page with a number; the grid is that of the labels, unless one is
  /// given.
  init(
    sweep: StoredSweep, page: Page = Page(.standard), number: Int = 1, grid given: BarGrid? = nil
  ) {
    (self.sweep, self.page, self.number) = (sweep, page, number)
    grid = given ?? BarGrid(sweep)
    palette =
      grid.hasRowsOfLabels
      ? FigurePalette(sweep, page)
      : FigurePalette(isGray: page.style.isGray, count: grid.rows.count)
  }

  /// The figure, or nil if no run has a score; its name is that of what it shows, unless another is given.
  func figure(named given: String? = nil) -> Figure? {
    guard let score = sweep.score, !sweep.runs.values(of: score.metric).isEmpty else { return nil }
    let text = ModesRecoveredText(sweep: sweep, grid: grid, score: score)
    let means = grid.bars.compactMap { $0.runs.observations(of: score.metric).mean }
    let layout = BarLayout(
      grid: grid, values: means.map { String(format: score.format, $0) }, title: text.title,
      caption: text.caption, key: text.key, page: page)
    let axes = grid.columns.indices.map {
      BarAxis(grid.bars(in: $0), score, reference: reference($0, score))
    }
    let usual = score.countsModes ? "modes-recovered" : "score-at-the-end"
    let name = FileName.page(number, of: given ?? usual)
    var figure = Figure(
      name: name, subject: "final \(score.title), per label", width: Int(layout.width),
      height: Int(layout.height),
      data: [("", summaryCSV(score)), ("-seeds", seedsCSV(score, layout, axes))],
      commands: commands(score, layout, axes, name: name))
    figure.look = page.look(width: layout.width)
    figure.isCrowded = page.isCrowded(
      height: layout.height, panel: layout.rowHeight, least: layout.leastRow)
    return figure
  }

  /// What samples of the target itself score, where it is not a number of modes.
  private func reference(_ column: Int, _ score: Score) -> Double? {
    score.countsModes ? nil : grid.runs(in: column).reference(of: score.metric)
  }

  // MARK: - Data

  private func summaryCSV(_ score: Score) -> String {
    var csv = CSVText(
      header: ["column", "row", "mean", "lower", "upper", "runs", "label", "classical_mean"])
    for bar in grid.bars {
      let values = bar.runs.observations(of: score.metric)
      guard let mean = values.mean else { continue }
      let interval = bar.runs.interval(of: score)
      let classical = score.classical.flatMap { bar.runs.observations(of: $0).mean }
      csv.append(
        "\(bar.column + 1)", "\(bar.row + 1)", CSVText.number(mean),
        CSVText.number(interval?.lower ?? .nan), CSVText.number(interval?.upper ?? .nan),
        "\(values.count)", CSVText.quoted(bar.label), CSVText.number(classical ?? .nan))
    }
    return csv.text
  }

  /// One dot per run; `included` is 0 for runs that means leave out.
  private func seedsCSV(_ score: Score, _ layout: BarLayout, _ axes: [BarAxis]) -> String {
    var csv = CSVText(
      header: [
        "column", "row", score.countsModes ? "modes" : "score", "offset", "seed", "run", "label",
        "included",
      ])
    for bar in grid.bars {
      let runs = bar.runs.values(of: score.metric)
      let axis = axes[bar.column]
      let dot = page.diameter(3.6) / layout.panels[bar.column].width * (axis.end - axis.start)
      for ((run, value), offset) in zip(runs, Self.offsets(runs.map(\.value), apart: dot)) {
        csv.append(
          "\(bar.column + 1)", "\(bar.row + 1)", CSVText.number(value), CSVText.number(offset),
          "\(run.seed)", CSVText.quoted(run.run), CSVText.quoted(bar.label),
          run.isIncluded ? "1" : "0")
      }
    }
    return csv.text
  }

  /// Vertical offsets of dots, so that those whose values are closer than a dot do not cover one another: alternately
  /// above and below the middle of the row, which the interval occupies.
  static func offsets(_ values: [Double], apart dot: Double) -> [Double] {
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    var clusters: [[Int]] = []
    for index in order {
      if let last = clusters.last?.last, values[index] - values[last] <= dot {
        clusters[clusters.count - 1].append(index)
      } else {
        clusters.append([index])
      }
    }
    var offsets = values.map { _ in 0.0 }
    for cluster in clusters {
      let gap = min(0.1, 0.34 / Double((cluster.count + 1) / 2))
      for (place, index) in cluster.enumerated() {
        offsets[index] = (place % 2 == 0 ? -gap : gap) * Double(place / 2 + 1)
      }
    }
    return offsets
  }

  // MARK: - Commands

  private func commands(
    _ score: Score, _ layout: BarLayout, _ axes: [BarAxis], name: String
  ) -> String {
    """
    \(FigureText.array("colour", grid.rows.indices.map(palette.area)))
    data = "\(Figure.dataFile(name))"
    seeds = "\(Figure.dataFile(name, "-seeds"))"
    \(layout.headline.commands)
    \(layout.labels(palette))
    \(FigureText.axes)
    set border 1
    set yrange [\(grid.rows.count).5:0.5]
    unset ytics
    set style fill solid 0.28 noborder
    set key off
    set multiplot
    \(grid.columns.indices.map { panel($0, score, layout, axes[$0]) }.joined(separator: "\nunset label\nunset arrow\n"))
    unset multiplot
    """
  }

  /// One target: its axis, the number of its modes, remarks on runs that did not complete, and the bars.
  private func panel(
    _ column: Int, _ score: Score, _ layout: BarLayout, _ axis: BarAxis
  ) -> String {
    let (panel, unit) = (layout.panels[column], page.unit)
    let bars = grid.bars(in: column)
    let counts = bars.map { score.countsModes ? $0.runs.modesOfTarget : nil }
    let most = max(1, min(5, Int(panel.width / (3 * page.base))))
    var lines = [
      panel.margins,
      "set xrange [\(FigureText.number(axis.start)):\(FigureText.number(axis.end))]",
      score.countsModes
        ? "set xtics \(ModesOverSteps.ticks(Int(clamping: axis.end.rounded(.up)), most: most))"
        : "set xtics \(LinearTicks.step(over: axis.end - axis.start, most: most))",
      page.text(
        score.axis(counts), panel.left + panel.width / 2, panel.bottom + 37 * unit, .center),
      page.texts(
        layout.titles[column], panel.left + panel.width / 2,
        panel.top - 8 * unit - Double(layout.titles[column].count - 1) * page.leading(.heading),
        .center, .heading),
    ]
    if let reference = reference(column, score) {
      let place = FigureText.number(reference)
      lines.append(
        "set arrow 299 from \(place),graph 0 to \(place),graph 1 nohead dashtype (6,4) "
          + "\(page.line(1)) linecolor rgb '#595959'")
    }
    for (bar, count) in zip(bars, counts) {
      let row = bar.row + 1
      let remark = bar.runs.remark
      if !remark.isEmpty { lines.append(layout.remark(remark, row: row, panel)) }
      guard let all = count else { continue }
      lines.append(
        "set arrow \(300 + row) from \(all),\(row)-0.5 to \(all),\(row)+0.5 nohead "
          + "dashtype 3 linecolor rgb '#8C8C8C'")
    }
    return (lines + [plot(column + 1, end: axis.end, score)]).joined(separator: "\n")
  }

  private func plot(_ column: Int, end: Double, _ score: Score) -> String {
    let count = grid.rows.count
    let classical =
      score.classical == nil
      ? ""
      : "data using ($1 == \(column) ? $8 : NaN):2 with points pointtype 12 \(page.mark(7))"
        + " \(page.line(1.2)) linecolor rgb '#404040', \\\n  "
    return """
      plot for [row=1:\(count)] data \\
          using (0):($1 == \(column) && $2 == row ? $2 : NaN):(0):3:($2-0.34):($2+0.34) \\
          with boxxyerror linecolor rgb colour[row], \\
        data using ($1 == \(column) && $4 == $4 ? $3 : NaN):2:4:5 with xerrorbars pointtype 7 \(page.dot(0.6)) \\
          \(page.line(1.4)) linecolor rgb '\(FigureColors.ink)', \\
        seeds using ($1 == \(column) && $8 == 1 ? $3 : NaN):($2+$4) with points pointtype 7 \(page.mark(3.6)) \\
          linecolor rgb '#FFFFFF', \\
        for [row=1:\(count)] seeds using ($1 == \(column) && $2 == row && $8 == 1 ? $3 : NaN):($2+$4) \\
          with points pointtype 7 \(page.mark(2.7)) linecolor rgb colour[row], \\
        seeds using ($1 == \(column) && $8 == 0 ? $3 : NaN):($2+$4) with points pointtype 2 \(page.mark(3.6)) \\
          \(page.line(0.9)) linecolor rgb '#404040', \\
        \(classical)data using ($1 == \(column) ? \(FigureText.number(end)) : NaN):2:(sprintf("\(score.format)", $3)) \\
          with labels left offset screen \(Page.number(9 * page.unit))/width,0 \(page.font(.heading))
      """
  }
}
