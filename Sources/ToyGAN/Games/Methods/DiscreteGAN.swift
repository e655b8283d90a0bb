import ToyGANCore
import ToyGANSettings
import ToyGANTargets

/// A generator of categories: each coordinate is one category of a
/// lattice, and no gradient passes through the choice.
///
/// The discriminator sees each coordinate as a one-hot row. The true gradient of the generator is zero;
/// `estimator` states what the generator descends instead.
public struct DiscreteGAN: MultiplayerMethod {
  public static let name = "discrete"
  public static let summary =
    "the generator chooses categories, and an estimator stands in for the gradient of the choice"
  public static let reference = Reference(
    "Jang, Gu and Poole", 2017, "Categorical Reparameterization with Gumbel-Softmax",
    arXiv: "1611.01144", place: "equation 2, section 2.2")

  /// How the generator learns about the categories that it chose.
  public enum Estimator: String, SettingWord, Sendable {
    /// The log-probability of each choice, weighted by its loss relative to the rest of the minibatch.
    ///
    /// Williams, Machine Learning 8, 1992.
    case reinforce
    /// Softened choices, which are what the discriminator sees: the paper's equation 2.
    case gumbelSoftmax
    /// Discrete choices in the forward pass, softened choices in the backward pass: the paper's section 2.2.
    case straightThrough
    /// Points of the plane, which are decoded to the nearest category when samples are stored or scored.
    case continuous

    /// The gradient paths to the generator that this estimator provides: a discrete choice blocks the
    /// gradient, either completely or except for the gradient at the samples.
    var gradientPaths: [GradientPath] {
      switch self {
      case .reinforce: [.weights]
      case .straightThrough: [.weights, .samples]
      case .gumbelSoftmax, .continuous: [.weights, .samples, .field]
      }
    }
  }

  public var objective: Objective
  /// How the generator learns about the categories that it chose.
  public var estimator: Estimator
  /// The initial temperature τ, which states how soft choices are; at each update of the generator it falls
  /// by the factor exp(-cooling), down to `coldest` at least.
  public var temperature, cooling, coldest: Double

  public static var settings: [Setting<Self>] {
    [
      Setting("coldest", \.coldest, .positive, "the least temperature"),
      Setting(
        "cooling", \.cooling, .notNegative,
        "rate at which the temperature falls, for each update of the generator"),
      Setting(
        "estimator", \.estimator, "how the generator learns about the categories that it chose"),
      Setting("objective", \.objective, Objective.meaning),
      Setting("temperature", \.temperature, .positive, "temperature at first, τ in the paper"),
    ]
  }

  public init() { self.init(estimator: .gumbelSoftmax) }
  /// The method with this estimator; its temperature falls from `temperature` to `coldest`.
  public init(
    estimator: Estimator, objective: Objective = .nonSaturating, temperature: Double = 1,
    cooling: Double = 1e-4, coldest: Double = 0.5
  ) {
    self.estimator = estimator
    self.objective = objective
    self.temperature = temperature
    self.cooling = cooling
    self.coldest = coldest
  }

  public func cast(_ configuration: Configuration, target: any Target) -> Cast {
    guard let lattice = target as? Lattice else { fatalError("\(Self.name): not a lattice") }
    var cast = Cast(configuration, dimension: 2)
    if estimator != .continuous {
      cast.generatorOutputs = 2 * lattice.side
      cast.discriminatorInputs = 2 * lattice.side
    }
    cast.fixtures = [
      Fixture("centres", columns: lattice.side, values: lattice.centres.map(Float.init))
    ]
    return cast
  }

  /// Logits followed by the Gumbel noise that decides the choice, [n, 2 · 2 side]; or the points unchanged.
  public func generatorOutput(_ outputs: Tensor) -> Tensor {
    if estimator == .continuous { return outputs }
    return .sideBySide([outputs, .gumbel(outputs.shape.rows, outputs.shape.columns)])
  }

  public func discriminatorInput(real samples: Tensor, by players: Ensemble) -> Tensor {
    estimator == .continuous ? samples : nearest(to: samples, players)
  }

  public func discriminatorInput(
    generated outputs: Tensor, from latents: Tensor, by players: Ensemble
  ) -> Tensor {
    switch estimator {
    case .continuous: outputs
    case .gumbelSoftmax: softened(outputs, players)
    case .reinforce, .straightThrough: LatticeChoice(outputs).chosen
    }
  }

  public func samples(_ outputs: Tensor, by players: Ensemble) -> Tensor {
    let centres = players.fixture("centres")  // [1, side]
    let choices =
      estimator == .continuous ? nearest(to: outputs, players) : LatticeChoice(outputs).chosen
    return .sideBySide(choices.halves.map { ($0 * centres).rowSums() })
  }

  public func losses(in game: Game) -> Losses {
    let losses = game.losses(of: objective)
    let force = pushed(losses.generator, in: game)?.gradient(
      at: game.generator.network.parameters)
    return losses + Losses(generatorForce: force)
  }

  /// The additional term that the generator descends if its loss has no gradient; nil if none is needed.
  private func pushed(_ loss: Tensor, in game: Game) -> Tensor? {
    switch estimator {
    case .continuous, .gumbelSoftmax: return nil
    case .straightThrough:
      return (loss.gradient(at: game.fake) * softened(game.generated, game.players)).sum()
    case .reinforce:
      guard let terms = objective.generatorTerms(fake: game.decision(game.fake)) else {
        fatalError("\(Self.name): \(objective) has no loss of a single sample")
      }
      let n = Double(terms.shape.rows)
      // Each loss is compared with the mean of the others, which does not depend on the sample's own choice.
      let others = (1 / (n - 1)) * (terms.sum() - terms)  // [n, 1]
      return ((terms - others) * LatticeChoice(game.generated).logProbability).mean()
    }
  }

  private func nearest(to points: Tensor, _ players: Ensemble) -> Tensor {
    LatticeChoice.nearest(to: points, among: players.fixture("centres"))
  }

  private func softened(_ completed: Tensor, _ players: Ensemble) -> Tensor {
    LatticeChoice(completed).softened(by: temperature(after: players.generator.updates))
  }

  /// τ after this number of updates, [1, 1].
  func temperature(after updates: Tensor) -> Tensor {
    let cooled = temperature * (-cooling * updates).exp()
    return cooled.maximum(.constant(coldest))
  }

  public func prepare(_ configuration: inout Configuration) {
    configuration.target = .lattice(side: 16, extent: 3, of: .preset(.ring8))
    configuration.discriminator.inputScale = 1
  }

  public func validate(in configuration: Configuration) throws(SettingError) {
    try Check.singleSamples(in: configuration)
    guard !configuration.isStandardized else {
      throw SettingError(
        key: "standardize", value: "true", allowed: "false with method \(Self.name)")
    }
    guard configuration.target.settings(as: LatticeTarget.self) != nil else {
      throw SettingError(
        key: "target", value: "one without categories",
        allowed: "{lattice: {side: 16, extent: 3, of: ring8}} with method \(Self.name)")
    }
    let gradientPaths = estimator.gradientPaths
    for penalty in configuration.penalties where !gradientPaths.contains(penalty.gradientPath) {
      throw SettingError(
        key: "penalties", value: type(of: penalty).name,
        allowed: "one that moves a generator without a gradient, with \(estimator.rawValue)")
    }
    guard estimator == .reinforce else { return }
    if !objective.hasGeneratorTerms {
      throw SettingError(
        key: "method.objective", value: "'\(objective.name)'",
        allowed: "an objective with a loss for each sample alone")
    }
    if configuration.batch < 2 {
      throw SettingError(key: "batch", value: "1", allowed: "2 or more with reinforce")
    }
  }
}
