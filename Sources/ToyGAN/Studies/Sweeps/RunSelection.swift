import Foundation
import ToyGANFiles
import ToyGANMetrics
import ToyGANSettings

/// The runs of a sweep that satisfy conditions, sorted, with the columns of `summary.csv`.
public struct RunSelection: Sendable {
  /// The columns, named as in the CSV file.
  public let columns: [String]
  /// The texts of each run, one for each column.
  public let rows: [[String]]
  /// Number of runs that have ended or were interrupted, before the selection.
  public let total: Int
  /// The columns that the conditions and the order mention, which a table shows first.
  private let mentioned: [String]
  /// The columns that are text.
  private let words: Set<String>

  /// Reads the results of the runs directly, so that it also works for a sweep in progress.
  ///
  /// Each of `conditions` is a text such as `method=wgan-gp` or `modes_covered>=7`, and all must hold. Rows
  /// are sorted by a metric from best to worst, and by any other column in ascending order, unless
  /// `isReversed`; for some metrics the best value is the nearest to that of the target itself. Rows
  /// without a value, or without a reference value, come last. Throws `FileError` if the folder has no
  /// plan, and `SettingError` for an unknown column.
  public init(
    _ folder: SweepFolder, where conditions: [String] = [], sortedBy column: String? = nil,
    isReversed: Bool = false
  ) throws {
    let (table, results) = try folder.summaryTable()
    columns = table.columns
    func place(_ name: String, _ key: String) throws -> Int {
      if let place = table.columns.firstIndex(of: name) { return place }
      // A setting may be named by the end of its path, if no other ends so.
      let settings = table.settings.filter { $0.hasSuffix(".\(name)") }
      guard settings.count == 1, let place = table.columns.firstIndex(of: settings[0]) else {
        throw SettingError.unknown(name, key: key, known: table.columns)
      }
      return place
    }
    var runs = Array(zip(table.rows, results))
    var mentioned: [String] = []
    for text in conditions {
      let given = try RunCondition(text)
      let place = try place(given.column, "where")
      let column = table.columns[place]
      let isText = table.words.contains(column)
      if !isText { try given.requireNumber() }
      let condition = isText && table.settings.contains(column) ? given.onTexts() : given
      runs = runs.filter { row, _ in condition.holds(row[place]) }
      mentioned.append(column)
    }
    if let column {
      let place = try place(column, "sort")
      let column = table.columns[place]
      let metric = folder.registry.metric(column)
      let isDescending = metric?.preference == .higher
      let keys = runs.map { row, result in
        metric?.preference == .targetValue ? Self.distance(result, of: metric) : row[place]
      }
      runs = Self.sorted(runs, by: keys, isDescending: isDescending != isReversed)
      mentioned.append(column)
    }
    (rows, self.mentioned, total) = (runs.map(\.0), mentioned, table.rows.count)
    words = table.words
  }

  /// The distance of a run's metric from its value for the target itself, as the text of a cell.
  private static func distance(_ result: RunResult, of metric: Metric?) -> String {
    CSV.text(metric.flatMap { result.distance(of: $0) } ?? Double.nan)
  }

  /// Rows with equal keys stay in the order of the plan; those without a value come last in either order.
  private static func sorted<Row>(_ rows: [Row], by keys: [String], isDescending: Bool) -> [Row] {
    let isNumeric = keys.allSatisfy { $0.isEmpty || Double($0) != nil }
    func isMissing(_ key: String) -> Bool { key.isEmpty || isNumeric && Double(key)?.isNaN ?? true }
    let keyed = zip(keys, rows).enumerated().map { (key: $1.0, row: $1.1, order: $0) }
    return keyed.sorted { a, b in
      let (isMissingA, isMissingB) = (isMissing(a.key), isMissing(b.key))
      if isMissingA || isMissingB {
        return isMissingA == isMissingB ? a.order < b.order : isMissingB
      }
      guard isNumeric, let x = Double(a.key), let y = Double(b.key) else {
        return a.key == b.key ? a.order < b.order : (a.key < b.key) != isDescending
      }
      return x == y ? a.order < b.order : (x < y) != isDescending
    }.map(\.row)
  }
}

extension SweepFolder {
  /// The table of the runs, and the result from which each of its rows was made.
  fileprivate func summaryTable() throws -> (SummaryTable, [RunResult]) {
    let plan = try planned(PlanFile.Form.self)
    var results = SweepResults(plan.map(\.run), in: self)
    _ = results.refresh()
    let table = SummaryTable(
      plan: plan.map { ($0.run, $0.label) }, results: results.results,
      metrics: registry.metrics, varied: try VariedSettings(of: self))
    return (table, results.results.compactMap(\.self))
  }
}

extension RunSelection {
  /// A list of JSON objects with one key per column; numbers are
  /// written as numbers, and missing values as null.
  public var json: String {
    JSONText.of(
      rows.map { row in
        Dictionary(
          uniqueKeysWithValues: zip(columns, row).map { column, text in
            (column, Cell(isText: words.contains(column), text: text))
          })
      })
  }

  private struct Cell: Encodable {
    var isText: Bool
    var text: String

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      // A run whose method does not have the setting.
      if text.isEmpty {
        try container.encodeNil()
      } else if isText {
        try container.encode(text)
      } else if let whole = Int(text) {
        try container.encode(whole)
      } else if let number = Double(text) {
        if number.isFinite { try container.encode(number) } else { try container.encodeNil() }
      } else {
        try container.encode(text)
      }
    }
  }

  /// A table of the columns that fit a width, with the names of those that are usual or mentioned and do not.
  ///
  /// Label, seed, mentioned columns and the leading metric come before the others where there is little room.
  /// Without a width, for a program that reads it, the first four columns and the mentioned ones are always there, and
  /// metrics where 80 characters have room for them; it is not told what is left out.
  public func text(width: Int?) -> String {
    let metrics = Metric.leading(among: Set(columns)).map(\.name)
    let usual = ["run", "label", "seed", "status"]
    let order = (usual + mentioned + metrics + ["steps"]).firstOccurrences.filter(columns.contains)
    let narrow = ["label", "seed"] + mentioned + metrics.prefix(1) + ["status", "run"]
    let first = width == nil ? usual + mentioned : narrow
    var (shown, left) = (Set<String>(), [String]())
    func places(_ names: Set<String>) -> [Int] {
      order.filter(names.contains).compactMap { columns.firstIndex(of: $0) }
    }
    for name in (first + order).firstOccurrences where columns.contains(name) {
      let isNeeded = shown.isEmpty || width == nil && first.contains(name)
      let room = width ?? TextWidth.standard
      if isNeeded || Self.width(cells(places(shown.union([name])))) <= room {
        shown.insert(name)
      } else {
        left.append(name)
      }
    }
    let note = "no room for \(left.joined(separator: ", ")) (--json has every column)\n"
    let said = left.isEmpty ? nil : width.map { note.wrapped(to: $0) }
    return TextTable(cells(places(shown))).text + (said ?? "")
      + "\(rows.count) of \(total) runs\n"
  }

  private func cells(_ places: [Int]) -> [[String]] {
    ([columns] + rows).map { row in places.map { short(row[$0], in: columns[$0]) } }
  }

  private static func width(_ cells: [[String]]) -> Int {
    let columns = cells.first?.indices ?? 0..<0
    let widths = columns.map { column in cells.map { $0[column].count }.max() ?? 0 }
    return widths.reduce(0, +) + 2 * max(0, widths.count - 1)
  }

  /// Fractions with six digits, and long words truncated.
  private func short(_ cell: String, in column: String) -> String {
    let isWord = words.contains(column)
    if !isWord, Int(cell) == nil, let number = Double(cell) {
      return DecimalText.significant(number, 6)
    }
    return cell.count > 32 ? cell.prefix(31) + "…" : cell
  }
}
