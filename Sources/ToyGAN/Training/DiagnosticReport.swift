import Foundation
import ToyGANCore
import ToyGANGames
import ToyGANMetrics
import ToyGANTargets

/// A diagnosis as columns of a trajectory; a column that is not defined for a method is `nan`, so that runs
/// of different methods have the same columns.
package struct DiagnosticReport {
  private let diagnosis: Diagnosis
  private let objective: Objective
  private let target: any Target
  /// Whether the discriminator decides on single samples, without instance noise and with labels 0 and 1.
  private let seesSamples: Bool
  /// Whether the generator's outputs are samples, which a gradient can move.
  private let movesSamples: Bool

  init(
    _ diagnosis: Diagnosis, objective: Objective, target: any Target, seesSamples: Bool,
    movesSamples: Bool = true
  ) {
    self.diagnosis = diagnosis
    self.objective = objective
    self.target = target
    self.seesSamples = seesSamples
    self.movesSamples = movesSamples
  }

  /// Name and meaning of each column, in the order of the columns.
  package static let columns = [
    ("discriminator_accuracy", "share of a minibatch that the discriminator classifies correctly"),
    (
      "discriminator_calibration_error",
      "mean over ten bins of |share of real samples - mean D|, D the probability of being real"
    ),
    (
      "optimal_discriminator_distance",
      "mean of |D - D*|, D* = p / (p + q), p the target's density and q a kernel estimate of the "
        + "generator's"
    ),
    ("gradient_norm_generator", "length of the gradient that the generator descends"),
    ("gradient_norm_discriminator", "length of the gradient that the discriminator descends"),
    (
      "vanished_gradients",
      "share of generated samples whose loss would change by less than 0.001 if they moved by the "
        + "target's scale"
    ),
  ]

  /// The values of the columns, given the minibatch's real
  /// samples, row-major [rows, d], and generated samples.
  func readings(real: [Float], generator: SampleSet) -> [TrajectoryPoint.Reading] {
    let accuracy = objective.decisionThreshold.map { diagnosis.accuracy(threshold: $0) }
    let calibration = objective.isProbabilistic ? diagnosis.calibrationError : nil
    let values = [
      accuracy, calibration, distanceToOptimum(real, generator), diagnosis.generatorGradient,
      diagnosis.discriminatorGradient,
      movesSamples ? diagnosis.vanishedShare(scale: TargetExtent(of: target).scale) : nil,
    ]
    return zip(Self.columns, values).map { column, value in
      TrajectoryPoint.Reading(name: column.0, value: value ?? .nan)
    }
  }

  /// Mean of |D - D*| over the minibatch's real and generated samples, 0 to 1.
  ///
  /// `D* = p / (p + q)` with p the target's density and q an estimate of the generator's: Goodfellow et al.
  /// 2014, arXiv:1406.2661, proposition 1. It is nil unless D is a probability of single samples in the
  /// plane, without noise, label smoothing or minibatch statistics, and p is known.
  private func distanceToOptimum(_ real: [Float], _ generator: SampleSet) -> Double? {
    guard objective.isProbabilistic, seesSamples, target.dimension == 2,
      let density = AdaptiveKernelDensity(generator)
    else { return nil }
    let points = SampleSet(real + diagnosis.generated, dimension: 2)
    let logits = diagnosis.real + diagnosis.fake
    var sum = 0.0
    for (row, logit) in logits.enumerated() {
      let point = Array(points[row])
      guard let p = target.logDensity(of: point) else { return nil }
      let q = density.logDensity(of: point)
      // If both densities are zero, D* is undefined.
      let optimum = p == q ? 0.5 : Diagnosis.sigmoid(p - q)
      sum += abs(Diagnosis.sigmoid(logit) - optimum)
    }
    return sum / Double(logits.count)
  }
}
