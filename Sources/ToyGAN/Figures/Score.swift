import ToyGANMetrics
import ToyGANStatistics

/// The metric by which figures compare runs: the strict count of modes, or a distance if the target has none.
struct Score {
  let metric: Metric
  /// The classical count of modes, which is shown beside the strict one.
  let classical: Metric?

  /// The first of the leading metrics among those that were measured; nil if there is none.
  init?(measured: Set<String>) {
    guard let metric = Metric.leading(among: measured).first else { return nil }
    self.metric = metric
    let hasBoth = metric == .modesByMass && measured.contains(Metric.modesCovered.name)
    classical = hasBoth ? .modesCovered : nil
  }

  /// A metric that was chosen.
  init(_ metric: Metric) { (self.metric, classical) = (metric, nil) }

  /// Whether it counts modes.
  var countsModes: Bool { metric.range == .modes }

  /// The name in figures: `modes by mass`.
  var title: String { Self.title(metric) }

  static func title(_ metric: Metric) -> String {
    switch metric {
    case .slicedWasserstein1: "sliced W1 distance"
    default: String(metric.name.map { $0 == "_" ? " " : $0 })
    }
  }

  /// The name at the beginning of a title: `Modes by mass`.
  var heading: String { title.prefix(1).uppercased() + title.dropFirst() }

  /// What the mark of the classical count means, for a caption; empty if it is not shown.
  func classicalNote(_ mark: String) -> String {
    classical == nil
      ? "" : " \(mark): the classical count, one good sample is enough (modes covered)."
  }

  /// The text of an axis: `modes by mass, of 8`, without the number if it differs between labels.
  func axis(_ modeCounts: [Int?]) -> String {
    let known = Set(modeCounts.compactMap { $0 })
    guard countsModes, known.count == 1, let modes = known.first else { return title }
    return "\(title), of \(modes)"
  }

  /// What the score means, for a caption.
  var meaning: String {
    switch metric {
    case .modesByMass: "A mode counts if it gets at least a tenth of its weight in good samples."
    case .modesCovered: "A mode counts if it gets one good sample."
    default:
      switch metric.preference {
      case .higher: "Higher is better."
      case .lower: "Lower is better."
      case .targetValue: ""
      }
    }
  }

  /// The bounds of the score for a target with this number of modes.
  func bounds(modes: Int?) -> Bounds { metric.range.bounds(modes: modes.map(Double.init)) }

  /// A value beside a bar: two decimals for means of counts of modes, as in tables, three digits otherwise.
  var format: String { countsModes ? "%.2f" : "%.3g" }
}
