import Foundation
import ToyGANFiles
import ToyGANMetrics
import ToyGANStudies

/// Losses and, below them, modes covered of one run, over generator steps.
struct TrainingCurves {
  static let name = "losses"
  let trajectory: Trajectory
  let summary: RunSummary?

  /// The figure, or nil if there are no evaluations.
  func figure() throws -> Figure? {
    let (steps, table) = (trajectory.steps, trajectory.table)
    guard let last = steps.max().map(Double.init) else { return nil }
    let modes = try table.numbersIfPresent(Metric.modesCovered.name)
    let losses = [try table.numbers("loss_generator"), try table.numbers("loss_discriminator")]
    var csv = CSVText(header: ["step", "loss_generator", "loss_discriminator", "modes_covered"])
    for row in steps.indices {
      csv.append(
        "\(steps[row])", CSVText.number(losses[0][row]),
        CSVText.number(losses[1][row]), CSVText.number(modes[row]))
    }
    let hasModes = modes.contains(where: \.isFinite)
    return Figure(
      name: TrainingCurves.name, subject: "losses and modes covered of one run",
      width: 760, height: hasModes ? 520 : 340, data: [("", csv.text)],
      commands: commands(
        last: last, losses: Array(losses.joined()),
        modes: hasModes ? modes.filter(\.isFinite) : nil))
  }

  private func commands(last: Double, losses: [Double], modes: [Double]?) -> String {
    let range = TrainingCurves.robustRange(losses)
    let outside = losses.filter { !$0.isFinite || !range.contains($0) }.count
    return """
      data = "\(Figure.dataFile(TrainingCurves.name))"
      \(FigureText.headline(title, caption: caption(outside: outside)))
      \(FigureText.axes)
      set lmargin at screen 64.0/width
      set rmargin at screen 1-28.0/width
      set xrange [0:\(FigureText.number(max(1, last)))]
      set xtics format "%.0s%c" \(ModesOverSteps.ticks(Int(clamping: max(1, last)), most: 5))
      set key at graph 1,1.01 right bottom horizontal reverse Left samplen 1.5
      set multiplot
      set tmargin at screen 1-66.0/height
      set bmargin at screen \(modes == nil ? "85.0/height" : "0.5+15.0/height")
      set label 31 "loss" at screen 16.0/width,graph 0.5 center rotate
      set yrange [\(FigureText.number(range.lowerBound)):\(FigureText.number(range.upperBound))]
      \(modes == nil ? "set xlabel \"generator step\"" : "set xtics format \"\"")
      plot data using 1:2 with lines linewidth 1.6 linecolor rgb '\(FigureColors.label(0))' \\
          title "generator", \\
        data using 1:3 with lines linewidth 1.6 linecolor rgb '\(FigureColors.label(1))' \\
          title "discriminator"
      \(modes.map(modesPanel) ?? "")
      unset multiplot
      """
  }

  private func modesPanel(_ values: [Double]) -> String {
    let top = max(1, summary?.modes.map(Double.init) ?? values.max() ?? 1)
    let expectedForTarget = summary?.modes.map { "\($0)" } ?? "NaN"
    return """
      unset label
      set key off
      set tmargin at screen 0.5-5.0/height
      set bmargin at screen 85.0/height
      set xtics format "%.0s%c"
      set xlabel "generator step"
      set label 31 \(Figure.quoted(FigureText.modesAxis([summary?.modes]))) \\
      at screen 16.0/width,graph 0.5 center rotate
      set yrange [0:\(FigureText.number(top * 1.06))]
      set ytics \(ModesOverSteps.ticks(Int(clamping: top.rounded(.up))))
      plot \(expectedForTarget) with lines dashtype 3 linewidth 0.8 linecolor rgb '#8C8C8C', \\
        data using 1:4 with lines linewidth 2 linecolor rgb '\(FigureColors.label(2))'
      """
  }

  private var title: String {
    RunHeadline.title("Training", summary)
  }

  private func caption(outside: Int) -> [String] {
    let note = outside == 0 ? "" : " Losses not finite or off the axis: \(outside)."
    let dotted = summary?.modes == nil ? "" : " Dotted: all modes."
    return ["One run, evaluated during training." + dotted + note]
  }

  /// The range from the 1 % to the 99 % quantile, with a margin: a single spike must not flatten the rest.
  static func robustRange(_ values: [Double]) -> ClosedRange<Double> {
    // The range of gnuplot's axes is smaller than that of a diverging loss.
    let drawable = values.filter { abs($0) < 1e30 }
    guard let low = Spread.quantile(0.01, of: drawable),
      let high = Spread.quantile(0.99, of: drawable)
    else { return 0...1 }
    let margin = low == high ? max(1, abs(low)) / 2 : 0.15 * (high - low)
    return (low - margin)...(high + margin)
  }
}

/// Titles that the figures of a run share.
enum RunHeadline {
  /// "Training: WGAN, seed 3 (diverged)", using what the run's summary contains.
  static func title(_ subject: String, _ summary: RunSummary?) -> String {
    guard let summary else { return subject }
    let status = summary.status == "completed" ? "" : " (\(summary.status))"
    return "\(subject): \(summary.label), seed \(summary.seed)\(status)"
  }
}
