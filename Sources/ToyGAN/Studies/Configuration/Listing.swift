import ToyGANFiles
import ToyGANGames
import ToyGANMetrics
import ToyGANSettings
import ToyGANTargets
import ToyGANTraining

/// The names that a configuration can use, as text and as JSON.
public struct Listing: Sendable {
  /// The topic of the list.
  public enum Topic: String, CaseIterable, Sendable {
    case targets, methods, metrics, objectives, penalties, settings
  }

  /// A name and its description.
  public struct Item: Codable, Sendable {
    /// The name, or the dotted path of a setting.
    public var name: String
    /// The description, in one line.
    public var summary: String
    /// The publication, for a method.
    public var reference: Reference?
    /// The default value, for a setting.
    public var standard: String?
  }

  /// The names, in the order of the registry.
  public let items: [Item]

  /// All names of one topic in the registry.
  public init(_ topic: Topic, registry: Registry = .standard) {
    items =
      switch topic {
      case .targets:
        registry.namedTargets.map { Item(name: $0.name, summary: $0.summary) }
          + registry.targetFamilies.map { Item(name: $0.name, summary: $0.summary) }
      case .methods:
        registry.methods.map {
          Item(name: $0.name, summary: $0.reference.description, reference: $0.reference)
        }
      case .metrics:
        registry.metrics.map { Item(name: $0.name, summary: $0.definition) }
          + DiagnosticReport.columns.map {
            Item(name: $0, summary: "\($1) (with evaluation.diagnostics)")
          }
      case .objectives:
        registry.objectives.map { Item(name: $0.name, summary: $0.summary) }
      case .penalties:
        registry.penalties.map {
          Item(name: $0.name, summary: $0.reference.description, reference: $0.reference)
        }
      case .settings:
        Configuration.descriptions(registry: registry).map { setting in
          let part = setting.part.map { "\($0): " } ?? ""
          return Item(
            name: setting.key, summary: "\(part)\(setting.meaning) (\(setting.allowed))",
            standard: setting.standard)
        }
      }
  }

  /// One line per item, with the names in one column.
  public var text: String {
    let width = items.map(\.name.count).max() ?? 0
    return items.map { item in
      item.name + String(repeating: " ", count: width - item.name.count + 2) + item.summary + "\n"
    }.joined()
  }

  /// A list of `{name, summary}`.
  public var json: String { JSONText.of(items) }
}
