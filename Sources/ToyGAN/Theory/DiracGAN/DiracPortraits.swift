import ToyGANFigures
import ToyGANFiles

/// The plane of the Dirac-GAN under each variant: field and paths, as small multiples.
struct DiracPortraits {
  let portraits: [DiracGAN.Portrait]

  private static let columns = 6
  private static let grid = FigurePanel(left: 58, top: 84, width: 150, height: 150)
    .grid(columns: columns, count: 2 * columns, gap: (across: 16, down: 50))

  func figure() -> Figure {
    Figure(
      name: DiracGAN.name, subject: "the Dirac-GAN's field and paths, variant by variant",
      width: 1076, height: 516, data: [("", paths), ("-field", field), ("-eigenvalues", table)],
      commands: commands)
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

  private var commands: String {
    """
    data = "\(Figure.dataFile(DiracGAN.name))"
    field = "\(Figure.dataFile(DiracGAN.name, "-field"))"
    \(FigureText.headline(headline, caption: caption))
    set label 11 "ψ, slope of the discriminator" at screen 16.0/width,0.5 center rotate
    set label 12 "θ, place of the generator" at screen 0.5,48.0/height center
    \(FigureText.axes)
    set key off
    set multiplot
    set xrange [-2.25:2.25]
    set yrange [-2.25:2.25]
    set xtics -2,1
    set ytics -2,1
    \(portraits.indices.map(panel).joined(separator: "\nunset label\n"))
    unset multiplot
    """
  }

  private func panel(_ index: Int) -> String {
    let portrait = portraits[index]
    let remark = portrait.eigenvalues.map { "λ = \(DiracGAN.text($0))" } ?? "no λ: the field jumps"
    func at(_ column: Int) -> String { "($1 == \(index + 1) ? $\(column) : NaN)" }
    return """
      \(Self.grid[index].margins)
      set xtics format "\(index < Self.columns ? "" : "%g")"
      set ytics format "\(index % Self.columns == 0 ? "%g" : "")"
      set label 21 \(Figure.quoted(portrait.variant.title)) at graph 0,1 offset 0,1.55 left \\
        font face.":Bold,11"
      set label 22 \(Figure.quoted(remark)) at graph 0,1 offset 0,0.6 left \\
        font face.",10" textcolor rgb '\(FigureColors.caption)'
      plot field using ($1 == \(index + 1) ? $2 - $6 / 2 : NaN):($3 - $7 / 2):6:7 with vectors \\
          size screen 0.004,20 filled linewidth 0.7 linecolor rgb '#B4B4B4', \\
        data using \(at(5)):6 with lines linewidth 1.1 linecolor rgb '\(FigureColors.label(1))', \\
        data using \(at(3)):4 with lines linewidth 0.7 linecolor rgb '\(FigureColors.label(0))', \\
        data using \(at(3)):4 every 4 with points pointtype 7 pointsize 0.16 \\
          linecolor rgb '\(FigureColors.label(0))', \\
        '+' using (0):(0) every ::0::0 with points pointtype 1 pointsize 0.9 linewidth 1.4 \\
          linecolor rgb '\(FigureColors.ink)', \\
        '+' using (\(DiracGAN.start.x)):(\(DiracGAN.start.y)) every ::0::0 with points pointtype 6 \\
          pointsize 0.8 linewidth 1.4 linecolor rgb '\(FigureColors.ink)'
      """
  }

  private var headline: String {
    "The Dirac-GAN arrives only where a regularizer gives the eigenvalues a negative real part"
  }

  private var caption: [String] {
    [
      "Grey: the players' field, arrows as long as the root of its size. From the circle (1, 1): "
        + "\(DiracGAN.steps) simultaneous steps of \(DiracGAN.learningRate) (blue, a dot at every "
        + "fourth) and as many",
      "alternating ones (orange, no dots). Cross: equilibrium; λ: eigenvalues of the field's Jacobian there, "
        + "computed. Lower row: minimax with a regularizer.",
    ]
  }
}
