import Foundation
import ToyGANFigures
import ToyGANFiles

/// A row per example and a column per distance, over θ; the distributions on the left.
struct DistancesFigure {
  let curves: [Distances.DistanceCurve]

  private static let titles = [
    "total variation", "KL(P || Q), nats", "KL(Q || P), nats", "Jensen-Shannon, nats",
    "earth mover's",
  ]
  /// Limits of the axes, by example and distance.
  private static let ends: [[Double]] = [
    [1.15, 8, 8, 0.8, 1.15], [1.15, 5, 5, 0.8, 3.45], [1.15, 20, 20, 0.8, 4.6],
  ]
  private static let ticks: [[Double]] = [
    [0.5, 2, 2, 0.2, 0.5], [0.5, 1, 1, 0.2, 1], [0.5, 5, 5, 0.2, 1],
  ]

  func sheet() throws -> PanelSheet {
    PanelSheet(
      name: Distances.name, subject: "distances between two distributions, one of which moves",
      title: "Where supports do not meet, only the earth mover's distance says which way to go",
      caption: caption,
      data: [
        ("", text(curves.map(\.exact))), ("-samples", text(curves.map(\.estimated))),
        ("-densities", try densities()),
      ],
      blocks: [
        PanelBlock(
          curves.indices.flatMap { row in
            [sketch(row)] + Self.titles.indices.map { panel(row, $0) }
          }, columns: 6, size: (150, 122), together: 6, numbers: 26)
      ]
    ) { name in
      """
      data = "\(Figure.dataFile(name))"
      samples = "\(Figure.dataFile(name, "-samples"))"
      densities = "\(Figure.dataFile(name, "-densities"))"
      """
    }
  }

  private func text(
    _ rows: [[(theta: Double, distances: DistributionDistances)]]
  ) -> String {
    var csv = CSVText(header: ["row", "theta"] + DistributionDistances.names + ["example"])
    for (index, curve) in curves.enumerated() {
      for (theta, distances) in rows[index] {
        csv.append(
          ["\(index + 1)", CSVText.number(theta)] + distances.inOrder.map(number)
            + [CSVText.quoted(curve.example.title)])
      }
    }
    return csv.text
  }

  private func number(_ value: Double) -> String {
    value == .infinity ? "inf" : CSVText.number(value)
  }

  private func densities() throws -> String {
    var csv = CSVText(header: ["row", "x", "density_p", "density_q"])
    for (index, curve) in curves.enumerated() {
      guard let (p, q) = try curve.example.mixtures(shown(curve.example)) else { continue }
      for x in stride(from: -5.0, through: 5, by: 0.05) {
        let values = [p, q].map { exp($0.logDensity(of: [x]) ?? .nan) }
        csv.append(["\(index + 1)", CSVText.number(x)] + values.map(CSVText.number))
      }
    }
    return csv.text
  }

  /// The θ for which the distributions are drawn.
  private func shown(_ example: DistanceExample) -> Double { 0.5 * example.halfWidth }

  /// The two distributions, with letters next to the curves.
  private func sketch(_ index: Int) -> SheetPanel {
    let (example, theta) = (curves[index].example, shown(curves[index].example))
    let isLine = example == .parallelLines
    let letters = [("P", isLine ? 0 : example == .mixture ? -2.0 : 0.0), ("Q", theta)]
    let marks = zip(letters, [22, 23]).map { letter, label in
      "set label \(label) \(Figure.quoted(letter.0)) at \(letter.1),graph 0.93 center "
        + "font slanted textcolor rgb '\(FigureColors.labelText(label - 22))'"
    }
    let places = [0, theta].enumerated().map { i, x in
      "set arrow \(i + 1) from \(x),0 to \(x),1 nohead linewidth W(2.4) dashtype \(i + 1) "
        + "linecolor rgb '\(FigureColors.label(i))'"
    }
    return SheetPanel(
      example.title, x: isLine ? "first coordinate" : "x",
      commands: """
        \(marks.joined(separator: "\n"))
        set xrange [\(isLine ? "-0.6:1.1" : "-4.5:4.5")]
        set yrange [0:\(isLine ? 1.25 : example == .mixture ? 1.0 : 0.5)]
        set xtics \(isLine ? 0.5 : 2)
        set ytics \(isLine ? "1" : "100 format \"\"")
        \(isLine ? places.joined(separator: "\n") : "")
        plot \(isLine ? "NaN" : curves(index))
        """)
  }

  private func curves(_ index: Int) -> String {
    [0, 1].map { i in
      "densities using ($1 == \(index + 1) ? $2 : NaN):\(3 + i) with lines linewidth W(1.6) "
        + "dashtype \(i + 1) linecolor rgb '\(FigureColors.label(i))'"
    }.joined(separator: ", ")
  }

  private func panel(_ index: Int, _ column: Int) -> SheetPanel {
    let halfWidth = curves[index].example.halfWidth
    let bound = """
      set arrow 1 from \(-halfWidth),log(2) to \(halfWidth),log(2) nohead \(Self.bound)
      set label 24 'log 2' at \(halfWidth),log(2) offset 0,0.5 right \(Self.small)
      """
    return SheetPanel(
      Self.titles[column], x: "θ",
      commands: """
        set xrange [\(-halfWidth):\(halfWidth)]
        set xtics \(halfWidth == 1 ? 0.5 : halfWidth == 3 ? 1 : 2)
        set yrange [0:\(Self.ends[index][column])]
        set ytics \(Self.ticks[index][column])
        \(column == 3 ? bound : "")
        \(remark(index, column))
        plot \(plots(index, column).joined(separator: ", \\\n  "))
        """)
  }

  private static let bound = "dashtype 3 linewidth 0.8 linecolor rgb '#8C8C8C'"
  private static let small = "font little textcolor rgb '\(FigureColors.caption)'"

  /// Values beyond the axes are stated in words; so are the names of the lines, where they are apart.
  private func remark(_ index: Int, _ column: Int) -> String {
    switch (curves[index].example, column) {
    case (.parallelLines, 1), (.parallelLines, 2):
      "set label 25 '∞ unless θ = 0' at graph 0.5,0.9 center font inside "
        + "textcolor rgb '\(FigureColors.labelText(0))'"
    case (.mixture, 4):
      "set label 25 'W1' at 0,0.9 center font inside "
        + "textcolor rgb '\(FigureColors.labelText(0))'\n"
        + "set label 26 'W2' at 0,2.5 center font inside "
        + "textcolor rgb '\(FigureColors.labelText(6))'"
    default: ""
    }
  }

  private func plots(_ index: Int, _ column: Int) -> [String] {
    let isLine = curves[index].example == .parallelLines
    let blue = FigureColors.label(0)
    func at(_ condition: String) -> String { "($1 == \(index + 1)\(condition) ? $2 : NaN)" }
    // The distances of the parallel lines are discontinuous at 0, so that
    // their value there is drawn as a single point.
    let hasJump = isLine && column < 4
    var plots = [
      "data using \(at(hasJump ? " && $2 != 0" : "")):\(column + 3) with lines linewidth W(1.8) "
        + "linecolor rgb '\(blue)'"
    ]
    if hasJump {
      plots.append(
        "data using \(at(" && $2 == 0")):\(column + 3) with points pointtype 7 pointsize P(0.7) "
          + "linecolor rgb '\(blue)'")
    }
    if column == 4, !isLine {
      plots.append(
        "data using \(at("")):8 with lines linewidth W(1.4) dashtype (14,6) linecolor rgb "
          + "'\(FigureColors.label(6))'")
    }
    plots.append(
      "samples using \(at("")):\(column + 3) with points pointtype 6 pointsize P(0.5) linewidth W(1) "
        + "linecolor rgb '\(FigureColors.label(1))'")
    return plots
  }

  private var caption: String {
    "P stays, Q moves with θ (first column: at one θ, Q dashed). Lines: exact, by formula or integration; dashed in "
      + "the last panel: the distance W2 beside W1. Circles: estimates from \(Distances.samples) samples of each, "
      + "transport between the samples themselves, the other four from counts in cells of side "
      + curves.map { CSVText.number($0.example.cell) }.joined(separator: ", ")
      + ". Axes of the mixture's KL end at 20 nats; circles have KL(P || Q) least on a mode, where it is not."
  }
}
