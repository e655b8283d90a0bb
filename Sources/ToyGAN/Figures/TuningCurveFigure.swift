import Foundation
import ToyGANFiles
import ToyGANStudies

/// The best of k trials over k: the median, its simultaneous band and, dashed, the expected best; a panel per label.
struct TuningCurveFigure {
  static let name = "tuning-curves"
  let search: StoredSearch
  let page: Page

  /// The figure, or nil if there is no curve.
  func figure() -> Figure? {
    let labels = search.curve.map(\.label).firstOccurrences
    guard !labels.isEmpty else { return nil }
    let range = range
    let layout = SettingPanels(
      lines: labels, isTogether: labels.count == 1,
      numbers: LinearTicks.width(from: range.low, to: range.high, page),
      title: "The best of so many trials, by \(Score.title(search.metric))", caption: caption,
      key: hasMean
        ? [
          KeyEntry(sign: .line("1"), text: "median"), KeyEntry(sign: .line("(8,5)"), text: "mean"),
        ]
        : [], page: page)
    var figure = Figure(
      name: Self.name, subject: "best \(search.metric.name) over the number of trials",
      width: Int(layout.width), height: Int(layout.height), data: [("", csv(labels, range))],
      commands: commands(labels, layout, range))
    figure.look = page.look(width: layout.width)
    return figure
  }

  /// Whether any mean of the best is finite: a trial that fails counts as infinitely bad.
  private var hasMean: Bool { search.curve.contains { $0.expected.isFinite } }

  private var caption: [String] {
    [
      "Line: the median of the best of so many independent trials. Band: where it lies for all numbers of trials at "
        + "once, with 95 % confidence (Lourie, Cho and He 2024)."
        + (hasMean
          ? " Dashed: the mean of the best (Dodge et al. 2019), where no trial diverged or failed a gate."
          : " A trial that diverges or fails a gate counts as worse than all others, so that the best has no mean."),
      Score(search.metric).meaning,
    ].filter { !$0.isEmpty }
  }

  /// The finite values with a margin.
  private var range: (low: Double, high: Double) {
    let values = search.curve.flatMap { [$0.median, $0.lower, $0.upper] }.filter(\.isFinite)
    let (low, high) = (values.min() ?? 0, values.max() ?? 1)
    let margin = low == high ? max(1, abs(low)) / 2 : 0.06 * (high - low)
    return (low, high + margin)
  }

  /// Ends of the band that are not finite are those of the axis.
  private func csv(_ labels: [String], _ range: (low: Double, high: Double)) -> String {
    var csv = CSVText(
      header: ["line", "trials", "median", "lower", "upper", "expected", "label"])
    for point in search.curve {
      let ends = [max(point.lower, range.low), min(point.upper, range.high)]
      let numbers = [point.trials, point.median] + ends + [point.expected]
      csv.append(
        ["\((labels.firstIndex(of: point.label) ?? 0) + 1)"] + numbers.map(FigureText.number)
          + [CSVText.quoted(point.label)])
    }
    return csv.text
  }

  private func commands(
    _ labels: [String], _ layout: SettingPanels, _ range: (low: Double, high: Double)
  ) -> String {
    let palette = FigurePalette(isGray: page.style.isGray, count: labels.count)
    let last = search.curve.map(\.trials).max() ?? 1
    let panel = layout.panels[0]
    let across = max(2, min(6, Int(panel.width / (3 * page.base))))
    let up = LinearTicks.most(height: panel.height, page)
    return """
      data = "\(Figure.dataFile(Self.name))"
      \(layout.headline.commands)
      \(layout.axes(x: "number of trials", y: Score.title(search.metric)))
      \(FigureText.axes)
      set xrange [1:\(FigureText.number(max(2, last)))]
      set xtics \(ModesOverSteps.ticks(Int(last), most: across))
      set yrange [\(FigureText.number(range.low)):\(FigureText.number(range.high))]
      set ytics \(LinearTicks.step(over: range.high - range.low, most: up))
      set key off
      set style fill solid 0.2 noborder
      set multiplot
      \(labels.indices.map { self.panel($0, layout, palette, labels.count) }.joined(separator: "\nunset label\nunset arrow\n"))
      unset multiplot
      """
  }

  private func panel(
    _ index: Int, _ layout: SettingPanels, _ palette: FigurePalette, _ count: Int
  ) -> String {
    let (line, colour) = (index + 1, palette.label(index))
    func column(_ number: Int) -> String { "($1 == \(line) ? $2 : NaN):\(number)" }
    return """
      \(layout.panels[index].margins)
      \(count == 1 ? "" : layout.heading(index))
      set ytics format "\(index % layout.columns == 0 ? "%g" : "")"
      plot data using \(column(4)):5 with filledcurves linecolor rgb '\(colour)', \\
        data using \(column(6)) with lines dashtype (8,5) \(page.line(1)) linecolor rgb '\(colour)', \\
        data using \(column(3)) with lines \(page.line(2)) linecolor rgb '\(colour)'
      """
  }
}
