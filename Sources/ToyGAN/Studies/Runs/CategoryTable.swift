import ToyGANCore
import ToyGANTargets

/// How often the samples of each category fall to each mode: which code found which mode.
struct CategoryTable {
  /// By category, then by nearest mode.
  private let counts: [[Int]]

  /// `categories` says of each sample what it was asked to be.
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

  /// A line for each category and mode.
  var csv: String {
    var text = "category,mode,samples\n"
    for (category, row) in counts.enumerated() {
      for (mode, count) in row.enumerated() { text += "\(category),\(mode),\(count)\n" }
    }
    return text
  }
}
