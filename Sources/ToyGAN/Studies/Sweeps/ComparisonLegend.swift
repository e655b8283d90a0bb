import ToyGANFiles
import ToyGANMetrics

/// What the columns of a table of labels mean, a line each, below the table in Markdown.
struct ComparisonLegend {
  let parts: [ComparisonTablePart]
  /// The definitions of metrics as they were measured, by name.
  let definitions: [String: String]

  var markdown: String { lines.map { "- \($0)\n" }.joined() }

  private var lines: [String] {
    let columns = parts.flatMap(\.columns)
    let metrics = columns.map(\.metric).firstOccurrences.map { metric in
      "\(Self.title(of: metric)): \(definition(of: metric))."
        + (metric == .reverseKL
          ? " It counts samples far from every mode for the nearest one, so that a cloud between modes can look even:"
            + " read it with high quality."
          : "")
    }
    let counts = parts.compactMap(\.count).firstOccurrences
    let complete = counts.map { "all modes in: runs that ended with every mode by `\($0.name)`." }
    return metrics + complete + [
      "runs: those that have ended, one for each seed (and target, where a label has several); diverged: runs "
        + "whose numbers were no longer finite. Means and medians leave these out; `(n)` behind one says that it is "
        + "over n runs.",
      "`[a, b]`: interval of the mean over seeds with 95 % confidence (Student's t, cut at the possible values), "
        + "from three runs on. An interval without width only says that all runs are equal.",
      "the target itself: what theory gives for samples of the target, or otherwise the mean of draws of it.",
    ]
  }

  private func definition(of metric: Metric) -> String {
    definitions[metric.name] ?? metric.definition
  }

  /// The name in the heading of a column.
  private static func title(of metric: Metric) -> String {
    switch metric {
    case .highQuality: "high quality"
    case .reverseKL: "reverse KL"
    case .reverseKLOffMode: "reverse KL off mode"
    default: metric.isCount ? LabelColumn.title(of: metric) : "`\(metric.name)`"
    }
  }
}
