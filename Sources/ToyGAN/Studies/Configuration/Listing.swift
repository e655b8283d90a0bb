import ToyGANCore
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
    case targets, methods, objectives, penalties, optimizers, activations, initializations
    case schedules, latents, courses, metrics, settings, experiment
  }

  /// A name and its description.
  public struct Item: Codable, Sendable {
    /// The name, or the dotted path of a setting.
    public var name: String
    /// The description, in one line.
    public var summary: String
    /// The publication, for a method or a penalty.
    public var reference: Reference?
    /// The default value, for a setting.
    public var standard: String?
    /// Number of names in the topic, for a list of topics.
    public var count: Int?
  }

  /// The names, in the order of the registry.
  public let items: [Item]

  /// The topics, each with its number of names.
  public init(registry: Registry = .standard) {
    items = Topic.allCases.map { topic in
      Item(
        name: topic.rawValue, summary: topic.summary,
        count: Listing(topic, registry: registry).items.count)
    }
  }

  /// All names of one topic in the registry.
  public init(_ topic: Topic, registry: Registry = .standard) {
    items = topic.items(in: registry)
  }

  /// The names of a topic that a pattern finds: words, each of which begins a word of the name, of another common
  /// name of a setting or of the meaning, or a pattern with `*` and `?`; the case of letters does not matter.
  ///
  /// Throws `SettingError` with a suggestion if nothing is found.
  public init(
    _ topic: Topic, matching pattern: String, registry: Registry = .standard
  ) throws(SettingError) {
    let all = topic.items(in: registry)
    let search = SettingSearch(pattern)
    if topic == .settings {
      let groups = SettingGroup.all(registry)
      items = search.found(groups, as: \.searched).map(\.item)
    } else {
      items = search.found(all) {
        SettingDescription(key: $0.name, allowed: "", standard: "", meaning: $0.summary)
      }
    }
    guard items.isEmpty else { return }
    guard topic == .settings else {
      throw .unknown(pattern.inOneLine(60), key: topic.rawValue, known: all.map(\.name))
    }
    let nearest = NearestName.of(pattern, among: topic.lastNames(registry))
    throw SettingError(
      key: topic.rawValue, has: "nothing that '\(pattern.inOneLine(60))' finds",
      allowed: "words that begin words of a name or of a meaning, or a pattern with * and ?"
        + (nearest.map { "; did you mean \($0)?" } ?? ""))
  }

  /// One line for each item, with the names in one column, or lines that fit a width.
  package func text(width: Int?) -> String {
    DefinitionList(
      items.map { item in
        let count = item.count.map { "\($0) · " } ?? ""
        return (name: item.name, meaning: count + item.summary)
      }
    ).text(width: width)
  }

  /// One line per item, with the names in one column.
  public var text: String { text(width: nil) }

  /// A list of `{name, summary}`, with `reference` for a method or a penalty, `standard` for a setting, and
  /// `count` for a topic.
  public var json: String { JSONText.of(items) }
}
