import ToyGANFiles
import ToyGANGames
import ToyGANMetrics
import ToyGANTargets
import ToyGANTraining

/// What can be named in a configuration, for people and for scripts.
public struct Listing: Sendable {
  public enum Topic: String, CaseIterable, Sendable {
    case targets, methods, metrics, objectives, penalties
  }

  /// A name, and what it stands for.
  public struct Item: Codable, Sendable {
    public var name: String
    public var summary: String
    /// Where it comes from, for a method.
    public var reference: Reference?
  }

  public let items: [Item]

  public init(_ topic: Topic) {
    items =
      switch topic {
      case .targets:
        TargetPreset.allCases.map { Item(name: $0.rawValue, summary: $0.summary) }
          + ToyShape.allCases.map { Item(name: $0.rawValue, summary: $0.summary) } + Self.forms
      case .methods:
        Catalogue.methods.map {
          Item(name: $0.name, summary: $0.reference.description, reference: $0.reference)
        }
      case .metrics:
        Metrics.all.map { Item(name: $0.name, summary: $0.definition) }
          + DiagnosticReport.columns.map {
            Item(name: $0, summary: "\($1) (with evaluation.diagnostics)")
          }
      case .objectives:
        Objective.allCases.map { Item(name: $0.rawValue, summary: $0.summary) }
      case .penalties:
        Catalogue.penalties.map {
          Item(name: $0.name, summary: $0.reference.description, reference: $0.reference)
        }
      }
  }

  private static let forms = [
    Item(
      name: "ring", summary: "{ring: {modes: 8, radius: 2, deviation: 0.02, weights: [...]}}"),
    Item(
      name: "grid", summary: "{grid: {side: 5, spacing: 2, deviation: 0.05, weights: [...]}}"),
    Item(
      name: "mixture",
      summary: "{mixture: {means: [[x, y]], deviations: [s] or covariances: [[[xx, xy], "
        + "[xy, yy]]], weights: [w]}}; means of any length with deviations"),
    Item(
      name: "random", summary: "{random: {modes: 20, extent: 4, deviation: 0.05, seed: 0}}"),
    Item(
      name: "lattice",
      summary:
        "{lattice: {side: 16, extent: 3, of: ring8}}: the cells that samples of a mixture fall "
        + "into"),
    Item(name: "points", summary: "{points: {file: mine.csv}}, lines of x,y"),
  ]

  /// A line per item, names in one column.
  public var text: String {
    let width = items.map(\.name.count).max() ?? 0
    return items.map { item in
      item.name + String(repeating: " ", count: width - item.name.count + 2) + item.summary + "\n"
    }.joined()
  }

  /// A list of `{name, summary}`.
  public var json: String { JSONText.of(items) }
}
