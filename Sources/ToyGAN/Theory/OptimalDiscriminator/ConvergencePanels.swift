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

  func sheet() -> PanelSheet {
    PanelSheet(
      name: ConvergencePanels.name, subject: "densities and discriminators at four moments",
      title:
        "Where there are samples, the trained discriminator finds p / (p + q); at the end this is 1/2",
      caption: caption, data: [("", curves), ("-latents", arrows)],
      blocks: [
        PanelBlock(study.moments.indices.map(panel), columns: 4, size: (212, 240), numbers: 28)
          .sharingAxes(x: "x, and z beneath", y: "")
      ]
    ) { name in
      """
      data = "\(Figure.dataFile(name))"
      latents = "\(Figure.dataFile(name, "-latents"))"
      """
    }
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

  private func panel(_ index: Int) -> SheetPanel {
    let half =
      "set label 41 '1/2' at -4.1,0.57 font inside textcolor rgb '\(FigureColors.labelText(0))'"
    func at(_ column: Int) -> String { "data using ($1 == \(index + 1) ? $2 : NaN):\(column)" }
    return SheetPanel(
      titles[index],
      commands: """
        set xrange [-4.2:4.2]
        set yrange [-0.5:1.08]
        set xtics -4,2,4
        set ytics 0,0.5,1
        \(index == 0 ? words : index == 3 ? half : "")
        plot 0 linecolor rgb '#8C8C8C' linewidth 0.8, -0.4 linecolor rgb '#8C8C8C' linewidth 0.8, \\
          latents using ($1 == \(index + 1) ? $2 : NaN):(-0.4):($3-$2):(0.37) with vectors \\
            head size 0.12,20 filled linewidth W(0.7) linecolor rgb '#8C8C8C', \\
          \(at(6)) with lines linewidth W(3.5) linecolor rgb '#C4C4C4', \\
          \(at(4)) with lines linewidth W(2) linecolor rgb '\(FigureColors.label(2))', \\
          \(at(3)) with lines dashtype 3 linewidth W(2) linecolor rgb '\(FigureColors.ink)', \\
          \(at(5)) with lines dashtype 2 linewidth W(2) linecolor rgb '\(FigureColors.label(0))'
        """)
  }

  /// The names of the curves, written into the first panel.
  private var words: String {
    let moment = study.moments[0]
    func label(_ number: Int, _ text: String, _ x: Double, _ y: Double, _ color: String) -> String {
      "set label \(number) \(Figure.quoted(text)) at \(FigureText.number(x)),"
        + "\(FigureText.number(y)) center font inside textcolor rgb '\(color)'"
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

  private var caption: String {
    "Data are normal; G(z) = w z + b on normal latents z, mapped to x beneath. D is a network of 32 and 32 units, "
      + "trained on samples. Grey: D* = p / (p + q). Vertical axis: probability that a sample is real, and densities. "
      + "In (b) D leaves D* only at the right edge, where neither has samples; in (c) G has moved since D was trained."
  }
}
