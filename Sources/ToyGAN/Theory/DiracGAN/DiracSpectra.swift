import ToyGANFigures
import ToyGANFiles

/// Eigenvalues of the Dirac-GAN over the strength of a regularizer: their paths, and the convergence rates.
struct DiracSpectra {
  let spectra: [DiracGAN.Spectrum]
  private static let name = "\(DiracGAN.name)-eigenvalues-over-strength"
  private static let planes = FigurePanel(left: 60, top: 94, width: 190, height: 250)
    .grid(columns: 3, count: 3, gap: (across: 18, down: 0))
  private static let rates = FigurePanel(left: 770, top: 94, width: 260, height: 250)

  func figure() -> Figure {
    Figure(
      name: Self.name, subject: "eigenvalues of the Dirac-GAN over the strength of its regularizer",
      width: 1090, height: 448, data: [("", csv), ("-closed-forms", closedForms)],
      commands: commands)
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

  private var commands: String {
    """
    data = "\(Figure.dataFile(Self.name))"
    exact = "\(Figure.dataFile(Self.name, "-closed-forms"))"
    \(FigureText.headline(headline, caption: caption))
    \(FigureText.axes)
    set key off
    set multiplot
    set xrange [-2.75:0.15]
    set yrange [-0.62:0.62]
    set xtics 1
    set ytics 0.5
    set xlabel "real part of λ"
    set label 20 "imaginary part of λ" at screen 16.0/width,1-219.0/height center rotate
    \(spectra.indices.map(plane).joined(separator: "\nunset label\n"))
    unset label
    unset arrow
    \(Self.rates.margins)
    set xrange [0:3]
    set yrange [0:0.8]
    set xtics 1
    set ytics 0.2 format "%g"
    set xlabel "strength of the regularizer"
    set label 21 "rate of approach" at graph 0,1 offset 0,1.55 left font face.":Bold,11"
    set label 22 "−max Re λ, nats per unit of time" at graph 0,1 offset 0,0.6 left \\
      font face.",10" textcolor rgb '\(FigureColors.caption)'
    \(labels([(1.1, 0.53), (2.2, 0.4), (1.55, 0.7)]))
    plot \(spectra.indices.map { curve($0, "$2", "$8", "$2", "$6") }.joined(separator: ", \\\n  "))
    unset multiplot
    """
  }

  private func plane(_ index: Int) -> String {
    """
    \(Self.planes[index].margins)
    set ytics format "\(index == 0 ? "%g" : "")"
    set arrow 1 from 0,-0.62 to 0,0.62 nohead linewidth 0.8 linecolor rgb '#8C8C8C'
    set label 21 \(Figure.quoted(spectra[index].title)) at graph 0,1 offset 0,1.55 left \\
      font face.":Bold,11" textcolor rgb '\(FigureColors.labelText(index))'
    set label 22 \(Figure.quoted(spectra[index].remark)) at graph 0,1 offset 0,0.6 left \\
      font face.",10" textcolor rgb '\(FigureColors.caption)'
    plot \(curve(index, "$4", "$5", "$4", "$5"))
    """
  }

  private func labels(_ places: [(x: Double, y: Double)]) -> String {
    zip(spectra.indices, places).map { index, place in
      "set label \(31 + index) \(Figure.quoted(spectra[index].title)) at \(place.x),\(place.y) "
        + "left font face.\",11\" textcolor rgb '\(FigureColors.labelText(index))'"
    }.joined(separator: "\n")
  }

  /// Closed forms are drawn as lines and computed values as points; each root has its own line.
  private func curve(
    _ index: Int, _ x: String, _ y: String, _ exactX: String, _ exactY: String
  ) -> String {
    let colour = FigureColors.label(index)
    let lines = [1, 2].map { root in
      "exact using ($1 == \(index + 1) && $3 == \(root) ? \(exactX) : NaN):(\(exactY)) with lines "
        + "linewidth 1 linecolor rgb '\(colour)'"
    }
    let points =
      "data using ($1 == \(index + 1) ? \(x) : NaN):(\(y)) with points "
      + "pointtype \([7, 4, 9][index % 3]) pointsize 0.45 linecolor rgb '\(colour)'"
    return (lines + [points]).joined(separator: ", \\\n  ")
  }

  private var headline: String {
    "R1 and instance noise are best where two eigenvalues meet: more of them slows the approach"
  }

  private var caption: [String] {
    [
      "The Dirac-GAN with the minimax objective. Points: eigenvalues of the Jacobian as the library "
        + "differentiates it, at strengths 1/8, 2/8 … 3, each a pair that sets out from ±i/2.",
      "Lines: closed forms of Mescheder et al. 2018. Two eigenvalues meet at γ = 1 for R1 and at σ² = 2 "
        + "for instance noise; those of consensus never do, and it only gets faster.",
    ]
  }
}
