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
        RunColumn.all.first { $0.column.name == name }?.column ?? merged.column(name)
          ?? settings.column(name)
          ?? merged.unknown(name)
      }
    }
    let trajectory = merged.names(\.trajectory)
    var files = [
      FileColumns(
        SummaryTable.file, rows: "a row for each run that has a summary, in the order of the plan",
        try columns(SummaryTable.file, RunColumn.all.names + merged.names(\.final))),
      FileColumns(
        SweepTrajectories.file,
        rows: "a row for each run and evaluation; empty where a run lacks it",
        try columns(SweepTrajectories.file, RunColumn.ofEvaluations.names + trajectory)),
      FileColumns(
        "runs/*/\(Trajectory.file)", rows: Self.evaluations,
        trajectory.map { merged.column($0) ?? merged.unknown($0) }),
    ]
    if let planar = labels.first(where: { $0.recipe.target.dimension == 2 }) {
      files += Self.pictures(of: planar.recipe).map { $0.inside("runs/*") }
    }
    func isThere(_ name: String) -> Bool {
      FileManager.default.fileExists(atPath: sweep.file(name).path)
    }
    if isThere(TableTitles.file) {
      let titles = TableTitles(sweep.table).columns { merged.column($0) }
      files.append(
        FileColumns(TableTitles.file, rows: "a row for each label, in Markdown", titles))
    }
    files += Self.notes.filter { isThere($0.file) }
    files +=
      [FileColumns.plan]
      + [FileColumns.runSummary, .runRecord].map { $0.inside("runs/*") }
    self.init(files)
  }

  /// What a sweep says about itself, where there is something to say.
  private static let notes = [
    FileColumns(
      [LabelDifference].file,
      rows: "a row for each setting that differs between labels although nobody set it, and label",
      [LabelDifference].columns),
    FileColumns(
      [SkippedCombination].file, rows: "a row for each combination of settings that cannot work",
      [SkippedCombination].columns),
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
    if let own = meaning(of: name) { return ColumnMeaning(name, own.text, range: own.range) }
    // A value in a value, such as {normal: deviation}: what it is in says what it means.
    var around = name.split(separator: ".").dropLast()
    while !around.isEmpty {
      let path = around.joined(separator: ".")
      if let whole = meaning(of: path) {
        let part = name.dropFirst(path.count + 1)
        return ColumnMeaning(
          name, "\(part) of \(path); \(whole.text)", range: "empty, or of \(whole.range)")
      }
      around = around.dropLast()
    }
    guard name.contains(".") else { return nil }
    return ColumnMeaning(
      name, "a setting that this version does not have", range: "text, or a number")
  }

  /// The meaning and the allowed values, of each part by its name where parts have different ones.
  private func meaning(of key: String) -> (text: String, range: String)? {
    let found = settings.filter { $0.key == key }
    guard let first = found.first else { return nil }
    let meanings = found.map(\.meaning).firstOccurrences
    let texts = meanings.map { meaning in
      let parts = found.filter { $0.meaning == meaning }.compactMap(\.part)
      let isCommon = meanings.count == 1 || parts.isEmpty
      return isCommon ? meaning : "\(parts.joined(separator: ", ")): \(meaning)"
    }
    let ranges = found.map(\.allowed).firstOccurrences
    return (
      "the setting: \(texts.joined(separator: "; "))",
      meanings.count == 1 ? first.allowed : ranges.joined(separator: "; or ")
    )
  }
}
