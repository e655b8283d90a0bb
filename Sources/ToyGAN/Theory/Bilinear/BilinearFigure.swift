import Foundation
import ToyGANFigures
import ToyGANFiles

/// Paths in the plane as small multiples; next to them the radius over the steps.
struct BilinearFigure {
  let paths: [Bilinear.MethodPath]

  private static let grid = FigurePanel(left: 52, top: 86, width: 136, height: 136)
    .grid(columns: 4, count: 8, gap: (across: 14, down: 48))
  private static let radii = FigurePanel(left: 690, top: 86, width: 310, height: 320)
  /// Number of decades on the axis of the radius, from 0.01 to 10.
  private static let decades = 3.0

  func figure() -> Figure {
    Figure(
      name: Bilinear.name, subject: "the product game, method by method", width: 1160, height: 490,
      data: [("", csv), ("-orbit", orbit), ("-moduli", moduli)], commands: commands)
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

  private var commands: String {
    """
    data = "\(Figure.dataFile(Bilinear.name))"
    orbit = "\(Figure.dataFile(Bilinear.name, "-orbit"))"
    \(FigureText.headline(headline, caption: caption))
    set label 11 "y, which ascends x y" at screen 14.0/width,0.52 center rotate
    set label 12 "x, which descends x y" at screen 345.0/width,48.0/height center
    \(FigureText.axes)
    set key off
    set multiplot
    set xrange [-1.9:1.9]
    set yrange [-1.9:1.9]
    set xtics -1,1
    set ytics -1,1
    set zeroaxis linecolor rgb '\(FigureColors.faint)' linewidth 0.8
    \(panel(0, title: "continuous time", remark: "a circle"))
    set arrow 1 from cos(0.7),sin(0.7) to cos(1),sin(1) size screen 0.008,20 filled linewidth 1.6 \\
      linecolor rgb '\(FigureColors.label(7))'
    plot orbit using 2:3 with lines linewidth 1.6 linecolor rgb '\(FigureColors.label(7))', \\
      \(start)
    unset label
    unset arrow
    \(paths.indices.map(path).joined(separator: "\n"))
    \(radiusPanel)
    unset multiplot
    """
  }

  private var start: String {
    "'+' using (\(Bilinear.start.x)):(\(Bilinear.start.y)) every ::0::0 with points pointtype 6 "
      + "pointsize 0.7 linewidth 1.2 linecolor rgb '\(FigureColors.ink)'"
  }

  private func panel(_ place: Int, title: String, remark: String, colour: String? = nil) -> String {
    let dark = colour ?? FigureColors.ink
    return """
      \(BilinearFigure.grid[place].margins)
      set xtics format "\(place < 4 ? "" : "%g")"
      set ytics format "\(place % 4 == 0 ? "%g" : "")"
      set label 21 \(Figure.quoted(title)) at graph 0,1 offset 0,1.55 left \\
        font face.":Bold,11" textcolor rgb '\(dark)'
      set label 22 \(Figure.quoted(remark)) at graph 0,1 offset 0,0.6 left \\
        font face.",10" textcolor rgb '\(FigureColors.caption)'
      """
  }

  private func path(_ index: Int) -> String {
    let path = paths[index]
    let colour = FigureColors.label(index)
    return """
      \(panel(
        index + 1, title: path.method.title, remark: remark(path),
        colour: FigureColors.labelText(index)))
      plot orbit using 2:3 with lines linewidth 0.8 linecolor rgb '#B0B0B0', \\
        data using ($1 == \(index + 1) ? $6 : NaN):7 with lines linewidth 0.8 linecolor rgb '\(colour)', \\
        data using ($1 == \(index + 1) ? $3 : NaN):4 with points pointtype 7 pointsize 0.22 \\
          linecolor rgb '\(colour)', \\
        \(start)
      """
  }

  private func remark(_ path: Bilinear.MethodPath) -> String {
    if let modulus = path.measuredModulus {
      return "radius × \(DecimalText.fixed(modulus, 4)) a step"
    }
    return "of the iterates so far"
  }

  private var radiusPanel: String {
    let wanted = paths.map { log10($0.lastRadius) }
    let places = LineLabels.spread(wanted, gap: 16 * Self.decades / Double(Self.radii.height))
    let labels = paths.indices.map { index in
      "set label \(31 + index) \(Figure.quoted(paths[index].method.title)) at "
        + "\(Bilinear.steps),\(pow(10, places[index])) offset 1,0 left font face.\",11\" "
        + "textcolor rgb '\(FigureColors.labelText(index))'"
    }
    return """
      unset label
      \(Self.radii.margins)
      unset zeroaxis
      set xrange [0:\(Bilinear.steps)]
      set logscale y
      set yrange [0.01:10]
      set xtics autofreq format "%g"
      set ytics autofreq format "%g"
      set xlabel "step"
      set label 30 "radius, distance from the equilibrium" at graph 0,1 offset 0,0.8 left
      \(labels.joined(separator: "\n"))
      plot \(paths.indices.map(radius).joined(separator: ", \\\n  "))
      unset logscale
      """
  }

  private func radius(_ index: Int) -> String {
    let method = paths[index].method
    // Paths of extragradient and optimistic steps nearly coincide.
    let style =
      method.isAveraged
      ? "dashtype (6,3)" : method == .optimistic ? "dashtype (14,5)" : "dashtype 1"
    return "data using ($1 == \(index + 1) ? $2 : NaN):5 with lines \(style) linewidth 1.6 "
      + "linecolor rgb '\(FigureColors.label(index))'"
  }

  private var headline: String {
    "On V = x y plain gradient steps circle the equilibrium or leave it; corrected steps reach it"
  }

  private var caption: [String] {
    [
      "Circle marks the start (1, 0); dots: \(Bilinear.steps) steps of \(BilinearMethod.learningRate) "
        + "by the library's players; thin line through them: closed form; grey: the orbit in "
        + "continuous time.",
      "Rates are the largest modulus of the eigenvalues of the step's linear map. Consensus has weight "
        + "\(BilinearMethod.weight). Short dashes: means of iterates. Simultaneous steps leave the frame.",
    ]
  }
}
