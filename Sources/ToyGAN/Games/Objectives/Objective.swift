import ToyGANCore
import ToyGANSettings

/// A loss pair: what each player minimizes, given the discriminator's outputs [n, 1] on real and on
/// generated samples.
///
/// Outputs are logits, never probabilities: softplus(-x) is -log σ(x) without its overflow. An
/// objective is a value with a name; a registry holds those that configurations can name.
public struct Objective: Sendable {
  /// The discriminator's and the generator's loss [1, 1] from outputs on real and generated samples.
  public typealias Loss = @Sendable (_ real: Tensor, _ fake: Tensor) -> Tensor

  public let name: String
  /// One line for a list of objectives.
  public let summary: String
  /// Whether the generator ascends what the discriminator descends.
  public let isZeroSum: Bool
  /// Whether the discriminator's outputs are logits of the probability that a sample is real.
  public let isProbabilistic: Bool
  /// Whether real samples have the label 1, which label smoothing lowers.
  public let hasLabels: Bool
  /// The output above which the discriminator calls a sample real; nil where it only compares.
  public let decisionThreshold: Double?
  private let discriminatorLoss: Loss
  private let generatorLoss: Loss
  private let terms: (@Sendable (_ fake: Tensor) -> Tensor)?
  private let recorded: @Sendable (_ real: Tensor, _ fake: Tensor) -> [Monitor]

  /// A game in which the generator has a loss besides the discriminator's.
  ///
  /// `terms` is the generator's loss for each generated sample alone, [n, 1]; nil where a sample has
  /// none. `monitors` are scalars that are recorded.
  public init(
    _ name: String, summary: String, isProbabilistic: Bool = false, hasLabels: Bool = false,
    decisionThreshold: Double? = nil, discriminator: @escaping Loss, generator: @escaping Loss,
    terms: (@Sendable (_ fake: Tensor) -> Tensor)? = nil,
    monitors: @escaping @Sendable (_ real: Tensor, _ fake: Tensor) -> [Monitor] = { _, _ in [] }
  ) {
    self.name = name
    self.summary = summary
    isZeroSum = false
    self.isProbabilistic = isProbabilistic
    self.hasLabels = hasLabels
    self.decisionThreshold = decisionThreshold
    discriminatorLoss = discriminator
    generatorLoss = generator
    self.terms = terms
    recorded = monitors
  }

  /// A zero-sum game: the generator ascends what the discriminator descends.
  ///
  /// It keeps the term on real samples: its gradient is zero for the present discriminator, but not
  /// for one that has been unrolled, whose weights depend on the generator.
  public init(
    zeroSum name: String, summary: String, isProbabilistic: Bool = false, hasLabels: Bool = false,
    decisionThreshold: Double? = nil, discriminator: @escaping Loss,
    terms: (@Sendable (_ fake: Tensor) -> Tensor)? = nil,
    monitors: @escaping @Sendable (_ real: Tensor, _ fake: Tensor) -> [Monitor] = { _, _ in [] }
  ) {
    self.name = name
    self.summary = summary
    isZeroSum = true
    self.isProbabilistic = isProbabilistic
    self.hasLabels = hasLabels
    self.decisionThreshold = decisionThreshold
    discriminatorLoss = discriminator
    generatorLoss = { -discriminator($0, $1) }
    self.terms = terms
    recorded = monitors
  }

  /// The discriminator's loss [1, 1].
  public func discriminator(real: Tensor, fake: Tensor) -> Tensor { discriminatorLoss(real, fake) }

  /// The generator's loss [1, 1].
  public func generator(real: Tensor, fake: Tensor) -> Tensor { generatorLoss(real, fake) }

  /// The generator's loss for each generated sample alone, [n, 1]; nil where a sample has none.
  public func generatorTerms(fake: Tensor) -> Tensor? { terms?(fake) }

  /// Whether each generated sample has a loss of its own.
  public var hasGeneratorTerms: Bool { terms != nil }

  /// Scalars worth recording.
  public func monitors(real: Tensor, fake: Tensor) -> [Monitor] { recorded(real, fake) }
}

/// Objectives are told apart by their names.
extension Objective: Hashable, CustomStringConvertible {
  public static func == (a: Objective, b: Objective) -> Bool { a.name == b.name }
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
  public var description: String { name }
}

/// By its name.
extension Objective: SettingValue {
  public static var form: String { "the name of an objective" }

  public static func read(
    _ node: SettingNode, over current: Objective?, at place: SettingPlace
  ) throws(SettingError) -> Objective {
    guard let word = node.text else { throw place.error(node.kindText, allowed: form) }
    return try place.member(word, of: place.registry.objectives) { $0.name }
  }

  public var node: SettingNode { .word(name) }

  /// What the setting of this type means in every method.
  public static let meaning = "the loss pair of discriminator and generator"
}
