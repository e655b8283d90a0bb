import Foundation
import ToyGANFiles
import ToyGANGames
import ToyGANMetrics
import ToyGANStudies

/// Losses and, below them, the score of one run, over generator steps.
struct TrainingCurves {
  static let name = "losses"
  let trajectory: Trajectory
  let summary: RunSummary?
  var equilibrium: EquilibriumLosses?
  var page = Page(.standard)

  /// The figure, or nil if there are no evaluations.
  func figure() throws -> Figure? {
    guard let last = trajectory.steps.max().map(Double.init) else { return nil }
    let table = trajectory.table
    let losses = [try table.numbers("loss_generator"), try table.numbers("loss_discriminator")]
    let score = Score(measured: Set(table.header))
    let values = try score.map { try table.numbersIfPresent($0.metric.name) } ?? []
    let classical = try score?.classical.map { try table.numbersIfPresent($0.name) }
    let drawn = values.contains(where: \.isFinite) ? score : nil
    let layout = layout(losses: losses, hasScore: drawn != nil)
    var figure = Figure(
      name: TrainingCurves.name, subject: "losses and score of one run",
      width: Int(layout.width), height: Int(layout.height),
      data: [("", csv(losses: losses, score: drawn, values, classical))], commands: "")
    figure.commands = commands(
      layout, last: last, losses: Array(losses.joined()), score: drawn,
      values: values + (classical ?? []))
    figure.look = page.look(width: layout.width)
    return figure
  }

  private func csv(
    losses: [[Double]], score: Score?, _ values: [Double], _ classical: [Double]?
  ) -> String {
    var header = ["step", "loss_generator", "loss_discriminator"]
    if let score { header += [score.metric.name] + (score.classical.map { [$0.name] } ?? []) }
    var csv = CSVText(header: header)
    for row in trajectory.steps.indices {
      let scores = score == nil ? [] : [values[row]] + (classical.map { [$0[row]] } ?? [])
      csv.append(
        ["\(trajectory.steps[row])"]
          + ([losses[0][row], losses[1][row]] + scores).map(CSVText.number))
    }
    return csv.text
  }

  /// Losses that could not be drawn; before the first update there is none.
  private func unseen(_ losses: [[Double]], range: ClosedRange<Double>) -> Int {
    losses.reduce(0) { count, losses in
      count
        + zip(trajectory.steps, losses).count { step, loss in
          step > 0 && !range.contains(loss) || step == 0 && loss.isFinite && !range.contains(loss)
        }
    }
  }

  // MARK: - Layout

  private struct Layout {
    var width: Double
    var height: Double
    var headline: Headline
    var losses: Panel
    var score: Panel?
    var range: ClosedRange<Double>
  }

  private func layout(losses: [[Double]], hasScore: Bool) -> Layout {
    let (unit, width) = (page.unit, page.width(760))
    let range = rangeOfLosses(Array(losses.joined()))
    let headline = Headline(
      title, caption: caption(outside: unseen(losses, range: range), hasScore: hasScore),
      key: key(hasScore: hasScore), page: page, width: width)
    // The title of an axis, its numbers, and the ticks.
    let numbers = LinearTicks.width(from: range.lowerBound, to: range.upperBound, page)
    let left = page.pad + 16 * unit + max(32 * unit, numbers + 10 * unit)
    let right = page.pad * 0.3 + 46 * unit
    let (key, axis, gap) = (20 * unit, 42 * unit, 20 * unit)
    let around = headline.top + headline.bottom + key + axis + (hasScore ? gap : 0)
    // The title of an axis fits beside its panel.
    let panel = page.isSized ? max(0.33 * width, 10 * page.base) : hasScore ? 180 : 210
    let height = page.height(around + panel * (hasScore ? 2 : 1), width: width)
    let room = height - around
    let each = max(room * (hasScore ? 0.5 : 1), 20 * unit)
    let first = Panel(
      left: left, top: headline.top + key, width: width - left - right, height: each)
    var second = first
    second.top = first.bottom + gap
    return Layout(
      width: width, height: height, headline: headline, losses: first,
      score: hasScore ? second : nil, range: range)
  }

  /// The range of most losses, extended to the equilibrium unless that would flatten the losses.
  private func rangeOfLosses(_ losses: [Double]) -> ClosedRange<Double> {
    let range = TrainingCurves.robustRange(losses)
    let references = [equilibrium?.generator, equilibrium?.discriminator].compactMap { $0?.number }
    let low = min(range.lowerBound, (references.min() ?? .infinity) - 0.1)
    let high = max(range.upperBound, (references.max() ?? -.infinity) + 0.1)
    let size = range.upperBound - range.lowerBound
    return high - low <= 3 * size ? low...high : range
  }

  // MARK: - Commands

  private func commands(
    _ layout: Layout, last: Double, losses: [Double], score: Score?, values: [Double]
  ) -> String {
    let (unit, panel) = (page.unit, layout.losses)
    let end = (layout.score ?? panel).bottom
    let style = ScoreCourses.style(points: trajectory.steps.count, page)
    let palette = FigurePalette(isGray: page.style.isGray, count: 3)
    return """
      data = "\(Figure.dataFile(TrainingCurves.name))"
      \(layout.headline.commands)
      \(FigureText.axes)
      set xrange [0:\(FigureText.number(max(1, last)))]
      \(stepTicks(panel, to: last, isLabelled: layout.score == nil))
      set key at graph 1,1.02 right bottom horizontal reverse Left samplen 2 font face.",\(DecimalText.significant(page.size(.body), 3))"
      set multiplot
      \(panel.margins)
      \(page.text("loss", page.pad + 5 * unit, panel.top + panel.height / 2, .center, isRotated: true))
      \(page.text("generator step", panel.left + panel.width / 2, end + 33 * unit, .center))
      \(references(layout, palette))
      set yrange [\(FigureText.number(layout.range.lowerBound)):\(FigureText.number(layout.range.upperBound))]
      set ytics \(LinearTicks.step(over: layout.range.upperBound - layout.range.lowerBound, most: max(2, min(6, Int(panel.height / (1.8 * page.base))))))
      plot \(equilibriumPlot(layout.range, palette))data using 1:2 with \(style) \(page.line(1.6)) linecolor rgb '\(palette.label(0))' \\
          title "generator", \\
        data using 1:3 with \(style) dashtype \(FigurePalette.dash(1)) \(page.line(1.6)) \\
          linecolor rgb '\(palette.label(1))' title "discriminator"
      \(layout.score.flatMap { panel in score.map { scorePanel($0, panel, values, last: last, style, palette) } } ?? "")
      unset multiplot
      """
  }

  /// The references that lie on the axis, with the index of their player.
  private func references(in range: ClosedRange<Double>) -> [(EquilibriumLosses.Value, Int)] {
    [(equilibrium?.generator, 0), (equilibrium?.discriminator, 1)].compactMap { value, player in
      value.flatMap { range.contains($0.number) ? ($0, player) : nil }
    }
  }

  private func references(_ layout: Layout, _ palette: FigurePalette) -> String {
    let found = references(in: layout.range)
    // Two players may have the same value.
    let named = found.enumerated().filter { index, item in index == 0 || found[0].0 != item.0 }
    let panel = layout.losses
    let (low, size) = (layout.range.lowerBound, layout.range.upperBound - layout.range.lowerBound)
    return named.map { _, item in
      page.text(
        item.0.name, panel.right + 5 * page.unit,
        panel.bottom - panel.height * (item.0.number - low) / size, .left, .small,
        colour: palette.text(item.1))
    }.joined(separator: "\n")
  }

  private func equilibriumPlot(_ range: ClosedRange<Double>, _ palette: FigurePalette) -> String {
    references(in: range).map { value, player in
      "\(value.number) with lines dashtype 3 \(page.line(0.9)) "
        + "linecolor rgb '\(palette.label(player))' notitle, \\\n  "
    }.joined()
  }

  private var title: String { RunHeadline.title("Training", summary) }

  private func caption(outside: Int, hasScore: Bool) -> [String] {
    let score = hasScore ? Score(measured: Set(trajectory.table.header)) : nil
    let note = outside == 0 ? "" : " Losses not finite or off the axis: \(outside)."
    let all = score?.countsModes == true && summary?.modes != nil ? " Dotted below: all modes." : ""
    let lines = equilibrium == nil ? "" : " Dotted above: the losses at the equilibrium."
    return [
      "One run, evaluated during training." + lines + all + note,
      score.map { $0.meaning + $0.classicalNote(hasScore ? "Dashed below" : "Dashed") } ?? "",
    ].filter { !$0.isEmpty }
  }

  /// What the lines of the lower panel mean, in few words.
  private func key(hasScore: Bool) -> [KeyEntry] {
    guard hasScore, let score = Score(measured: Set(trajectory.table.header)), score.countsModes
    else { return [] }
    let strict = KeyEntry(sign: .line("1"), text: score.title)
    let classical = KeyEntry(sign: .line("(8,5)"), text: "modes covered, the classical count")
    let all = KeyEntry(sign: .line("3"), text: "all modes, or losses at the equilibrium")
    return [strict] + (score.classical == nil ? [] : [classical])
      + (equilibrium == nil && summary?.modes == nil ? [] : [all])
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
