import ToyGANFiles
import ToyGANMetrics
import ToyGANSettings

/// The key `tune` of an experiment: by what trials are compared, with which budget, and how the best is confirmed.
struct TuningSettings: Sendable {
  /// What every run may use; nil for the steps that its settings give.
  var budget: TuningBudget?
  /// The metrics by which trials are compared, the first one first; nil for those that tables show first.
  var objective: [Metric]?
  /// What a trial must satisfy to be preferred to those that do not.
  var gates: [TuningGate] = []
  var halving: SuccessiveHalving?
  /// The seeds with which the best trial and the default of each label are trained again.
  var confirmation: [UInt64] = Self.seeds(10)

  init() {}

  /// The first seed of a confirmation of which only a number of seeds is given, far from those of a search.
  private static let firstSeed: UInt64 = 1000

  private static func seeds(_ count: Int) -> [UInt64] {
    (0..<count).map { firstSeed + UInt64($0) }
  }

  /// Reads `{budget: {updates: 5000}, objective: [high_quality], gates: [modes_by_mass>=8], confirmation: 10}`.
  ///
  /// Throws `SettingError` for an unknown key, and for a value that is not allowed.
  init(_ node: SettingNode, registry: Registry) throws(SettingError) {
    let place = SettingPlace(ExperimentKey.tune, registry: registry)
    let known = ["budget", "objective", "gates", "halving", "confirmation"]
    for entry in try place.entries(of: node) {
      let inner = place.at(entry.name)
      switch entry.name {
      case "budget": budget = try TuningBudget(entry.value, at: inner)
      case "objective": objective = try Self.metrics(entry.value, at: inner)
      case "gates": gates = try TuningGate.list(entry.value, at: inner)
      case "halving": halving = try SuccessiveHalving(entry.value, at: inner)
      case "confirmation": confirmation = try Self.confirmation(entry.value, at: inner)
      default: throw SettingError.unknownKey(inner.path, known: known)
      }
    }
  }

  private static func metrics(
    _ node: SettingNode, at place: SettingPlace
  ) throws(SettingError) -> [Metric] {
    guard let nodes = node.list ?? node.text.map({ _ in [node] }), !nodes.isEmpty else {
      throw place.error(
        node.kindText, allowed: "a list of metrics, such as [modes_by_mass, high_quality]")
    }
    var metrics: [Metric] = []
    for (index, node) in nodes.enumerated() {
      let inner = place.at(index)
      guard let name = node.text else { throw inner.error(node.kindText, allowed: "one word") }
      let metric = try inner.member(name, of: registry(of: place)) { $0.name }
      guard !metrics.contains(metric) else {
        throw place.error(has: "\(name) twice", allowed: "each metric once")
      }
      metrics.append(metric)
    }
    return metrics
  }

  private static func registry(of place: SettingPlace) -> [Metric] { place.registry.metrics }

  private static func confirmation(
    _ node: SettingNode, at place: SettingPlace
  ) throws(SettingError) -> [UInt64] {
    if node.text == "0" { return [] }
    let seeds = try Experiment.seeds(node, key: place.path, isCount: false) ?? []
    return node.list == nil ? Self.seeds(seeds.count) : seeds
  }
}

extension TuningSettings {
  /// Throws `SettingError` if the confirmation would repeat a seed of the search: the best of many trials is best by
  /// chance too, and its runs in the search are too good.
  func requireFreshSeeds(besides searched: [UInt64]) throws(SettingError) {
    guard let seed = confirmation.first(where: searched.contains) else { return }
    throw SettingError(
      key: "\(ExperimentKey.tune).confirmation", has: "seed \(seed), which the search has too",
      allowed: "other seeds, as a list such as [5000, 5001]")
  }
}
