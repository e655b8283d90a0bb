import ToyGANMetrics
import ToyGANSettings

/// A selection of metrics by name, or all metrics of a registry.
public enum MetricSelection: Sendable, Equatable {
  case all([Metric])
  case named([Metric])

  /// The metrics, in the order of their columns.
  public var metrics: [Metric] {
    switch self {
    case .all(let metrics), .named(let metrics): metrics
    }
  }
}

/// Reads `all`, a name, or a list of names.
extension MetricSelection: SettingValue {
  public static var form: String { "all, the name of a metric, or a list of names" }

  public static func read(
    _ node: SettingNode, over current: MetricSelection?, at place: SettingPlace
  ) throws(SettingError) -> MetricSelection {
    if node.text == "all" { return .all(place.registry.metrics) }
    guard let nodes = node.list else { return .named([try metric(node, at: place)]) }
    var metrics: [Metric] = []
    for (index, node) in nodes.enumerated() {
      metrics.append(try metric(node, at: place.at(index)))
    }
    let selection = MetricSelection.named(metrics)
    try selection.check(at: place)
    return selection
  }

  private static func metric(
    _ node: SettingNode, at place: SettingPlace
  ) throws(SettingError) -> Metric {
    guard let word = node.text else { throw place.error(node.kindText, allowed: "one word") }
    return try place.member(word, of: place.registry.metrics) { $0.name }
  }

  public var node: SettingNode {
    switch self {
    case .all: .word("all")
    case .named(let metrics): .list(metrics.map { .word($0.name) })
    }
  }

  public func check(at place: SettingPlace) throws(SettingError) {
    let names = metrics.map(\.name)
    if let twice = names.first(where: { name in names.count { $0 == name } > 1 }) {
      throw place.error(has: "\(twice) twice", allowed: "each metric once")
    }
  }
}

extension MetricSelection {
  /// Reads `all`, or names separated by commas, as on a command line.
  ///
  /// Throws `SettingError` under `key` for an unknown name, or for a name given twice.
  public init(
    argument: String, key: String, registry: Registry = .standard
  ) throws(SettingError) {
    let place = SettingPlace(key, registry: registry)
    if argument == "all" {
      self = .all(registry.metrics)
      return
    }
    var metrics: [Metric] = []
    for name in argument.split(separator: ",", omittingEmptySubsequences: false) {
      metrics.append(
        try place.member(name.trimmed, of: registry.metrics) { $0.name })
    }
    self = .named(metrics)
    try check(at: place)
  }
}
