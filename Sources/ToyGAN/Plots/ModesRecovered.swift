import Foundation

/// Final modes covered per label: a bar for the mean, its interval, and a dot per seed.
struct ModesRecovered {
  static let name = "modes-recovered"
  let sweep: StoredSweep
  let ceilings: [Int?]

  /// The figure, or nil where no run covers modes (a target without any).
  func figure() throws -> Figure? {
    guard sweep.runs.contains(where: \.modes.isFinite) else { return nil }
    return Figure(
      name: ModesRecovered.name, subject: "final modes covered, per label",
      width: 760, height: 44 * sweep.labels.count + 136,
      data: [("", summaryCSV()), ("-seeds", seedsCSV())], commands: commands)
  }

  private func summaryCSV() -> String {
    var csv = CSVText(header: ["row", "mean", "lower", "upper", "runs", "label"])
    for (index, label) in sweep.labels.enumerated() {
      let values = sweep.runs(of: label).map(\.modes).filter(\.isFinite)
      guard let spread = Spread.interval(of: values) else { continue }
      // An interval may leave the possible range; what is drawn does not.
      let top = ceilings[index].map(Double.init) ?? .infinity
      csv.append(
        "\(index + 1)", CSVText.number(spread.middle), CSVText.number(max(0, spread.lower)),
        CSVText.number(min(top, spread.upper)), "\(values.count)", CSVText.quoted(label))
    }
    return csv.text
  }

  /// A dot per run.
  private func seedsCSV() -> String {
    var csv = CSVText(header: ["row", "modes", "offset", "seed", "run", "label"])
    for (index, label) in sweep.labels.enumerated() {
      let runs = sweep.runs(of: label).filter(\.modes.isFinite)
      for (place, run) in runs.enumerated() {
        let equal = runs.filter { $0.modes == run.modes }.count
        let before = runs.prefix(place).filter { $0.modes == run.modes }.count
        csv.append(
          "\(index + 1)", CSVText.number(run.modes),
          CSVText.number(offset(before, of: equal)), "\(run.seed)",
          CSVText.quoted(run.id), CSVText.quoted(label))
      }
    }
    return csv.text
  }

  /// How far from the middle of its row a dot lies among equal ones: in turn above and below, for
  /// the middle is the whisker's.
  private func offset(_ place: Int, of count: Int) -> Double {
    let gap = min(0.1, 0.34 / Double((count + 1) / 2))
    return (place % 2 == 0 ? -gap : gap) * Double(place / 2 + 1)
  }

  private var commands: String {
    let highest = ceilings.compactMap { $0 }.max().map(Double.init)
    let top = highest ?? sweep.runs.map(\.modes).filter(\.isFinite).max() ?? 1
    let count = sweep.labels.count
    let remarks = sweep.labels.map(sweep.remark)
    return """
      \(FigureText.array("label", sweep.labels))
      \(FigureText.array("remark", remarks))
      \(FigureText.array("colour", sweep.labels.indices.map(FigureColors.label)))
      \(FigureText.array("dark", sweep.labels.indices.map(FigureColors.labelText)))
      \(FigureText.array("ceiling", ceilings.map { $0.map(Double.init) }))
      data = "\(Figure.dataFile(ModesRecovered.name))"
      seeds = "\(Figure.dataFile(ModesRecovered.name, "-seeds"))"

      \(FigureText.headline("Modes recovered at the end of training", caption: caption))
      \(FigureText.axes)
      set border 1
      \(FigureText.margins(left: labelWidth, right: 64, top: 46, bottom: 68 + 15 * caption.count))
      set xrange [0:\(FigureText.number(max(top, 1)))]
      set yrange [\(count).6:0.4]
      set xtics \(ModesOverSteps.ticks(Int(top.rounded(.up))))
      unset ytics
      set xlabel \(Figure.quoted(FigureText.modesAxis(ceilings)))
      set style fill solid 0.28 noborder
      set key off
      do for [row=1:\(count)] {
        set label 100+row label[row] at graph 0,first row offset character -1,\\
      (remark[row] eq '' ? 0 : 0.4) right textcolor rgb dark[row]
        set label 200+row remark[row] at graph 0,first row offset character -1,-0.7 right \\
      font face.",9" textcolor rgb '\(FigureColors.caption)'
        set arrow 300+row from ceiling[row],row-0.5 to ceiling[row],row+0.5 nohead \\
      dashtype 3 linecolor rgb '#8C8C8C'
      }
      plot for [row=1:\(count)] data \\
          using (0):($1 == row ? $1 : NaN):(0):2:($1-0.34):($1+0.34) \\
          with boxxyerror linecolor rgb colour[row], \\
        data using 2:1:3:4 with xerrorbars pointtype 7 pointsize 0 linewidth 1.4 \\
          linecolor rgb '\(FigureColors.ink)', \\
        seeds using 2:($1+$3) with points pointtype 7 pointsize 0.6 linecolor rgb '#FFFFFF', \\
        for [row=1:\(count)] seeds using 2:($1 == row ? $1+$3 : NaN) \\
          with points pointtype 7 pointsize 0.45 linecolor rgb colour[row], \\
        data using (\(FigureText.number(max(top, 1)))):1:(sprintf("%.1f", $2)) \\
          with labels left offset character 1.5,0 font face.":Bold,12"
      """
  }

  /// Points that the longest label needs at the left of the bars.
  private var labelWidth: Int { 36 + 7 * (sweep.labels.map(\.count).max() ?? 0) }

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
