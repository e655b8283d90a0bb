import CGSL
import Foundation
import ToyGANCore
import ToyGANTargets

/// A Gaussian model N(θ, 1) that is trained on the data N(0, s²) with each of the generator's costs,
/// against the optimal discriminator.
///
/// Samples are x = θ + z, and the discriminator's logit at x is log p_data(x) - log p_model(x) with the
/// current model; no gradient passes through the discriminator.
final class GaussianCosts {
  /// Expected gradient of one sample's cost with respect to θ, and its standard deviation.
  struct Estimator: Equatable {
    var mean, deviation: Double
  }

  static let objectives = CostCurves.objectives
  private let program: Program
  private let count: Int
  private let dataDeviation: Double
  // The model's mean, the mean that the discriminator assumes, noise
  // [n, 1] or data [n, 1], and the weight of each row.
  private let mean = Tensor.leaf("mean", 1, 1)
  private let believed = Tensor.leaf("believed mean", 1, 1)
  private let noise: Tensor, weights: Tensor

  /// A model with `count` samples at a time; a learning step descends their mean cost.
  init(count: Int, dataDeviation: Double = 1, learningRate: Double = 0) {
    self.count = count
    self.dataDeviation = dataDeviation
    (noise, weights) = (.leaf("noise", count, 1), .leaf("weights", count, 1))
    let samples = mean + noise  // [n, 1]
    let logits = GaussianCosts.logits(samples, believed, dataDeviation)
    let likelihood = (weights * (0.5 * (noise - mean).squared())).sum()  // [1, 1]
    var gradients: [Routine] = []
    var steps: [Routine] = []
    for objective in GaussianCosts.objectives {
      let cost = CostCurves.cost(objective, logits)
      gradients.append(Routine(objective.name, outputs: [cost.gradient(at: samples)]))
      let next = mean - learningRate * cost.mean().gradient(at: mean)
      steps.append(
        Routine("step", updates: [(leaf: mean, value: next), (leaf: believed, value: next)]))
    }
    program = Program(
      gradients + steps + [Routine("likelihood", outputs: [likelihood.gradient(at: mean)])])
  }

  /// log N(x; 0, s²) - log N(x; μ, 1), [n, 1].
  private static func logits(_ x: Tensor, _ believed: Tensor, _ deviation: Double) -> Tensor {
    let precision = 1 / (deviation * deviation)
    return 0.5 * (x - believed).squared() - 0.5 * precision * x.squared()
      - .constant(log(deviation))
  }

  private func place(at theta: Double) {
    for leaf in [mean, believed] { program.values(of: leaf)?[0] = Float(theta) }
  }

  /// Gradients of each sample's cost with respect to θ, for the current noise.
  private func gradients(_ index: Int) -> [Double] {
    program.run(index)
    return program.outputs(of: index)[0].map(Double.init)
  }
}

// MARK: - By quadrature

extension GaussianCosts {
  /// Noise at the nodes of Gauss-Legendre quadrature, and the weight of each node under N(0, 1).
  ///
  /// The range is 18 deviations, because the second moment of the
  /// maximum-likelihood cost is concentrated at -2 θ.
  private func quadrature() -> [(place: Double, weight: Double)] {
    let rule = Quadrature(over: -18...18, count: count)
    return zip(rule.points, rule.weights).map { ($0, $1 * gsl_ran_ugaussian_pdf($0)) }
  }

  /// The gradient estimator of each objective at a mean θ, by quadrature with as many nodes as samples.
  func estimators(at theta: Double) -> [Estimator] {
    let nodes = quadrature()
    place(at: theta)
    for (i, node) in nodes.enumerated() { program.values(of: noise)?[i] = Float(node.place) }
    return GaussianCosts.objectives.indices.map { index in
      let values = gradients(index)
      let mean = zip(values, nodes).reduce(0) { $0 + $1.0 * $1.1.weight }
      let square = zip(values, nodes).reduce(0) { $0 + pow($1.0 - mean, 2) * $1.1.weight }
      return Estimator(mean: mean, deviation: square.squareRoot())
    }
  }

  /// d/dθ KL(data || model) by the same quadrature: the gradient of
  /// the model's negative log-likelihood of the data.
  func likelihoodGradient(at theta: Double) -> Double {
    place(at: theta)
    for (i, node) in quadrature().enumerated() {
      program.values(of: noise)?[i] = Float(dataDeviation * node.place)
      program.values(of: weights)?[i] = Float(node.weight)
    }
    let routine = 2 * GaussianCosts.objectives.count
    program.run(routine)
    return Double(program.outputs(of: routine)[0][0])
  }
}

// MARK: - From samples

extension GaussianCosts {
  private func draw(from stream: RandomStream) {
    if let memory = program.values(of: noise) { stream.fillNormals(memory) }
  }

  /// The gradient estimators estimated from one minibatch.
  func estimates(at theta: Double, from stream: RandomStream) -> [Estimator] {
    place(at: theta)
    draw(from: stream)
    return GaussianCosts.objectives.indices.map { index in
      let values = gradients(index)
      let mean = values.reduce(0, +) / Double(count)
      let square = values.reduce(0) { $0 + pow($1 - mean, 2) } / Double(count - 1)
      return Estimator(mean: mean, deviation: square.squareRoot())
    }
  }

  /// θ at the start and after each step of descent of an objective's cost,
  /// with the optimal discriminator at every step.
  func learning(
    _ objective: Int, from start: Double, steps: Int, stream: RandomStream
  ) -> [Double] {
    place(at: start)
    return [start]
      + (0..<steps).map { _ in
        draw(from: stream)
        program.run(GaussianCosts.objectives.count + objective)
        return program.values(of: mean).map { Double($0[0]) } ?? .nan
      }
  }
}
