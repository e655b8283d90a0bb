import ToyGAN

@testable import ToyGANStudies
@testable import ToyGANTheory
@testable import ToyGANTraining

extension Metric {
  /// Mean distance of the samples from the origin, beside that of the target's own.
  public static let meanRadius = Metric(
    "mean_radius", .shape, better: .targetValue, needs: .plane,
    meaning: { _ in "mean distance of the finite samples from the origin" },
    value: { evidence in
      let samples = evidence.finite
      guard samples.count > 0 else { return nil }
      let distances = (0..<samples.count).map { row in
        samples[row].reduce(0.0) { $0 + $1 * $1 }.squareRoot()
      }
      return distances.reduce(0, +) / Double(samples.count)
    })
}
