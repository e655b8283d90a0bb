import Foundation
import ToyGANFigures
import ToyGANFiles
import ToyGANStudies

/// Correlation of loss and distance for every condition: the value of each seed, the mean, and the interval.
struct TrackingIntervals {
  let study: TrackingStudy
  let runs: [TrackingStudy.Run]

  private static let name = "\(WassersteinTracksQualityTopic.name)-correlations"

  func sheet() -> PanelSheet {
    PanelSheet(
      name: TrackingIntervals.name, subject: "correlation of loss and distance, per condition",
      title: "Critics track the distance, with and without normalizing the generator",
      caption: caption, data: [("", means), ("-seeds", seeds)],
      blocks: [
        PanelBlock(
          [panel("rank correlation (Spearman)", 0), panel("linear correlation (Pearson)", 1)],
          columns: 2, size: (260, 46 * Double(TrackingStudy.conditions.count)), numbers: 176)
      ]
    ) { name in
      """
      data = "\(Figure.dataFile(name))"
      seeds = "\(Figure.dataFile(name, "-seeds"))"
      """
    }
  }

  private var means: String {
    var csv = CSVText(header: [
      "row", "spearman", "spearman_lower", "spearman_upper", "pearson", "pearson_lower",
      "pearson_upper", "loss", "batch_normalization",
    ])
    for (row, condition) in TrackingStudy.conditions.enumerated() {
      let numbers = [\TrackingStudy.Run.spearman, \.pearson].flatMap { coefficient in
        let seeds = WassersteinTracksQualityTopic.summary(of: condition, in: runs) {
          $0[keyPath: coefficient]
        }
        let interval = seeds.meanInterval()
        return [seeds.mean ?? .nan, interval?.lower ?? .nan, interval?.upper ?? .nan]
      }
      csv.append(
        ["\(row + 1)"] + numbers.map(CSVText.number)
          + [condition.loss.title, condition.normalization.title].map(CSVText.quoted))
    }
    return csv.text
  }

  private var seeds: String {
    var csv = CSVText(header: ["row", "seed", "spearman", "pearson"])
    for run in runs {
      let row = (TrackingStudy.conditions.firstIndex(of: run.condition) ?? 0) + 1
      csv.append(
        ["\(row)", "\(run.seed)"]
          + [run.spearman ?? .nan, run.pearson ?? .nan].map(CSVText.number))
    }
    return csv.text
  }

  private func panel(_ title: String, _ which: Int) -> SheetPanel {
    let rows = TrackingStudy.conditions.enumerated()
    let labels = rows.map { row, condition in
      "\"\(condition.loss.title),\\n\(condition.normalization.title)\" \(row + 1)"
    }
    let plots = rows.flatMap { row, condition in
      let index = TrackingStudy.Loss.allCases.firstIndex(of: condition.loss) ?? 0
      let colour = FigureColors.label(index)
      return [
        "data using ($1 == \(row + 1) ? $\(2 + 3 * which) : NaN):1:\(3 + 3 * which):\(4 + 3 * which) "
          + "with xerrorbars pointtype 7 pointsize P(0.7) linewidth W(1.6) linecolor rgb '\(colour)'",
        "seeds using ($1 == \(row + 1) ? $\(3 + which) : NaN):($1+0.24) with points pointtype 6 "
          + "pointsize P(0.5) linewidth W(1) linecolor rgb '\(colour)'",
      ]
    }
    return SheetPanel(
      title,
      commands: """
        set border 1
        set xrange [-1:1]
        set xtics 0.5
        set yrange [\(TrackingStudy.conditions.count).6:0.4]
        set ytics (\(labels.joined(separator: ", "))) scale 0
        set arrow 1 from 0,graph 0 to 0,graph 1 nohead dashtype 3 linecolor rgb '#8C8C8C'
        plot \(plots.joined(separator: ", \\\n  "))
        """)
  }

  private var caption: String {
    "Correlation of what the loss says with the exact W1 along training, from update \(study.settled) on. Circles: "
      + "seeds; dots with bars: mean and 95 % interval (Student). 1: the loss tells the distance, 0: it tells "
      + "nothing, below: it misleads."
  }
}
