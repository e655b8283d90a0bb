import Foundation
import ToyGANMetrics
import ToyGANSettings

/// Metrics by name, or all that there are.
public enum MetricSelection: Sendable, Equatable {
  case all
  case named([Metric])

  /// The metrics, in the order of their columns.
  public var metrics: [Metric] {
    switch self {
    case .all: Metrics.all
    case .named(let metrics): metrics
    }
  }

  func validate(_ key: String) throws(ConfigurationError) {
    let names = metrics.map(\.name)
    if let twice = names.first(where: { name in names.count { $0 == name } > 1 }) {
      throw ConfigurationError(key: key, value: "\(twice) twice", allowed: "each metric once")
    }
  }
}

/// `all`, a name, or a list of names.
extension MetricSelection: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let word = try? container.decode(String.self) {
      self = word == "all" ? .all : .named([try container.decode(Metric.self)])
    } else {
      self = .named(try container.decode([Metric].self))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .all: try container.encode("all")
    case .named(let metrics): try container.encode(metrics)
    }
  }
}

extension MetricSelection {
  /// Reads `all`, or names separated by commas, as on a command line.
  ///
  /// Throws `ConfigurationError` under `key` at an unknown name, or one given twice.
  public init(argument: String, key: String) throws(ConfigurationError) {
    if argument == "all" {
      self = .all
      return
    }
    var metrics: [Metric] = []
    for name in argument.split(separator: ",", omittingEmptySubsequences: false) {
      metrics.append(
        try Metrics.named(String(name).trimmingCharacters(in: .whitespaces), key: key))
    }
    self = .named(metrics)
    try validate(key)
  }
}

extension Metrics {
  /// The metric of a name.
  ///
  /// Throws `ConfigurationError` under `key`, listing those there are, where there is none.
  static func named(_ name: String, key: String) throws(ConfigurationError) -> Metric {
    guard let metric = named(name) else {
      throw .unknown(name, key: key, known: all.map(\.name))
    }
    return metric
  }
}

/// By its name.
extension Metric: Codable {
  public init(from decoder: any Decoder) throws {
    let name = try decoder.singleValueContainer().decode(String.self)
    self = try Metrics.named(name, key: decoder.codingPath.dotted)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(name)
  }
}
