import ToyGANCore

/// The named streams of one run.
///
/// The position of a stream depends on the update it is drawn for, so that no stream depends on how many
/// numbers were drawn from another.
package final class TrainingStreams {
  package let target, latent, evaluation, surface: RandomStream
  private let draws: [RandomStream]

  /// `draws` is the number of random matrices that a method may use in one update; `purpose` is the prefix
  /// of every name, so that streams for different purposes are independent.
  package init(seed: UInt64, draws: Int, purpose: String = "") {
    func stream(_ name: String) -> RandomStream { RandomStream(seed: seed, name: purpose + name) }
    (target, latent) = (stream("target"), stream("latent"))
    (evaluation, surface) = (stream("evaluation"), stream("surface"))
    self.draws = (0..<draws).map { stream("draw.\($0)") }
  }

  /// Fills the random matrices of a method for the update at `position`.
  package func fill(
    _ matrices: [(Distribution, UnsafeMutableBufferPointer<Float>)], at position: UInt64
  ) {
    // Indexed, because an array iterator would copy each tuple to newly allocated memory.
    for number in matrices.indices {
      draws[number].seek(to: position)
      draws[number].fill(matrices[number].1, by: matrices[number].0)
    }
  }
}

extension RandomStream {
  /// Fills a matrix with random numbers of the given distribution.
  func fill(_ matrix: UnsafeMutableBufferPointer<Float>, by distribution: Distribution) {
    switch distribution {
    case .uniform: fillUniforms(matrix)
    case .normal: fillNormals(matrix)
    }
  }
}
