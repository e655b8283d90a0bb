import Foundation
import ToyGANFiles
import ToyGANMetrics
import ToyGANSettings

/// A column of a table in a run's or a sweep's folder, and what it means.
public struct ColumnMeaning: Codable, Equatable, Sendable {
  /// Name in the header.
  public var name: String
  /// The meaning, in one sentence.
  public var meaning: String
  /// The unit of the values, such as nats; nil for words, and for a number without one.
  public var unit: String?
  /// The values that are possible, in words.
  public var range: String

  init(_ name: String, _ meaning: String, unit: String? = nil, range: String) {
    (self.name, self.meaning, self.unit, self.range) = (name, meaning, unit, range)
  }

  /// Meaning, unit and range in one line.
  var summary: String {
    let facts = [unit, range].compactMap(\.self).joined(separator: "; ")
    return "\(meaning) [\(facts)]"
  }
}

/// A table or a file in JSON of a run or a sweep, or several with the same columns or keys.
public struct FileColumns: Codable, Equatable, Sendable {
  /// Path in the folder; `*` stands for any part of a name.
  public var file: String
  /// The meaning of a row.
  public var rows: String
  /// The columns, in their order.
  public var columns: [ColumnMeaning]

  init(_ file: String, rows: String, _ columns: [ColumnMeaning]) {
    (self.file, self.rows, self.columns) = (file, rows, columns)
  }

  /// The same tables inside of another folder.
  func inside(_ folder: String) -> FileColumns {
    FileColumns("\(folder)/\(file)", rows: rows, columns)
  }

  /// Whether a user's word means this file: its path, a name in the path, or either without its ending.
  func isMeant(by word: String) -> Bool {
    let parts = file.split(separator: "/").map(String.init)
    let tails = parts.indices.map { parts[$0...].joined(separator: "/") }
    let ending = file.split(separator: ".").last.map { $0.count + 1 } ?? 0
    let stems = tails.map { String($0.dropLast(ending)) }
    let patterns = tails + stems + parts.dropLast().filter { $0 != "*" && $0 != "runs" }
    return patterns.contains { fnmatch($0, word, FNM_PATHNAME) == 0 } || file == word
  }
}

/// What the columns of all tables in a folder mean.
public struct FolderColumns: Sendable {
  /// The tables, in the order in which they are read.
  public let files: [FileColumns]

  init(_ files: [FileColumns]) { self.files = files }

  /// The tables that a word means, such as `trajectory.csv`, `samples` or `samples/step-00005000.csv`.
  ///
  /// Throws `SettingError` if there are none.
  public func files(named word: String) throws(SettingError) -> FolderColumns {
    let found = files.filter { $0.isMeant(by: word) }
    guard !found.isEmpty else {
      throw SettingError.unknown(word, key: "file", known: files.map(\.file))
    }
    return FolderColumns(found)
  }

  /// The tables one below the other; without a width every column has one line.
  public func text(width: Int?) -> String {
    files.map { file in
      let title = "\(file.file): \(file.rows)"
      return (width.map { title.wrapped(to: $0) } ?? title) + "\n\n"
        + DefinitionList(
          file.columns.map { ($0.name.isEmpty ? "(no title)" : $0.name, $0.summary) }
        ).text(width: width)
    }.joined(separator: "\n")
  }

  /// A list of `{file, rows, columns}`; a column is `{name, meaning, unit, range}`.
  public var json: String { JSONText.of(files) }
}

extension MetricRange {
  /// The possible values in words; a count needs the number of modes.
  func text(modes: Int?) -> String {
    switch self {
    case .unbounded: "any number"
    case .notNegative: "0 and more"
    case .upTo(let most): "0 to \(most == 1 ? "1" : DecimalText.fixed(most, 4))"
    case .modes: "0 to \(modes.map { "\($0)" } ?? "the number of modes")"
    }
  }
}
