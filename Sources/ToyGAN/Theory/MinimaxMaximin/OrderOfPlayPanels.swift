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
  /// Side length of a square panel in points of the page.
  private static let side = 112

  func figure() -> Figure {
    Figure(
      name: OrderOfPlayPanels.name, subject: "samples and their concentration, per order of play",
      width: columns * OrderOfPlayPanels.side + 540,
      height: study.orders.count * OrderOfPlayPanels.side + 136,
      data: [("", samples), ("-concentration", concentration)], commands: commands)
  }

  private var columns: Int { study.shownSteps.count }

  private var shown: [OrderOfPlayStudy.Run] {
    study.orders.compactMap { order in runs.first { $0.order == order } }
  }

  /// All panels are in one coordinate system: a panel is a unit square, shifted by its row and column.
  private var samples: String {
    var csv = CSVText(header: ["kind", "row", "column", "x", "y"])
    let window = 3.2
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

  private var commands: String {
    let (rows, side) = (study.orders.count, OrderOfPlayPanels.side)
    let left = 150
    return """
      \(FigureText.array("label", study.orders.map(\.label)))
      \(FigureText.array("share", summaries.map { number($0.share, 2) }))
      \(FigureText.array("entropy", summaries.map { number($0.entropy, 2) }))
      \(FigureText.array("modes", summaries.map { number($0.modes, 1) }))
      \(FigureText.array("head", study.shownSteps.map { FigureText.grouped($0) }))
      samples = "\(Figure.dataFile(OrderOfPlayPanels.name))"
      concentration = "\(Figure.dataFile(OrderOfPlayPanels.name, "-concentration"))"
      across(column, x) = column - 0.5 + x / 6.8
      down(row, y) = 0.5 - row + y / 6.8
      \(FigureText.headline(
        "The order of play decides: min inside collapses, max inside spreads", caption: caption))
      set key off
      set multiplot
      set lmargin at screen \(left).0/width
      set rmargin at screen \(left + columns * side).0/width
      set tmargin at screen 1-72.0/height
      set bmargin at screen 1-\(72 + rows * side).0/height
      set xrange [0:\(columns)]
      set yrange [-\(rows):0]
      unset tics
      set border 0
      do for [row=1:\(rows)] {
        set label 20+row label[row] at -0.08,0.5-row right
        do for [column=1:\(columns)] {
          set object 10*row+column rectangle from column-0.97,0.03-row to column-0.03,0.97-row \\
            fillstyle empty border linecolor rgb '#D0D0D0' behind
        }
      }
      do for [column=1:\(columns)] { set label 50+column head[column] at column-0.5,0.12 center }
      set label 60 "update of G" at -0.08,0.12 right
      plot samples using (strcol(1) eq "mode" ? across($3, $4) : NaN):(down($2, $5)) with points \\
          pointtype 6 pointsize 0.9 linewidth 0.8 linecolor rgb '#8C8C8C', \\
        samples using (strcol(1) eq "sample" ? across($3, $4) : NaN):(down($2, $5)) with points \\
          pointtype 7 pointsize 0.18 linecolor rgb '\(FigureColors.label(0))'
      unset label
      unset object
      \(FigureText.axes)
      set lmargin at screen 1-350.0/width
      set rmargin at screen 1-190.0/width
      set xrange [0:\(study.steps)]
      set yrange [0:1.05]
      set ytics 0.5 nomirror out
      do for [row=1:\(rows)] {
        set tmargin at screen 1-(84.0+\(side)*(row-1))/height
        set bmargin at screen 1-(60.0+\(side)*row)/height
        set xtics \(study.steps / 2) nomirror out format (row == \(rows) ? "%g" : "")
        if (row == 1) {
          set label 61 "share of the largest mode" at graph 0,1.2
          set label 62 "mean" at graph 1.2,1.2 center
          set label 63 "entropy" at graph 1.55,1.2 center
          set label 64 "modes" at graph 1.9,1.2 center
        }
        set label 65 share[row] at graph 1.2,0.5 center
        set label 66 entropy[row] at graph 1.55,0.5 center
        set label 67 modes[row] at graph 1.9,0.5 center
        plot 0.125 with lines dashtype 3 linewidth 0.8 linecolor rgb '#8C8C8C', \\
          for [seed=0:\(study.seeds.count - 1)] concentration \\
            using ($1 == row && $2 == seed ? $3 : NaN):4 with lines \\
            linewidth (seed == 0 ? 1.8 : 0.8) \\
            linecolor rgb (seed == 0 ? '\(FigureColors.label(0))' : '#A0A0A0')
        unset label
      }
      unset multiplot
      """
  }

  /// Means over seeds and over the second half of training.
  private var summaries: [(share: Double, entropy: Double, modes: Double)] {
    study.orders.map { MinimaxMaximinTopic.late($0, of: runs) }
  }

  private func number(_ value: Double, _ digits: Int) -> String {
    DecimalText.fixed(value, digits)
  }

  private var caption: [String] {
    [
      "Left: samples of one seed (dots), modes (circles). Right: share of the samples nearest to the mode that has "
        + "most, that seed in blue, \(study.seeds.count - 1) others in grey; dotted: 1/8. Numbers: means over",
      "seeds and the second half of the share, of the entropy over modes in nats (evenly: log 8 = "
        + "\(number(log(8.0), 2))), of modes covered. Minimax objective; samples are drawn after the generator's turn.",
    ]
  }
}
