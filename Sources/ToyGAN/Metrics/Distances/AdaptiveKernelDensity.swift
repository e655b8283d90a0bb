import Foundation
import ToyGANCore

/// A density estimate whose kernel at each sample is as wide as the distance to its neighbours.
///
/// `p(x) = (1 / n) sum_i N(x; x_i, h_i^2 I)`, with h_i the distance of sample i to its tenth neighbour
/// (Breiman, Meisel and Purcell, Technometrics 19, 1977): narrow modes keep their width, regardless of the
/// distance between modes.
package struct AdaptiveKernelDensity {
  private static let neighbours = 10
  /// The least width of a kernel, relative to the widest; needed because samples may be equal.
  private static let narrowest = 1e-6

  private let samples: SampleSet  // [n, d]
  private let widths: [Double]  // [n]

  /// Nil if fewer than eleven samples are finite, or if all are equal.
  package init?(_ samples: SampleSet) {
    let samples = samples.withoutInvalidRows
    guard samples.count > Self.neighbours, let tree = NeighbourTree(samples) else { return nil }
    let radii = tree.squaresToNeighbour(Self.neighbours).map { $0.squareRoot() }
    guard let widest = radii.max(), widest > 0 else { return nil }
    self.samples = samples
    widths = radii.map { max($0, Self.narrowest * widest) }
  }

  /// Natural logarithm of the density at a point of `d` numbers.
  package func logDensity(of x: [Double]) -> Double {
    let d = samples.dimension
    let terms = widths.indices.map { row -> Double in
      var square = 0.0
      for axis in 0..<d {
        let difference = x[axis] - samples.values[row * d + axis]
        square += difference * difference
      }
      return -square / (2 * widths[row] * widths[row]) - Double(d) * log(widths[row])
    }
    let largest = terms.max() ?? -.infinity
    let sum = terms.reduce(0.0) { $0 + exp($1 - largest) }
    return largest + log(sum / Double(widths.count)) - Double(d) / 2 * log(2 * .pi)
  }
}
