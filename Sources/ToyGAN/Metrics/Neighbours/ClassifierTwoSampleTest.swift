import ToyGANCore

/// How well each sample's nearest neighbour tells real from generated.
///
/// Real and generated samples are pooled, and each is given the label of the nearest other one.
/// Accuracy, the share given its own label, is 0 to 1: near 1 the two can be told apart, near 0 the
/// generated ones repeat the real ones, and samples of one density, n of each, are expected to score
/// (n - 1) / (2 n - 1), about 1/2. Unequal numbers shift that, so give equal ones. Where the nearest
/// real and the nearest generated sample are equally far, half is counted.
///
/// The leave-one-out accuracy of a 1-nearest-neighbour classifier: Lopez-Paz and Oquab, "Revisiting
/// classifier two-sample tests" (ICLR 2017, arXiv:1610.06545); Xu et al., "An empirical study on
/// evaluation metrics of generative adversarial networks" (2018, arXiv:1806.07755).
public struct ClassifierTwoSampleTest: Sendable, Equatable {
  /// Share of all samples told rightly, 0 to 1.
  public let accuracy: Double
  /// Share of real samples told to be real; low where generated ones surround them.
  public let realAccuracy: Double
  /// Share of generated samples told to be generated; high where they keep to themselves.
  public let generatedAccuracy: Double

  /// Nil unless both sets have samples and all are finite; traps unless they have one dimension.
  public init?(real: SampleSet, generated: SampleSet) {
    guard let a = NeighbourTree(real), let b = NeighbourTree(generated) else { return nil }
    let (right, alsoRight) = (Self.toldRightly(a, besides: b), Self.toldRightly(b, besides: a))
    accuracy = (right + alsoRight) / Double(real.count + generated.count)
    realAccuracy = right / Double(real.count)
    generatedAccuracy = alsoRight / Double(generated.count)
  }

  /// Accuracy of the test, 0 to 1, or nil where it has none.
  public static func accuracy(real: SampleSet, generated: SampleSet) -> Double? {
    Self(real: real, generated: generated)?.accuracy
  }

  /// Number of samples whose nearest other one is of their own set, ties counting half.
  private static func toldRightly(_ own: NeighbourTree, besides other: NeighbourTree) -> Double {
    let pairs = zip(own.squaresToNeighbour(1), other.squaresToNearest(1, of: own.samples))
    return pairs.reduce(0) { $0 + ($1.0 < $1.1 ? 1 : $1.0 == $1.1 ? 0.5 : 0) }
  }
}
