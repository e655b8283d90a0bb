import Foundation
import ToyGANCore
import ToyGANFiles
import ToyGANTargets

/// The number of samples of each category that are nearest to each mode.
///
/// It is the contents of a run's `categories.csv`.
package struct CategoryTable {
  /// Name of the file in a run's folder.
  package static let file = "categories.csv"

  /// Counts by category, then by nearest mode.
  package let counts: [[Int]]

  /// `categories` contains the category that each sample was asked to have.
  init(_ samples: SampleSet, categories: [Int], modes: any ModeSet) {
    let kinds = (categories.max() ?? 0) + 1
    var counts = Array(repeating: Array(repeating: 0, count: modes.weights.count), count: kinds)
    for (number, category) in categories.enumerated() {
      let start = number * samples.dimension
      let sample = Array(samples.values[start..<start + samples.dimension])
      guard sample.allSatisfy(\.isFinite) else { continue }
      counts[category][modes.nearest(to: sample)] += 1
    }
    self.counts = counts
  }

  /// The counts in a run's folder; nil if it has none.
  ///
  /// Throws `FileError` if the file cannot be read, or if it does not count every pair once.
  package init?(in folder: URL) throws(FileError) {
    guard let table = try RunFolder(folder).table(in: Self.file) else { return nil }
    let (categories, modes) = (try table.text("category"), try table.text("mode"))
    let samples = try table.text("samples")
    let columns = categories.prefix { $0 == "0" }.count
    var counts: [[Int]] = []
    for row in samples.indices {
      guard columns > 0, categories[row] == "\(row / columns)", modes[row] == "\(row % columns)",
        let count = Int(samples[row]), count >= 0
      else {
        throw FileError(
          file: "\(table.name) row \(row + 1)", has: "another category, mode or number",
          allowed: "each mode of each category in turn, with a number of samples")
      }
      if row % columns == 0 { counts.append([]) }
      counts[row / columns].append(count)
    }
    guard let last = counts.last, last.count == columns else {
      throw FileError(
        file: table.name, value: "a table that ends early", allowed: "every mode of every category")
    }
    self.counts = counts
  }

  /// CSV with one line for each category and mode.
  var csv: String {
    var text = "category,mode,samples\n"
    for (category, row) in counts.enumerated() {
      for (mode, count) in row.enumerated() { text += "\(category),\(mode),\(count)\n" }
    }
    return text
  }
}
