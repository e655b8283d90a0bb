import Foundation
import ToyGANFiles
import ToyGANMetrics
import ToyGANStudies

/// Modes covered over generator steps: a small panel per label.
///
/// Seven lines with seven bands in one panel would be hard to distinguish; therefore each label has its own
/// panel, with the medians of the others in grey behind it for comparison.
struct ModesOverSteps {
  static let name = "modes-over-steps"
  let sweep: StoredSweep
  let modeCounts: [Int?]

  /// The figure, or nil if no run counts modes (the target has none).
  func figure() throws -> Figure? {
    let curves = try self.curves()
    guard curves.contains(where: { !$0.isEmpty }) else { return nil }
    let (columns, rows) = ModesOverSteps.layout(panels: sweep.labels.count)
    return Figure(
      name: ModesOverSteps.name, subject: "modes covered during training, per label",
      width: max(520, 250 * columns + 80), height: 175 * rows + 120,
      data: [("", csv(curves))], commands: commands(curves, columns: columns, rows: rows))
  }

  private struct Point {
    var step: Int
    var spread: Spread
    var count: Int
  }

  private func curves() throws -> [[Point]] {
    var values = [String: [Int: [Double]]]()
    for run in sweep.runs {
      let trajectory = try sweep.stored(run).trajectory()
      let modes = try trajectory.table.numbersIfPresent(Metric.modesCovered.name)
      for (step, modes) in zip(trajectory.steps, modes) where modes.isFinite {
        values[run.label, default: [:]][step, default: []].append(modes)
      }
    }
    return sweep.labels.map { label in
      (values[label] ?? [:]).sorted { $0.key < $1.key }.compactMap { step, values in
        Spread.quartiles(of: values).map { Point(step: step, spread: $0, count: values.count) }
      }
    }
  }

  private func csv(_ curves: [[Point]]) -> String {
    var csv = CSVText(header: ["panel", "step", "lower", "median", "upper", "runs", "label"])
    for (index, curve) in curves.enumerated() {
      for point in curve {
        csv.append(
          "\(index + 1)", "\(point.step)", CSVText.number(point.spread.lower),
          CSVText.number(point.spread.middle), CSVText.number(point.spread.upper),
          "\(point.count)", CSVText.quoted(sweep.labels[index]))
      }
    }
    return csv.text
  }

  private func commands(_ curves: [[Point]], columns: Int, rows: Int) -> String {
    let top = modeCounts.compactMap { $0 }.max().map(Double.init)
    let highest = top ?? curves.joined().map(\.spread.upper).max() ?? 1
    let last = curves.joined().map(\.step).max() ?? 1
    let count = sweep.labels.count
    return """
      \(FigureText.array("label", sweep.labels.map(heading)))
      \(FigureText.array("colour", sweep.labels.indices.map(FigureColors.label)))
      \(FigureText.array("dark", sweep.labels.indices.map(FigureColors.labelText)))
      \(FigureText.array("ceiling", modeCounts.map { $0.map(Double.init) }))
      data = "\(Figure.dataFile(ModesOverSteps.name))"

      \(FigureText.headline("Modes covered during training", caption: caption))
      set label 11 \(Figure.quoted(FigureText.modesAxis(modeCounts))) at screen 16.0/width,0.5+20.0/height \\
      center rotate
      set label 12 "generator step" at screen 0.5,40.0/height center
      \(FigureText.axes)
      set xrange [0:\(max(1, last))]
      set yrange [0:\(FigureText.number(highest * 1.06))]
      set xtics format "%.0s%c" \(ModesOverSteps.ticks(last, most: 3))
      set ytics \(ModesOverSteps.ticks(Int(clamping: highest.rounded(.up))))
      set style fill solid 0.22 noborder
      set key off
      set multiplot layout \(rows),\(columns) \\
      margins 52.0/width,1-20.0/width,78.0/height,1-64.0/height \\
      spacing 24.0/width,56.0/height
      do for [panel=1:\(count)] {
        set ytics format (panel % \(columns) == 1 % \(columns) ? "%g" : "")
        set title label[panel] textcolor rgb dark[panel] offset 0,-0.6
        plot for [other=1:\(count)] data using ($1 == other ? $2 : NaN):4 \\
            with lines linewidth 0.8 linecolor rgb '\(FigureColors.faint)', \\
          ceiling[panel] with lines dashtype 3 linewidth 0.8 linecolor rgb '#8C8C8C', \\
          data using ($1 == panel ? $2 : NaN):3:5 \\
            with filledcurves linecolor rgb colour[panel], \\
          data using ($1 == panel ? $2 : NaN):4 \\
            with lines linewidth 2 linecolor rgb colour[panel]
        unset label
      }
      unset multiplot
      """
  }

  private func heading(_ label: String) -> String {
    let remark = sweep.remark(on: label)
    return remark.isEmpty ? label : "\(label) (\(remark))"
  }

  private var caption: [String] {
    let single = sweep.seedCount == "1 seed"
    let line =
      single
      ? "Line: the one run of each label."
      : "Line: median over \(sweep.seedCount); band: quartiles."
    let stopped = sweep.runs.contains { $0.status != "completed" }
    return [
      line + " Grey: the other labels. Dotted: all modes."
        + (stopped ? " A run that stopped early counts until then." : "")
    ]
  }

  /// Columns and rows for a number of panels; there are at least as many columns as rows.
  static func layout(panels: Int) -> (columns: Int, rows: Int) {
    let columns = panels <= 4 ? max(1, panels) : panels <= 6 || panels == 9 ? 3 : 4
    return (columns, (panels + columns - 1) / columns)
  }

  /// The smallest round distance between ticks with at most `most` ticks above 0, up to a whole number.
  static func ticks(_ end: Int, most: Int = 5) -> Int {
    var unit = 1
    while true {
      for step in [unit, 2 * unit, 5 * unit] where end / step <= most { return step }
      unit *= 10
    }
  }
}
