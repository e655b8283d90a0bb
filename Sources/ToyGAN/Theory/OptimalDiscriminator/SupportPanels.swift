import Foundation
import ToyGANFigures
import ToyGANFiles

/// Outputs of discriminators with several seeds in regions with and without samples, and the divergence
/// that a generator would descend.
struct SupportPanels {
  let study: SupportStudy
  let pairs: [SupportStudy.Pair]

  private static let name = "\(OptimalDiscriminatorTopic.name)-supports"

  func sheet() throws -> PanelSheet {
    PanelSheet(
      name: SupportPanels.name, subject: "discriminators where the theorem's assumption fails",
      title: "Where neither distribution has mass, nothing tells the discriminator what to say",
      caption: caption,
      data: [("", discriminators), ("-densities", densities), ("-divergence", try divergences)],
      blocks: [
        PanelBlock(
          pairs.indices.map(outputs) + [divergence], columns: 3, size: (264, 204))
      ]
    ) { name in
      """
      data = "\(Figure.dataFile(name))"
      densities = "\(Figure.dataFile(name, "-densities"))"
      divergence = "\(Figure.dataFile(name, "-divergence"))"
      """
    }
  }

  private var discriminators: String {
    var csv = CSVText(header: ["panel", "seed", "x", "trained", "optimal"])
    for (panel, pair) in pairs.enumerated() {
      for (seed, trained) in zip(study.seeds, pair.trained) {
        for (place, x) in SupportStudy.places.enumerated() {
          csv.append(
            ["\(panel + 1)", "\(seed)"]
              + [x, trained[place], pair.optimum(x)].map(CSVText.number))
        }
        csv.endBlock()
      }
    }
    return csv.text
  }

  /// A finer grid, so that edges are drawn vertical.
  private var densities: String {
    var csv = CSVText(header: ["panel", "x", "data", "generated"])
    for (panel, pair) in pairs.enumerated() {
      for x in (0...800).map({ -4 + 0.01 * Double($0) }) {
        csv.append(
          ["\(panel + 1)"]
            + [x, pair.optimum.data.density(x), pair.optimum.generated.density(x)].map(
              CSVText.number))
      }
      csv.endBlock()
    }
    return csv.text
  }

  private var divergences: String {
    get throws {
      var csv = CSVText(header: ["distance", "normal", "uniform"])
      for row in try SupportStudy.divergences() {
        csv.append([row.distance, row.normal, row.uniform].map { DecimalText.fixed($0, 6) })
      }
      return csv.text
    }
  }

  private func outputs(_ index: Int) -> SheetPanel {
    let (seeds, isApart) = (study.seeds.count, index == 1)
    let (place, height) = (isApart ? [-1.5, 1.5] : [-2.6, 2.8], isApart ? 0.5 : 0.3)
    func label(_ number: Int, _ text: String, _ x: Double, _ colour: String) -> String {
      "set label \(number) '\(text)' at \(x),\(height) center rotate by \(isApart ? 90 : 0) "
        + "font inside textcolor rgb '\(colour)' front"
    }
    return SheetPanel(
      isApart ? "supports apart" : "both densities above 0 everywhere", x: "x",
      commands: """
        unset datafile columnheaders
        set xrange [-4:4]
        set xtics 2
        set yrange [0:1.05]
        set ytics 0.5
        \(label(31, "data", place[0], FigureColors.ink))
        \(label(32, "generator", place[1], FigureColors.labelText(2)))
        plot densities index \(index) using 2:4 skip 1 with filledcurves y1=0 \\
            fillstyle transparent solid 0.25 linecolor rgb '\(FigureColors.label(2))', \\
          densities index \(index) using 2:3 skip 1 with lines dashtype 3 linewidth W(2) \\
            linecolor rgb '\(FigureColors.ink)', \\
          data index \(index * seeds) using 3:5 skip 1 with lines linewidth W(4) \\
            linecolor rgb '#C4C4C4', \\
          for [seed=0:\(seeds - 1)] data index \(index * seeds)+seed using 3:4 skip 1 with lines \\
            dashtype 2 linewidth W(1.2) linecolor rgb '\(FigureColors.label(0))'
        set datafile columnheaders
        """)
  }

  private var divergence: SheetPanel {
    SheetPanel(
      "divergence between the two, nats", x: "distance between the means",
      commands: """
        set xrange [0:6]
        set xtics 1
        set yrange [0:0.8]
        set ytics 0.2
        set label 41 "log 2" at 0.1,log(2) offset 0,0.6 font inside textcolor rgb '#404040'
        set label 42 "uniform, width 1" at 1.08,0.62 font inside \\
          textcolor rgb '\(FigureColors.labelText(1))'
        set label 43 "normal, deviation 1" at 2.5,0.36 font inside \\
          textcolor rgb '\(FigureColors.labelText(0))'
        plot log(2) with lines dashtype 3 linecolor rgb '#8C8C8C', \\
          divergence using 1:3 with lines linewidth W(2) linecolor rgb '\(FigureColors.label(1))', \\
          divergence using 1:2 with lines dashtype 2 linewidth W(2) \\
            linecolor rgb '\(FigureColors.label(0))'
        """)
  }

  private var caption: String {
    "First two panels: discriminators of \(study.seeds.count) seeds (dashed) after "
      + "\(FigureText.grouped(study.updates)) updates, on random waves of x so that they can bend; D* in grey where "
      + "it is defined. Last: the divergence of Jensen and Shannon, by integration; flat where supports are apart, "
      + "so that its gradient is 0."
  }
}
