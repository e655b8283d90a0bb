import ToyGANFiles
import ToyGANMetrics

/// Tables of labels by one or more metrics, for documents: one for each group of labels with the same targets.
///
/// Labels are in the ranking of the first metric.
public struct ComparisonTables: Sendable {
  let comparisons: [SweepComparison]
  let columns: [ComparisonColumn]?

  /// Traps without a comparison; without `columns`, the tables have those that a reader needs most.
  public init(_ comparisons: [SweepComparison], columns: [ComparisonColumn]? = nil) {
    guard !comparisons.isEmpty else { fatalError("tables without a comparison") }
    (self.comparisons, self.columns) = (comparisons, columns)
  }

  /// One table.
  struct Table {
    /// The target and the metrics, a sentence each.
    var introduction: [String]
    /// How to read the columns, a sentence each.
    var explanation: [String]
    /// The metrics, each with the number of its columns, in order; nil above columns of the runs.
    var heads: [(metric: String?, columns: Int)]
    var headings: [String]
    var labels: [String]
    var rows: [[String]]

    /// The names of the metrics, in order.
    var metrics: [String] { heads.compactMap(\.metric) }
  }

  /// The tables, in the order of the first metric's groups.
  var tables: [Table] {
    comparisons.flatMap(\.groups).map(\.targets).firstOccurrences.map { targets in
      let own = comparisons.compactMap { comparison in
        comparison.groups.first { $0.targets == targets }.map { (comparison.metric, $0) }
      }
      return table(
        own.map { metric, group in
          Part(
            metric: metric, group: group,
            columns: columns ?? ComparisonColumn.ofDocument(for: group, isOfSeveral: own.count > 1))
        })
    }
  }

  /// What a reader should know about the choice of runs, a sentence each.
  var remarks: [String] { SweepComparison.remarks(comparisons) }

  private func table(_ parts: [Part]) -> Table {
    let labels = parts.flatMap { $0.group.labels.map(\.label) }.firstOccurrences
    // Columns of the runs are the same for every metric: those of the first that has the label.
    let ofRuns = parts.flatMap(\.columns).firstOccurrences.filter(\.isOfRuns)
    let (first, last) = (ofRuns.filter { $0 == .runs }, ofRuns.filter { $0 != .runs })
    let ofMetrics = parts.map { part in
      Block(metric: part.metric.name, parts: [part], columns: part.columns.filter { !$0.isOfRuns })
    }
    let blocks =
      [Block(metric: nil, parts: parts, columns: first)] + ofMetrics
      + [Block(metric: nil, parts: parts, columns: last)]
    let used = blocks.filter { !$0.columns.isEmpty }
    return Table(
      introduction: introduction(of: parts), explanation: explanation(of: parts),
      heads: used.map { ($0.metric, $0.columns.count) },
      headings: used.flatMap { $0.columns.map(\.heading) }, labels: labels,
      rows: labels.map { label in used.flatMap { $0.cells(label) } })
  }

  /// The targets and the metrics: the targets once, if all metrics were measured alike.
  private func introduction(of parts: [Part]) -> [String] {
    let subjects = parts.map(\.sentences.subject).firstOccurrences
    guard subjects.count == 1 else {
      return parts.map { "Metric \($0.sentences.introduction)" }
    }
    let subject = "Comparison on \(subjects[0])"
    if parts.count == 1 {
      return ["\(subject).", "Metric \(parts[0].metric.name): \(parts[0].sentences.meaning)"]
    }
    let metrics = parts.map { "\($0.metric.name) (\($0.sentences.direction))" }
    return ["\(subject), by \(metrics.joined(separator: ", "))."]
  }

  /// How to read the columns, with the labels that the others are compared with.
  private func explanation(of parts: [Part]) -> [String] {
    let isOfSeveral = parts.count > 1
    let tested = parts.filter { !$0.ofPairs.isEmpty }
    let keys = tested.map { "\($0.group.reference ?? "") \($0.group.areEqual) \($0.group.leaders)" }
    let references = keys.firstOccurrences.compactMap { key in
      let own = zip(keys, tested).filter { $0.0 == key }.map(\.1)
      return own.first.map { "\($0.sentences.comparedWith(own.map(\.metric.name)))." }
    }
    let isShort = isOfSeveral && parts.map(\.sentences.subject).firstOccurrences.count == 1
    let definitions =
      isShort ? parts.map { "Metric \($0.metric.name): \($0.sentences.definition)." } : []
    let labels = parts.enumerated().flatMap { place, part in
      part.sentences.labels(part.columns, isOfSeveral: isOfSeveral, isFirst: place == 0)
    }
    return definitions + labels.firstOccurrences + references.firstOccurrences
      + tested.flatMap { $0.sentences.pairs($0.ofPairs, areAll: false) }.firstOccurrences
  }

  /// Columns that stand side by side.
  private struct Block {
    let metric: String?
    let parts: [Part]
    let columns: [ComparisonColumn]

    func cells(_ label: String) -> [String] {
      columns.map { column in
        // A part may have the label, and yet not what the column is about.
        parts.lazy.compactMap { $0.cell(label, column) }.first { $0 != "-" } ?? "-"
      }
    }
  }

  /// A group of labels by one metric.
  private struct Part {
    let metric: Metric
    let group: ComparedLabels
    let columns: [ComparisonColumn]
    private let texts: ComparisonCells

    init(metric: Metric, group: ComparedLabels, columns: [ComparisonColumn]) {
      (self.metric, self.group, self.columns) = (metric, group, columns)
      texts = ComparisonCells(group)
    }

    var sentences: ComparisonSentences { ComparisonSentences(group: group, metric: metric) }

    /// The columns about pairs; empty if no pair was tested.
    var ofPairs: [ComparisonColumn] { group.pairs.isEmpty ? [] : columns.filter(\.isOfPairs) }

    /// Nil if the group lacks the label.
    func cell(_ label: String, _ column: ComparisonColumn) -> String? {
      group.scores(of: label).map { texts.text(column, $0) }
    }
  }
}
