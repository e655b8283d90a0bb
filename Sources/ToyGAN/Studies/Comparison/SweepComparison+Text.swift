import Foundation
import ToyGANFiles
import ToyGANMetrics

extension SweepComparison {
  /// The comparison as text of 80 columns: what the metric measures, a line for each label, and the pairs with the
  /// best label.
  public var text: String { text() }

  /// The comparison as text.
  ///
  /// With `columns` there is one table, which has these columns. Without, there is a table of the labels, and one of
  /// the pairs: those with the label that all are compared with, or with `allPairs` every pair.
  public func text(
    columns: [ComparisonColumn]? = nil, allPairs: Bool = false, width: Int = 80
  ) -> String {
    Self.text([self], columns: columns, allPairs: allPairs, width: width)
  }

  /// Comparisons of the same labels by several metrics as one text, with what they have in common at the end.
  public static func text(
    _ comparisons: [SweepComparison], columns: [ComparisonColumn]? = nil, allPairs: Bool = false,
    width: Int = 80
  ) -> String {
    let parts = comparisons.flatMap { comparison in
      comparison.groups.map {
        ComparisonText(
          $0, metric: comparison.metric, columns: columns, allPairs: allPairs, width: width
        ).text
      }
    }
    let notes = remarks(comparisons).map {
      ("Note: " + $0).inOneLine().wrapped(to: width) + "\n"
    }
    return (parts + (notes.isEmpty ? [] : [notes.joined()])).joined(separator: "\n")
  }

  /// What a reader should know about several comparisons, a sentence each.
  static func remarks(_ comparisons: [SweepComparison]) -> [String] {
    let differences = comparisons.flatMap(\.differences).firstOccurrences.sentences
    let all =
      (differences.isEmpty ? [] : [differences.joined(separator: " ")])
      + comparisons.flatMap(\.remarks).firstOccurrences
    let areTested = comparisons.contains { $0.groups.contains { !$0.pairs.isEmpty } }
    guard comparisons.count > 1, areTested else { return all }
    return all + ["p is corrected over the pairs of each metric, and not over the metrics."]
  }

  /// The notes, and how many runs have not ended, a sentence each.
  private var remarks: [String] {
    let left = "Runs left out because they have not ended: \(unfinished)."
    return notes + (unfinished == 0 ? [] : [left])
  }
}

/// One group of labels as text.
private struct ComparisonText {
  private let group: ComparedLabels
  private let cells: ComparisonCells
  private let sentences: ComparisonSentences
  private let columns: [ComparisonColumn]?
  private let allPairs: Bool
  private let width: Int

  private static let pairColumns: [ComparisonColumn] = [
    .difference, .probability, .probabilityInterval, .p, .runsNeeded, .verdict,
  ]

  init(
    _ group: ComparedLabels, metric: Metric, columns: [ComparisonColumn]?, allPairs: Bool,
    width: Int
  ) {
    self.group = group
    cells = ComparisonCells(group)
    sentences = ComparisonSentences(group: group, metric: metric)
    (self.columns, self.allPairs, self.width) = (columns, allPairs, width)
  }

  var text: String {
    let chosen = columns ?? ComparisonColumn.standard(for: group)
    let ofPairs = (columns ?? Self.pairColumns).filter(\.isOfPairs)
    var parts = [
      paragraph([sentences.introduction] + sentences.labels(chosen)), table(of: chosen).text,
    ]
    if columns == nil, !group.pairs.isEmpty {
      parts.append(allPairs ? everyPair : pairsWithReference)
    }
    if !ofPairs.isEmpty, !group.pairs.isEmpty {
      let heading = columns == nil ? [] : ["\(sentences.comparedWith())."]
      parts.append(paragraph(heading + sentences.pairs(ofPairs, areAll: allPairs)))
    }
    return parts.joined(separator: "\n")
  }

  private func paragraph(_ sentences: [String]) -> String {
    sentences.joined(separator: " ").inOneLine().wrapped(to: width) + "\n"
  }

  // MARK: - Tables

  private func table(of columns: [ComparisonColumn]) -> FittedTable {
    let head = [""] + columns.map(\.heading)
    let rows = group.labels.map { label in
      [label.label] + columns.map { cells.text($0, label) }
    }
    return fitted([head] + rows, columns)
  }

  private var pairsWithReference: String {
    let columns = Self.pairColumns
    let others = group.labels.filter { $0.label != group.reference }
    let rows = others.map { label in
      [label.label] + columns.map { cells.text($0, label) }
    }
    let table = fitted([[""] + columns.map(\.heading)] + rows, columns)
    return paragraph([sentences.comparedWith() + ":"]) + table.text
  }

  /// Every pair, below the label that is likelier to score better.
  private var everyPair: String {
    let columns = Self.pairColumns
    var rows = [[""] + columns.map(\.heading)]
    for label in group.labels.map(\.label) {
      let own = group.pairs.filter { $0.first.label == label }
      if own.isEmpty { continue }
      rows.append(["\(label) against"] + columns.map { _ in "" })
      rows += own.map { pair in
        let view = PairView(pair, from: label)
        return ["  \(pair.second.label)"] + columns.map { cells.text($0, view) }
      }
    }
    return fitted(rows, columns).text
  }

  private func fitted(_ rows: [[String]], _ columns: [ComparisonColumn]) -> FittedTable {
    let left = columns.indices.filter { columns[$0] == .verdict }.map { $0 + 1 }
    return FittedTable(rows, leftColumns: Set(left), width: width)
  }
}
