import ToyGANCore
import ToyGANTargets

/// A change of units in which a target has mean zero and standard deviation one.
///
/// Players train in these units; stored samples and scores are in the target's own units.
package struct Standardization {
  /// Mean of the samples, one number per dimension.
  let offset: [Float]
  /// Root of the variance averaged over the dimensions; one scale for all dimensions preserves shapes.
  let scale: Double

  private static let count = 10_000

  /// Measures a target on 10,000 samples from a separate random stream.
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
    // A target that is a single point has no scale.
    scale = squares == 0 ? 1 : (squares / Double(n * d)).squareRoot()
  }
}

/// A standardization as expressions, whose offsets are leaves that are filled once.
struct StandardUnits {
  private let standardization: Standardization?
  /// Offset of one sample, [1, d], and of a pack, [1, d · packing].
  let single, pack: Tensor

  init(_ standardization: Standardization?, dimension d: Int, packing: Int) {
    self.standardization = standardization
    single = .leaf("offset", 1, d)
    pack = .leaf("offset of packs", 1, d * packing)
  }

  /// Converts packs [n, d · packing] from the target's units to standard units.
  func standard(_ packs: Tensor) -> Tensor {
    standardization.map { (1 / $0.scale) * (packs - pack) } ?? packs
  }

  /// Converts samples [n, d] from standard units to the target's units.
  func inTargetUnits(_ samples: Tensor) -> Tensor {
    standardization.map { $0.scale * samples + single } ?? samples
  }

  /// Converts packs [n, d · packing] from standard units to the target's units.
  func ownPacks(_ packs: Tensor) -> Tensor {
    standardization.map { $0.scale * packs + pack } ?? packs
  }

  /// Converts a gradient at samples or packs from standard units to the target's units.
  func ownGradient(_ gradient: Tensor) -> Tensor {
    standardization.map { (1 / $0.scale) * gradient } ?? gradient
  }

  /// Fills the leaves of the offsets.
  func fill(_ memory: (Tensor) -> UnsafeMutableBufferPointer<Float>) {
    guard let standardization else { return }
    for leaf in [single, pack] {
      let buffer = memory(leaf)
      for i in buffer.indices { buffer[i] = standardization.offset[i % single.shape.columns] }
    }
  }
}
