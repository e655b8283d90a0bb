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

  func sheet() -> PanelSheet {
    PanelSheet(
      name: TrackingCurves.name, subject: "losses and exact W1 along training",
      title: "The critic's loss falls with the distance; the discriminator's does not",
      caption: caption, data: [("", curves)],
      blocks: [
        PanelBlock(
          panels.indices.map(panel), columns: TrackingStudy.Loss.allCases.count, size: (200, 150),
          right: 66)
      ]
    ) { "data = \"\(Figure.dataFile($0))\"" }
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

  private func panel(_ index: Int) -> SheetPanel {
    let (condition, number) = (panels[index], index % TrackingStudy.Loss.allCases.count)
    let (colour, dark) = (FigureColors.label(number), FigureColors.labelText(number))
    let isDivergence = number == 2
    let bound = "log(2) axes x1y2 with lines dashtype 3 linewidth 0.8 linecolor rgb '\(dark)', "
    return SheetPanel(
      heading(condition), remark: condition.normalization.title, x: "generator updates",
      y: "W1, exact", y2: (isDivergence ? "JSD estimate" : "critic's estimate", dark),
      commands: """
        set border 11
        set xrange [0:\(study.steps)]
        set xtics \(study.steps / 2)
        set yrange [0:*]
        set y2range [*<0:*]
        set y2tics nomirror out scale 0.5 textcolor rgb '\(dark)'
        plot data using ($1 == \(index + 1) ? $2 : NaN):4 with lines linewidth W(3) \\
            linecolor rgb '#B0B0B0', \\
          \(isDivergence ? bound : "")data using ($1 == \(index + 1) ? $2 : NaN):3 axes x1y2 \\
            with lines linewidth W(1.6) linecolor rgb '\(colour)'
        """)
  }

  private func heading(_ condition: TrackingStudy.Condition) -> String {
    let mean = WassersteinTracksQualityTopic.summary(of: condition, in: runs) { $0.spearman }.mean
    return "\(condition.loss.title): rank correlation " + DecimalText.fixed(mean ?? .nan, 2)
  }

  private var caption: String {
    "One seed of the ring of eight modes; thick grey, left axis: W1 between \(study.samples) samples of either, by "
      + "optimal assignment. Thin, right axis: the loss, on \(study.batch) samples; dotted: log 2. Rank correlation "
      + "(Spearman) of the two from update \(study.settled) on, mean over \(study.seeds.count) seeds. Five updates of "
      + "the critic or discriminator for one of the generator."
  }
}
