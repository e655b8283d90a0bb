import ToyGANCore
import ToyGANSettings

/// A loss pair: the losses that the two players minimize, as functions of the discriminator's outputs
/// [n, 1] on real and on generated samples.
///
/// Outputs are logits, never probabilities: softplus(-x) is -log σ(x) without its overflow. An objective is
/// a value with a name; a registry holds the objectives that configurations can select.
public struct Objective: Sendable {
  /// The discriminator's and the generator's loss [1, 1] from outputs on real and generated samples.
  public typealias Loss = @Sendable (_ real: Tensor, _ fake: Tensor) -> Tensor

  /// Name in configurations.
  public let name: String
  /// One line of description for a list of objectives.
  public let summary: String
  /// Whether the generator ascends what the discriminator descends.
  public let isZeroSum: Bool
  /// Whether the discriminator's outputs are logits of the probability that a sample is real.
  public let isProbabilistic: Bool
  /// Whether the label of real samples is 1, so that label smoothing can lower it.
  public let hasLabels: Bool
  /// The output above which the discriminator classifies a sample as real; nil if it only compares samples.
  public let decisionThreshold: Double?
  /// What the losses are at the equilibrium; nil where they have no known value.
  public let equilibrium: EquilibriumLosses?
  private let discriminatorLoss: Loss
  private let generatorLoss: Loss
  private let terms: (@Sendable (_ fake: Tensor) -> Tensor)?
  private let recorded: @Sendable (_ real: Tensor, _ fake: Tensor) -> [Monitor]

  /// A game in which the generator has its own loss.
  ///
  /// `terms` is the generator's loss for each generated sample alone, [n, 1]; nil if the loss is not a mean
  /// over samples. `equilibrium` is what the losses are where the discriminator cannot tell samples apart.
  /// `monitors` are scalars to record.
  public init(
    _ name: String, summary: String, isProbabilistic: Bool = false, hasLabels: Bool = false,
    decisionThreshold: Double? = nil, equilibrium: EquilibriumLosses? = nil,
    discriminator: @escaping Loss, generator: @escaping Loss,
    terms: (@Sendable (_ fake: Tensor) -> Tensor)? = nil,
    monitors: @escaping @Sendable (_ real: Tensor, _ fake: Tensor) -> [Monitor] = { _, _ in [] }
  ) {
    self.name = name
    self.summary = summary
    isZeroSum = false
    self.isProbabilistic = isProbabilistic
    self.hasLabels = hasLabels
    self.decisionThreshold = decisionThreshold
    self.equilibrium = equilibrium
    discriminatorLoss = discriminator
    generatorLoss = generator
    self.terms = terms
    recorded = monitors
  }

  /// A zero-sum game: the generator ascends what the discriminator descends.
  ///
  /// The loss includes the term on real samples: its gradient is zero for the current discriminator, but
  /// not for an unrolled discriminator, whose weights depend on the generator.
  public init(
    zeroSum name: String, summary: String, isProbabilistic: Bool = false, hasLabels: Bool = false,
    decisionThreshold: Double? = nil, equilibrium: EquilibriumLosses? = nil,
    discriminator: @escaping Loss,
    terms: (@Sendable (_ fake: Tensor) -> Tensor)? = nil,
    monitors: @escaping @Sendable (_ real: Tensor, _ fake: Tensor) -> [Monitor] = { _, _ in [] }
  ) {
    self.name = name
    self.summary = summary
    isZeroSum = true
    self.isProbabilistic = isProbabilistic
    self.hasLabels = hasLabels
    self.decisionThreshold = decisionThreshold
    self.equilibrium = equilibrium
    discriminatorLoss = discriminator
    generatorLoss = { -discriminator($0, $1) }
    self.terms = terms
    recorded = monitors
  }

  /// The discriminator's loss [1, 1].
  public func discriminator(real: Tensor, fake: Tensor) -> Tensor { discriminatorLoss(real, fake) }

  /// The generator's loss [1, 1].
  public func generator(real: Tensor, fake: Tensor) -> Tensor { generatorLoss(real, fake) }

  /// The generator's loss for each generated sample alone,
  /// [n, 1]; nil if the loss is not a mean over samples.
  public func generatorTerms(fake: Tensor) -> Tensor? { terms?(fake) }

  /// Whether the generator's loss is a mean of losses of single samples.
  public var hasGeneratorTerms: Bool { terms != nil }

  /// Scalars to record.
  public func monitors(real: Tensor, fake: Tensor) -> [Monitor] { recorded(real, fake) }
}

/// Objectives are equal if their names are.
extension Objective: Hashable, CustomStringConvertible {
  public static func == (a: Objective, b: Objective) -> Bool { a.name == b.name }
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
  public var description: String { name }
}

/// Reads and writes an objective as its name.
extension Objective: SettingValue {
  public static var form: String { "the name of an objective" }
  public static func choices(in registry: Registry) -> [String]? { registry.objectives.map(\.name) }

  public static func read(
    _ node: SettingNode, over current: Objective?, at place: SettingPlace
  ) throws(SettingError) -> Objective {
    guard let word = node.text else { throw place.error(node.kindText, allowed: form) }
    return try place.member(word, of: place.registry.objectives) { $0.name }
  }

  public var node: SettingNode { .word(name) }

  /// The description of a setting of this type in every method.
  public static let meaning = "the loss pair of discriminator and generator"
}
