import Foundation
import ToyGANFigures
import ToyGANFiles

/// Paths in the plane as small multiples; next to them the radius over the steps.
struct BilinearFigure {
  let paths: [Bilinear.MethodPath]

  /// Size of the panel of radii, and the number of decades on its axis, from 0.01 to 10.
  private static let (radii, decades) = ((width: 310.0, height: 340.0), 3.0)

  func sheet() -> PanelSheet {
    let planes = [circle] + paths.indices.map(plane)
    return PanelSheet(
      name: Bilinear.name, subject: "the product game, method by method", title: headline,
      caption: caption, data: [("", csv), ("-orbit", orbit), ("-moduli", moduli)],
      blocks: [
        PanelBlock(planes, columns: 4, size: (136, 136), isSquare: true)
          .sharingAxes(x: "x, which descends x y", y: "y, which ascends x y"),
        PanelBlock([radiusPanel], columns: 1, size: Self.radii, right: 122),
      ]
    ) { name in
      """
      data = "\(Figure.dataFile(name))"
      orbit = "\(Figure.dataFile(name, "-orbit"))"
      """
    }
  }

  private var csv: String {
    var csv = CSVText(
      header: ["panel", "step", "x", "y", "radius", "exact_x", "exact_y", "exact_radius", "method"])
    for (index, path) in paths.enumerated() {
      for (step, (place, exact)) in zip(path.points, path.exact).enumerated() {
        let numbers = [place.x, place.y, place.length, exact.x, exact.y, exact.length]
        csv.append(
          ["\(index + 1)", "\(step)"] + numbers.map(CSVText.number)
            + [CSVText.quoted(path.method.title)])
      }
    }
    return csv.text
  }

  private var orbit: String {
    var csv = CSVText(header: ["time", "x", "y"])
    for step in 0...120 {
      let time = 2 * Double.pi * Double(step) / 120
      let place = BilinearMethod.orbit(from: Bilinear.start, time: time)
      csv.append([time, place.x, place.y].map(CSVText.number))
    }
    return csv.text
  }

  private var moduli: String {
    var csv = CSVText(header: ["method", "modulus", "exact_modulus"])
    for path in paths {
      guard let measured = path.measuredModulus, let exact = path.method.modulus()
      else { continue }
      csv.append(path.method.title, "\(Float(measured))", "\(Float(exact))")
    }
    return csv.text
  }

  private static let square = """
    set xrange [-1.9:1.9]
    set yrange [-1.9:1.9]
    set xtics -1,1
    set ytics -1,1
    set zeroaxis linecolor rgb '\(FigureColors.faint)' linewidth 0.8
    """

  private var start: String {
    "'+' using (\(Bilinear.start.x)):(\(Bilinear.start.y)) every ::0::0 with points pointtype 6 "
      + "pointsize P(0.7) linewidth 1.2 linecolor rgb '\(FigureColors.ink)'"
  }

  private var circle: SheetPanel {
    SheetPanel(
      "continuous time", remark: "a circle",
      commands: """
        \(Self.square)
        set arrow 1 from cos(0.7),sin(0.7) to cos(1),sin(1) size graph 0.08,20 filled \
          linewidth W(1.6) linecolor rgb '\(FigureColors.label(7))'
        plot orbit using 2:3 with lines linewidth W(1.6) linecolor rgb '\(FigureColors.label(7))', \
          \(start)
        """)
  }

  private func plane(_ index: Int) -> SheetPanel {
    let (path, colour) = (paths[index], FigureColors.label(index))
    return SheetPanel(
      path.method.title, remark: remark(path), colour: FigureColors.labelText(index),
      commands: """
        \(Self.square)
        plot orbit using 2:3 with lines linewidth W(0.8) linecolor rgb '#B0B0B0', \
          data using ($1 == \(index + 1) ? $6 : NaN):7 with lines linewidth W(0.8) \
            linecolor rgb '\(colour)', \
          data using ($1 == \(index + 1) ? $3 : NaN):4 with points pointtype 7 pointsize P(0.22) \
            linecolor rgb '\(colour)', \
          \(start)
        unset zeroaxis
        """)
  }

  private func remark(_ path: Bilinear.MethodPath) -> String {
    if let modulus = path.measuredModulus {
      return "radius × \(DecimalText.fixed(modulus, 4)) a step"
    }
    return "of the iterates so far"
  }

  private var radiusPanel: SheetPanel {
    let wanted = paths.map { log10($0.lastRadius) }
    // Larger letters beside a panel of nearly the same height still stand apart.
    let places = LineLabels.spread(wanted, gap: 22 * Self.decades / Self.radii.height)
    let labels = paths.indices.map { index in
      "set label \(31 + index) \(Figure.quoted(paths[index].method.title)) at "
        + "\(Bilinear.steps),\(pow(10, places[index])) offset 0.8,0 left font inside "
        + "textcolor rgb '\(FigureColors.labelText(index))'"
    }
    return SheetPanel(
      "radius, distance from the equilibrium", x: "step",
      commands: """
        set xrange [0:\(Bilinear.steps)]
        set logscale y
        set yrange [0.01:10]
        \(labels.joined(separator: "\n"))
        plot \(paths.indices.map(radius).joined(separator: ", \\\n  "))
        """)
  }

  private func radius(_ index: Int) -> String {
    let method = paths[index].method
    // Paths of extragradient and optimistic steps nearly coincide.
    let style =
      method.isAveraged
      ? "dashtype (6,3)" : method == .optimistic ? "dashtype (14,5)" : "dashtype 1"
    return "data using ($1 == \(index + 1) ? $2 : NaN):5 with lines \(style) linewidth W(1.6) "
      + "linecolor rgb '\(FigureColors.label(index))'"
  }

  private var headline: String {
    "On V = x y plain gradient steps circle the equilibrium or leave it; corrected steps reach it"
  }

  private var caption: String {
    "Circle marks the start (1, 0); dots: \(Bilinear.steps) steps of \(BilinearMethod.learningRate) "
      + "by the library's players; thin line through them: closed form; grey: the orbit in continuous time. "
      + "Rates are the largest modulus of the eigenvalues of the step's linear map. Consensus has weight "
      + "\(BilinearMethod.weight). Simultaneous steps leave their panel. Right: long dashes for optimistic "
      + "steps, which nearly coincide with extragradient ones; short dashes for means of iterates. The mean of the "
      + "alternating path passes close to the equilibrium and leaves the panel there."
  }
}
