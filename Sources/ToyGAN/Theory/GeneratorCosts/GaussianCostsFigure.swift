import ToyGANFigures
import ToyGANFiles

/// A Gaussian model's expected gradients, their noise, and the learning of its mean.
struct GaussianCostsFigure {
  let noise: [GeneratorCosts.Noise]
  let learning: [GeneratorCosts.Learning]

  private static let name = "\(GeneratorCosts.name)-gaussian"

  func sheet() -> PanelSheet {
    PanelSheet(
      name: Self.name, subject: "the generator's gradients for a Gaussian model, and its learning",
      title:
        "The maximum-likelihood cost has the gradient of KL(data || model), at the price of exploding noise",
      caption: caption, data: [("", csv), ("-learning", learningText)],
      blocks: [
        PanelBlock([expectation, deviation, path], columns: 3, size: (290, 280), numbers: 44)
      ]
    ) { name in
      """
      data = "\(Figure.dataFile(name))"
      learning = "\(Figure.dataFile(name, "-learning"))"
      """
    }
  }

  private var csv: String {
    let names = GaussianCosts.objectives.map(\.name)
    let groups = ["mean", "deviation", "sampled_mean", "sampled_deviation"]
    var csv = CSVText(
      header: ["theta"] + groups.flatMap { group in names.map { "\(group)_\($0)" } })
    for row in noise {
      let numbers =
        row.exact.map(\.mean) + row.exact.map(\.deviation) + row.estimated.map(\.mean)
        + row.estimated.map(\.deviation)
      csv.append(([row.theta] + numbers).map(CSVText.number))
    }
    return csv.text
  }

  private var learningText: String {
    let names = GaussianCosts.objectives.map(\.name)
    var csv = CSVText(
      header: ["step"] + names.flatMap { ["\($0)_lower", "\($0)_median", "\($0)_upper"] })
    for step in 0...GeneratorCosts.steps {
      let spreads = learning.map { $0.spreads[step] }
      csv.append(
        ["\(step)"] + spreads.flatMap { [$0.lower, $0.middle, $0.upper] }.map(CSVText.number))
    }
    return csv.text
  }

  private static let axis = "θ, distance of the model from the data"
  /// End of the vertical axis of expected gradients.
  private static let end = 4.6

  /// The circles that lie above the axis of expected gradients.
  private var beyond: [(theta: Double, mean: Double)] {
    noise.enumerated().filter { $0.offset.isMultiple(of: 4) }.flatMap { _, row in
      row.estimated.map { (row.theta, $0.mean) }.filter { $0.1 > Self.end }
    }
  }

  private var expectation: SheetPanel {
    let marks = beyond.enumerated().map { index, circle in
      "set label \(41 + index) '\(DecimalText.significant(circle.mean, 3))' at \(circle.theta),"
        + "\(Self.end - 0.12) right offset -1.3,0 font little textcolor rgb '\(FigureColors.labelText(2))' "
        + "point pointtype 8 pointsize P(0.8) linecolor rgb '\(FigureColors.label(2))'"
    }
    return SheetPanel(
      "expected gradient",
      remark:
        "of one sample's cost; circles: mean of \(FigureText.grouped(GeneratorCosts.samples)) samples",
      x: Self.axis,
      commands: """
        set xrange [0:4]
        set xtics 1
        set yrange [0:\(Self.end)]
        set ytics 1
        \(label(0, 2.6, "0.65", "left"))
        \(label(1, 2.05, "1.02", "left"))
        \(label(2, 2.4, "3.55", "right"))
        \(marks.joined(separator: "\n"))
        plot \(lines(2)), \\
          \(circles(8))
        """)
  }

  private var deviation: SheetPanel {
    SheetPanel(
      "its standard deviation", remark: "over samples, logarithmic", x: Self.axis,
      commands: """
        set xrange [0:4]
        set xtics 1
        set logscale y
        set yrange [0.03:30000]
        set ytics ("0.1" 0.1, "1" 1, "10" 10, "100" 100, "1000" 1e3, "10000" 1e4)
        set label 31 "minimax and non-saturating alike" at 3.95,0.12 right font inside \\
          textcolor rgb '\(FigureColors.ink)'
        \(label(2, 2.3, "60", "right"))
        plot \(lines(5)), \\
          \(circles(11))
        """)
  }

  private var path: SheetPanel {
    SheetPanel(
      "θ, learnt by gradient descent",
      remark: "median and quartiles of \(GeneratorCosts.runs) runs", x: "step",
      commands: """
        set style fill transparent solid 0.18 noborder
        set xrange [0:\(GeneratorCosts.steps)]
        set yrange [-0.3:4.3]
        set xtics 50
        set ytics 1
        \(label(0, 82, "2.7", "left"))
        \(label(1, 36, "0.75", "left"))
        \(label(2, 20, "1.8", "left"))
        plot \((bands + medians).joined(separator: ", \\\n  "))
        """)
  }

  /// All bands are drawn below all medians.
  private var bands: [String] {
    GaussianCosts.objectives.indices.map { index in
      "learning using 1:\(3 * index + 2):\(3 * index + 4) with filledcurves "
        + "linecolor rgb '\(FigureColors.label(index))'"
    }
  }

  private var medians: [String] {
    GaussianCosts.objectives.indices.map { index in
      "learning using 1:\(3 * index + 3) with lines linewidth W(2) "
        + "\(CostCurvesFigure.dashes[index]) linecolor rgb '\(FigureColors.label(index))'"
    }
  }

  private func label(_ index: Int, _ x: Double, _ y: String, _ side: String) -> String {
    "set label \(31 + index) \(Figure.quoted(CostCurves.title(GaussianCosts.objectives[index]))) "
      + "at \(x),\(y) \(side) font inside textcolor rgb '\(FigureColors.labelText(index))'"
  }

  private func lines(_ first: Int) -> String {
    GaussianCosts.objectives.indices.map { index in
      "data using 1:\(first + index) with lines linewidth W(2) \(CostCurvesFigure.dashes[index]) "
        + "linecolor rgb '\(FigureColors.label(index))'"
    }.joined(separator: ", \\\n  ")
  }

  private func circles(_ first: Int) -> String {
    GaussianCosts.objectives.indices.map { index in
      "data using 1:\(first + index) every 4 with points pointtype 6 pointsize P(0.5) "
        + "linewidth W(1) linecolor rgb '\(FigureColors.label(index))'"
    }.joined(separator: ", \\\n  ")
  }

  private var caption: String {
    let outside = beyond.map {
      "; the circle at θ = \(CSVText.number($0.theta)) lies at "
        + "\(DecimalText.significant($0.mean, 3)), above the axis (triangle)"
    }
    return "Model N(θ, 1), data N(0, 1), the discriminator optimal at every θ. Lines: by "
      + "integration\(outside.joined()). The maximum-likelihood gradient is θ, that of KL(data || model); its "
      + "deviation is θ √(exp(θ²) − 1). Learning: minibatches of \(GeneratorCosts.batch), steps of "
      + "\(GeneratorCosts.learningRate) from θ = \(CSVText.number(GeneratorCosts.start)); of \(GeneratorCosts.runs) "
      + "runs of maximum likelihood \(learning[2].lost) are thrown past the data for good."
  }
}
