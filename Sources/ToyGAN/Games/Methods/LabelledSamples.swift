import ToyGANCore
import ToyGANTargets

/// Samples of a target, each labelled with the nearest mode.
struct LabelledSamples {
  private var samples: [Float] = []
  private var classes: [Int] = []
  private let dimension, count: Int

  /// Draws a thousand samples; or `maximumOfEach` samples of every
  /// mode, or fewer if a million draws contain fewer.
  init(
    of target: any Target, _ modes: any ModeSet, from stream: RandomStream, maximumOfEach most: Int?
  ) {
    (dimension, count) = (target.dimension, modes.weights.count)
    var missing = modes.weights.map { $0 > 0 ? most ?? .max : 0 }
    for _ in 0..<(most == nil ? 1 : 1000) where missing.contains(where: { $0 > 0 }) {
      let drawn = target.samples(1000, from: stream)
      for start in stride(from: 0, to: drawn.count, by: dimension) {
        let sample = drawn[start..<start + dimension]
        let mode = modes.nearest(to: sample.map(Double.init))
        guard missing[mode] > 0 else { continue }
        missing[mode] -= 1
        samples += sample
        classes.append(mode)
      }
    }
  }

  /// The samples [n, d] and their one-hot classes [n, classes].
  func fixtures(_ name: String) -> [Fixture] {
    let columns = classes.flatMap { mode in (0..<count).map { $0 == mode ? Float(1) : 0 } }
    return [
      Fixture(name, columns: dimension, values: samples, areSamples: true),
      Fixture("\(name) classes", columns: count, values: columns),
    ]
  }
}

extension ModeSet {
  /// The mode with the smallest distance to the sample, in standard deviations of the mode.
  package func nearest(to sample: [Double]) -> Int {
    var offset = Array(repeating: 0.0, count: dimension)
    let distances = weights.indices.map { mode in
      self.offset(of: sample, from: mode, into: &offset)
      return offset.reduce(0) { $0 + $1 * $1 }
    }
    return distances.indices.min { distances[$0] < distances[$1] } ?? 0
  }
}
