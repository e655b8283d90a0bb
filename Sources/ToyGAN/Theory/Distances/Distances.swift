import Foundation
import ToyGANFiles
import ToyGANGames

/// Why the choice of a distance between two distributions matters.
struct Distances: TheoryTopic {
  static let name = "distances"
  static let question = "Which distances say how far a distribution is from its target?"
  static let references = [
    Reference(
      "Arjovsky, Chintala and Bottou", 2017, "Wasserstein GAN", arXiv: "1701.07875",
      place: "example 1, figure 1"),
    Reference(
      "Goodfellow", 2016, "NIPS 2016 Tutorial: Generative Adversarial Networks",
      arXiv: "1701.00160", place: "section 3.2.5, figure 14"),
  ]

  /// Number of samples of each distribution in an estimate.
  static let samples = 500

  /// Distances of an example over θ, exact and estimated.
  struct DistanceCurve {
    var example: DistanceExample
    var exact, estimated: [(theta: Double, distances: DistributionDistances)]
  }

  static func curve(_ example: DistanceExample, exact: Int, estimates: Int) throws -> DistanceCurve
  {
    func places(_ count: Int) -> [Double] {
      (0..<count).map { example.halfWidth * (2 * Double($0) / Double(count - 1) - 1) }
    }
    return DistanceCurve(
      example: example, exact: try places(exact).map { ($0, try example.exact($0)) },
      estimated: try places(estimates).enumerated().map { position, theta in
        (
          theta,
          try example.estimated(theta, count: samples, position: UInt64(position))
        )
      })
  }

  func findings() throws -> Findings {
    let curves = try DistanceExample.allCases.map {
      try Distances.curve($0, exact: 81, estimates: 21)
    }
    return Findings(
      sheets: [try DistancesFigure(curves: curves).sheet()], explanation: try explanation())
  }

  private func explanation() throws -> String {
    let far = try DistanceExample.parallelLines.estimated(1, count: Distances.samples, position: 0)
    let (onMode, between) = (
      try DistanceExample.mixture.exact(2), try DistanceExample.mixture.exact(0)
    )
    let counted = try [2.0, 0].enumerated().map { position, theta in
      try DistanceExample.mixture.estimated(
        theta, count: Distances.samples, position: UInt64(position)
      ).forwardKL
    }
    let number = CSVText.number
    return """
      Two parallel lines share no point until they coincide: total variation, both KL divergences and \
      Jensen-Shannon jump at θ = 0 and are flat or infinite elsewhere, so they tell a generator \
      nothing about where to go; the earth mover's distance |θ| does. From \(Distances.samples) samples \
      of each the jump is as wide as the cells they are counted in, and the infinite KL comes out as \
      \(number(far.forwardKL)) nats. Gaussians overlap everywhere, and all five have a slope, but \
      total variation and Jensen-Shannon lose it a few deviations away. One Gaussian against two \
      modes: KL(P || Q) is least between them (\(number(between.forwardKL)) nats; on a mode \
      \(number(onMode.forwardKL))), KL(Q || P) on either one (\(number(onMode.reverseKL)) nats, that is \
      log 2; between them \(number(between.reverseKL))). Counts of samples have KL(P || Q) the wrong way \
      round, \(number(counted[0])) on a mode and \(number(counted[1])) between them: where P has samples \
      and Q has none they cannot tell how unlikely those are under Q.
      """
  }
}
