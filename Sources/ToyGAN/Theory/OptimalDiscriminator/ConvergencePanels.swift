import Foundation
import ToyGANFigures
import ToyGANFiles

/// Data, generator and discriminator at four moments, with the map from latents to samples below.
///
/// These are the panels of figure 1 in Goodfellow et al. 2014.
struct ConvergencePanels {
  let study: GameValueStudy

  private static let name = OptimalDiscriminatorTopic.name
  private static let places = (0...180).map { -4.5 + 0.05 * Double($0) }
  private static let latents = (-8...8).map { Double($0) / 4 }

  func figure() -> Figure {
    Figure(
      name: ConvergencePanels.name, subject: "densities and discriminators at four moments",
      width: 980, height: 372, data: [("", curves), ("-latents", arrows)], commands: commands)
  }

  private var curves: String {
    var csv = CSVText(header: ["panel", "x", "data", "generated", "trained", "optimal"])
    for (panel, moment) in study.moments.enumerated() {
      let trained = moment.trained(at: ConvergencePanels.places)
      for (place, x) in ConvergencePanels.places.enumerated() {
        let numbers = [
          x, moment.optimum.data.density(x), moment.optimum.generated.density(x), trained[place],
          moment.optimum(x),
        ]
        csv.append(["\(panel + 1)"] + numbers.map(CSVText.number))
      }
    }
    return csv.text
  }

  private var arrows: String {
    var csv = CSVText(header: ["panel", "z", "x"])
    for (panel, moment) in study.moments.enumerated() {
      for z in ConvergencePanels.latents {
        csv.append(
          "\(panel + 1)", CSVText.number(z), CSVText.number(moment.scale * z + moment.shift))
      }
    }
    return csv.text
  }

  private var titles: [String] {
    [
      "(a) D has learned a little", "(b) D trained on, G held",
      "(c) G led by the slope of D", "(d) after \(study.moments[3].step) updates of G",
    ]
  }

  private var commands: String {
    let green = FigureColors.label(2)
    return """
      \(FigureText.array("heading", titles))
      data = "\(Figure.dataFile(ConvergencePanels.name))"
      latents = "\(Figure.dataFile(ConvergencePanels.name, "-latents"))"
      \(FigureText.headline(
        "The trained discriminator finds p / (p + q), and ends at 1/2", caption: caption))
      \(FigureText.axes)
      set border 2
      set xrange [-4.2:4.2]
      set yrange [-0.5:1.08]
      unset xtics
      set ytics 0,0.5,1 format "%g"
      set key off
      \(words)
      set multiplot layout 1,4 margins 40.0/width,1-14.0/width,60.0/height,1-66.0/height \\
      spacing 18.0/width,0
      do for [panel=1:4] {
        set title heading[panel] offset 0,-0.6
        if (panel > 1) { set ytics format "" }
        if (panel == 4) { set label 41 "1/2" at -4.1,0.57 textcolor rgb '\(FigureColors.labelText(0))' }
        plot 0 linecolor rgb '#8C8C8C' linewidth 0.8, -0.4 linecolor rgb '#8C8C8C' linewidth 0.8, \\
          latents using ($1 == panel ? $2 : NaN):(-0.4):($3-$2):(0.37) with vectors \\
            head size 0.12,20 filled linewidth 0.7 linecolor rgb '#8C8C8C', \\
          data using ($1 == panel ? $2 : NaN):6 with lines linewidth 3.5 linecolor rgb '#C4C4C4', \\
          data using ($1 == panel ? $2 : NaN):4 with lines linewidth 2 linecolor rgb '\(green)', \\
          data using ($1 == panel ? $2 : NaN):3 with lines dashtype 3 linewidth 2 \\
            linecolor rgb '\(FigureColors.ink)', \\
          data using ($1 == panel ? $2 : NaN):5 with lines dashtype 2 linewidth 2 \\
            linecolor rgb '\(FigureColors.label(0))'
        unset label
      }
      unset multiplot
      """
  }

  /// The names of the curves, written into the first panel.
  private var words: String {
    let moment = study.moments[0]
    func label(_ number: Int, _ text: String, _ x: Double, _ y: Double, _ color: String) -> String {
      "set label \(number) \(Figure.quoted(text)) at \(FigureText.number(x)),"
        + "\(FigureText.number(y)) center textcolor rgb '\(color)'"
    }
    let left = -3.3
    return [
      label(31, "data", -1.5, 0.33, FigureColors.ink),
      label(
        32, "generator", moment.shift + 0.7, moment.optimum.generated.density(moment.shift) + 0.07,
        FigureColors.labelText(2)),
      label(33, "D", left, moment.trained(at: [left])[0] - 0.08, FigureColors.labelText(0)),
      label(34, "D*", left + 0.4, 1.06, "#777777"),
      label(35, "x", 3.9, 0.05, FigureColors.caption),
      label(36, "z", 3.9, -0.35, FigureColors.caption),
    ].joined(separator: "\n")
  }

  private var caption: [String] {
    [
      "Data are normal; G(z) = w z + b on normal latents z, mapped to x beneath. D is a network of "
        + "32 and 32 units, trained on samples. Grey: D* = p / (p + q).",
      "Vertical axis: probability that a sample is real, and densities.",
    ]
  }
}
