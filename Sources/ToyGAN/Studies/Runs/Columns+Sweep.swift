import Foundation
import ToyGANFiles
import ToyGANGames
import ToyGANSettings

extension FolderColumns {
  /// The columns of the tables in a sweep's folder, and of those of its runs.
  ///
  /// Where labels give a column different meanings, each stands beside the labels that have it. Throws
  /// `FileError` if the folder has no plan or a file that cannot be read, and `SettingError` for a configuration
  /// that cannot be used.
  public init(of sweep: SweepFolder) throws {
    let labels = try sweep.labelsWithMeanings()
    let merged = MergedColumns(labels.map { ($0.label, $0.meanings) })
    let settings = SettingColumns(registry: sweep.registry)
    func header(_ name: String) throws -> [String] {
      let file = sweep.file(name)
      guard RegularFile.isRegular(file), FileManager.default.fileExists(atPath: file.path) else {
        return []
      }
      let beginning = try FileBeginning.bytes(of: file.path, atMost: 1 << 20)
      let line = beginning.prefix { $0 != UInt8(ascii: "\n") }
      return try CSVTable(named: file.relativePath.inOneLine(), Array(line)).header
    }
    func columns(_ name: String, _ declared: [String]) throws -> [ColumnMeaning] {
      let found = try header(name)
      return (found.isEmpty ? declared : found).map { name in
        Self.ofRuns.first { $0.name == name } ?? merged.column(name) ?? settings.column(name)
          ?? merged.unknown(name)
      }
    }
    let start = Self.ofRuns.map(\.name)
    let trajectory = merged.names(\.trajectory)
    var files = [
      FileColumns(
        SummaryTable.file, rows: "a row for each run that has a summary, in the order of the plan",
        try columns(SummaryTable.file, start + merged.names(\.final))),
      FileColumns(
        SweepTrajectories.file,
        rows: "a row for each run and evaluation; empty where a run lacks it",
        try columns(SweepTrajectories.file, Array(start.prefix(4)) + trajectory)),
      FileColumns(
        "runs/*/\(Trajectory.file)", rows: Self.evaluations,
        trajectory.map { merged.column($0) ?? merged.unknown($0) }),
    ]
    if let planar = labels.first(where: { $0.recipe.target.dimension == 2 }) {
      files += Self.pictures(of: planar.recipe).map { $0.inside("runs/*") }
    }
    files += Self.notes.filter { FileManager.default.fileExists(atPath: sweep.file($0.file).path) }
    self.init(files)
  }

  /// What a sweep says about itself, where there is something to say.
  private static let notes = [
    FileColumns(
      [LabelDifference].file,
      rows: "a row for each setting that differs between labels although nobody set it, and label",
      [
        ColumnMeaning("setting", "dotted path of the setting", range: "text"),
        ColumnMeaning("label", "name of the variant", range: "text"),
        ColumnMeaning("value", "the value that the variant has", range: "text"),
      ]),
    FileColumns(
      [SkippedCombination].file, rows: "a row for each combination of settings that cannot work",
      [
        ColumnMeaning("label", "name that its runs would have", range: "text"),
        ColumnMeaning("reason", "why it cannot work", range: "text"),
      ]),
  ]

  /// The columns that say which run a row is of, and how it ended.
  private static let ofRuns = [
    ColumnMeaning(
      "run", "name of the run's folder in runs, a hash of its configuration", range: "text"),
    ColumnMeaning("label", "name of the variant in tables and figures", range: "text"),
    ColumnMeaning("method", "name of the training method", range: "text"),
    ColumnMeaning("seed", "seed of all random numbers of the run", range: "0 and more"),
    ColumnMeaning("status", "how the run ended", range: "completed, diverged or interrupted"),
    ColumnMeaning("steps", "updates of the generator that were made", range: "0 and more"),
  ]
}

extension SweepFolder {
  /// The labels of the plan with the meanings of their columns, from the first run of each.
  fileprivate func labelsWithMeanings() throws -> [LabelWithMeanings] {
    var seen = Set<String>()
    return try planned(PlannedSettings.self).filter { seen.insert($0.label).inserted }.map { line in
      let settings = line.configuration.resolvingFiles(relativeTo: file("plan.jsonl").path)
      let recipe = try Recipe(Configuration(layers: [settings], registry: registry))
      return LabelWithMeanings(
        label: line.label, recipe: recipe, meanings: DeclaredColumns(recipe, registry: registry))
    }
  }
}

private struct LabelWithMeanings {
  var label: String
  var recipe: Recipe
  var meanings: DeclaredColumns
}

/// The part of a line of `plan.jsonl` that has a label's settings.
private struct PlannedSettings: Decodable, Sendable {
  var label: String
  var configuration: SettingNode
}

/// The columns of several labels; where meanings differ, each is said of its labels.
private struct MergedColumns {
  private let labels: [(label: String, meanings: DeclaredColumns)]
  private let trajectories: [[ColumnMeaning]]

  init(_ labels: [(label: String, meanings: DeclaredColumns)]) {
    self.labels = labels
    trajectories = labels.map(\.meanings.trajectory)
  }

  /// The names of the columns of any label, in the order of first occurrence.
  func names(_ columns: (DeclaredColumns) -> [ColumnMeaning]) -> [String] {
    var seen = Set<String>()
    return labels.flatMap { columns($0.meanings) }.map(\.name).filter { seen.insert($0).inserted }
  }

  func column(_ name: String) -> ColumnMeaning? {
    let own = zip(labels, trajectories).compactMap { label, columns in
      columns.first { $0.name == name }.map { (label: label.label, column: $0) }
    }
    let found =
      own.isEmpty
      ? labels.compactMap { label in
        label.meanings.column(named: name).map { (label: label.label, column: $0) }
      } : own
    guard var column = found.first?.column else { return nil }
    column.meaning = text(found.map { ($0.label, $0.column.meaning) })
    column.range = text(found.map { ($0.label, $0.column.range) })
    let units = found.compactMap { item in item.column.unit.map { (item.label, $0) } }
    column.unit = units.isEmpty ? nil : text(units)
    return column
  }

  func unknown(_ name: String) -> ColumnMeaning { labels[0].meanings.known(name) }

  /// One text for all labels or, where they differ, what is common to all, and the rest of each with its labels.
  private func text(_ texts: [(label: String, text: String)]) -> String {
    var seen = Set<String>()
    let different = texts.map(\.text).filter { seen.insert($0).inserted }
    guard different.count > 1 else { return different.first ?? "" }
    let phrases = different.map { $0.components(separatedBy: "; ") }
    let most = (phrases.map(\.count).min() ?? 1) - 1
    let common = (0..<most).prefix { place in phrases.allSatisfy { $0[place] == phrases[0][place] }
    }
    let rests = zip(different, phrases).map { text, phrases in
      let labels = texts.filter { $0.text == text }.map(\.label)
      let more = labels.count > 3 ? " and \(labels.count - 3) more" : ""
      let rest = phrases.dropFirst(common.count).joined(separator: "; ")
      return "\(labels.prefix(3).joined(separator: ", "))\(more): \(rest)"
    }
    return (phrases[0].prefix(common.count) + rests).joined(separator: "; ")
  }
}

/// The columns of settings that vary, named by their dotted path.
private struct SettingColumns {
  private let settings: [SettingDescription]

  init(registry: Registry) { settings = Configuration.settingDescriptions(registry: registry) }

  func column(_ name: String) -> ColumnMeaning? {
    let found = settings.filter { $0.key == name }
    guard let first = found.first else {
      guard name.contains(".") else { return nil }
      return ColumnMeaning(name, "the setting of this path", range: "text, or a number")
    }
    return ColumnMeaning(name, "the setting: \(first.meaning)", range: first.allowed)
  }
}
