import Foundation
import Testing
import ToyGAN

@testable import ToyGANCluster
@testable import ToyGANStudies
@testable import ToyGANTargets
@testable import ToyGANTheory
@testable import ToyGANTraining

@Suite struct MinimaxMaximinTests {
  /// Samples at modes of the ring, so many at each.
  private static func samples(_ counts: [Int]) -> SampleSet {
    let places = counts.enumerated().flatMap { mode, count in
      [Double](repeating: Double.pi * Double(mode) / 4, count: count)
    }
    return SampleSet(places.flatMap { [2 * cos($0), 2 * sin($0)] }, dimension: 2)
  }

  /// Entropy of k modes with equal shares is log k, the largest share 1 / k.
  @Test(arguments: [1, 2, 4, 8]) func concentrationIsKnown(_ k: Int) {
    let samples = Self.samples((0..<8).map { $0 < k ? 25 : 0 })
    let point = OrderOfPlayStudy.point(of: samples, at: 0)
    #expect(point.modes == k)
    #expect(abs(point.largestShare - 1 / Double(k)) < 1e-12)
    #expect(abs(point.entropy - log(Double(k))) < 1e-12)
  }

  @Test func ordersAreTheTrainersOwn() {
    let study = OrderOfPlayStudy()
    let inside = study.configuration(
      .generatorInside(discriminator: 20, generator: 50), seed: 3)
    #expect(
      inside.discriminator.updatesInARow == 20 && inside.generator.updatesInARow == 50
        && inside.seed == 3)
    for step in study.shownSteps + [study.every] { #expect(step.isMultiple(of: 50)) }
    let ahead = study.configuration(.unrolled(5), seed: 0).method as? UnrolledGAN
    #expect(ahead?.steps == 5 && ahead?.objective == .minimax)
    let turns = study.configuration(.alternating, seed: 0)
    #expect(turns.discriminator.updatesInARow == 1 && turns.generator.updatesInARow == 1)
  }

  // What the tutorial says: against a discriminator that stands still, samples go where it is highest. At
  // the end of its turn a generator stands above most of the plane: 83 % for this seed, 11 % before it.
  @Test func generatorInsideGoesToTheHighestPlace() throws {
    var study = OrderOfPlayStudy()
    (study.batch, study.hidden) = (64, 32)
    let order = OrderOfPlayStudy.Order.generatorInside(discriminator: 20, generator: 50)
    let trainer = try Trainer(study.configuration(order, seed: 0))
    func beaten() -> Double {
      let probe = DiscriminatorProbe(trainer.game, objectives: [])
      let heights = probe.outputs(at: trainer.samples(500)).sorted()
      let surface = trainer.surface(side: 32).values
      return Double(surface.filter { $0 < heights[250] }.count) / Double(surface.count)
    }
    // Control: the discriminator has moved, the generator not yet.
    _ = trainer.advance(to: 101)
    #expect(beaten() < 0.3)
    _ = trainer.advance(to: 150)
    #expect(beaten() > 0.7)
  }

  // A smaller study than the topic's.
  @Test func orderOfPlayDecides() throws {
    var study = OrderOfPlayStudy()
    (study.batch, study.seeds) = (64, [0, 1])
    (study.steps, study.shownSteps) = (600, [])
    study.orders = [.generatorInside(discriminator: 20, generator: 50), .unrolled(5)]
    let runs = try study.run()
    let shares = study.orders.map { MinimaxMaximinTopic.late($0, of: runs) }
    #expect(shares[0].share > 0.7 && shares[0].entropy < 0.7)
    #expect(shares[1].share < 0.35 && shares[1].entropy > 1.6)
  }
}
