import ToyGANCore
import ToyGANTargets

/// The number of samples of each category that are nearest to each mode.
struct CategoryTable {
  /// Counts by category, then by nearest mode.
  private let counts: [[Int]]

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

  /// CSV with one line for each category and mode.
  var csv: String {
    var text = "category,mode,samples\n"
    for (category, row) in counts.enumerated() {
      for (mode, count) in row.enumerated() { text += "\(category),\(mode),\(count)\n" }
    }
    return text
  }
}
