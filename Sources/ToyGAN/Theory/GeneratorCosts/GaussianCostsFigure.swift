import ToyGANFigures
import ToyGANFiles

/// A Gaussian model's expected gradients, their noise, and the learning of its mean.
struct GaussianCostsFigure {
  let noise: [GeneratorCosts.Noise]
  let learning: [GeneratorCosts.Learning]

  private static let name = "\(GeneratorCosts.name)-gaussian"
  private static let panels = FigurePanel(left: 52, top: 92, width: 290, height: 280)
    .grid(columns: 3, count: 3, gap: (across: 62, down: 0))

  func figure() -> Figure {
    Figure(
      name: Self.name, subject: "the generator's gradients for a Gaussian model, and its learning",
      width: 1120, height: 474, data: [("", csv), ("-learning", learningText)], commands: commands)
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

  private var commands: String {
    """
    data = "\(Figure.dataFile(Self.name))"
    learning = "\(Figure.dataFile(Self.name, "-learning"))"
    \(FigureText.headline(headline, caption: caption))
    \(FigureText.axes)
    set key off
    set style fill transparent solid 0.18 noborder
    set multiplot
    set xrange [0:4]
    set xtics 1
    set xlabel "θ, distance of the model from the data"
    \(Self.panels[0].margins)
    set yrange [0:4.6]
    set ytics 1
    \(heading("expected gradient", "of one sample's cost; circles: mean of \(FigureText.grouped(GeneratorCosts.samples)) samples"))
    \(label(0, 2.6, "0.62", "left"))
    \(label(1, 1.9, "1.05", "left"))
    \(label(2, 2.5, "3.55", "right"))
    plot \(lines(2)), \\
      \(circles(8))
    unset label
    \(Self.panels[1].margins)
    set logscale y
    set yrange [0.03:30000]
    set ytics ("0.1" 0.1, "1" 1, "10" 10, "100" 100, "1000" 1e3, "10000" 1e4)
    \(heading("its standard deviation", "over samples, logarithmic"))
    set label 31 "minimax and non-saturating alike" at 3.95,0.25 right font face.",11" \\
      textcolor rgb '\(FigureColors.ink)'
    \(label(2, 2.3, "60", "right"))
    plot \(lines(5)), \\
      \(circles(11))
    unset label
    unset logscale
    \(learningPanel)
    unset multiplot
    """
  }

  private var learningPanel: String {
    """
    \(Self.panels[2].margins)
    set xrange [0:\(GeneratorCosts.steps)]
    set yrange [-0.3:4.3]
    set xtics 50
    set ytics 1
    set xlabel "step"
    \(heading("θ, learnt by gradient descent", "median and quartiles of \(GeneratorCosts.runs) runs"))
    \(label(0, 78, "2.6", "left"))
    \(label(1, 33, "0.72", "left"))
    \(label(2, 17, "1.75", "left"))
    plot \((bands + medians).joined(separator: ", \\\n  "))
    """
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
      "learning using 1:\(3 * index + 3) with lines linewidth 2 "
        + "\(CostCurvesFigure.dashes[index]) linecolor rgb '\(FigureColors.label(index))'"
    }
  }

  private func heading(_ title: String, _ remark: String) -> String {
    """
    set label 21 \(Figure.quoted(title)) at graph 0,1 offset 0,1.55 left font face.":Bold,11"
    set label 22 \(Figure.quoted(remark)) at graph 0,1 offset 0,0.6 left font face.",10" \\
      textcolor rgb '\(FigureColors.caption)'
    """
  }

  private func label(_ index: Int, _ x: Double, _ y: String, _ side: String) -> String {
    "set label \(31 + index) \(Figure.quoted(CostCurves.title(GaussianCosts.objectives[index]))) "
      + "at \(x),\(y) \(side) font face.\",11\" textcolor rgb '\(FigureColors.labelText(index))'"
  }

  private func lines(_ first: Int) -> String {
    GaussianCosts.objectives.indices.map { index in
      "data using 1:\(first + index) with lines linewidth 2 \(CostCurvesFigure.dashes[index]) "
        + "linecolor rgb '\(FigureColors.label(index))'"
    }.joined(separator: ", \\\n  ")
  }

  private func circles(_ first: Int) -> String {
    GaussianCosts.objectives.indices.map { index in
      "data using 1:\(first + index) every 4 with points pointtype 6 pointsize 0.5 "
        + "linewidth 1 linecolor rgb '\(FigureColors.label(index))'"
    }.joined(separator: ", \\\n  ")
  }

  private var headline: String {
    "The maximum-likelihood cost has the gradient of KL(data || model), at the price of exploding noise"
  }

  private var caption: [String] {
    [
      "Model N(θ, 1), data N(0, 1), the discriminator optimal at every θ. Lines: by integration. The "
        + "maximum-likelihood gradient is θ, that of KL(data || model);",
      "its deviation is θ √(exp(θ²) − 1). Learning: minibatches of \(GeneratorCosts.batch), steps of "
        + "\(GeneratorCosts.learningRate) from θ = \(CSVText.number(GeneratorCosts.start)); of \(GeneratorCosts.runs) "
        + "runs of maximum likelihood \(learning[2].lost) are thrown past the data for good.",
    ]
  }
}
