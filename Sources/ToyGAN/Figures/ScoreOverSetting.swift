import Foundation
import ToyGANFiles
import ToyGANStatistics
import ToyGANStudies

/// The final score over a numeric setting that the sweep varies: a dot per seed, the mean and its interval.
///
/// Up to six lines are in one panel; more have a panel each, because their markers would be mixed up.
struct ScoreOverSetting {
  private static let mostLines = 6
  let sweep: StoredSweep
  let modeCounts: [Int?]
  let varied: NumericSettings.Varied
  let page: Page
  private let axis: SettingAxis
  private let palette: FigurePalette

  init(
    sweep: StoredSweep, modeCounts: [Int?], varied: NumericSettings.Varied, page: Page
  ) {
    (self.sweep, self.modeCounts, self.varied, self.page) = (sweep, modeCounts, varied, page)
    axis = SettingAxis(values: varied.values)
    palette = FigurePalette(isGray: page.style.isGray, count: varied.lines.count)
  }

  /// The figure, or nil if no run has a score.
  func figure(named name: String) -> Figure? {
    guard let score = sweep.score else { return nil }
    let (summary, seeds) = (summaries(score), seeds(score))
    guard summary.contains(where: { !$0.isEmpty }) else { return nil }
    let range = range(score, summary)
    let layout = SettingPanels(
      lines: varied.lines.map(\.name), isTogether: isTogether,
      numbers: LinearTicks.width(
        from: score.countsModes ? range.high : range.low, to: range.high, page),
      title: "\(score.heading) over \(varied.key)", caption: caption(score), key: key(score),
      page: page)
    var figure = Figure(
      name: name, subject: "final \(score.title) over \(varied.key)", width: Int(layout.width),
      height: Int(layout.height), data: [("", csv(summary)), ("-seeds", seeds)],
      commands: commands(score, layout, summary, name: name))
    figure.look = page.look(width: layout.width)
    return figure
  }

  /// Whether all lines are in one panel.
  var isTogether: Bool { varied.lines.count <= Self.mostLines }

  // MARK: - Data

  private struct Summary {
    var value: Double
    var x: Double
    var mean: Double
    var interval: Interval?
    var count: Int
    var label: String
  }

  private func summaries(_ score: Score) -> [[Summary]] {
    varied.lines.enumerated().map { line, content in
      content.points.compactMap { point in
        let runs = sweep.runs(of: point.label)
        let values = runs.observations(of: score.metric)
        guard let mean = values.mean else { return nil }
        return Summary(
          value: point.value, x: axis.place(point.value, shift: shift(line)), mean: mean,
          interval: runs.interval(of: score), count: values.count, label: point.label)
      }
    }
  }

  /// Lines in one panel are moved apart, by a share of the axis, so that their intervals do not cover each other.
  private func shift(_ line: Int) -> Double {
    isTogether ? (Double(line) - Double(varied.lines.count - 1) / 2) * 0.016 : 0
  }

  private func csv(_ lines: [[Summary]]) -> String {
    var csv = CSVText(header: ["line", "value", "x", "mean", "lower", "upper", "runs", "label"])
    for (index, points) in lines.enumerated() {
      for point in points {
        csv.append(
          "\(index + 1)", "\(point.value)", "\(Float(point.x))", CSVText.number(point.mean),
          CSVText.number(point.interval?.lower ?? .nan),
          CSVText.number(point.interval?.upper ?? .nan), "\(point.count)",
          CSVText.quoted(point.label))
      }
    }
    return csv.text
  }

  private func seeds(_ score: Score) -> String {
    var csv = CSVText(
      header: ["line", "value", "x", "score", "seed", "run", "label", "included"])
    for (line, content) in varied.lines.enumerated() {
      for point in content.points {
        for (run, value) in sweep.runs(of: point.label).values(of: score.metric) {
          csv.append(
            "\(line + 1)", "\(point.value)",
            "\(Float(axis.place(point.value, shift: shift(line))))",
            CSVText.number(value), "\(run.seed)", CSVText.quoted(run.run),
            CSVText.quoted(point.label), run.isIncluded ? "1" : "0")
        }
      }
    }
    return csv.text
  }

  /// The most modes of a target; nil unless modes are counted.
  private func allModes(_ score: Score) -> Double? {
    score.countsModes ? sweep.runs.compactMap(\.modesOfTarget).max().map(Double.init) : nil
  }

  /// The numbers of modes of the targets of lines; none unless modes are counted.
  private func modes(of lines: [Int], _ score: Score) -> [Int] {
    guard score.countsModes else { return [] }
    let labels = lines.flatMap { varied.lines[$0].points.map(\.label) }
    return Set(labels.compactMap { sweep.runs(of: $0).modesOfTarget }).sorted()
  }

  /// The ends of the upright axis without margin; runs that means leave out may be off it.
  private func range(_ score: Score, _ summary: [[Summary]]) -> (low: Double, high: Double) {
    let labels = varied.lines.flatMap { $0.points.map(\.label) }
    let seen = labels.flatMap { label in
      sweep.runs(of: label).filter(\.isIncluded).values(of: score.metric).map(\.value)
    }
    let ends = summary.joined().compactMap(\.interval).flatMap { [$0.lower, $0.upper] }
    let highest = allModes(score) ?? (seen + ends).max() ?? 1
    return (min(0, (seen + ends).min() ?? 0), highest)
  }

  // MARK: - Commands

  private func commands(
    _ score: Score, _ layout: SettingPanels, _ summary: [[Summary]], name: String
  ) -> String {
    let count = varied.lines.count
    let panels = isTogether ? [Array(0..<count)] : (0..<count).map { [$0] }
    let (lowest, highest) = range(score, summary)
    let panel = layout.panels[0]
    let most = LinearTicks.most(height: panel.height, page)
    let yTicks =
      score.countsModes
      ? "\(ModesOverSteps.ticks(Int(clamping: highest.rounded(.up)), most: most))"
      : LinearTicks.step(over: highest - lowest, most: most)
    return """
      data = "\(Figure.dataFile(name))"
      seeds = "\(Figure.dataFile(name, "-seeds"))"
      \(layout.headline.commands)
      \(layout.key(colours: (0..<count).map(palette.label), ink: (0..<count).map(palette.text)))
      \(layout.axes(x: varied.key, y: score.axis(modeCounts)))
      \(FigureText.axes)
      \(axis.isLogarithmic ? "set logscale x" : "")
      set xrange [\(axis.range)]
      set yrange [\(FigureText.number(lowest)):\(FigureText.number(highest > lowest ? highest + 0.06 * (highest - lowest) : lowest + 1))]
      set ytics \(yTicks)
      unset mxtics
      set xtics (\(axis.ticks(width: panel.width, page)))
      set key off
      set multiplot
      \(panels.enumerated().map { self.panel($0, lines: $1, layout, modes(of: $1, score)) }.joined(separator: "\nunset label\nunset arrow\n"))
      unset multiplot
      """
  }

  private func panel(
    _ index: Int, lines: [Int], _ layout: SettingPanels, _ modes: [Int]
  ) -> String {
    var plots = modes.map {
      "\($0) with lines dashtype 3 \(page.line(0.8)) linecolor rgb '#8C8C8C'"
    }
    if !isTogether {
      plots.append(
        "for [other=1:\(varied.lines.count)] data using ($1 == other ? $3 : NaN):4 with lines "
          + "\(page.line(0.8)) linecolor rgb '\(FigureColors.faint)'")
    }
    for line in lines {
      let (colour, number) = (palette.label(line), line + 1)
      let style = isTogether ? line : 0
      plots += [
        "seeds using ($1 == \(number) && $8 == 1 ? $3 : NaN):4 with points pointtype "
          + "\(FigurePalette.point(style)) \(page.mark(3.2)) linecolor rgb '#60\(colour.dropFirst())'",
        "seeds using ($1 == \(number) && $8 == 0 ? $3 : NaN):4 with points pointtype 2 "
          + "\(page.mark(3.6)) \(page.line(0.9)) linecolor rgb '\(colour)'",
        "data using ($1 == \(number) && $5 == $5 ? $3 : NaN):4:5:6 with yerrorbars pointtype 7 "
          + "\(page.dot(0.6)) \(page.line(1.1)) linecolor rgb '\(colour)'",
        "data using ($1 == \(number) ? $3 : NaN):4 with linespoints "
          + "dashtype \(FigurePalette.dash(style)) \(page.line(1.8)) pointtype "
          + "\(FigurePalette.point(style)) \(page.mark(6)) linecolor rgb '\(colour)'",
      ]
    }
    return """
      \(layout.panels[index].margins)
      \(isTogether ? "" : layout.heading(index))
      set ytics format "\(index % layout.columns == 0 ? "%g" : "")"
      plot \(plots.joined(separator: ", \\\n  "))
      """
  }
}
