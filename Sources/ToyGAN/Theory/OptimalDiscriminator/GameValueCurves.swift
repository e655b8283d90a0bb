import Foundation
import ToyGANFigures
import ToyGANFiles

/// The value of the game during the generator's convergence, and the
/// distance of the discriminator's output from 1/2.
struct GameValueCurves {
  let study: GameValueStudy

  private static let name = "\(OptimalDiscriminatorTopic.name)-value"

  func sheet() -> PanelSheet {
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
    return PanelSheet(
      name: GameValueCurves.name, subject: "the value of the game along training",
      title: "At the optimum the game is worth -log 4 + 2 JSD, and falls to -log 4",
      caption: caption, data: [("", csv.text)],
      blocks: [
        PanelBlock([values], columns: 1, size: (330, 206), numbers: 40),
        PanelBlock([distances], columns: 1, size: (330, 206), numbers: 46),
      ]
    ) { "data = \"\(Figure.dataFile($0))\"" }
  }

  private var last: Int { study.gameValues[study.gameValues.count - 1].step }

  private static let key = "set key right top reverse Left samplen 2 spacing 1.2 font inside"

  private var values: SheetPanel {
    let floor = FigureText.number(-log(4))
    return SheetPanel(
      "value of the game, nats", x: "generator updates",
      commands: """
        \(Self.key)
        set xrange [0:\(last)]
        set xtics 100
        set yrange [\(floor)-0.06:*]
        set ytics 0.2 format "%.1f"
        set label 31 "-log 4" at \(last),\(floor) right offset 0,-0.7 font inside textcolor rgb '#404040'
        plot \(floor) with lines dashtype 3 linecolor rgb '#8C8C8C' notitle, \\
          data using 1:3 with lines linewidth W(3.5) linecolor rgb '#C4C4C4' title "V(D*, G)", \\
          data using 1:2 with points pointtype 6 pointsize P(0.7) linewidth 1.4 \\
            linecolor rgb '\(FigureColors.label(0))' title "V(D, G)"
        set key off
        """)
  }

  private var distances: SheetPanel {
    SheetPanel(
      "distance of D from 1/2, root mean square", x: "generator updates",
      commands: """
        \(Self.key)
        set xrange [0:\(last)]
        set xtics 100
        set logscale y
        set yrange [1e-4:1]
        set ytics ("0.0001" 1e-4, "0.001" 1e-3, "0.01" 0.01, "0.1" 0.1, "1" 1)
        plot data using 1:6 with lines linewidth W(3.5) linecolor rgb '#C4C4C4' title "D*", \\
          data using 1:5 with points pointtype 6 pointsize P(0.7) linewidth 1.4 \\
            linecolor rgb '\(FigureColors.label(0))' title "D"
        set key off
        """)
  }

  private var caption: String {
    "Circles: the trained discriminator, its values integrated against both known densities. Grey: the optimal one, "
      + "by numerical integration. At 0 D has had \(FigureText.grouped(study.first + study.settling)) updates on "
      + "\(study.batch) samples; it sits out the generator's first \(study.initialUpdates), and has "
      + "\(study.followUp) before each later one."
  }
}
