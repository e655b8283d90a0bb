import Foundation
import ToyGANFiles

/// Final modes covered per label: a bar for the mean, its interval, and a dot per seed; one panel for each
/// target, or for each value of another setting, if rows were run under several.
struct ModesRecovered {
  static let name = "modes-recovered"
  private let sweep: StoredSweep
  private let modeCounts: [Int?]
  private let grid: LabelGrid

  init(sweep: StoredSweep, modeCounts: [Int?]) {
    (self.sweep, self.modeCounts, grid) = (sweep, modeCounts, LabelGrid(sweep.labels))
  }

  /// The figure, or nil if no run counts modes (the target has none).
  func figure() throws -> Figure? {
    guard sweep.runs.contains(where: \.modes.isFinite) else { return nil }
    return Figure(
      name: ModesRecovered.name, subject: "final modes covered, per label",
      width: labelWidth + panelWidth * grid.columns.count,
      height: rowHeight * grid.rows.count + 90 + top,
      data: [("", summaryCSV()), ("-seeds", seedsCSV())], commands: commands)
  }

  /// Whether there is only one panel, which fills the page; several panels have titles.
  private var isAlone: Bool { grid.columns.count == 1 }
  private var panelWidth: Int { isAlone ? 760 - labelWidth : 300 }
  private var top: Int { isAlone ? 46 : 66 }
  private var rowHeight: Int { grid.rows.count > 12 ? 30 : 44 }

  private func summaryCSV() -> String {
    var csv = CSVText(header: ["column", "row", "mean", "lower", "upper", "runs", "label"])
    for (index, label) in sweep.labels.enumerated() {
      let values = sweep.runs(of: label).map(\.modes).filter(\.isFinite)
      guard let spread = Spread.interval(of: values) else { continue }
      // An interval may exceed the possible range; the drawn interval is limited to it.
      let top = modeCounts[index].map(Double.init) ?? .infinity
      let place = grid.places[index]
      csv.append(
        "\(place.column + 1)", "\(place.row + 1)", CSVText.number(spread.middle),
        CSVText.number(max(0, spread.lower)), CSVText.number(min(top, spread.upper)),
        "\(values.count)", CSVText.quoted(label))
    }
    return csv.text
  }

  /// One dot per run.
  private func seedsCSV() -> String {
    var csv = CSVText(header: ["column", "row", "modes", "offset", "seed", "run", "label"])
    for (index, label) in sweep.labels.enumerated() {
      let runs = sweep.runs(of: label).filter(\.modes.isFinite)
      for (place, run) in runs.enumerated() {
        let equal = runs.filter { $0.modes == run.modes }.count
        let before = runs.prefix(place).filter { $0.modes == run.modes }.count
        csv.append(
          "\(grid.places[index].column + 1)", "\(grid.places[index].row + 1)",
          CSVText.number(run.modes), CSVText.number(offset(before, of: equal)), "\(run.seed)",
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

  private var commands: String {
    """
    \(FigureText.array("label", grid.rows))
    \(FigureText.array("colour", grid.rows.indices.map(FigureColors.label)))
    \(FigureText.array("dark", grid.rows.indices.map(FigureColors.labelText)))
    data = "\(Figure.dataFile(ModesRecovered.name))"
    seeds = "\(Figure.dataFile(ModesRecovered.name, "-seeds"))"

    \(FigureText.headline("Modes recovered at the end of training", caption: caption))
    \(FigureText.axes)
    set border 1
    set tmargin at screen 1-\(top).0/height
    set bmargin at screen \(68 + 15 * caption.count).0/height
    set yrange [\(grid.rows.count).6:0.4]
    unset ytics
    set style fill solid 0.28 noborder
    set key off
    do for [row=1:\(grid.rows.count)] {
      set label 100+row label[row] at graph 0,first row offset character -1,\\
    0 right textcolor rgb dark[row]
    }
    set multiplot
    \(grid.columns.indices.map(panel).joined(separator: "\nunset label\nunset arrow\n"))
    unset multiplot
    """
  }

  /// One target: its axis, the number of its modes, remarks on runs that did not complete, and the bars.
  private func panel(_ column: Int) -> String {
    let members = sweep.labels.indices.filter { grid.places[$0].column == column }
    let highest = members.compactMap { modeCounts[$0] }.max().map(Double.init)
    let seen = members.flatMap { sweep.runs(of: sweep.labels[$0]).map(\.modes) }
    let end = max(highest ?? seen.filter(\.isFinite).max() ?? 1, 1)
    let left = labelWidth + column * panelWidth
    var lines = [
      "set lmargin at screen \(left).0/width",
      "set rmargin at screen \(left + panelWidth - 64).0/width",
      "set xrange [0:\(FigureText.number(end))]",
      "set xtics \(ModesOverSteps.ticks(Int(clamping: end.rounded(.up))))",
      "set xlabel \(Figure.quoted(FigureText.modesAxis(members.map { modeCounts[$0] })))",
      "set title \(Figure.quoted(grid.columns[column])) font face.\":Bold,12\" offset 0,-0.4",
    ]
    for index in members {
      let row = grid.places[index].row + 1
      let remark = sweep.remark(on: sweep.labels[index])
      if !remark.isEmpty {
        lines.append(
          "set label \(200 + row) \(Figure.quoted(remark)) at graph 0.99,first \(row)+0.28 right "
            + "front font face.\",9\" textcolor rgb '\(FigureColors.caption)'")
      }
      guard let expectedForTarget = modeCounts[index] else { continue }
      lines.append(
        "set arrow \(300 + row) from \(expectedForTarget),\(row)-0.5 to \(expectedForTarget),\(row)+0.5 nohead "
          + "dashtype 3 linecolor rgb '#8C8C8C'")
    }
    return (lines + [plot(column + 1, end: end)]).joined(separator: "\n")
  }

  private func plot(_ column: Int, end: Double) -> String {
    let count = grid.rows.count
    return """
      plot for [row=1:\(count)] data \\
          using (0):($1 == \(column) && $2 == row ? $2 : NaN):(0):3:($2-0.34):($2+0.34) \\
          with boxxyerror linecolor rgb colour[row], \\
        data using ($1 == \(column) ? $3 : NaN):2:4:5 with xerrorbars pointtype 7 pointsize 0 \\
          linewidth 1.4 linecolor rgb '\(FigureColors.ink)', \\
        seeds using ($1 == \(column) ? $3 : NaN):($2+$4) with points pointtype 7 pointsize 0.6 \\
          linecolor rgb '#FFFFFF', \\
        for [row=1:\(count)] seeds using ($1 == \(column) && $2 == row ? $3 : NaN):($2+$4) \\
          with points pointtype 7 pointsize 0.45 linecolor rgb colour[row], \\
        data using ($1 == \(column) ? \(FigureText.number(end)) : NaN):2:(sprintf("%.1f", $3)) \\
          with labels left offset character 1.5,0 font face.":Bold,12"
      """
  }

  /// Width in points of the longest label, to the left of the bars.
  private var labelWidth: Int { 36 + 7 * (grid.rows.map(\.count).max() ?? 0) }

  private var caption: [String] {
    let missing = sweep.runs.contains { !$0.modes.isFinite }
    let shown =
      sweep.seedCount == "1 seed"
      ? "Bar: the one run of each label. Dotted: all modes."
      : "Bar and number: mean; whisker: 95 % Student-t interval, cut at 0 and at all modes"
        + " (dotted); dots: the \(sweep.seedCount)."
    return [shown] + (missing ? ["A run without a final value is left out."] : [])
  }
}
