import Foundation
import ToyGANFigures
import ToyGANFiles

/// Outputs of discriminators with several seeds in regions with and without samples, and the divergence
/// that a generator would descend.
struct SupportPanels {
  let study: SupportStudy
  let pairs: [SupportStudy.Pair]

  private static let name = "\(OptimalDiscriminatorTopic.name)-supports"

  func figure() throws -> Figure {
    Figure(
      name: SupportPanels.name, subject: "discriminators where the theorem's assumption fails",
      width: 980, height: 372,
      data: [("", discriminators), ("-densities", densities), ("-divergence", try divergences)],
      commands: commands)
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

  private var commands: String {
    let (blue, seeds) = (FigureColors.label(0), study.seeds.count)
    return """
      data = "\(Figure.dataFile(SupportPanels.name))"
      densities = "\(Figure.dataFile(SupportPanels.name, "-densities"))"
      \(FigureText.headline(
        "Where neither distribution has mass, nothing tells the discriminator what to say",
        caption: caption))
      \(FigureText.axes)
      set key off
      set multiplot layout 1,3 margins 44.0/width,1-20.0/width,102.0/height,1-68.0/height \\
      spacing 62.0/width,0
      unset datafile columnheaders
      set xrange [-4:4]
      set yrange [0:1.05]
      set xlabel "x"
      set ytics 0.5
      do for [panel=0:1] {
        set title (panel == 0 ? "both densities above 0 everywhere" : "supports apart") offset 0,-0.5
        set label 31 "data" at (panel == 0 ? -2.6 : -1.5),(panel == 0 ? 0.3 : 0.5) center \\
          rotate by 90*panel textcolor rgb '\(FigureColors.ink)' front
        set label 32 "generator" at (panel == 0 ? 2.8 : 1.5),(panel == 0 ? 0.3 : 0.5) center \\
          rotate by 90*panel textcolor rgb '\(FigureColors.labelText(2))' front
        plot densities index panel using 2:4 skip 1 with filledcurves y1=0 \\
            fillstyle transparent solid 0.25 linecolor rgb '\(FigureColors.label(2))', \\
          densities index panel using 2:3 skip 1 with lines dashtype 3 linewidth 2 \\
            linecolor rgb '\(FigureColors.ink)', \\
          data index panel*\(seeds) using 3:5 skip 1 with lines linewidth 4 linecolor rgb '#C4C4C4', \\
          for [seed=0:\(seeds - 1)] data index panel*\(seeds)+seed using 3:4 skip 1 with lines \\
            dashtype 2 linewidth 1.2 linecolor rgb '\(blue)'
        unset label
      }
      set datafile columnheaders
      set title "divergence between the two, nats" offset 0,-0.5
      set xrange [0:6]
      set yrange [0:0.8]
      set ytics 0.2
      set xlabel "distance between the means"
      set label 41 "log 2" at 0.1,log(2) offset 0,0.6 textcolor rgb '#404040'
      set label 42 "uniform, width 1" at 1.08,0.62 textcolor rgb '\(FigureColors.labelText(1))'
      set label 43 "normal, deviation 1" at 2.5,0.36 textcolor rgb '\(FigureColors.labelText(0))'
      plot log(2) with lines dashtype 3 linecolor rgb '#8C8C8C', \\
        "\(Figure.dataFile(SupportPanels.name, "-divergence"))" using 1:3 with lines linewidth 2 \\
          linecolor rgb '\(FigureColors.label(1))', \\
        "" using 1:2 with lines dashtype 2 linewidth 2 linecolor rgb '\(blue)'
      unset multiplot
      """
  }

  private var caption: [String] {
    [
      "Left and middle: discriminators of \(study.seeds.count) seeds (dashed) after "
        + "\(FigureText.grouped(study.updates)) updates, on random waves of x so that they can bend; D* "
        + "in grey where it is defined.",
      "Right: the divergence of Jensen and Shannon, by integration; flat where supports are apart, so "
        + "that its gradient is 0.",
    ]
  }
}
