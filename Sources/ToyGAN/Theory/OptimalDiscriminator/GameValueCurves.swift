import Foundation
import ToyGANFigures
import ToyGANFiles

/// The value of the game during the generator's convergence, and the
/// distance of the discriminator's output from 1/2.
struct GameValueCurves {
  let study: GameValueStudy

  private static let name = "\(OptimalDiscriminatorTopic.name)-value"

  func figure() -> Figure {
    var csv = CSVText(header: [
      "step", "trained", "optimal", "jsd", "trained_spread", "optimal_spread",
    ])
    for worth in study.gameValues {
      csv.append(
        ["\(worth.step)"]
          + [
            worth.trained, worth.optimal, worth.jensenShannon, worth.trainedSpread,
            worth.optimalSpread,
          ].map { DecimalText.fixed($0, 6) })
    }
    return Figure(
      name: GameValueCurves.name, subject: "the value of the game along training",
      width: 860, height: 380, data: [("", csv.text)], commands: commands)
  }

  private var last: Int { study.gameValues[study.gameValues.count - 1].step }

  private var commands: String {
    let floor = FigureText.number(-log(4))
    return """
      data = "\(Figure.dataFile(GameValueCurves.name))"
      \(FigureText.headline(
        "At the optimum the game is worth -log 4 + 2 JSD, and falls to -log 4", caption: caption))
      \(FigureText.axes)
      set xrange [0:\(last)]
      set xlabel "generator updates"
      set key right top reverse Left samplen 2 spacing 1.2
      set multiplot layout 1,2 margins 66.0/width,1-20.0/width,102.0/height,1-72.0/height \\
      spacing 84.0/width,0
      set title "value of the game, nats" offset 0,-0.4
      set yrange [\(floor)-0.06:*]
      set label 31 "-log 4" at \(last),\(floor) right offset 0,-0.7 textcolor rgb '#404040'
      plot \(floor) with lines dashtype 3 linecolor rgb '#8C8C8C' notitle, \\
        data using 1:3 with lines linewidth 3.5 linecolor rgb '#C4C4C4' title "V(D*, G)", \\
        data using 1:2 with points pointtype 6 pointsize 0.7 linewidth 1.4 \\
          linecolor rgb '\(FigureColors.label(0))' title "V(D, G)"
      unset label
      set title "distance of D from 1/2, root mean square" offset 0,-0.4
      set yrange [1e-4:1]
      set logscale y
      set format y "%g"
      plot data using 1:6 with lines linewidth 3.5 linecolor rgb '#C4C4C4' title "D*", \\
        data using 1:5 with points pointtype 6 pointsize 0.7 linewidth 1.4 \\
          linecolor rgb '\(FigureColors.label(0))' title "D"
      unset multiplot
      """
  }

  private var caption: [String] {
    [
      "Circles: the trained discriminator, its values integrated against both known densities. "
        + "Grey: the optimal one, by numerical integration.",
      "At 0 D has had \(FigureText.grouped(study.first + study.settling)) updates on \(study.batch) samples; "
        + "it sits out the generator's first \(study.initialUpdates), and has \(study.followUp) before each later one.",
    ]
  }
}
