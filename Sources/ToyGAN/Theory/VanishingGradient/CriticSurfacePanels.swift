import Foundation
import ToyGANCore
import ToyGANFigures
import ToyGANFiles
import ToyGANTraining

/// Value surfaces of critics: a column per target, with clipped weights above and a gradient penalty below.
struct CriticSurfacePanels {
  let study: CriticSurfaceStudy
  let outcomes: [CriticSurfaceStudy.Outcome]

  private static let name = "\(VanishingGradientTopic.name)-surfaces"
  /// Number of real samples drawn in a panel.
  private static let dots = 250

  func figure() throws -> Figure {
    Figure(
      name: CriticSurfacePanels.name, subject: "value surfaces of clipped and penalized critics",
      width: 250 * study.targets.count + 60, height: 640,
      data: [("", surfaces), ("-samples", try samples)], commands: commands)
  }

  /// Values are scaled to 0 to 1 within each panel, because a generator follows only the shape.
  private var surfaces: String {
    var csv = CSVText(header: ["panel", "x", "y", "tint"])
    for (panel, outcome) in outcomes.enumerated() {
      let surface = outcome.surface
      let (low, high) = (surface.values.min() ?? 0, surface.values.max() ?? 1)
      for (place, value) in surface.values.enumerated() {
        csv.append(
          ["\(panel + 1)"]
            + [
              surface.xs[place % surface.xs.count], surface.ys[place / surface.xs.count],
              Double((value - low) / (high - low)),
            ].map(CSVText.number))
      }
      csv.endBlock()
    }
    return csv.text
  }

  private var samples: String {
    get throws {
      var csv = CSVText(header: ["column", "x", "y"])
      for (column, named) in study.targets.enumerated() {
        let stream = RandomStream(seed: study.seed, name: "shown target")
        let drawn = try named.target.target().samples(CriticSurfacePanels.dots, from: stream)
        for point in drawn.inChunks(of: 2) {
          csv.append(
            ["\(column + 1)"] + point.map { CSVText.number(Double($0)) })
        }
        csv.endBlock()
      }
      return csv.text
    }
  }

  private var commands: String {
    let columns = study.targets.count
    return """
      \(FigureText.array("heading", outcomes.map(heading)))
      \(FigureText.array("left", outcomes.map(\.surface.xs.first)))
      \(FigureText.array("right", outcomes.map(\.surface.xs.last)))
      \(FigureText.array("bottom", outcomes.map(\.surface.ys.first)))
      \(FigureText.array("top", outcomes.map(\.surface.ys.last)))
      data = "\(Figure.dataFile(CriticSurfacePanels.name))"
      samples = "\(Figure.dataFile(CriticSurfacePanels.name, "-samples"))"
      \(FigureText.headline(
        "A clipped critic sees less of the distance than one with a gradient penalty",
        caption: caption))
      unset datafile columnheaders
      set key off
      set palette defined (0 '#2B3A55', 0.5 '#7FA3C7', 1 '#FBF6E6')
      set palette maxcolors 14
      unset colorbox
      unset tics
      set border 15 linecolor rgb '#8C8C8C' linewidth 0.8
      set size ratio 1
      set label 11 "weights clipped to ±\(FigureText.number(study.clip))" \\
        at screen 20.0/width,0.5+146.0/height center rotate
      set label 12 "gradient penalty \(FigureText.number(study.penalty))" \\
        at screen 20.0/width,0.5-120.0/height center rotate
      set multiplot layout 2,\(columns) margins 36.0/width,1-14.0/width,56.0/height,1-66.0/height \\
      spacing 14.0/width,34.0/height
      do for [panel=1:\(outcomes.count)] {
        set xrange [left[panel]:right[panel]]
        set yrange [bottom[panel]:top[panel]]
        set title heading[panel] offset 0,-0.7
        column = (panel - 1) % \(columns)
        plot data index panel-1 using 2:3:4 skip (panel == 1 ? 1 : 0) with image, \\
          samples index column using 2:3 skip (column == 0 ? 1 : 0) with points pointtype 7 \\
            pointsize 0.22 linecolor rgb '#C03000'
        unset label
      }
      unset multiplot
      """
  }

  private func heading(_ outcome: CriticSurfaceStudy.Outcome) -> String {
    "\(outcome.of.name): \(Int((100 * outcome.share).rounded())) % of W1"
  }

  private var caption: [String] {
    [
      "Critics after \(FigureText.grouped(study.updates)) updates between a target (dots) and the same with "
        + "normal noise of deviation \(study.noise); bright: rated real, each panel on its own scale.",
      "Percentage: of the distance between \(FigureText.grouped(study.judged)) samples of either, what the "
        + "critic sees when it is scaled to a largest slope of 1.",
    ]
  }
}
