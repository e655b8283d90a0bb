import Foundation
import ToyGANCore
import ToyGANFigures
import ToyGANFiles

/// Two normal distributions with the optimal discriminator and the optimal critic, in closed form and
/// trained, and the gradient of the generator with each over the separation.
struct SeparationPanels {
  let study: SeparationStudy
  let places: [SeparationStudy.Place]
  /// The separation for which distributions and opponents are drawn.
  let drawn: SeparationStudy.Place

  private static let name = VanishingGradientTopic.name

  init(study: SeparationStudy, places: [SeparationStudy.Place]) {
    self.study = study
    self.places = places
    drawn = places.last { $0.separation <= 5 } ?? places[0]
  }

  func sheet() throws -> PanelSheet {
    PanelSheet(
      name: SeparationPanels.name,
      subject: "optimal discriminator, optimal critic, and the gradients that they give",
      title: "Far apart, the gradient of log(1 - D*) vanishes and the critic's does not",
      caption: caption,
      data: [("", opponents), ("-gradients", try gradients), ("-trained", trained)],
      blocks: [
        PanelBlock([discriminators, critics], columns: 1, size: (430, 130)),
        PanelBlock([sizes], columns: 1, size: (330, 312), right: 82, numbers: 46),
      ]
    ) { name in
      """
      data = "\(Figure.dataFile(name))"
      gradients = "\(Figure.dataFile(name, "-gradients"))"
      trained = "\(Figure.dataFile(name, "-trained"))"
      """
    }
  }

  /// The trained critic is shifted to be zero halfway, like the closed form.
  private var opponents: String {
    var csv = CSVText(header: [
      "x", "data", "generated", "optimal_discriminator", "trained_discriminator", "optimal_critic",
      "trained_critic",
    ])
    let (normals, xs) = (drawn.normals, SeparationStudy.places)
    let distances = xs.map { abs($0 - normals.separation / 2) }
    let middle = xs.indices.min { distances[$0] < distances[$1] } ?? 0
    for (place, x) in xs.enumerated() {
      csv.append(
        [
          x, normals.data.density(x), normals.generated.density(x), normals.optimum(x),
          Unary.sigmoid(drawn.discriminator.outputs[place]), normals.critic(x),
          drawn.critic.outputs[place] - drawn.critic.outputs[middle],
        ].map(CSVText.number))
    }
    return csv.text
  }

  private var gradients: String {
    get throws {
      var csv = CSVText(header: ["separation", "minimax", "non_saturating", "critic", "bound"])
      for separation in (1...90).map({ Double($0) / 10 }) {
        let normals = SeparatedNormals(separation: separation)
        csv.append(
          [
            separation, try normals.gradient(.minimax), try normals.gradient(.nonSaturating),
            try normals.gradient(.wasserstein), normals.minimaxBound,
          ].map(CSVText.number))
      }
      return csv.text
    }
  }

  private var trained: String {
    var csv = CSVText(header: ["separation", "minimax", "non_saturating", "critic"])
    for place in places {
      let numbers = [place.separation] + place.discriminator.gradients + place.critic.gradients
      csv.append(numbers.map(CSVText.number))
    }
    return csv.text
  }

  private var range: String {
    "set xrange [-4:\(FigureText.number(drawn.separation + 4))]"
  }

  private var discriminators: SheetPanel {
    SheetPanel(
      "discriminators: D* grey, trained dashed",
      commands: """
        \(range)
        set xtics 2
        set yrange [0:1.08]
        set ytics 0.5
        \(words)
        plot data using 1:2 with lines dashtype 3 linewidth W(2) linecolor rgb '\(FigureColors.ink)', \\
          data using 1:3 with lines linewidth W(2) linecolor rgb '\(FigureColors.label(2))', \\
          data using 1:4 with lines linewidth W(3.5) linecolor rgb '#C4C4C4', \\
          data using 1:5 with lines dashtype 2 linewidth W(2) linecolor rgb '\(FigureColors.label(0))'
        """)
  }

  private var critics: SheetPanel {
    SheetPanel(
      "critics: f* grey, with slope -1, trained dashed", x: "x",
      commands: """
        \(range)
        set xtics 2
        set yrange [*:*]
        set ytics 4
        set label 32 "critic f, trained" at graph 0.4,0.74 font inside \\
          textcolor rgb '\(FigureColors.labelText(1))'
        plot data using 1:6 with lines linewidth W(3.5) linecolor rgb '#C4C4C4', \\
          data using 1:7 with lines dashtype 2 linewidth W(2) linecolor rgb '\(FigureColors.label(1))'
        """)
  }

  private var sizes: SheetPanel {
    let (blue, orange, pink) = (
      FigureColors.label(0), FigureColors.label(1), FigureColors.label(3)
    )
    return SheetPanel(
      "size of the gradient by the generator's mean",
      remark: "lines: optimal opponents; symbols: trained networks",
      x: "separation s of the means, in deviations",
      commands: """
        set logscale y
        set xrange [0:9]
        set xtics 1
        set yrange [1e-4:12]
        set ytics ("0.0001" 1e-4, "0.001" 1e-3, "0.01" 0.01, "0.1" 0.1, "1" 1, "10" 10)
        set label 32 "log(1 - D*)" at 9.1,1.9e-4 font inside textcolor rgb '\(FigureColors.labelText(0))'
        set label 33 "-log D*" at 9.1,9 font inside textcolor rgb '\(FigureColors.labelText(3))'
        set label 34 "critic -f*" at 9.1,1 font inside textcolor rgb '\(FigureColors.labelText(1))'
        plot gradients using 1:3 with lines dashtype 4 linewidth W(2) linecolor rgb '\(pink)', \\
          gradients using 1:4 with lines linewidth W(2) linecolor rgb '\(orange)', \\
          gradients using 1:2 with lines linewidth W(2) linecolor rgb '\(blue)', \\
          trained using 1:3 with points pointtype 4 pointsize P(1) linewidth 1.4 linecolor rgb '\(pink)', \\
          trained using 1:4 with points pointtype 8 pointsize P(1) linewidth 1.4 linecolor rgb '\(orange)', \\
          trained using 1:2 with points pointtype 6 pointsize P(1) linewidth 1.4 linecolor rgb '\(blue)'
        """)
  }

  private var words: String {
    let s = FigureText.number(drawn.separation)
    func label(_ number: Int, _ text: String, _ place: String, _ colour: String) -> String {
      "set label \(number) '\(text)' at \(place) font inside textcolor rgb '\(colour)'"
    }
    return [
      label(31, "data", "-1.2,0.36 right", FigureColors.ink),
      label(32, "generator", "\(s)+1,0.36", FigureColors.labelText(2)),
      label(33, "D, trained", "\(s)/2+0.6,0.8", FigureColors.labelText(0)),
    ].joined(separator: "\n")
  }

  private var caption: String {
    "Data N(0, 1), generator N(s, 1); left s = \(FigureText.number(drawn.separation)). Optimal opponents (left grey, "
      + "right lines, dash-dotted for -log D*): in closed form, integrated. Dashed at the left and symbols: networks "
      + "of 32 and 32 units after \(FigureText.grouped(study.updates)) updates, the critic with a gradient penalty of "
      + "weight \(FigureText.number(study.penalty)). A constant is added to the trained critic so that it is 0 halfway "
      + "between the means, as f* is. The gradient of -log D* grows with s, but not that of a trained network, which "
      + "has seen no data sample where the generator's samples lie."
  }
}
