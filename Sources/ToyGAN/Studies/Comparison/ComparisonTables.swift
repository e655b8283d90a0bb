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
    /// What the labels have in common, a sentence each.
    var introduction: [String]
    /// How to read the columns.
    var explanation: [String]
    /// The metrics, each with the number of its columns, in order; nil above columns of the runs.
    var heads: [(metric: String?, columns: Int)]
    var headings: [String]
    var labels: [String]
    var rows: [[String]]
  }

  /// The tables, in the order of the first metric's groups.
  var tables: [Table] {
    var targets: [[String]] = []
    for group in comparisons.flatMap(\.groups) where !targets.contains(group.targets) {
      targets.append(group.targets)
    }
    return targets.map { targets in
      let parts = comparisons.compactMap { comparison in
        comparison.groups.first { $0.targets == targets }.map {
          Part(
            metric: comparison.metric, group: $0,
            columns: columns
              ?? ComparisonColumn.ofDocument(for: $0, isOfSeveral: comparisons.count > 1))
        }
      }
      return table(parts)
    }
  }

  /// What a reader should know about the choice of runs, a sentence each.
  var remarks: [String] { SweepComparison.remarks(comparisons) }

  private func table(_ parts: [Part]) -> Table {
    let labels = parts.flatMap { $0.group.labels.map(\.label) }.firstOccurrences
    // Columns of the runs are the same for every metric: those of the first.
    let ofRuns = parts[0].columns.filter(\.isOfRuns)
    let (first, last) = (ofRuns.filter { $0 == .runs }, ofRuns.filter { $0 != .runs })
    let ofMetrics = parts.map { part in (part, part.columns.filter { !$0.isOfRuns }) }
    let blocks: [(metric: String?, part: Part, columns: [ComparisonColumn])] =
      [(nil, parts[0], first)] + ofMetrics.map { ($0.metric.name, $0, $1) }
      + [(nil, parts[0], last)]
    let used = blocks.filter { !$0.columns.isEmpty }
    return Table(
      introduction: parts.map(\.sentences.introduction),
      explanation: explanation(of: parts),
      heads: used.map { ($0.metric, $0.columns.count) },
      headings: used.flatMap { $0.columns.map(\.heading) }, labels: labels,
      rows: labels.map { label in used.flatMap { $0.part.cells(label, $0.columns) } })
  }

  /// How to read the columns, with the labels that the others are compared with.
  private func explanation(of parts: [Part]) -> [String] {
    let tested = parts.filter { !$0.ofPairs.isEmpty }
    let references = tested.compactMap(\.group.reference).firstOccurrences.map { reference in
      let own = tested.filter { $0.group.reference == reference }
      let best = own[0].group.isAgainst ? "" : ", the best by "
      let names = best.isEmpty ? "" : own.map(\.metric.name).joined(separator: " and ")
      return "Compared with \(reference)\(best)\(names)."
    }
    return parts.flatMap { $0.sentences.labels($0.columns) }.firstOccurrences + references
      + tested.flatMap { $0.sentences.pairs($0.ofPairs, areAll: false) }.firstOccurrences
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

    func cells(_ label: String, _ columns: [ComparisonColumn]) -> [String] {
      guard let scores = group.scores(of: label) else { return columns.map { _ in "-" } }
      return columns.map { texts.text($0, scores) }
    }
  }
}
