import Foundation
import ToyGANFigures
import ToyGANFiles
import ToyGANStudies

/// Correlation of loss and distance for every condition: the value of each seed, the mean, and the interval.
struct TrackingIntervals {
  let study: TrackingStudy
  let runs: [TrackingStudy.Run]

  private static let name = "\(WassersteinTracksQualityTopic.name)-correlations"

  func figure() -> Figure {
    Figure(
      name: TrackingIntervals.name, subject: "correlation of loss and distance, per condition",
      width: 860, height: 40 * TrackingStudy.conditions.count + 170,
      data: [("", means), ("-seeds", seeds)], commands: commands)
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

  private var commands: String {
    let rows = TrackingStudy.conditions.count
    let labels = TrackingStudy.conditions.map { "\($0.loss.title), \($0.normalization.title)" }
    let colours = TrackingStudy.conditions.map { condition in
      FigureColors.label(TrackingStudy.Loss.allCases.firstIndex(of: condition.loss) ?? 0)
    }
    return """
      \(FigureText.array("label", labels))
      \(FigureText.array("colour", colours))
      data = "\(Figure.dataFile(TrackingIntervals.name))"
      seeds = "\(Figure.dataFile(TrackingIntervals.name, "-seeds"))"
      \(FigureText.headline(
        "Critics track the distance, with and without normalizing the generator", caption: caption))
      \(FigureText.axes)
      set border 1
      set key off
      set xrange [-1:1]
      set xtics 0.5
      set yrange [\(rows).6:0.4]
      unset ytics
      do for [row=1:\(rows)] { set label 20+row label[row] at screen 16.0/width,first row left }
      set multiplot layout 1,2 margins 260.0/width,1-24.0/width,92.0/height,1-70.0/height \\
      spacing 34.0/width,0
      do for [which=0:1] {
        set title (which == 0 ? "rank correlation (Spearman)" : "linear correlation (Pearson)") offset 0,-0.4
        set arrow 1 from 0,graph 0 to 0,graph 1 nohead dashtype 3 linecolor rgb '#8C8C8C'
        plot for [row=1:\(rows)] data using ($1 == row ? column(2+3*which) : NaN):1:3+3*which:4+3*which \\
            with xerrorbars pointtype 7 pointsize 0.7 linewidth 1.6 linecolor rgb colour[row], \\
          for [row=1:\(rows)] seeds using ($1 == row ? column(3+which) : NaN):($1+0.24) with points \\
            pointtype 6 pointsize 0.5 linewidth 1 linecolor rgb colour[row]
        unset label
      }
      unset multiplot
      """
  }

  private var caption: [String] {
    [
      "Correlation of what the loss says with the exact W1 along training, from update \(study.settled) on. "
        + "Circles: seeds; dots with bars: mean and 95 % interval (Student).",
      "1: the loss tells the distance, 0: it tells nothing, below: it misleads.",
    ]
  }
}
