import Foundation
import Testing
import ToyGAN

@testable import ToyGANFiles
@testable import ToyGANStudies

/// What `experiments/` stores belongs to the experiments of today, and its texts say what its tables say.
@Suite struct StoredResultsTests {
  /// A folder of `experiments/` with results.
  struct Study: Sendable, CustomTestStringConvertible {
    let folder: URL
    var testDescription: String {
      folder.pathComponents.reversed().prefix { $0 != "experiments" }.reversed()
        .joined(separator: "/")
    }

    /// The experiment is in the folder of its results, or in the folder above, which may have several searches of it.
    var experiment: URL {
      let own = folder.appending(path: "experiment.yaml")
      return FileManager.default.fileExists(atPath: own.path)
        ? own : folder.deletingLastPathComponent().appending(path: "experiment.yaml")
    }

    func text(_ name: String) throws -> String {
      try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }
  }

  private struct MadeBy: Decodable {
    var commit, version: String
    var processors, settings, days: [String]
  }

  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The folders of all files with this name below `experiments`, except those of the theory, which are no studies.
  private static func folders(of name: String) -> [Study] {
    let experiments = root.appending(path: "experiments")
    let files = FileManager.default.enumerator(atPath: experiments.path)?.compactMap {
      $0 as? String
    }
    return (files ?? []).sorted().filter { $0.hasSuffix("/\(name)") && !$0.hasPrefix("theory/") }
      .map { Study(folder: experiments.appending(path: $0).deletingLastPathComponent()) }
  }

  static let studies = folders(of: "summary.csv")
  /// Searches of an experiment, each with the settings of its command.
  static let searches = folders(of: "trials.csv")
  /// The folders with a text.
  static let texts = folders(of: "README.md")

  /// Studies that an earlier engine trained, as `experiments/README.md` says; a name that is trained again must leave.
  private static let old = ["further-players"]

  @Test func thereAreStudies() {
    #expect(Self.studies.count >= 3 && Self.searches.count >= 1 && Self.texts.count >= 4)
  }

  /// A run's name is a checksum of its settings: with other settings, or another default, the stored row is of
  /// something that the experiment no longer is.
  @Test(arguments: studies) func storedRunsAreThoseOfThePlan(_ study: Study) throws {
    let planned = try Experiment(file: study.experiment.path).plan().map(\.id)
    let stored = try CSVTable(contentsOf: study.folder.appending(path: "summary.csv")).text("run")
    withKnownIssue("trained by an earlier engine") {
      #expect(stored.sorted() == planned.sorted())
    } when: {
      Self.old.contains(study.testDescription)
    }
  }

  @Test(arguments: searches) func storedTrialsAreThoseOfThePlan(_ search: Study) throws {
    let made = try JSONDecoder().decode(MadeBy.self, from: Data(search.text("made-by.json").utf8))
    let experiment = try Experiment(
      file: search.experiment.path, assignments: made.settings.map { try Assignment($0) })
    // The budget decides the steps of each run.
    let settings = experiment.tuning ?? TuningSettings()
    let plan = try experiment.budgeted(settings, in: search.folder).plan().map(\.id)
    let table = try CSVTable(contentsOf: search.folder.appending(path: "trials.csv"))
    let stored = try table.text("runs").filter { !$0.isEmpty }
    #expect(Set(stored).count > 20 && Set(stored).isSubset(of: plan))
  }

  @Test(arguments: studies + searches) func resultsSayWhatMadeThem(_ study: Study) throws {
    if Self.old.contains(study.testDescription) { return }
    let made = try JSONDecoder().decode(MadeBy.self, from: Data(study.text("made-by.json").utf8))
    #expect(made.commit.count == 12 && made.commit.allSatisfy(\.isHexDigit))
    #expect(!made.version.isEmpty && !made.processors.isEmpty && made.days.count == 2)
  }

  @Test(arguments: texts) func tablesOfATextAreTheStoredOnes(_ study: Study) throws {
    let readme = try study.text("README.md")
      .split(separator: "\n", omittingEmptySubsequences: false)
    for (start, line) in readme.enumerated() {
      guard let mark = line.wholeMatch(of: #/<!-- ([a-z0-9\/-]+\.md) -->/#) else { continue }
      let end = try #require(readme.firstIndex(of: "<!-- end of \(mark.1) -->"))
      let table = try study.text(String(mark.1)).split(separator: "\n").filter { $0.hasPrefix("|") }
      #expect(Array(readme[(start + 1)..<end]) == table)
    }
  }

  /// A figure in a text is a link to its table, whose title names row and column.
  @Test func figuresOfTextsAreThoseOfTables() throws {
    let texts =
      ["README.md", "experiments/README.md"].map { Self.root.appending(path: $0) }
      + Self.texts.map { $0.folder.appending(path: "README.md") }
    for text in texts {
      let content = try String(contentsOf: text, encoding: .utf8)
      for figure in TableFigure.all(in: content) {
        let file = text.deletingLastPathComponent().appending(path: figure.table)
        let table = try String(contentsOf: file, encoding: .utf8)
        let place =
          "\(text.path): [\(figure.text)](\(figure.table) \"\(figure.row); \(figure.column)\")"
        #expect(figure.cell(of: table) == figure.text, "\(place)")
      }
    }
  }

  /// The control of the test above.
  @Test func aFigureIsFoundAndCompared() throws {
    let text = #"""
      In [8.00](x/table.md "unrolled, K = 10; modes by mass") of eight, [1.00 [0.5, 1.5]](x/table.md "gan; modes"); see
      [it](x/table.md).
      """#
    let figures = TableFigure.all(in: text)
    try #require(figures.count == 2)
    let table = """
      | label | runs | modes by mass (mean) |
      |---|---:|---:|
      | gan | 3 | 1.00 [0.5, 1.5] |
      | unrolled, K = 10 | 3 | 8.00 |
      """
    #expect(figures[1].cell(of: table) == figures[1].text && figures[1].text == "1.00 [0.5, 1.5]")
    #expect(figures[0].text == "8.00" && figures[0].table == "x/table.md")
    #expect(figures[0].cell(of: table) == "8.00")
    var other = figures[0]
    other.column = "runs"
    #expect(other.cell(of: table) == "3")
    other.row = "K = 10"
    #expect(other.cell(of: table) == nil)
  }
}

/// A figure in a text of Markdown that is a link to a table, with the place in the table as the link's title.
struct TableFigure {
  var text: String
  var table: String
  var row: String
  /// The column's title, or the beginning of it.
  var column: String

  static func all(in markdown: String) -> [TableFigure] {
    let pattern = #/\[((?:[^\]\[]|\[[^\]\[]*\])+)\]\(([^)\s]*\.md)\s+"([^";]+);\s*([^"]+)"\)/#
    return markdown.matches(of: pattern).map { match in
      TableFigure(
        text: String(match.1), table: String(match.2), row: String(match.3), column: String(match.4)
      )
    }
  }

  /// The text of the cell, without emphasis; nil if the table has no such row or column.
  func cell(of table: String) -> String? {
    let lines = table.split(separator: "\n").filter { $0.hasPrefix("|") }.map(Self.cells)
    guard let place = lines.first?.firstIndex(where: { $0.hasPrefix(column) }),
      let line = lines.dropFirst(2).first(where: { $0.first == row }), line.indices.contains(place)
    else { return nil }
    return line[place]
  }

  private static func cells(_ line: Substring) -> [String] {
    line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast().map {
      $0.trimmingCharacters(in: .whitespaces.union(CharacterSet(charactersIn: "*")))
    }
  }
}
