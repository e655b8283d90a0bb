import ToyGANCore

/// The named streams of one run.
///
/// Each is placed by the update it is drawn for, so that no stream depends on how much was taken
/// from another.
package final class TrainingStreams {
  package let target, latent, evaluation, surface: RandomStream
  private let draws: [RandomStream]

  /// `draws`: how many random matrices of its own a method may use in one update; `purpose` begins every
  /// name, so that what is drawn for another purpose is independent.
  package init(seed: UInt64, draws: Int, purpose: String = "") {
    func stream(_ name: String) -> RandomStream { RandomStream(seed: seed, name: purpose + name) }
    (target, latent) = (stream("target"), stream("latent"))
    (evaluation, surface) = (stream("evaluation"), stream("surface"))
    self.draws = (0..<draws).map { stream("draw.\($0)") }
  }

  /// Fills a method's own random matrices for the update at `position`.
  package func fill(
    _ matrices: [(Distribution, UnsafeMutableBufferPointer<Float>)], at position: UInt64
  ) {
    // By number: tuples taken out of an array by an iterator are copied to memory of their own.
    for number in matrices.indices {
      draws[number].seek(to: position)
      draws[number].fill(matrices[number].1, by: matrices[number].0)
    }
  }
}

extension RandomStream {
  /// Fills a matrix with random numbers of a distribution.
  func fill(_ matrix: UnsafeMutableBufferPointer<Float>, by distribution: Distribution) {
    switch distribution {
    case .uniform: fillUniforms(matrix)
    case .normal: fillNormals(matrix)
    }
  }
}
