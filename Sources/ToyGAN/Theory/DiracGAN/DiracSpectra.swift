import ToyGANFigures
import ToyGANFiles

/// Eigenvalues of the Dirac-GAN over the strength of a regularizer: their paths, and the convergence rates.
struct DiracSpectra {
  let spectra: [DiracGAN.Spectrum]
  private static let name = "\(DiracGAN.name)-eigenvalues-over-strength"

  func sheet() -> PanelSheet {
    PanelSheet(
      name: Self.name, subject: "eigenvalues of the Dirac-GAN over the strength of its regularizer",
      title:
        "R1 and instance noise are best where two eigenvalues meet: more of them slows the approach",
      caption: caption, data: [("", csv), ("-closed-forms", closedForms)],
      blocks: [
        PanelBlock(spectra.indices.map(plane), columns: 3, size: (190, 250))
          .sharingAxes(x: "real part of λ", y: "imaginary part of λ"),
        PanelBlock([rates], columns: 1, size: (260, 250)),
      ]
    ) { name in
      """
      data = "\(Figure.dataFile(name))"
      exact = "\(Figure.dataFile(name, "-closed-forms"))"
      """
    }
  }

  private var csv: String {
    var csv = CSVText(header: [
      "spectrum", "strength", "root", "real", "imaginary", "exact_real", "exact_imaginary", "rate",
      "exact_rate", "regularizer",
    ])
    for (index, spectrum) in spectra.enumerated() {
      for (strength, computed, exact) in spectrum.points {
        let rates = [computed, exact].map { -($0.map(\.real).max() ?? .nan) }
        for (root, (a, b)) in zip(computed, exact).enumerated() {
          let numbers = [a.real, a.imaginary, b.real, b.imaginary, rates[0], rates[1]]
          csv.append(
            ["\(index + 1)", CSVText.number(strength), "\(root + 1)"] + numbers.map(CSVText.number)
              + [CSVText.quoted(spectrum.title)])
        }
      }
    }
    return csv.text
  }

  /// Values root by root, so that points joined by a line are consecutive.
  private var closedForms: String {
    var csv = CSVText(header: ["spectrum", "strength", "root", "real", "imaginary", "rate"])
    for (index, spectrum) in spectra.enumerated() {
      for root in 0..<2 {
        for (strength, exact) in spectrum.line {
          let rate = -(exact.map(\.real).max() ?? .nan)
          csv.append(
            ["\(index + 1)", CSVText.number(strength), "\(root + 1)"]
              + [exact[root].real, exact[root].imaginary, rate].map(CSVText.number))
        }
      }
    }
    return csv.text
  }

  private var rates: SheetPanel {
    SheetPanel(
      "rate of approach", remark: "−max Re λ, nats per unit of time",
      x: "strength of the regularizer",
      commands: """
        set xrange [0:3]
        set yrange [0:0.8]
        set xtics 1
        set ytics 0.2
        \(labels([(1.1, 0.53, .left), (3, 0.455, .right), (1.45, 0.72, .left)]))
        plot \(spectra.indices.map { curve($0, "$2", "$8", "$2", "$6") }.joined(separator: ", \\\n  "))
        """)
  }

  private func plane(_ index: Int) -> SheetPanel {
    SheetPanel(
      spectra[index].title, remark: spectra[index].remark, colour: FigureColors.labelText(index),
      commands: """
        set xrange [-2.75:0.15]
        set yrange [-0.62:0.62]
        set xtics 1
        set ytics 0.5
        set arrow 1 from 0,-0.62 to 0,0.62 nohead linewidth 0.8 linecolor rgb '#8C8C8C'
        plot \(curve(index, "$4", "$5", "$4", "$5"))
        """)
  }

  /// The side at which a text ends on its place.
  private enum Side: String { case left, right }

  private func labels(_ places: [(x: Double, y: Double, side: Side)]) -> String {
    zip(spectra.indices, places).map { index, place in
      "set label \(31 + index) \(Figure.quoted(spectra[index].title)) at \(place.x),\(place.y) "
        + "\(place.side) font inside textcolor rgb '\(FigureColors.labelText(index))'"
    }.joined(separator: "\n")
  }

  /// Closed forms are drawn as lines and computed values as points; each root has its own line.
  private func curve(
    _ index: Int, _ x: String, _ y: String, _ exactX: String, _ exactY: String
  ) -> String {
    let colour = FigureColors.label(index)
    let lines = [1, 2].map { root in
      "exact using ($1 == \(index + 1) && $3 == \(root) ? \(exactX) : NaN):(\(exactY)) with lines "
        + "linewidth W(1) linecolor rgb '\(colour)'"
    }
    let points =
      "data using ($1 == \(index + 1) ? \(x) : NaN):(\(y)) with points "
      + "pointtype \([7, 4, 9][index % 3]) pointsize P(0.45) linecolor rgb '\(colour)'"
    return (lines + [points]).joined(separator: ", \\\n  ")
  }

  private var caption: String {
    "The Dirac-GAN with the minimax objective. Points: eigenvalues of the Jacobian as the library differentiates "
      + "it, at strengths 1/8, 2/8 … 3, each a pair that sets out from ±i/2. Lines: closed forms of Mescheder et al. "
      + "2018. Two eigenvalues meet at γ = 1 for R1 and at σ² = 2 for instance noise; those of consensus never do, "
      + "and it only gets faster."
  }
}
