import Foundation
import ToyGANCore
import ToyGANFigures
import ToyGANFiles
import ToyGANGames

/// The possible losses of the generator, and the noise of their gradients.
struct GeneratorCosts: TheoryTopic {
  static let name = "generator-costs"
  static let question = "Which of its samples does a generator learn from, and how noisily?"
  static let references = [
    Reference(
      "Goodfellow", 2016, "NIPS 2016 Tutorial: Generative Adversarial Networks",
      arXiv: "1701.00160", place: "section 3.2, figure 16, exercise 7.3"),
    Reference(
      "Arjovsky and Bottou", 2017,
      "Towards Principled Methods for Training Generative Adversarial Networks",
      arXiv: "1701.04862", place: "theorem 2.5"),
  ]

  /// Samples in a minibatch, number of steps, step size and initial θ of learning, and number of repetitions.
  static let (batch, steps, learningRate, start, runs) = (100, 150, 0.1, 4.0, 400)

  /// Gradient noise at a distance θ between model and data.
  struct Noise {
    var theta: Double
    var exact, estimated: [GaussianCosts.Estimator]
  }

  static func noise(at thetas: [Double], samples: Int) -> [Noise] {
    let (exact, sampled) = (GaussianCosts(count: 2048), GaussianCosts(count: samples))
    let stream = RandomStream(seed: 0, name: "generator costs")
    return thetas.enumerated().map { position, theta in
      stream.seek(to: UInt64(position))
      return Noise(
        theta: theta, exact: exact.estimators(at: theta),
        estimated: sampled.estimates(at: theta, from: stream))
    }
  }

  /// The learning of θ with an objective.
  struct Learning {
    /// Quartiles of θ over the runs, by step.
    var spreads: [Spread]
    /// Number of runs that end farther from the data than they started.
    var lost: Int

    /// The first step at which the median is within half a deviation of the data; nil if there is none.
    var arrival: Int? { spreads.firstIndex { abs($0.middle) < 0.5 } }
  }

  /// The learning of θ for every objective.
  static func learning(runs: Int) -> [Learning] {
    let model = GaussianCosts(count: batch, learningRate: learningRate)
    return GaussianCosts.objectives.indices.map { objective in
      let paths = (0..<runs).map { run in
        model.learning(
          objective, from: start, steps: steps,
          stream: RandomStream(seed: UInt64(run), name: "learning a mean"))
      }
      return Learning(
        spreads: (0...steps).compactMap { step in Spread.quartiles(of: paths.map { $0[step] }) },
        lost: paths.count { !(abs($0[steps]) <= start) })
    }
  }

  func findings() throws -> Findings {
    let verdicts = (1...199).map { Double($0) / 200 }
    let noise = GeneratorCosts.noise(
      at: (0...40).map { Double($0) / 10 }, samples: GeneratorCosts.samples)
    let learning = GeneratorCosts.learning(runs: GeneratorCosts.runs)
    return Findings(
      sheets: [
        CostCurvesFigure(curves: CostCurves(verdicts: verdicts)).sheet(),
        GaussianCostsFigure(noise: noise, learning: learning).sheet(),
      ], explanation: explanation(learning))
  }

  /// Number of samples of one estimate in the figure.
  static let samples = 10_000

  private func explanation(_ learning: [Learning]) -> String {
    let curves = CostCurves(verdicts: [0.01, 0.99])
    let model = GaussianCosts(count: 2048)
    let lines = [1.0, 2, 4].map { theta in
      let words = zip(GaussianCosts.objectives, model.estimators(at: theta)).map {
        "\(CostCurves.title($0)) \(CSVText.number($1.mean)) ± \(CSVText.number($1.deviation))"
      }
      let exact = CSVText.number(model.likelihoodGradient(at: theta))
      return "  \(CSVText.number(theta)) away: \(words.joined(separator: ", ")); KL \(exact)"
    }
    let slopes = curves.slopes.map {
      "\(DecimalText.fixed(abs($0[0]), 2)) and \(DecimalText.fixed(abs($0[1]), 2))"
    }
    let arrivals = zip(GaussianCosts.objectives, learning).map { objective, learning in
      let step = learning.arrival.map { "\($0)" } ?? "more than \(GeneratorCosts.steps)"
      return "\(CostCurves.title(objective)) \(step)"
    }
    let lost = learning.map { "\($0.lost)" }
    return """
      Slopes with respect to the logit at D(G(z)) = 0.01 and 0.99: minimax \(slopes[0]), non-saturating \
      \(slopes[1]), maximum likelihood \(slopes[2]). The minimax cost has none where samples \
      are rejected, the non-saturating cost has its largest there, and the maximum-likelihood cost \
      listens to the few samples that pass for real. Against the optimal discriminator its expected \
      gradient is that of KL(data || model) (exercise 7.3), but its noise grows like exp(θ² / 2): a \
      minibatch from far away mostly sees too small a gradient, and now and then a huge one. Steps \
      until the median of \(GeneratorCosts.runs) runs from \(CSVText.number(GeneratorCosts.start)) away is within \
      0.5 of the data: \(arrivals.joined(separator: ", ")). One such huge gradient throws the model past the \
      data, to where no sample passes for real, and there it stays: \(lost[2]) of the runs of maximum \
      likelihood end farther away than they began (minimax \(lost[0]), non-saturating \(lost[1])). \
      Expected gradient of one sample ± its standard deviation for a model N(θ, 1) of data N(0, 1):
      \(lines.joined(separator: "\n"))
      """
  }
}
