import ToyGANTargets

/// A number that compares samples with their target.
///
/// A metric is a value: a name, a definition, the value that theory gives for samples of the target itself,
/// if known, and its computation from the `Evidence`.
public struct Metric: Sendable {
  /// The aspect that a metric measures; the order of cases is the order of tables.
  public enum Family: String, CaseIterable, Sendable {
    case coverage = "modes covered, and quality"
    case balance = "balance between modes"
    case shape = "shape of modes"
    case distance = "distance to the target"
    case neighbours = "nearest neighbours"
  }

  /// The direction in which a metric improves.
  public enum Preference: String, Sendable {
    case higher, lower
    /// Values nearer to that of the target itself are better.
    case targetValue
  }

  /// The property that a target must have for the metric to be defined.
  public enum Need: Sendable {
    case nothing, modes, plane, density

    /// What the target needs, in words.
    package var text: String {
      switch self {
      case .nothing: "any target"
      case .modes: "a target with modes"
      case .plane: "a target in two dimensions"
      case .density: "a target with a known density"
      }
    }

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
  /// The aspect that the metric measures.
  public let family: Family
  /// The direction in which the metric improves.
  public let preference: Preference
  /// Whether values are whole numbers.
  package let isCount: Bool
  /// The values that the metric can have.
  public let range: MetricRange
  /// The unit of its values, such as nats; nil for a number without one.
  public let unit: String?
  package let need: Need
  /// What samples lack if the metric has no value for them.
  package let lack: String
  private let meaning: @Sendable (any Target) -> String
  private let maximumSamples: @Sendable (Int) -> Int
  private let expected: @Sendable (Evidence) -> Double?
  private let computed: @Sendable (Evidence) -> Double?

  /// A metric that uses at most `maximumSamples` samples, given their dimension; `expectedForTarget` is the
  /// value that theory gives for samples of the target itself, nil if there is no formula.
  ///
  /// `lack` says what samples lack if the value is nil, as in "there is no finite sample".
  public init(
    _ name: String, _ family: Family, better preference: Preference, isCount: Bool = false,
    range: MetricRange = .unbounded, unit: String? = nil, needs need: Need = .nothing,
    lack: String = "there is no finite sample",
    maximumSamples: @escaping @Sendable (Int) -> Int = { _ in .max },
    expectedForTarget: @escaping @Sendable (Evidence) -> Double? = { _ in nil },
    meaning: @escaping @Sendable (any Target) -> String,
    value: @escaping @Sendable (Evidence) -> Double?
  ) {
    self.name = name
    self.family = family
    self.preference = preference
    self.isCount = isCount
    self.range = range
    self.unit = unit
    self.need = need
    self.lack = lack
    self.maximumSamples = maximumSamples
    self.meaning = meaning
    (expected, computed) = (expectedForTarget, value)
  }

  /// Whether the metric is defined for a target.
  public func applies(to target: any Target) -> Bool { need.isMet(by: target) }

  /// The definition in one sentence.
  public func definition(for target: any Target) -> String { meaning(target) }

  /// The definition for round modes in the plane, in one sentence.
  public var definition: String { meaning(TargetPreset.ring8.target) }

  /// Number of samples that the metric uses; if there are more, a
  /// fixed random subset of the finite ones is used.
  func samples(in evidence: Evidence) -> Int {
    need == .modes
      ? evidence.samples.count
      : min(evidence.finite.count, maximumSamples(evidence.target.dimension))
  }

  /// The value for the evidence, or nil if it is not defined.
  public func value(_ evidence: Evidence) -> Double? {
    applies(to: evidence.target) ? computed(evidence) : nil
  }

  /// Why the metric has no value for the evidence, in words; nil if it has one.
  public func reasonForNoValue(_ evidence: Evidence) -> String? {
    guard applies(to: evidence.target) else { return "it needs \(need.text)" }
    return computed(evidence) == nil ? lack : nil
  }

  /// The expected value for the same number of samples of the target itself, exactly or to leading order;
  /// nil if there is no formula.
  public func expectedForTarget(_ evidence: Evidence) -> Double? { expected(evidence) }
}

/// Metrics are equal if their names are.
extension Metric: Hashable {
  public static func == (a: Metric, b: Metric) -> Bool { a.name == b.name }
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
