import Foundation
import ToyGANCore
import ToyGANGames

/// Discriminators that differ only in their seeds, trained between the same two distributions: in regions
/// with samples they agree on D*, in regions without samples their outputs are arbitrary.
struct SupportStudy {
  /// Two distributions and the discriminators trained between them.
  struct Pair {
    var name: String
    var optimum: OptimalDiscriminator
    /// Outputs in [0, 1] at each of `places`, one list per seed.
    var trained: [[Double]]

    /// The largest difference between two seeds at any point.
    var disagreement: Double { disagreement { _ in true } }

    /// The largest difference among the points where D* is, or is not, defined.
    func disagreement(whereDefined isDefined: Bool) -> Double {
      disagreement { optimum($0).isNaN != isDefined }
    }

    private func disagreement(at isWanted: (Double) -> Bool) -> Double {
      SupportStudy.places.indices.filter { isWanted(SupportStudy.places[$0]) }.map { place in
        let outputs = trained.map { $0[place] }
        return (outputs.max() ?? .nan) - (outputs.min() ?? .nan)
      }.max() ?? .nan
    }
  }

  /// Both densities are positive everywhere.
  static let everywhere = OptimalDiscriminator(
    data: .normal(mean: -1, deviation: 1), generated: .normal(mean: 1, deviation: 1))
  /// There is no point at which both densities are positive.
  static let apart = OptimalDiscriminator(
    data: .uniform(from: -2, to: -1), generated: .uniform(from: 1, to: 2))

  static let places = (0...160).map { -4 + 0.05 * Double($0) }

  var seeds: [UInt64] = Array(0..<6)
  var updates = 2000
  var batch = 256

  func pairs() -> [Pair] {
    [("normal", SupportStudy.everywhere), ("uniform", SupportStudy.apart)].map { name, optimum in
      Pair(
        name: name, optimum: optimum,
        trained: seeds.inParallel { trained(between: optimum, seed: $0) })
    }
  }

  private func trained(between optimum: OptimalDiscriminator, seed: UInt64) -> [Double] {
    var configuration = Configuration()
    configuration.method = GAN(objective: .minimax)
    configuration.discriminator = .onLine.settling(in: updates)
    configuration.discriminator.layers.fourierFeatures = FourierFeatures(count: 16, deviation: 0.5)
    (configuration.batch, configuration.seed) = (batch, seed)
    let game = AffineGame(configuration, dimension: 1, weights: [1, 0]) { real, fake, streams in
      optimum.data.draw(into: real, from: streams.target)
      optimum.generated.draw(into: fake, from: streams.latent)
    }
    game.updateDiscriminator(times: updates)
    let logits = game.probe().outputs(at: SupportStudy.places.map { Float($0) })
    return logits.map { Unary.sigmoid(Double($0)) }
  }

  /// The Jensen-Shannon divergence as a function of the distance, in nats.
  struct Divergence {
    var distance: Double
    /// The divergence of two normal distributions with deviation 1, and of two uniform ones with width 1.
    var normal, uniform: Double
  }

  static func divergences() throws -> [Divergence] {
    try (0...60).map { Double($0) / 10 }.map { distance in
      Divergence(
        distance: distance,
        normal: try OptimalDiscriminator(
          data: .normal(mean: 0, deviation: 1), generated: .normal(mean: distance, deviation: 1)
        ).jensenShannon(),
        uniform: try OptimalDiscriminator(
          data: .uniform(from: 0, to: 1), generated: .uniform(from: distance, to: distance + 1)
        ).jensenShannon())
    }
  }
}
