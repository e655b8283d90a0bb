import ToyGANCore

/// How well a nearest-neighbour classifier distinguishes real from generated samples.
///
/// Real and generated samples are pooled, and each is given the label of its nearest other sample.
/// Accuracy, the share of correct labels, is 0 to 1. Near 1, the two sets can be distinguished; near 0,
/// generated samples are copies of real ones; n samples each from one density have an expected accuracy of
/// (n - 1) / (2 n - 1), about 1/2. Unequal sizes change that value, so use equal sizes. If the nearest real
/// and the nearest generated sample are equally far, one half is counted.
///
/// The leave-one-out accuracy of a 1-nearest-neighbour classifier: Lopez-Paz and Oquab, "Revisiting
/// classifier two-sample tests" (ICLR 2017, arXiv:1610.06545); Xu et al., "An empirical study on
/// evaluation metrics of generative adversarial networks" (2018, arXiv:1806.07755).
public struct ClassifierTwoSampleTest: Sendable, Equatable {
  /// Share of all samples that are labelled correctly, 0 to 1.
  public let accuracy: Double
  /// Share of real samples labelled real; low if generated samples surround them.
  public let realAccuracy: Double
  /// Share of generated samples labelled generated; high if they lie close to one another.
  public let generatedAccuracy: Double

  /// Nil unless both sets have samples and all are finite; traps unless they have the same dimension.
  public init?(real: SampleSet, generated: SampleSet) {
    guard let a = NeighbourTree(real), let b = NeighbourTree(generated) else { return nil }
    let (right, alsoRight) = (Self.toldRightly(a, besides: b), Self.toldRightly(b, besides: a))
    accuracy = (right + alsoRight) / Double(real.count + generated.count)
    realAccuracy = right / Double(real.count)
    generatedAccuracy = alsoRight / Double(generated.count)
  }

  /// Accuracy of the test, 0 to 1, or nil if it is not defined.
  public static func accuracy(real: SampleSet, generated: SampleSet) -> Double? {
    Self(real: real, generated: generated)?.accuracy
  }

  /// Number of samples whose nearest other sample is from the same set; ties count as one half.
  private static func toldRightly(_ own: NeighbourTree, besides other: NeighbourTree) -> Double {
    let pairs = zip(own.squaresToNeighbour(1), other.squaresToNearest(1, of: own.samples))
    return pairs.reduce(0) { $0 + ($1.0 < $1.1 ? 1 : $1.0 == $1.1 ? 0.5 : 0) }
  }
}
