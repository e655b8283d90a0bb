import Foundation
import ToyGANFiles
import ToyGANGames
import ToyGANStatistics
import ToyGANStudies

/// Whether the loss of a critic, or of a discriminator, indicates
/// the distance of the generator from the target.
struct WassersteinTracksQualityTopic: TheoryTopic {
  static let name = "wasserstein-tracks-quality"
  static let question =
    "Does the loss tell how good the samples are, for critics and for discriminators?"
  static let references = [
    Reference(
      "Arjovsky, Chintala and Bottou", 2017, "Wasserstein GAN", arXiv: "1701.07875",
      place: "figures 3 and 4")
  ]

  func findings() throws -> Findings {
    let study = TrackingStudy()
    let runs = try study.run()
    return Findings(
      sheets: [
        TrackingCurves(study: study, runs: runs).sheet(),
        TrackingIntervals(study: study, runs: runs).sheet(),
      ],
      explanation: explanation(study, runs))
  }

  private func explanation(_ study: TrackingStudy, _ runs: [TrackingStudy.Run]) -> String {
    let found = TrackingStudy.conditions.map { condition in
      let seeds = WassersteinTracksQualityTopic.summary(of: condition, in: runs) { $0.spearman }
      let interval = seeds.meanInterval()
      return "\(condition.loss.title), \(condition.normalization.title): "
        + String(
          format: "%.2f [%.2f, %.2f]", seeds.mean ?? .nan, interval?.lower ?? .nan,
          interval?.upper ?? .nan)
    }
    return """
      Grey is the exact Wasserstein distance between samples and target, the thin line what the loss says. \
      A critic's estimate falls with the distance, so that one can tell from the loss how training goes; \
      the discriminator's estimate of the Jensen-Shannon divergence rises towards log 2 = \
      \(DecimalText.fixed(log(2.0), 2)) at once and says little from then on, whether samples become better or \
      worse. Normalizing the generator over the minibatch loosens the relation but leaves it; normalizing the \
      critic takes from it what it could tell. Rank \
      correlation of loss and distance along training, mean over \(study.seeds.count) seeds and 95 % \
      interval: \(found.joined(separator: "; ")).
      """
  }

  /// A correlation coefficient for every seed of a condition.
  static func summary(
    of condition: TrackingStudy.Condition, in runs: [TrackingStudy.Run],
    _ coefficient: (TrackingStudy.Run) -> Double?
  ) -> Observations {
    Observations(runs.filter { $0.condition == condition }.map { coefficient($0) ?? .nan })
  }
}
