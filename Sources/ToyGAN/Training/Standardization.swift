import ToyGANCore
import ToyGANTargets

/// A change of units in which a target has mean zero and deviation one.
///
/// Players train in these units; what is shown and scored is in the target's own.
package struct Standardization {
  /// Mean of the samples, one number a dimension.
  let offset: [Float]
  /// Root of their variance, averaged over the dimensions; the same for all, so that shapes stay.
  let scale: Double

  private static let count = 10_000

  /// Measured on 10,000 samples of a stream of their own.
  init(of target: any Target) {
    let (d, n) = (target.dimension, Standardization.count)
    let drawn = target.samples(n, from: RandomStream(seed: 0, name: "standardization"))
    var (sums, squares) = (Array(repeating: 0.0, count: d), 0.0)
    for (i, value) in drawn.enumerated() { sums[i % d] += Double(value) }
    let means = sums.map { $0 / Double(n) }
    for (i, value) in drawn.enumerated() {
      let difference = Double(value) - means[i % d]
      squares += difference * difference
    }
    offset = means.map { Float($0) }
    // A target that is a single point has no scale of its own.
    scale = squares == 0 ? 1 : (squares / Double(n * d)).squareRoot()
  }
}

/// The same as expressions, with the offset as leaves that are filled once.
struct StandardUnits {
  private let standardization: Standardization?
  /// Offsets of one sample, [1, d], and of a pack of them, [1, d · packing].
  let single, pack: Tensor

  init(_ standardization: Standardization?, dimension d: Int, packing: Int) {
    self.standardization = standardization
    single = .leaf("offset", 1, d)
    pack = .leaf("offset of packs", 1, d * packing)
  }

  /// Packs [n, d · packing] of the target's units in standard ones.
  func standard(_ packs: Tensor) -> Tensor {
    standardization.map { (1 / $0.scale) * (packs - pack) } ?? packs
  }

  /// Samples [n, d] of standard units in the target's.
  func own(_ samples: Tensor) -> Tensor {
    standardization.map { $0.scale * samples + single } ?? samples
  }

  /// Packs [n, d · packing] likewise.
  func ownPacks(_ packs: Tensor) -> Tensor {
    standardization.map { $0.scale * packs + pack } ?? packs
  }

  /// A gradient at samples or packs of standard units, as one at the target's.
  func ownGradient(_ gradient: Tensor) -> Tensor {
    standardization.map { (1 / $0.scale) * gradient } ?? gradient
  }

  /// Fills the leaves.
  func fill(_ memory: (Tensor) -> UnsafeMutableBufferPointer<Float>) {
    guard let standardization else { return }
    for leaf in [single, pack] {
      let buffer = memory(leaf)
      for i in buffer.indices { buffer[i] = standardization.offset[i % single.shape.columns] }
    }
  }
}
