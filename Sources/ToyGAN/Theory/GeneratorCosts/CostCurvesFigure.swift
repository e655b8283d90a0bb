import ToyGANFigures
import ToyGANFiles

/// The generator's costs over the discriminator's output, and next to them their slopes.
struct CostCurvesFigure {
  let curves: CostCurves

  static let dashes = ["dashtype 1", "dashtype (12,4)", "dashtype (4,3)"]

  func sheet() -> PanelSheet {
    PanelSheet(
      name: GeneratorCosts.name, subject: "the generator's costs and their slopes",
      title: "Where samples are rejected only the non-saturating cost has a slope to learn from",
      caption: caption, data: [("", csv)],
      blocks: [
        PanelBlock([costs], columns: 1, size: (320, 300), right: 78),
        PanelBlock([slopes], columns: 1, size: (260, 300), right: 138),
      ]
    ) { "data = \"\(Figure.dataFile($0))\"" }
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

  private static let axis = "D(G(z)), probability of being real"

  private var costs: SheetPanel {
    SheetPanel(
      "cost of a sample", remark: "nats; the maximum-likelihood cost has no unit", x: Self.axis,
      commands: """
        set xrange [0:1]
        set xtics 0.25
        set yrange [-20:5.5]
        set ytics 5
        \(label(0, "log(1 − D)", 1, "-5.2", "left"))
        \(label(1, "−log D", 1, "0.05", "left"))
        \(label(2, "−D / (1 − D)", 0.87, "-13", "right"))
        plot \(lines { "\($0 + 2)" })
        """)
  }

  private var slopes: SheetPanel {
    SheetPanel(
      "size of its slope", remark: "with respect to the logit of D, logarithmic", x: Self.axis,
      commands: """
        set xrange [0:1]
        set xtics 0.25
        set logscale y
        set yrange [0.005:200]
        set ytics ("0.01" 0.01, "0.1" 0.1, "1" 1, "10" 10, "100" 100)
        \(label(0, "minimax", 1, "1.02", "left"))
        \(label(1, "non-saturating", 1, "0.0072", "left"))
        \(label(2, "maximum likelihood", 1, "150", "left"))
        plot \(lines { "(-$\($0 + 5))" })
        """)
  }

  private func label(_ index: Int, _ text: String, _ x: Double, _ y: String, _ side: String)
    -> String
  {
    "set label \(31 + index) \(Figure.quoted(text)) at \(x),\(y) \(side) "
      + "offset \(x == 1 ? 0.6 : 0),0 font inside textcolor rgb '\(FigureColors.labelText(index))'"
  }

  private func lines(_ column: (Int) -> String) -> String {
    CostCurves.objectives.indices.map { index in
      "data using 1:\(column(index)) with lines linewidth W(2) \(Self.dashes[index]) "
        + "linecolor rgb '\(FigureColors.label(index))'"
    }.joined(separator: ", \\\n  ")
  }

  private var caption: String {
    "What the generator descends for one sample, as the library's objectives have it (the tutorial halves all "
      + "three); slopes differentiated by the library. D near 0: the discriminator rejects the sample. Maximum "
      + "likelihood learns from the few samples near 1; its cost leaves the left panel there."
  }
}
