import Foundation
import Testing
import ToyGAN
import ToyGANLaws

@testable import ToyGANFigures
@testable import ToyGANGames
@testable import ToyGANMetrics
@testable import ToyGANStudies
@testable import ToyGANTheory

/// The method that the README adds: it compiles, is what the README prints, and trains.
@Suite struct NewMethodTests {
  @Test func theReadmePrintsIt() throws {
    let here = URL(filePath: #filePath).deletingLastPathComponent()
    let code = try String(
      contentsOf: here.appending(path: "BoundarySeekingGAN.swift"), encoding: .utf8)
    let readme = try String(
      contentsOf: here.appending(path: "../../../README.md"), encoding: .utf8)
    #expect(readme.contains(code))
    #expect(code.split(separator: "\n", omittingEmptySubsequences: false).count < 40)
  }

  @Test func itIsDifferentiable() {
    let small = SmallGame(batch: 3, hidden: [3], seed: 5)
    let losses = BoundarySeekingGAN().losses(in: small.game)
    for (loss, player) in [
      (losses.generator, small.game.generator), (losses.discriminator, small.game.discriminator),
    ] {
      for order in GradientCheck.orders(
        loss, at: [player.network.parameters], given: small.given)
      {
        #expect(order.error < MethodGradientTests.tolerance, "\(player.name), \(order)")
      }
    }
  }

  /// A generator that starts beside a target, on one side of every boundary, comes to it.
  @Test func itTrains() throws {
    var configuration = Configuration.small(BoundarySeekingGAN())
    configuration.target = .mixture(means: [SIMD2(1, 0)], spread: .deviations([0.2]))
    configuration.generator.optimizer = Adam(learningRate: 2e-3)
    configuration.discriminator.optimizer = Adam(learningRate: 2e-3)
    configuration.batch = 64
    let trainer = try Trainer(configuration)
    func distance() -> Double {
      let drawn = trainer.samples(500).map(Double.init)
      let x = stride(from: 0, to: 1000, by: 2).reduce(0.0) { $0 + drawn[$1] }
      let y = stride(from: 1, to: 1000, by: 2).reduce(0.0) { $0 + drawn[$1] }
      return ((x / 500 - 1) * (x / 500 - 1) + y * y / 250_000).squareRoot()
    }
    let before = distance()
    #expect(trainer.advance(to: 2000) == nil)
    #expect(distance() < 0.5 * before)
  }
}
