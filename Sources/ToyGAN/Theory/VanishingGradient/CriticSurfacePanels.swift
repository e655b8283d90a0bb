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

  func sheet() throws -> PanelSheet {
    PanelSheet(
      name: CriticSurfacePanels.name, subject: "value surfaces of clipped and penalized critics",
      title: "A clipped critic sees less of the distance than one with a gradient penalty",
      caption: caption, data: [("", surfaces), ("-samples", try samples)],
      blocks: [
        PanelBlock(
          outcomes.indices.map(panel), columns: study.targets.count, size: (236, 236),
          together: study.targets.count, isSquare: true, below: 22, hasTicks: false)
      ]
    ) { name in
      """
      data = "\(Figure.dataFile(name))"
      samples = "\(Figure.dataFile(name, "-samples"))"
      unset datafile columnheaders
      set palette defined (0 '\(Self.tints[0])', 0.5 '\(Self.tints[1])', 1 '\(Self.tints[2])')
      set palette maxcolors \(Self.levels)
      set cbrange [0:1]
      unset colorbox
      """
    }
  }

  /// Colours of the lowest value, the middle, and the highest value; and the number of tints.
  private static let (tints, levels) = (["#2B3A55", "#7FA3C7", "#FBF6E6"], 14)

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

  private func panel(_ index: Int) -> SheetPanel {
    let (outcome, column) = (outcomes[index], index % study.targets.count)
    let surface = outcome.surface
    func range(_ axis: [Double]) -> String {
      "[\(FigureText.number(axis.first ?? 0)):\(FigureText.number(axis.last ?? 1))]"
    }
    return SheetPanel(
      heading(outcome), remark: constraint(outcome),
      commands: """
        set border 15
        set xrange \(range(surface.xs))
        set yrange \(range(surface.ys))
        \(key)
        plot data index \(index) using 2:3:4 skip \(index == 0 ? 1 : 0) with image, \\
          samples index \(column) using 2:3 skip \(column == 0 ? 1 : 0) with points pointtype 7 \\
            pointsize P(0.22) linecolor rgb '#C03000'
        """)
  }

  /// A strip of all tints below a panel.
  private var key: String {
    let (left, right) = (0.34, 0.66)
    let boxes = (0..<Self.levels).map { level in
      func edge(_ level: Int) -> String {
        DecimalText.fixed(left + (right - left) * Double(level) / Double(Self.levels), 4)
      }
      let share = DecimalText.fixed(Double(level) / Double(Self.levels - 1), 4)
      return "set object \(level + 1) rectangle from graph \(edge(level)),-0.075 to graph "
        + "\(edge(level + 1)),-0.04 noclip fillcolor palette frac \(share) fillstyle solid noborder"
    }
    return """
      \(boxes.joined(separator: "\n"))
      set label 31 'lowest value' at graph \(left - 0.02),-0.058 right font little
      set label 32 'highest value' at graph \(right + 0.02),-0.058 left font little
      """
  }

  private func constraint(_ outcome: CriticSurfaceStudy.Outcome) -> String {
    switch outcome.of.constraint {
    case .clipping: "weights clipped to ±\(FigureText.number(study.clip))"
    case .penalty: "gradient penalty of weight \(FigureText.number(study.penalty))"
    }
  }

  private func heading(_ outcome: CriticSurfaceStudy.Outcome) -> String {
    "\(outcome.of.name): \(Int((100 * outcome.share).rounded())) % of W1"
  }

  private var caption: String {
    "Critics after \(FigureText.grouped(study.updates)) updates between a target (dots) and the same with normal "
      + "noise of deviation \(DecimalText.significant(Double(study.noise), 3)); bright: rated real, each panel on a "
      + "scale from its lowest to its highest value. Percentage: of the distance between "
      + "\(FigureText.grouped(study.judged)) samples of either, what the critic sees when it is scaled to a largest "
      + "slope of 1."
  }
}
