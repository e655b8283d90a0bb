import ToyGANTargets

/// A number that says how samples compare with the target that they should follow.
///
/// A metric is a value in a catalogue: a name, what it means, what the target itself scores where theory
/// says so, and how it is computed from the `Evidence`.
public struct Metric: Sendable {
  /// What a metric looks at, which is also the order of tables.
  public enum Family: String, CaseIterable, Sendable {
    case coverage = "modes covered, and quality"
    case balance = "balance between modes"
    case shape = "shape of modes"
    case distance = "distance to the target"
    case neighbours = "nearest neighbours"
  }

  /// Which way a metric improves.
  public enum Preference: String, Sendable {
    case higher, lower
    /// The nearer to what the target itself scores, the better.
    case ceiling
  }

  /// What a target must have for the metric to mean anything.
  public enum Need: Sendable {
    case nothing, modes, plane, density

    func isMet(by target: any Target) -> Bool {
      switch self {
      case .nothing: true
      case .modes: target.modeSet != nil
      case .plane: target.dimension == 2
      case .density: target.logDensity(of: [Double](repeating: 0, count: target.dimension)) != nil
      }
    }
  }

  /// Name in files and tables.
  public let name: String
  public let family: Family
  public let preference: Preference
  /// Whether values are whole numbers.
  package let isCount: Bool
  private let need: Need
  private let meaning: @Sendable (any Target) -> String
  private let most: @Sendable (Int) -> Int
  private let expected: @Sendable (Evidence) -> Double?
  private let computed: @Sendable (Evidence) -> Double?

  /// A metric that takes at most `most` samples of a given dimension, and that samples of the target
  /// itself score `ceiling` in, nil where no formula says.
  public init(
    _ name: String, _ family: Family, better preference: Preference, isCount: Bool = false,
    needs need: Need = .nothing,
    most: @escaping @Sendable (Int) -> Int = { _ in .max },
    ceiling: @escaping @Sendable (Evidence) -> Double? = { _ in nil },
    meaning: @escaping @Sendable (any Target) -> String,
    value: @escaping @Sendable (Evidence) -> Double?
  ) {
    self.name = name
    self.family = family
    self.preference = preference
    self.isCount = isCount
    self.need = need
    self.most = most
    self.meaning = meaning
    (expected, computed) = (ceiling, value)
  }

  /// Whether the metric has a meaning for a target.
  public func applies(to target: any Target) -> Bool { need.isMet(by: target) }

  /// What is computed, in one sentence.
  public func definition(for target: any Target) -> String { meaning(target) }

  /// What is computed for round modes in the plane, in one sentence.
  public var definition: String { meaning(TargetPreset.ring8.target) }

  /// How many of the samples it looks at; where there are more, at a fixed random choice of the finite.
  func samples(in evidence: Evidence) -> Int {
    need == .modes
      ? evidence.samples.count : min(evidence.finite.count, most(evidence.target.dimension))
  }

  /// The value for the evidence, or nil where it defines none.
  public func value(_ evidence: Evidence) -> Double? {
    applies(to: evidence.target) ? computed(evidence) : nil
  }

  /// What as many samples of the target itself score in expectation, or to leading order; nil where
  /// theory does not say.
  public func ceiling(_ evidence: Evidence) -> Double? { expected(evidence) }
}

/// Metrics are told apart by their names.
extension Metric: Hashable {
  public static func == (a: Metric, b: Metric) -> Bool { a.name == b.name }
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
