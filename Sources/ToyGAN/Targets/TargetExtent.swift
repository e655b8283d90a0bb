import ToyGANCore

/// The location and size of a target, from a thousand samples that are always the same.
package struct TargetExtent {
  private let samples: SampleSet  // [1000, d]

  package init(of samples: SampleSet) { self.samples = samples }

  package init(of target: any Target) {
    let drawn = target.samples(1000, from: RandomStream(seed: 0, name: "extent"))
    samples = SampleSet(drawn, dimension: target.dimension)
  }

  /// Root mean squared distance of the samples from their mean; 1 for a target that is a single point.
  package var scale: Double {
    let n = Double(samples.count)
    let variance = (0..<samples.dimension).reduce(0.0) { sum, axis in
      let column = coordinates(axis)
      let mean = column.reduce(0, +) / n
      return sum + column.reduce(0.0) { $0 + ($1 - mean) * ($1 - mean) } / n
    }
    return variance == 0 ? 1 : variance.squareRoot()
  }

  /// A square around the samples, one and a half times as large as their range.
  ///
  /// Traps unless the target is two-dimensional.
  package var box: Square {
    guard samples.dimension == 2 else {
      fatalError("box: the target has \(samples.dimension) dimensions, not 2")
    }
    let (xs, ys) = (coordinates(0), coordinates(1))
    let (left, right) = (xs.min() ?? -1, xs.max() ?? 1)
    let (bottom, top) = (ys.min() ?? -1, ys.max() ?? 1)
    return Square(
      x: (left + right) / 2, y: (bottom + top) / 2,
      half: 0.75 * max(right - left, top - bottom, 1e-6))
  }

  private func coordinates(_ axis: Int) -> [Double] {
    stride(from: axis, to: samples.values.count, by: samples.dimension).map { samples.values[$0] }
  }
}

/// A square in the plane, by its centre and half its side length.
package struct Square: Sendable, Equatable {
  package let x, y, half: Double

  package init(x: Double, y: Double, half: Double) { (self.x, self.y, self.half) = (x, y, half) }
}
