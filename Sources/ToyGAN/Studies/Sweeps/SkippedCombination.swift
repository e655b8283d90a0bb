import Foundation
import ToyGANFiles
import ToyGANSettings

/// A combination of settings that cannot work, and why.
public struct SkippedCombination: Sendable, Equatable {
  /// The label that its runs would have.
  public var label: String
  /// The reason, in one sentence.
  public var reason: String

  fileprivate var text: String { "'\(label.isEmpty ? "the common settings" : label)' (\(reason))" }
}

/// Combinations of an experiment that cannot work, of which none was trained.
public struct InvalidCombinations: Error, Equatable, CustomStringConvertible {
  /// The combinations, in the order of the experiment.
  public var invalid: [SkippedCombination]
  /// Number of all combinations.
  public var total: Int
  /// Whether the sentence says how to train the others.
  var hasAdvice = true

  /// The number of combinations and the first few of them, as one line.
  public var description: String {
    let way = hasAdvice && invalid.count < total ? "; --skip-invalid trains the others" : ""
    let count = invalid.count < total ? "\(invalid.count) of \(total)" : "all \(total)"
    return "\(count) combinations cannot work: \(invalid.inWords)\(way)".inOneLine()
  }
}

extension [SkippedCombination] {
  /// The first few, each with its reason, and how many there are besides.
  public var inWords: String {
    let shown = prefix(4).map(\.text).joined(separator: ", ")
    return count > 4 ? "\(shown), and \(count - 4) more" : shown
  }

  /// Name of the file in a sweep's folder.
  static let file = "skipped.csv"

  /// The columns of the file, in their order.
  static let columns = [
    ColumnMeaning("label", "name that its runs would have", range: "text"),
    ColumnMeaning("reason", "why it cannot work", range: "text"),
  ]

  var csv: String {
    ([Self.columns.map(\.name)] + map { [$0.label, $0.reason] })
      .map { $0.map(CSV.field).joined(separator: ",") + "\n" }.joined()
  }
}
