import Foundation
import ToyGANCore
import ToyGANFigures
import ToyGANFiles
import ToyGANStudies
import ToyGANTargets

/// Samples during training with a row per order of play, and next to them how concentrated they are.
struct OrderOfPlayPanels {
  let study: OrderOfPlayStudy
  let runs: [OrderOfPlayStudy.Run]

  private static let name = MinimaxMaximinTopic.name
  /// Number of samples drawn in a panel.
  private static let dots = 250
  /// Half the side of a panel in the coordinates of the target.
  private static let window = 3.2

  func sheet() -> PanelSheet {
    let columns = study.shownSteps.count
    return PanelSheet(
      name: OrderOfPlayPanels.name, subject: "samples and their concentration, per order of play",
      title: "The order of play decides: min inside collapses, max inside spreads",
      caption: caption, data: [("", samples), ("-concentration", concentration)],
      blocks: [
        PanelBlock(
          study.orders.indices.flatMap { row in (0..<columns).map { cloud(row, $0) } },
          columns: columns, size: (108, 108), together: columns, isSquare: true, right: -5,
          hasTicks: false, least: 0.45),
        PanelBlock(
          study.orders.indices.map(curve), columns: 1, size: (240, 67), numbers: 26),
      ]
    ) { name in
      """
      samples = "\(Figure.dataFile(name))"
      concentration = "\(Figure.dataFile(name, "-concentration"))"
      """
    }
  }

  private var shown: [OrderOfPlayStudy.Run] {
    study.orders.compactMap { order in runs.first { $0.order == order } }
  }

  private var samples: String {
    var csv = CSVText(header: ["kind", "row", "column", "x", "y"])
    let window = Self.window
    func append(_ kind: String, _ row: Int, _ column: Int, _ points: SampleSet) {
      for point in 0..<min(points.count, OrderOfPlayPanels.dots) {
        let place = Array(points[point])
        guard place.allSatisfy({ abs($0) < window }) else { continue }
        csv.append(
          kind, "\(row + 1)", "\(column + 1)", CSVText.number(place[0]), CSVText.number(place[1]))
      }
    }
    let ring = OrderOfPlayStudy.target.target as? GaussianMixture
    let modes = ring?.modes.flatMap { [$0.mean.x, $0.mean.y] } ?? []
    for (row, run) in shown.enumerated() {
      for (column, drawn) in run.shown.enumerated() {
        append("mode", row, column, SampleSet(modes, dimension: 2))
        append("sample", row, column, drawn)
      }
    }
    return csv.text
  }

  private var concentration: String {
    var csv = CSVText(header: ["row", "seed", "step", "largest_share", "entropy", "modes"])
    for run in runs {
      let row = (study.orders.firstIndex(of: run.order) ?? 0) + 1
      for point in run.points {
        csv.append(
          ["\(row)", "\(run.seed)", "\(point.step)"]
            + [point.largestShare, point.entropy].map(CSVText.number) + ["\(point.modes)"])
      }
    }
    return csv.text
  }

  private func cloud(_ row: Int, _ column: Int) -> SheetPanel {
    func points(_ kind: String) -> String {
      "samples using (strcol(1) eq '\(kind)' && $2 == \(row + 1) && $3 == \(column + 1) ? $4 : NaN):5"
    }
    return SheetPanel(
      column == 0 ? study.orders[row].label : "",
      remark: FigureText.grouped(study.shownSteps[column]) + (column == 0 ? " updates" : ""),
      isWide: true,
      commands: """
        set border 15 linecolor rgb '#D0D0D0'
        set xrange [-\(Self.window):\(Self.window)]
        set yrange [-\(Self.window):\(Self.window)]
        plot \(points("mode")) with points pointtype 6 pointsize P(0.9) linewidth W(0.8) \\
            linecolor rgb '#8C8C8C', \\
          \(points("sample")) with points pointtype 7 pointsize P(0.18) \\
            linecolor rgb '\(FigureColors.label(0))'
        set border 3 linecolor rgb '#8C8C8C'
        """)
  }

  private func curve(_ row: Int) -> SheetPanel {
    let late = MinimaxMaximinTopic.late(study.orders[row], of: runs)
    return SheetPanel(
      study.orders[row].label,
      remark: "largest share: mean \(number(late.share, 2)); entropy \(number(late.entropy, 2)); "
        + "\(number(late.modes, 1)) modes",
      x: "generator updates",
      commands: """
        set xrange [0:\(study.steps)]
        set xtics \(study.steps / 2)
        set yrange [0:1.05]
        set ytics 0.5
        plot 0.125 with lines dashtype 3 linewidth 0.8 linecolor rgb '#8C8C8C', \\
          for [seed=0:\(study.seeds.count - 1)] concentration \\
            using ($1 == \(row + 1) && $2 == seed ? $3 : NaN):4 with lines \\
            linewidth (seed == 0 ? W(1.8) : W(0.8)) \\
            linecolor rgb (seed == 0 ? '\(FigureColors.label(0))' : '#A0A0A0')
        """)
  }

  private func number(_ value: Double, _ digits: Int) -> String {
    DecimalText.fixed(value, digits)
  }

  private var caption: String {
    "Squares: samples of one seed (dots) and modes (circles) after so many updates of the generator. Curves: share of "
      + "the samples nearest to the mode that has most, that seed as a thick line, \(study.seeds.count - 1) others thin; "
      + "dotted: 1/8. Numbers: means over seeds and the second half of the share, of the entropy over modes (in nats; "
      + "evenly: log 8 = \(number(log(8.0), 2))), of modes covered. Minimax objective; samples are drawn after the generator's turn."
  }
}
