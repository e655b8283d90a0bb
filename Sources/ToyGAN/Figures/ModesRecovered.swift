import Foundation
import ToyGANFiles
import ToyGANStatistics
import ToyGANStudies

/// The final score per label: a bar for the mean, its interval, and a dot per seed; one panel for each
/// target, or for each value of another setting, if rows were run under several.
struct ModesRecovered {
  private let sweep: StoredSweep
  private let modeCounts: [Int?]
  private let grid: LabelGrid
  private let page: Page
  private let number: Int
  private let palette: FigurePalette

  /// The figure of a sweep, or of the part of it on the page with a number.
  init(sweep: StoredSweep, page: Page = Page(.standard), number: Int = 1) throws {
    (self.sweep, self.page, self.number) = (sweep, page, number)
    modeCounts = try sweep.modeCounts()
    // Columns are found in the order of the plan; rows alone are in the order of all figures.
    let planned = LabelGrid(sweep.labelsOfPlan.filter(sweep.labels.contains))
    let isProduct = planned.columns.count > 1
    grid = isProduct ? planned.places(of: sweep.labels) : LabelGrid(sweep.labels)
    palette =
      isProduct
      ? FigurePalette(isGray: page.style.isGray, count: grid.rows.count)
      : FigurePalette(sweep, page)
  }

  /// The figure, or nil if no run has a score.
  func figure() throws -> Figure? {
    guard let score = sweep.score,
      sweep.runs.contains(where: { $0.value(of: score.metric).isFinite })
    else { return nil }
    let layout = BarLayout(grid: grid, title: title(score), caption: caption(score), page: page)
    let name = FileName.page(
      number, of: score.countsModes ? "modes-recovered" : "score-at-the-end")
    var figure = Figure(
      name: name, subject: "final \(score.title), per label", width: Int(layout.width),
      height: Int(layout.height), data: [("", summaryCSV(score)), ("-seeds", seedsCSV(score))],
      commands: commands(score, layout, name: name))
    figure.look = page.look(width: layout.width)
    figure.isCrowded = page.isCrowded(
      height: layout.height, panel: layout.rowHeight, least: layout.leastRow)
    return figure
  }

  private func title(_ score: Score) -> String {
    score.countsModes
      ? "Modes recovered at the end of training"
      : "\(score.title.prefix(1).uppercased() + score.title.dropFirst()) at the end of training"
  }

  private func summaryCSV(_ score: Score) -> String {
    var csv = CSVText(
      header: ["column", "row", "mean", "lower", "upper", "runs", "label", "classical_mean"])
    for (index, label) in sweep.labels.enumerated() {
      let runs = sweep.runs(of: label)
      let values = Observations(runs.map { $0.value(of: score.metric) }.filter(\.isFinite))
      guard let mean = values.mean else { continue }
      let interval = values.meanInterval(within: score.bounds(modes: modeCounts[index]))
      let classical = score.classical.flatMap { metric in
        Observations(runs.map { $0.value(of: metric) }.filter(\.isFinite)).mean
      }
      let place = grid.places[index]
      csv.append(
        "\(place.column + 1)", "\(place.row + 1)", CSVText.number(mean),
        CSVText.number(interval?.lower ?? .nan), CSVText.number(interval?.upper ?? .nan),
        "\(values.count)", CSVText.quoted(label), CSVText.number(classical ?? .nan))
    }
    return csv.text
  }

  /// One dot per run.
  private func seedsCSV(_ score: Score) -> String {
    var csv = CSVText(
      header: [
        "column", "row", score.countsModes ? "modes" : "score", "offset", "seed", "run", "label",
      ])
    for (index, label) in sweep.labels.enumerated() {
      let runs = sweep.runs(of: label).filter { $0.value(of: score.metric).isFinite }
      let values = runs.map { $0.value(of: score.metric) }
      for (place, run) in runs.enumerated() {
        let equal = values.filter { $0 == values[place] }.count
        let before = values.prefix(place).filter { $0 == values[place] }.count
        csv.append(
          "\(grid.places[index].column + 1)", "\(grid.places[index].row + 1)",
          CSVText.number(values[place]), CSVText.number(offset(before, of: equal)), "\(run.seed)",
          CSVText.quoted(run.run), CSVText.quoted(label))
      }
    }
    return csv.text
  }

  /// Vertical offset of a dot among dots of equal value: alternately above and below the middle of the row,
  /// which the interval occupies.
  private func offset(_ place: Int, of count: Int) -> Double {
    let gap = min(0.1, 0.34 / Double((count + 1) / 2))
    return (place % 2 == 0 ? -gap : gap) * Double(place / 2 + 1)
  }

  private func commands(_ score: Score, _ layout: BarLayout, name: String) -> String {
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
    \(grid.columns.indices.map { panel($0, score, layout) }.joined(separator: "\nunset label\nunset arrow\n"))
    unset multiplot
    """
  }

  /// One target: its axis, the number of its modes, remarks on runs that did not complete, and the bars.
  private func panel(_ column: Int, _ score: Score, _ layout: BarLayout) -> String {
    let (panel, unit) = (layout.panels[column], page.unit)
    let members = sweep.labels.indices.filter { grid.places[$0].column == column }
    let counts = members.map { score.countsModes ? modeCounts[$0] : nil }
    let seen = members.flatMap { index in
      sweep.runs(of: sweep.labels[index]).flatMap { run in
        [run.value(of: score.metric)] + (score.classical.map { [run.value(of: $0)] } ?? [])
      }
    }.filter(\.isFinite)
    let highest = seen.max() ?? 1
    let end = counts.compactMap { $0 }.max().map(Double.init) ?? (highest > 0 ? 1.05 * highest : 1)
    let start = score.bounds(modes: nil).lower.isFinite ? 0 : min(0, seen.min() ?? 0)
    let most = max(1, min(5, Int(panel.width / (3 * page.base))))
    var lines = [
      panel.margins, "set xrange [\(FigureText.number(start)):\(FigureText.number(end))]",
      score.countsModes
        ? "set xtics \(ModesOverSteps.ticks(Int(clamping: end.rounded(.up)), most: most))"
        : "set xtics \(LinearTicks.step(over: end - start, most: most))",
      page.text(
        score.axis(counts), panel.left + panel.width / 2, panel.bottom + 37 * unit, .center),
      page.texts(
        layout.titles[column], panel.left + panel.width / 2,
        panel.top - 8 * unit - Double(layout.titles[column].count - 1) * page.leading(.heading),
        .center, .heading),
    ]
    for index in members {
      let row = grid.places[index].row + 1
      let remark = sweep.remark(on: sweep.labels[index])
      if !remark.isEmpty { lines.append(layout.remark(remark, row: row, panel)) }
      guard score.countsModes, let all = modeCounts[index] else { continue }
      lines.append(
        "set arrow \(300 + row) from \(all),\(row)-0.5 to \(all),\(row)+0.5 nohead "
          + "dashtype 3 linecolor rgb '#8C8C8C'")
    }
    return (lines + [plot(column + 1, end: end, score)]).joined(separator: "\n")
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
        data using ($1 == \(column) && $4 == $4 ? $3 : NaN):2:4:5 with xerrorbars pointtype 7 pointsize 0 \\
          \(page.line(1.4)) linecolor rgb '\(FigureColors.ink)', \\
        seeds using ($1 == \(column) ? $3 : NaN):($2+$4) with points pointtype 7 \(page.mark(3.6)) \\
          linecolor rgb '#FFFFFF', \\
        for [row=1:\(count)] seeds using ($1 == \(column) && $2 == row ? $3 : NaN):($2+$4) \\
          with points pointtype 7 \(page.mark(2.7)) linecolor rgb colour[row], \\
        \(classical)data using ($1 == \(column) ? \(FigureText.number(end)) : NaN):2:(sprintf("\(score.format)", $3)) \\
          with labels left offset screen \(Page.number(9 * page.unit))/width,0 \(page.font(.heading))
      """
  }

  private func caption(_ score: Score) -> [String] {
    let missing = sweep.runs.contains { !$0.value(of: score.metric).isFinite }
    let counts = sweep.labels.map { label in
      sweep.runs(of: label).filter { $0.value(of: score.metric).isFinite }.count
    }
    let all = score.countsModes ? " Dotted: all modes." : ""
    let shown =
      if sweep.seedCount == "1 seed" {
        "Bar: the one run of each label." + all
      } else if (counts.max() ?? 0) < Observations.leastForInterval {
        "Bar and number: mean; dots: the \(sweep.seedCount), too few for an interval." + all
      } else {
        "Bar and number: mean; whisker: 95 % Student-t interval, cut at the possible values"
          + ((counts.min() ?? 0) < Observations.leastForInterval ? ", from 3 runs on" : "")
          + "; dots: the \(sweep.seedCount)." + all
      }
    return [
      shown + (missing ? " A run without a final value is left out." : ""),
      score.meaning
        + (score.classical == nil
          ? "" : " Diamond: the classical count, one good sample is enough (modes covered)."),
    ].filter { !$0.isEmpty }
  }
}
