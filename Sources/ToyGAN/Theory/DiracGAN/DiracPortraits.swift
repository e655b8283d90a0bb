import ToyGANFigures
import ToyGANFiles

/// The plane of the Dirac-GAN under each variant: field and paths, as small multiples.
struct DiracPortraits {
  let portraits: [DiracGAN.Portrait]

  func sheet() -> PanelSheet {
    PanelSheet(
      name: DiracGAN.name, subject: "the Dirac-GAN's field and paths, variant by variant",
      title:
        "The Dirac-GAN arrives at an exponential rate only where eigenvalues have a negative real part",
      caption: caption, data: [("", paths), ("-field", field), ("-eigenvalues", table)],
      blocks: [
        PanelBlock(
          portraits.indices.map(panel), columns: 6, size: (150, 150), isSquare: true
        ).sharingAxes(x: "θ, place of the generator", y: "ψ, slope of the discriminator")
      ]
    ) { name in
      """
      data = "\(Figure.dataFile(name))"
      field = "\(Figure.dataFile(name, "-field"))"
      """
    }
  }

  private var paths: String {
    var csv = CSVText(header: [
      "panel", "step", "theta", "psi", "theta_alternating", "psi_alternating", "variant",
    ])
    for (index, portrait) in portraits.enumerated() {
      for (step, (a, b)) in zip(portrait.simultaneous, portrait.alternating).enumerated() {
        csv.append(
          ["\(index + 1)", "\(step)"] + [a.x, a.y, b.x, b.y].map(CSVText.number)
            + [CSVText.quoted(portrait.variant.title)])
      }
    }
    return csv.text
  }

  /// Arrows for drawing: centred on their points, with the square root of the field's norm as length.
  private var field: String {
    var csv = CSVText(header: ["panel", "theta", "psi", "field_theta", "field_psi", "dx", "dy"])
    for (index, portrait) in portraits.enumerated() {
      let longest = portrait.field.map(\.direction.length).max() ?? 1
      for (place, direction) in portrait.field where direction.length > 0 {
        let arrow = direction * 0.55 / (direction.length * longest).squareRoot()
        let numbers = [place.x, place.y, direction.x, direction.y, arrow.x, arrow.y]
        csv.append(["\(index + 1)"] + numbers.map(CSVText.number))
      }
    }
    return csv.text
  }

  private var table: String {
    var csv = CSVText(header: [
      "variant", "real_1", "imaginary_1", "real_2", "imaginary_2", "exact_real_1",
      "exact_imaginary_1", "exact_real_2", "exact_imaginary_2",
    ])
    for portrait in portraits {
      let pairs = [portrait.eigenvalues, portrait.variant.eigenvalues].flatMap { pair in
        (pair ?? [Complex(.nan, .nan), Complex(.nan, .nan)]).flatMap { [$0.real, $0.imaginary] }
      }
      csv.append([CSVText.quoted(portrait.variant.title)] + pairs.map { "\(Float($0))" })
    }
    return csv.text
  }

  private func panel(_ index: Int) -> SheetPanel {
    let portrait = portraits[index]
    let remark = portrait.eigenvalues.map { "λ = \(DiracGAN.text($0))" } ?? "no λ: the field jumps"
    func at(_ column: Int) -> String { "($1 == \(index + 1) ? $\(column) : NaN)" }
    return SheetPanel(
      portrait.variant.title, remark: remark,
      commands: """
        set xrange [-2.25:2.25]
        set yrange [-2.25:2.25]
        set xtics -2,1
        set ytics -2,1
        plot field using ($1 == \(index + 1) ? $2 - $6 / 2 : NaN):($3 - $7 / 2):6:7 with vectors \\
            size graph 0.028,20 filled linewidth W(0.7) linecolor rgb '#B4B4B4', \\
          data using \(at(5)):6 with lines linewidth W(1.1) linecolor rgb '\(FigureColors.label(1))', \\
          data using \(at(3)):4 with lines linewidth W(0.7) linecolor rgb '\(FigureColors.label(0))', \\
          data using \(at(3)):4 every 4 with points pointtype 7 pointsize P(0.16) \\
            linecolor rgb '\(FigureColors.label(0))', \\
          '+' using (0):(0) every ::0::0 with points pointtype 1 pointsize P(0.9) linewidth 1.4 \\
            linecolor rgb '\(FigureColors.ink)', \\
          '+' using (\(DiracGAN.start.x)):(\(DiracGAN.start.y)) every ::0::0 with points \\
            pointtype 6 pointsize P(0.8) linewidth 1.4 linecolor rgb '\(FigureColors.ink)'
        """)
  }

  private var caption: String {
    "Arrows: the players' field, as long as the root of its size. From the circle (1, 1): "
      + "\(DiracGAN.steps) simultaneous steps of \(DiracGAN.learningRate) (a dot at every fourth) and as "
      + "many alternating ones (no dots). Cross: equilibrium; λ: eigenvalues of the field's Jacobian there, "
      + "computed. Alternating steps of the non-saturating game come nearer too, but ever more slowly, like one over "
      + "the root of the number of steps. From consensus on: minimax with a regularizer."
  }
}
