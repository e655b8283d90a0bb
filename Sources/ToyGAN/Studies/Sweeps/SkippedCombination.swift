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

  /// The number of combinations and the first few of them, as one line.
  public var description: String {
    let way = invalid.count < total ? "; --skip-invalid trains the others" : ""
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

  var csv: String {
    "label,reason\n" + map { "\(CSV.field($0.label)),\(CSV.field($0.reason))\n" }.joined()
  }
}
