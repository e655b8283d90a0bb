import Foundation
import ToyGANFiles
import ToyGANGames
import ToyGANSettings

/// A setting in which labels differ although the experiment names it for none of them.
///
/// A method by its name brings the settings of its paper. A comparison of two methods is then one of these
/// settings too, which a reader of the table has to know.
public struct LabelDifference: Sendable, Equatable {
  /// Dotted path of the setting; `optimizer` and what is in it if it is the same for both players.
  public var key: String
  /// Each value in a short form, in the order of first occurrence.
  public var values: [Value]

  /// A value, and the labels that have it.
  public struct Value: Sendable, Equatable {
    /// The value in a short form.
    public var text: String
    /// The labels, with their methods.
    public var labels: [Label]
  }

  /// A label and its method.
  public struct Label: Sendable, Equatable {
    /// The label in tables.
    public var name: String
    /// The name of the method.
    public var method: String
  }

  /// The differences between the lines of a plan, in the order of a configuration's settings.
  static func all(of lines: [Experiment.Line]) -> [LabelDifference] {
    // Labels that occur on several targets have the same settings on each.
    var seen = Set<String>()
    let columns = lines.filter { seen.insert($0.texts.label).inserted }.map { line in
      Column(
        label: Label(
          name: line.texts.label, method: type(of: line.configuration.method).name),
        variant: line.variant, node: line.configuration.node)
    }
    guard columns.count > 1 else { return [] }
    return joined(differences(columns.map(\.node), at: "", columns))
  }

  private struct Column {
    var label: Label
    var variant: Variant
    var node: SettingNode?
  }

  private static func differences(
    _ nodes: [SettingNode?], at path: String, _ columns: [Column]
  ) -> [LabelDifference] {
    // The metrics follow the target, and change nothing that is trained.
    let isMeant = path != "seed" && path != "evaluation.metrics"
    guard let first = nodes.first, nodes.contains(where: { $0 != first }), isMeant else {
      return []
    }
    let names = nodes.map { $0?.entries?.first { $0.name == "name" }?.value }
    let areSections = nodes.allSatisfy { $0?.entries != nil }
    guard areSections, names.allSatisfy({ $0 == names.first }) else {
      return difference(nodes, at: path, columns).map { [$0] } ?? []
    }
    var (keys, seen) = ([String](), Set<String>())
    for entry in nodes.flatMap({ $0?.entries ?? [] }) where seen.insert(entry.name).inserted {
      keys.append(entry.name)
    }
    return keys.flatMap { key in
      differences(
        nodes.map { $0?[key] }, at: path.isEmpty ? key : "\(path).\(key)", columns)
    }
  }

  /// The difference between the labels whose variants do not name the setting.
  private static func difference(
    _ nodes: [SettingNode?], at path: String, _ columns: [Column]
  ) -> LabelDifference? {
    var difference = LabelDifference(key: path, values: [])
    for (node, column) in zip(nodes, columns) where !column.variant.names(path) {
      let text = node.map { $0.shortText.isEmpty ? "none" : $0.shortText } ?? "none"
      if let place = difference.values.firstIndex(where: { $0.text == text }) {
        difference.values[place].labels.append(column.label)
      } else {
        difference.values.append(Value(text: text, labels: [column.label]))
      }
    }
    return difference.values.count > 1 ? difference : nil
  }

  /// The differences with one in place of two that are the same for both players' optimizers.
  private static func joined(_ all: [LabelDifference]) -> [LabelDifference] {
    let (first, second) = ("generator.optimizer", "discriminator.optimizer")
    func isOf(_ player: String, _ key: String) -> Bool {
      key == player || key.hasPrefix(player + ".")
    }
    func partner(_ difference: LabelDifference, of player: String, in other: String) -> Bool {
      guard isOf(player, difference.key) else { return false }
      let key = other + difference.key.dropFirst(player.count)
      return all.contains { $0.key == key && $0.values == difference.values }
    }
    return all.compactMap { difference in
      if partner(difference, of: second, in: first) { return nil }
      guard partner(difference, of: first, in: second) else { return difference }
      let key = String(difference.key.dropFirst("generator.".count))
      return LabelDifference(key: key, values: difference.values)
    }
  }
}

extension [LabelDifference] {
  /// Name of the file in a sweep's folder.
  static let file = "differences.csv"

  /// One row per setting and label.
  var csv: String {
    let rows = flatMap { difference in
      difference.values.flatMap { value in
        value.labels.map { [difference.key, $0.name, $0.method, value.text] }
      }
    }
    return ([["setting", "label", "method", "value"]] + rows)
      .map { $0.map(CSV.field).joined(separator: ",") + "\n" }.joined()
  }

  /// Reads the rows of a file.
  ///
  /// Throws `FileError` if it is damaged.
  init(_ table: CSVTable) throws(FileError) {
    self = []
    for row in table.records.map(\.fields) {
      guard row.count == 4 else {
        throw FileError(
          file: table.name, has: "a row of \(row.count) fields",
          allowed: "a setting, a label, a method and a value in every row")
      }
      let label = LabelDifference.Label(name: row[1], method: row[2])
      if last?.key != row[0] { append(LabelDifference(key: row[0], values: [])) }
      if let place = self[count - 1].values.firstIndex(where: { $0.text == row[3] }) {
        self[count - 1].values[place].labels.append(label)
      } else {
        self[count - 1].values.append(LabelDifference.Value(text: row[3], labels: [label]))
      }
    }
  }

  /// A list in Markdown, with the values and the labels that have them.
  var markdown: String {
    guard !isEmpty else { return "" }
    let lines = map { "- `\($0.key)`: \($0.words)\n" }
    return "\nThe labels also differ in settings that the experiment does not name:\n\n"
      + lines.joined()
  }
}

extension LabelDifference {
  /// The values, each with its labels, or with its methods if there are fewer and they determine the values.
  fileprivate var words: String {
    let methods = values.map { value in value.labels.map(\.method).firstOccurrences }
    let all = methods.flatMap(\.self)
    let isByMethod = Set(all).count == all.count && all.count < values.flatMap(\.labels).count
    return zip(values, methods).map { value, methods in
      let names = isByMethod ? methods : value.labels.map { $0.name.inOneLine() }
      let more = names.count > 6 ? "; and \(names.count - 6) more" : ""
      let few = names.prefix(6).joined(separator: "; ")
      return "\(value.text.inOneLine(120)) (\(isByMethod ? "method " : "")\(few)\(more))"
    }.joined(separator: ", ")
  }
}
