import Foundation
import ToyGANFiles
import ToyGANMetrics

/// What the columns of a sweep's `table.md` mean, from the titles that stand in it.
struct TableTitles {
  /// Name of the file in a sweep's folder.
  static let file = "table.md"

  private let titles: [String]

  /// The titles of all tables in a text in Markdown, each once.
  init(_ text: String) {
    let lines = text.split(separator: "\n").map(String.init)
    titles =
      zip(lines, lines.dropFirst()).filter { $1.hasPrefix("|---") }.flatMap { line, _ in
        line.dropFirst().split(separator: "|", omittingEmptySubsequences: false).dropLast()
          .map { $0.trimmingCharacters(in: .whitespaces) }
      }.firstOccurrences
  }

  /// The meanings; `metric` gives that of a metric by its name.
  func columns(metric: (String) -> ColumnMeaning?) -> [ColumnMeaning] {
    titles.map { title in
      if let known = Self.others.first(where: { $0.name == title }) { return known }
      let name = title.prefix { $0 != "(" }.trimmingCharacters(in: .whitespaces)
      let statistic = title.dropFirst(name.count)
      guard var column = metric(name.lowercased().replacing(" ", with: "_")) else {
        return ColumnMeaning(
          title, "not known here; the text below the table may explain it", range: "text")
      }
      let isNamed = statistic.contains("mean") || statistic.contains("median")
      let what = isNamed ? statistic.filter { !"()".contains($0) } : "mean, 95 % interval"
      column.name = title
      // The table has shares in percent.
      if column.unit == "share" { (column.unit, column.range) = ("percent", "0 to 100") }
      column.meaning =
        "\(what.trimmingCharacters(in: .whitespaces)) over the runs that did not diverge, with "
        + "their number in parentheses if some did: \(column.meaning)"
      return column
    }
  }

  private static let others = [
    ColumnMeaning(
      "", "the label of a variant, or the target itself, whose row has what its samples score",
      range: "text"),
    ColumnMeaning(
      "runs", "runs that have ended, and of how many if some have not", range: "0 and more"),
    ColumnMeaning(
      "median", "median of what the column before it is about, without runs that diverged",
      range: "as that column"),
    ColumnMeaning(
      "all modes in",
      "runs that ended with every mode of the target by the first column, of those that ended",
      range: "0 and more"),
    ColumnMeaning(
      "diverged", "runs that diverged: a loss was no longer finite", range: "0 and more"),
  ]
}
