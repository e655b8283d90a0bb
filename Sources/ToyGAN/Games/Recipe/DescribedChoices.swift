import ToyGANCore
import ToyGANSettings

/// A value that a setting can have, and what it means.
package struct DescribedChoice: Sendable {
  package var name: String
  package var summary: String

  init(_ name: String, _ summary: String) { (self.name, self.summary) = (name, summary) }
}

extension Activation {
  /// The activations, as a configuration writes them.
  package static let described: [DescribedChoice] =
    words.map { name, activation in
      DescribedChoice(name, activation.summary)
    } + [DescribedChoice("{leakyRelu: slope}", "x if x is above 0, otherwise slope · x")]

  private var summary: String {
    switch self {
    case .tanh: "tanh(x), from -1 to 1"
    case .relu: "max(0, x)"
    case .linear: "x itself, for example with maxout"
    case .leakyRelu(let slope): "x if x is above 0, otherwise \(slope) · x"
    case .softplus: "log(1 + exp(x)), a smooth relu"
    case .elu: "x if x is above 0, otherwise exp(x) - 1"
    case .silu: "x · σ(x), also called swish"
    }
  }
}

extension Initialization {
  /// The initializations, as a configuration writes them.
  package static let described = [
    DescribedChoice(
      "{orthogonal: gain}", "gain times a random matrix with orthonormal rows or columns"),
    DescribedChoice("glorot", "uniform on ±√(6 / (fan-in + fan-out)), also called Xavier"),
    DescribedChoice("he", "uniform on ±√(6 / fan-in), also called Kaiming"),
    DescribedChoice("{normal: deviation}", "normal with mean 0 and this standard deviation"),
  ]
}

extension Schedule {
  /// The schedules.
  package static let described = allCases.map { DescribedChoice($0.rawValue, $0.summary) }

  private var summary: String {
    switch self {
    case .alternating:
      "the discriminator is updated first, then the generator against the new discriminator"
    case .simultaneous: "both players are updated from the same point, on the same minibatch"
    case .extragradient:
      "both players extrapolate by one step, then step from where they were along the gradients found there"
    }
  }
}

extension Distribution {
  /// The distributions of latents.
  package static let described = allCases.map { DescribedChoice($0.rawValue, $0.summary) }

  private var summary: String {
    switch self {
    case .uniform: "uniform on [-1, 1) in every dimension"
    case .normal: "standard normal in every dimension"
    }
  }
}

extension ScheduleCurve {
  /// The curves of a learning rate, or of the deviation of noise.
  package static let described = allCases.map { DescribedChoice($0.rawValue, $0.summary) }

  private var summary: String {
    switch self {
    case .linear: "changes by the same amount at every update"
    case .cosine: "follows half a wave of a cosine: slowly, fast, slowly"
    case .exponential: "changes by the same factor at every update"
    }
  }
}
