import Foundation
import ToyGANFiles
import ToyGANSettings

extension SweepFolder {
  /// Writes what a reader of the tables should know, or removes what an earlier plan said.
  func writeNotes(of plan: ExperimentPlan) throws {
    for (name, text) in Self.notes(of: plan) {
      if let text {
        try AtomicFile.write(text, to: file(name))
      } else {
        unlink(file(name).path)
      }
    }
  }

  /// Whether the folder has what a reader of the tables should know of a plan, and nothing else.
  func hasNotes(of plan: ExperimentPlan) -> Bool {
    Self.notes(of: plan).allSatisfy { name, text in
      let stored = try? RegularFile.bytes(at: file(name))
      return stored == text.map { Array($0.utf8) }
    }
  }

  /// The files about a plan; without a text there is none.
  private static func notes(of plan: ExperimentPlan) -> [(name: String, text: String?)] {
    [
      ([SkippedCombination].file, plan.skipped.isEmpty ? nil : plan.skipped.csv),
      ([LabelDifference].file, plan.differences.isEmpty ? nil : plan.differences.csv),
    ]
  }

  /// What a reader of the table should know, below it in Markdown: settings in which labels differ although the
  /// experiment does not name them, and the combinations that were left out.
  ///
  /// Throws `FileError` if a file is damaged.
  func notes() throws(FileError) -> String {
    var text = ""
    if let table = try noteTable([LabelDifference].file) {
      text += try [LabelDifference](table).markdown
    }
    if let table = try noteTable([SkippedCombination].file), !table.records.isEmpty {
      let count = table.records.count
      let whole =
        count == 1
        ? "1 combination was left out because it"
        : "\(count) combinations were left out because they"
      text += "\n\(whole) cannot work; `\([SkippedCombination].file)` has the reasons.\n"
    }
    return text
  }

  func noteTable(_ name: String) throws(FileError) -> CSVTable? {
    let file = file(name)
    guard let bytes = try RegularFile.bytes(at: file) else { return nil }
    return try CSVTable(named: file.relativePath.inOneLine(), bytes)
  }
}
