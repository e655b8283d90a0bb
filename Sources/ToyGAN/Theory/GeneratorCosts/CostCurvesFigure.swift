import ToyGANFigures
import ToyGANFiles

/// The generator's costs over the discriminator's output, and next to them their slopes.
struct CostCurvesFigure {
  let curves: CostCurves

  private static let costs = FigurePanel(left: 56, top: 92, width: 330, height: 300)
  private static let slopes = FigurePanel(left: 600, top: 92, width: 250, height: 300)
  static let dashes = ["dashtype 1", "dashtype (12,4)", "dashtype (4,3)"]

  func figure() -> Figure {
    Figure(
      name: GeneratorCosts.name, subject: "the generator's costs and their slopes",
      width: 1010, height: 490, data: [("", csv)], commands: commands)
  }

  private var csv: String {
    let names = CostCurves.objectives.map(\.name)
    var csv = CSVText(
      header: ["verdict"] + names.map { "cost_\($0)" } + names.map { "slope_\($0)" })
    for (i, verdict) in curves.verdicts.enumerated() {
      csv.append(
        [CSVText.number(verdict)] + (curves.costs + curves.slopes).map { CSVText.number($0[i]) })
    }
    return csv.text
  }

  private var commands: String {
    """
    data = "\(Figure.dataFile(GeneratorCosts.name))"
    \(FigureText.headline(headline, caption: caption))
    \(FigureText.axes)
    set key off
    set multiplot
    set xrange [0:1]
    set xtics 0.25
    set xlabel "D(G(z)), probability that the sample is real"
    \(Self.costs.margins)
    set yrange [-20:5.5]
    set ytics 5
    \(heading("cost of a sample", "nats; the maximum-likelihood cost has no unit"))
    \(label(0, "log(1 − D)", 1, "-5.2", "left"))
    \(label(1, "−log D", 1, "0.05", "left"))
    \(label(2, "−D / (1 − D)", 0.87, "-13", "right"))
    plot \(lines { "\($0 + 2)" })
    unset label
    \(Self.slopes.margins)
    set logscale y
    set yrange [0.005:200]
    set ytics ("0.01" 0.01, "0.1" 0.1, "1" 1, "10" 10, "100" 100)
    \(heading("size of its slope", "with respect to the logit of D, logarithmic"))
    \(label(0, "minimax", 1, "1.02", "left"))
    \(label(1, "non-saturating", 1, "0.0072", "left"))
    \(label(2, "maximum likelihood", 1, "150", "left"))
    plot \(lines { "(-$\($0 + 5))" })
    unset logscale
    unset multiplot
    """
  }

  private func heading(_ title: String, _ remark: String) -> String {
    """
    set label 21 \(Figure.quoted(title)) at graph 0,1 offset 0,1.55 left font face.":Bold,11"
    set label 22 \(Figure.quoted(remark)) at graph 0,1 offset 0,0.6 left font face.",10" \\
      textcolor rgb '\(FigureColors.caption)'
    """
  }

  private func label(_ index: Int, _ text: String, _ x: Double, _ y: String, _ side: String)
    -> String
  {
    "set label \(31 + index) \(Figure.quoted(text)) at \(x),\(y) \(side) "
      + "offset \(x == 1 ? 0.6 : 0),0 textcolor rgb '\(FigureColors.labelText(index))'"
  }

  private func lines(_ column: (Int) -> String) -> String {
    CostCurves.objectives.indices.map { index in
      "data using 1:\(column(index)) with lines linewidth 2 \(Self.dashes[index]) "
        + "linecolor rgb '\(FigureColors.label(index))'"
    }.joined(separator: ", \\\n  ")
  }

  private var headline: String {
    "Where samples are rejected only the non-saturating cost has a slope to learn from"
  }

  private var caption: [String] {
    [
      "What the generator descends for one sample, as the library's objectives have it (the tutorial "
        + "halves all three);",
      "slopes differentiated by the library. D near 0: the discriminator rejects the sample. "
        + "Maximum likelihood learns from the few samples near 1.",
    ]
  }
}
