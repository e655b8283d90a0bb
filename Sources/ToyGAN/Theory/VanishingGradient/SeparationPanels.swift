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

  func figure() throws -> Figure {
    Figure(
      name: SeparationPanels.name,
      subject: "optimal discriminator, optimal critic, and the gradients that they give",
      width: 1000, height: 400,
      data: [("", opponents), ("-gradients", try gradients), ("-trained", trained)],
      commands: commands)
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

  private var commands: String {
    let (blue, orange, green) = (
      FigureColors.label(0), FigureColors.label(1), FigureColors.label(2)
    )
    return """
      data = "\(Figure.dataFile(SeparationPanels.name))"
      gradients = "\(Figure.dataFile(SeparationPanels.name, "-gradients"))"
      trained = "\(Figure.dataFile(SeparationPanels.name, "-trained"))"
      \(FigureText.headline(
        "Far apart, the discriminator's gradient vanishes and the critic's does not", caption: caption))
      \(FigureText.axes)
      set key off
      set multiplot
      \(FigureText.margins(left: 44, right: 520, top: 70, bottom: 252))
      set xrange [-4:\(FigureText.number(drawn.separation + 4))]
      set yrange [0:1.05]
      set ytics 0.5
      set xtics format ""
      \(words)
      plot data using 1:2 with lines dashtype 3 linewidth 2 linecolor rgb '\(FigureColors.ink)', \\
        data using 1:3 with lines linewidth 2 linecolor rgb '\(green)', \\
        data using 1:4 with lines linewidth 3.5 linecolor rgb '#C4C4C4', \\
        data using 1:5 with lines dashtype 2 linewidth 2 linecolor rgb '\(blue)'
      unset label
      \(FigureText.margins(left: 44, right: 520, top: 174, bottom: 106))
      set xtics format "%g"
      set xlabel "x"
      set yrange [*:*]
      set ytics 4
      set label 32 "critic f, trained" at graph 0.4,0.74 textcolor rgb '\(FigureColors.labelText(1))'
      set label 33 "slope -1" at graph 0.3,0.42 right textcolor rgb '#777777'
      plot data using 1:6 with lines linewidth 3.5 linecolor rgb '#C4C4C4', \\
        data using 1:7 with lines dashtype 2 linewidth 2 linecolor rgb '\(orange)'
      unset label
      \(FigureText.margins(left: 560, right: 120, top: 70, bottom: 106))
      set logscale y
      set xrange [0:9]
      set yrange [1e-4:12]
      set ytics auto format "%g"
      set xlabel "separation s of the means, in deviations"
      set label 31 "size of the gradient by the generator's mean" at graph 0,1.05
      set label 32 "log(1 - D*)" at 8.6,3.2e-4 textcolor rgb '\(FigureColors.labelText(0))'
      set label 33 "-log D*" at 9.1,9 textcolor rgb '\(FigureColors.labelText(3))'
      set label 34 "critic -f*" at 9.1,1 textcolor rgb '\(FigureColors.labelText(1))'
      plot gradients using 1:3 with lines dashtype 4 linewidth 2 linecolor rgb '\(FigureColors.label(3))', \\
        gradients using 1:4 with lines linewidth 2 linecolor rgb '\(orange)', \\
        gradients using 1:2 with lines linewidth 2 linecolor rgb '\(blue)', \\
        trained using 1:3 with points pointtype 4 linewidth 1.4 linecolor rgb '\(FigureColors.label(3))', \\
        trained using 1:4 with points pointtype 8 linewidth 1.4 linecolor rgb '\(orange)', \\
        trained using 1:2 with points pointtype 6 linewidth 1.4 linecolor rgb '\(blue)'
      unset multiplot
      """
  }

  private var words: String {
    let s = FigureText.number(drawn.separation)
    return """
      set label 31 "data" at -1.2,0.36 right textcolor rgb '\(FigureColors.ink)'
      set label 32 "generator" at \(s)+1,0.36 textcolor rgb '\(FigureColors.labelText(2))'
      set label 33 "D, trained" at \(s)/2+0.6,0.8 textcolor rgb '\(FigureColors.labelText(0))'
      """
  }

  private var caption: [String] {
    [
      "Data N(0, 1), generator N(s, 1); left s = \(FigureText.number(drawn.separation)). Grey and solid lines: "
        + "optimal opponents in closed form, integrated. Dashed and symbols: networks of 32 and 32 units, "
        + "\(FigureText.grouped(study.updates)) updates,",
      "the critic with a gradient penalty of weight \(FigureText.number(study.penalty)), moved to 0 halfway.",
    ]
  }
}
