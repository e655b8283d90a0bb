import ToyGANGames

/// A training method of the Dirac-GAN, with the results of its paper.
///
/// Eigenvalues are those of the field's Jacobian at the equilibrium, according to Mescheder, Geiger and
/// Nowozin 2018, arXiv:1801.04406, section 3 and its appendix: with f(t) = -log(1 + exp(-t)), so that
/// f'(0) = 1/2 and f''(0) = -1/4, and with f(t) = t for the Wasserstein objective.
struct DiracVariant: Sendable {
  var title: String
  var objective = Objective.minimax
  var penalties: [any Penalty] = []
  var weightClip: Double?
  var instanceNoise: InstanceNoise?
  /// Eigenvalues in closed form, in descending order of imaginary and then real part; nil if the field is
  /// discontinuous at the equilibrium and has no Jacobian.
  var eigenvalues: [Complex]?
  /// Whether it converges locally; for variants in table 1 of
  /// the paper, according to the table's last column.
  var isConvergent: Bool

  /// The game of this variant with the library's own players.
  func game(learningRate: Double) -> ScalarGame {
    .dirac(
      objective, penalties: penalties, optimizer: SGD(learningRate: learningRate),
      weightClip: weightClip, instanceNoise: instanceNoise)
  }

  /// The largest real part, the exponential rate at which
  /// distances shrink or grow; nil if `eigenvalues` is nil.
  var rate: Double? { eigenvalues?.map(\.real).max() }
}

extension DiracVariant {
  /// The variants that do not converge, then those that do.
  static let all: [DiracVariant] = [
    DiracVariant(title: "minimax", eigenvalues: rotation(slope), isConvergent: false),
    DiracVariant(
      title: "non-saturating", objective: .nonSaturating, eigenvalues: rotation(slope),
      isConvergent: false),
    DiracVariant(
      title: "WGAN, not clipped", objective: .wasserstein, eigenvalues: rotation(1),
      isConvergent: false),
    DiracVariant(
      title: "WGAN, clipped to ±1", objective: .wasserstein, weightClip: 1,
      eigenvalues: rotation(1), isConvergent: false),
    DiracVariant(
      title: "WGAN-GP, weight 0.3", objective: .wasserstein,
      penalties: [GradientPenalty(weight: 0.3)],
      isConvergent: false),
    DiracVariant(
      title: "DRAGAN, weight 0.3", penalties: [DRAGANPenalty(weight: 0.3)], isConvergent: false),
    consensus(1), instanceNoise(variance: 1), jensenShannonRegularizer(1),
    r1(0.3), r1(1), r2(0.3),
  ]

  /// f'(0) and f''(0) of the logistic objectives.
  private static let (slope, curvature) = (0.5, -0.25)

  /// -γ f'(0)² ± f'(0) i.
  static func consensus(_ weight: Double) -> DiracVariant {
    DiracVariant(
      title: "consensus, γ = \(number(weight))", penalties: [Consensus(weight: weight)],
      eigenvalues: roots(middle: -weight * slope * slope, square: -slope * slope),
      isConvergent: true)
  }

  /// f''(0) σ² ± √(f''(0)² σ⁴ - f'(0)²).
  static func instanceNoise(variance: Double) -> DiracVariant {
    let middle = curvature * variance
    return DiracVariant(
      title: "instance noise, σ² = \(number(variance))",
      instanceNoise: InstanceNoise(deviation: variance.squareRoot()),
      eigenvalues: roots(middle: middle, square: middle * middle - slope * slope),
      isConvergent: true)
  }

  /// The same as noise of variance γ, which it approximates:
  /// (1/4 + 1/4) γ/2 ψ² is the penalty of both minibatches.
  static func jensenShannonRegularizer(_ weight: Double) -> DiracVariant {
    var variant = instanceNoise(variance: weight)
    variant.title = "JS regularizer, γ = \(number(weight))"
    (variant.instanceNoise, variant.penalties) = (nil, [JensenShannonRegularizer(weight: weight)])
    return variant
  }

  /// -γ/2 ± √(γ²/4 - f'(0)²).
  static func r1(_ weight: Double) -> DiracVariant {
    DiracVariant(
      title: "R1, γ = \(number(weight))", penalties: [R1(weight: weight)],
      eigenvalues: roots(middle: -weight / 2, square: weight * weight / 4 - slope * slope),
      isConvergent: true)
  }

  /// The same as R1, because at the equilibrium real and generated samples coincide.
  static func r2(_ weight: Double) -> DiracVariant {
    var variant = r1(weight)
    (variant.title, variant.penalties) = ("R2, γ = \(number(weight))", [R2(weight: weight)])
    return variant
  }

  /// ± a i.
  private static func rotation(_ a: Double) -> [Complex] { roots(middle: 0, square: -a * a) }

  /// middle ± √square.
  private static func roots(middle: Double, square: Double) -> [Complex] {
    let root = abs(square).squareRoot()
    return [root, -root].map {
      square < 0 ? Complex(middle, $0) : Complex(middle + $0)
    }
  }

  private static func number(_ value: Double) -> String {
    value == value.rounded() ? "\(Int(value))" : "\(value)"
  }
}
