import Foundation
import Testing
import ToyGAN

@testable import ToyGANStudies

@Suite struct JudgeTests {
  /// The noise floor is what draws of the target score: of reverse KL about (K - 1) / (2 n), five
  /// standard errors of ten draws.
  @Test func everyValueStandsBesideItsFloor() throws {
    let judge = try Judge(.preset(.ring8))
    let samples = TargetPreset.ring8.target.samples(400, from: RandomStream(seed: 3, name: "judge"))
    let measured = judge.measure(
      SampleSet(samples, dimension: 2), by: [.reverseKL, .wasserstein2, .modesCovered])
    #expect(measured.map(\.name) == ["reverse_kl", "w2", "modes_covered"])
    for measurement in measured {
      let noiseFloor = try #require(measurement.noiseFloor)
      #expect(noiseFloor.draws == 10)
      #expect(measurement.excess == measurement.value - noiseFloor.mean)
      // The samples are the target's own.
      #expect(abs(measurement.value - noiseFloor.mean) <= 6 * noiseFloor.deviation)
    }
    let noiseFloor = try #require(measured[0].noiseFloor)
    #expect(abs(noiseFloor.mean - 7.0 / 800) < 5 * (14.0 / 10).squareRoot() / 800)
    #expect(measured[2].noiseFloor == NoiseFloor(mean: 8, deviation: 0, draws: 10))
  }

  @Test func floorsAreTheSameHoweverTheyAreAskedFor() throws {
    let judge = try Judge(
      .ring(modes: 3, radius: 1, deviation: Double.random(in: 0.1...0.2)))
    let samples = SampleSet([1.0, 0, -0.5, 0.8], dimension: 2)
    let together = judge.measure(samples, by: [.reverseKL, .highQuality])
    let apart =
      judge.measure(samples, by: [.highQuality]) + judge.measure(samples, by: [.reverseKL])
    #expect(together.reversed() == apart)
  }

  /// A points file has no name that lasts, so its floors are not kept; they are computed all the same.
  @Test func aFileOfPointsHasFloorsToo() throws {
    let folder = try TemporaryFolder()
    let file = folder.url.appendingPathComponent("points.csv")
    try Data("0,1\n2,3\n5,5\n".utf8).write(to: file)
    let judge = try Judge(.points(file: file.path))
    let samples = SampleSet([0.0, 1, 2, 3, 5, 5], dimension: 2)
    let measured = judge.measure(samples, by: [.modesCovered, .energyDistance])
    #expect(measured.map(\.name) == ["energy_distance"] && measured[0].noiseFloor != nil)
  }
}
