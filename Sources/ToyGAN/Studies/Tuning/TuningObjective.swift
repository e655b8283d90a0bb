import ToyGANMetrics
import ToyGANSettings
import ToyGANStatistics
import ToyGANTargets

/// The order of trials: the rule by which one is better than another.
///
/// A trial without divergence is before one in which a run diverged; then one that satisfies every gate is before one
/// that does not; then the first metric in which the means differ decides, a mean that is missing being the worst; and
/// at last the lower number of the trial.
struct TuningObjective: Sendable {
  let metrics: [Metric]
  let gates: [TuningGate]

  /// The metrics whose values a trial needs, each once.
  var measured: [Metric] { (metrics + gates.map(\.metric)).firstOccurrences }

  func isBetter(_ a: TrialResult, than b: TrialResult) -> Bool {
    if a.isDiverged != b.isDiverged { return b.isDiverged }
    if a.passes != b.passes { return a.passes }
    for (x, y) in zip(a.goodness, b.goodness) where x != y {
      if x.isNaN || y.isNaN {
        if x.isNaN && y.isNaN { continue }
        return y.isNaN
      }
      return x > y
    }
    return a.planned.trial.number < b.planned.trial.number
  }

  /// The rule in words.
  var text: String {
    let order = metrics.map { "\($0.name) (\($0.preference.text))" }.joined(separator: ", then ")
    let gate =
      gates.isEmpty
      ? ""
      : "one that satisfies \(gates.map { "`\($0.text)`" }.joined(separator: " and ")) before one that does not; then "
    return
      "A trial without divergence is before one in which a run diverged; then \(gate)the means over seeds "
      + "decide: \(order); then the lower number."
  }
}

extension TuningObjective {
  /// The objective without what none of the targets can have, and a sentence for each metric that is left out.
  ///
  /// Throws `SettingError` if no metric is left to compare trials by.
  func measurable(on targets: [any Target]) throws(SettingError) -> (TuningObjective, [String]) {
    func isMeasurable(_ metric: Metric) -> Bool {
      targets.contains { metric.applies(to: $0) }
    }
    let left = TuningObjective(
      metrics: metrics.filter(isMeasurable), gates: gates.filter { isMeasurable($0.metric) })
    let others = measured.filter { !isMeasurable($0) }
    if left.metrics.isEmpty, let first = others.first {
      throw SettingError(
        key: "\(ExperimentKey.tune).objective", value: first.name,
        allowed: "a metric that the target can have: this one needs \(first.need.text)")
    }
    return (left, others.map { $0.leftOut(of: ExperimentKey.tune) })
  }
}

extension [PlannedRun] {
  /// The targets of the runs, each once.
  ///
  /// Throws `FileError` if the file of a target cannot be read.
  func targets() throws -> [any Target] {
    var seen: Set<String> = []
    return try filter { seen.insert($0.configuration.target.node.json).inserted }
      .map { try $0.configuration.target.target() }
  }
}

extension Metric {
  /// A value so that higher is better; `distance` is that from the value of the target itself.
  func goodness(_ value: Double?, distance: Double?) -> Double {
    switch preference {
    case .higher: value ?? .nan
    case .lower: value.map { -$0 } ?? .nan
    case .targetValue: distance.map { -$0 } ?? .nan
    }
  }

  /// The value, or the distance from that of the target itself, that has this goodness.
  func value(ofGoodness goodness: Double) -> Double { preference == .higher ? goodness : -goodness }

  /// The bounds of the goodness, on a target with this number of modes.
  func boundsOfGoodness(modes: Double?) -> Bounds {
    let bounds = range.bounds(modes: modes)
    return switch preference {
    case .higher: bounds
    case .lower: Bounds(-bounds.upper, -bounds.lower)
    case .targetValue: Bounds(-.infinity, 0)
    }
  }
}
