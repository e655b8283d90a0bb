import Foundation
import ToyGANFigures
import ToyGANFiles
import ToyGANStudies

/// The loss during one seed's training and the distance that it should estimate: a column per method,
/// without batch normalization above and with it below.
struct TrackingCurves {
  let study: TrackingStudy
  let runs: [TrackingStudy.Run]

  private static let name = WassersteinTracksQualityTopic.name
  private static let rows = [TrackingStudy.Normalization.none, .generator]

  func figure() -> Figure {
    Figure(
      name: TrackingCurves.name, subject: "losses and exact W1 along training",
      width: 940, height: 570, data: [("", curves)], commands: commands)
  }

  private var panels: [TrackingStudy.Condition] {
    TrackingCurves.rows.flatMap { normalization in
      TrackingStudy.Loss.allCases.map {
        TrackingStudy.Condition(loss: $0, normalization: normalization)
      }
    }
  }

  private var curves: String {
    var csv = CSVText(header: ["panel", "step", "estimate", "w1"])
    for (panel, condition) in panels.enumerated() {
      guard let run = runs.first(where: { $0.condition == condition }) else { continue }
      for point in run.points {
        csv.append(
          "\(panel + 1)", "\(point.step)", CSVText.number(point.estimate),
          CSVText.number(point.wasserstein))
      }
    }
    return csv.text
  }

  private var commands: String {
    let columns = TrackingStudy.Loss.allCases.count
    return """
      \(FigureText.array("heading", panels.map(heading)))
      \(FigureText.array("colour", TrackingStudy.Loss.allCases.indices.map(FigureColors.label)))
      \(FigureText.array("dark", TrackingStudy.Loss.allCases.indices.map(FigureColors.labelText)))
      \(FigureText.array("says", ["critic's estimate", "critic's estimate", "JSD estimate"]))
      data = "\(Figure.dataFile(TrackingCurves.name))"
      \(FigureText.headline(
        "The critic's loss falls with the distance; the discriminator's does not", caption: caption))
      \(FigureText.axes)
      set border 11
      set key off
      set xrange [0:\(study.steps)]
      set xtics \(study.steps / 2)
      set yrange [0:*]
      set y2range [*<0:*]
      set ytics nomirror
      set y2tics nomirror out scale 0.5
      set label 11 "no batch normalization" at screen 20.0/width,1-176.0/height center rotate
      set label 12 "batch-normalized generator" at screen 20.0/width,1-392.0/height center rotate
      set label 13 "generator updates" at screen 0.5,52.0/height center
      set multiplot layout 2,\(columns) margins 66.0/width,1-44.0/width,94.0/height,1-84.0/height \\
      spacing 84.0/width,62.0/height
      do for [panel=1:\(panels.count)] {
        method = (panel - 1) % \(columns) + 1
        set title heading[panel] offset 0,1.0
        set xtics format (panel > \(columns) ? "%g" : "")
        set label 21 "W1, exact" at graph 0,1.07 textcolor rgb '#404040'
        set label 22 says[method] at graph 1,1.07 right textcolor rgb dark[method]
        set y2tics textcolor rgb dark[method]
        plot data using ($1 == panel ? $2 : NaN):4 with lines linewidth 3 linecolor rgb '#B0B0B0', \\
          (method == 3 ? log(2) : NaN) axes x1y2 with lines dashtype 3 linewidth 0.8 \\
            linecolor rgb dark[method], \\
          data using ($1 == panel ? $2 : NaN):3 axes x1y2 with lines linewidth 1.6 \\
            linecolor rgb colour[method]
        unset label
      }
      unset multiplot
      """
  }

  private func heading(_ condition: TrackingStudy.Condition) -> String {
    let mean = WassersteinTracksQualityTopic.summary(of: condition, in: runs) { $0.spearman }.mean
    return "\(condition.loss.title): rank correlation " + DecimalText.fixed(mean ?? .nan, 2)
  }

  private var caption: [String] {
    [
      "One seed of the ring of eight modes; thick grey, left axis: W1 between \(study.samples) samples of "
        + "either, by optimal assignment. Thin, right axis: the loss, on \(study.batch) samples; dotted: log 2.",
      "Rank correlation (Spearman) of the two from update \(study.settled) on, mean over "
        + "\(study.seeds.count) seeds. Five updates of the critic or discriminator for one of the generator.",
    ]
  }
}
