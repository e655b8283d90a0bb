import Foundation
import ToyGANFiles
import ToyGANGames
import ToyGANSettings

extension FolderColumns {
  /// The columns of the tables in a run's folder: those that are there and, for a run that has not begun, those
  /// that it will have.
  ///
  /// Throws `FileError` if the folder has no run or a file that cannot be read, and `SettingError` for a
  /// configuration that cannot be used.
  public init(of run: RunFolder) throws {
    try run.requireRun()
    let recipe = try Recipe(run.configuration())
    let meanings = DeclaredColumns(recipe, registry: run.registry)
    let header = try run.trajectory(upToDamage: true)?.table.header ?? []
    let columns = header.isEmpty ? meanings.trajectory : header.map { meanings.known($0) }
    var files = [FileColumns(Trajectory.file, rows: Self.evaluations, columns)]
    files += Self.pictures(of: recipe)
    if FileManager.default.fileExists(atPath: run.file(CategoryTable.file).path) {
      files.append(Self.categories)
    }
    if FileManager.default.fileExists(atPath: run.file(Self.changesFile).path) {
      files.append(Self.changes)
    }
    self.init(files + FileColumns.ofJSON(in: run))
  }

  static let evaluations = "a row for each evaluation"

  /// The tables for figures, which runs on a target in the plane have.
  static func pictures(of recipe: Recipe) -> [FileColumns] {
    guard recipe.target.dimension == 2 else { return [] }
    func plane(_ what: String) -> [ColumnMeaning] {
      ["x", "y"].map {
        ColumnMeaning($0, "\($0) of \(what)", unit: "the target's units", range: "any number")
      }
    }
    let output =
      recipe.configuration.method.objective.isProbabilistic
      ? "the discriminator's logit: above 0 it believes that a point is real"
      : "the discriminator's output: higher where it rates points as more real"
    return [
      FileColumns(
        "samples/step-*.csv", rows: "a row for each sample, generated after so many steps",
        plane("the sample")),
      FileColumns(
        "samples/target.csv", rows: "a row for each sample of the target", plane("the sample")),
      FileColumns(
        "surfaces/step-*.csv",
        rows: "a row for each point of a grid, x fastest, with a blank line before each new y",
        plane("the point") + [ColumnMeaning("value", output, range: "any number")]),
    ]
  }

  private static let categories = FileColumns(
    CategoryTable.file, rows: "a row for each category and mode",
    [
      ColumnMeaning(
        "category", "the category that samples were asked to have", range: "0 and more"),
      ColumnMeaning("mode", "the mode that is nearest to them", range: "0 and more"),
      ColumnMeaning(
        "samples", "number of such samples at the end", unit: "samples", range: "0 and more"),
    ])

  /// The file of a run that was saved from the live page after changes.
  private static let changesFile = "changes.csv"

  private static let changes = FileColumns(
    changesFile, rows: "a row for each change that was made while the run was trained",
    [
      ColumnMeaning("step", "updates of the generator before the change", range: "0 and more"),
      ColumnMeaning("change", "what was changed", range: "text"),
    ])
}

extension DeclaredColumns {
  /// The meaning of a column that a file has, or the sentence that this version does not know it.
  func known(_ name: String) -> ColumnMeaning {
    column(named: name)
      ?? ColumnMeaning(
        name, "not known: the column is of another version, or of another program's parts",
        range: "unknown")
  }
}
