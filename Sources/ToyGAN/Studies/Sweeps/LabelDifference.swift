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
    /// The label in tables, with its target in parentheses if it has other values on other targets.
    public var name: String
    /// The name of the method.
    public var method: String
  }

  /// Whether it is a setting of the method.
  var isOfMethod: Bool { key == "method" || "method".isAround(key) }

  /// The differences between the lines of a plan.
  ///
  /// A label on several targets has one place for each, because its variants may differ in more.
  static func all(of lines: [Experiment.Line], registry: Registry) -> [LabelDifference] {
    lines.count > 1 ? DifferenceSearch(lines, registry: registry).differences : []
  }
}

extension [LabelDifference] {
  /// Name of the file in a sweep's folder.
  static let file = "differences.csv"

  /// The columns of the file, in their order.
  static let columns = [
    ColumnMeaning("setting", "dotted path of the setting", range: "text"),
    ColumnMeaning(
      "label",
      "name of the variant, with its target in parentheses if it has other values on other targets",
      range: "text"),
    ColumnMeaning("method", "name of the variant's training method", range: "text"),
    ColumnMeaning("value", "the value that the variant has, in a short form", range: "text"),
  ]

  /// One row per setting and label.
  var csv: String {
    let rows = flatMap { difference in
      difference.values.flatMap { value in
        value.labels.map { [difference.key, $0.name, $0.method, value.text] }
      }
    }
    return ([Self.columns.map(\.name)] + rows)
      .map { $0.map(CSV.field).joined(separator: ",") + "\n" }.joined()
  }

  /// Reads the rows of a file.
  ///
  /// Throws `FileError` if it is damaged.
  init(_ table: CSVTable) throws(FileError) {
    self = []
    for row in table.records.map(\.fields) {
      guard row.count == Self.columns.count else {
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
    let lines = map { "- `\($0.key)`: \(MarkdownText.escaped($0.words))\n" }
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
