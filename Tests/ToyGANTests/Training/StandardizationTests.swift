import Testing
import ToyGAN
import ToyGANLaws

@testable import ToyGANFigures
@testable import ToyGANStudies
@testable import ToyGANTheory
@testable import ToyGANTraining

@Suite struct StandardizationTests {
  /// A ring of radius 2 and deviation 0.02 has variance 2 + 0.0004 along either axis, here estimated
  /// from 10,000 samples: five deviations of the mean are 0.07, of the scale 0.01.
  @Test func aRingIsMeasured() {
    let found = Standardization(of: TargetPreset.ring8.target)
    #expect(found.offset.allSatisfy { abs($0) < 0.071 })
    #expect(abs(found.scale - Double(2.0004).squareRoot()) < 0.01)
  }

  /// In standard units a target and the same one moved and blown up are one: training gives the same
  /// samples, moved and blown up, to rounding.
  @Test(arguments: [1, 2])
  func unitsDoNotMatter(_ packing: Int) throws {
    func trained(_ means: [SIMD2<Double>], _ deviation: Double) throws -> Trainer {
      var configuration = Configuration.small(GAN())
      configuration.target = .mixture(means: means, spread: .deviations([deviation, deviation]))
      configuration.discriminator.packing = packing
      configuration.isStandardized = true
      let trainer = try Trainer(configuration)
      #expect(trainer.advance(to: 20) == nil)
      return trainer
    }
    let small = try trained([SIMD2(0, 0), SIMD2(1, 0)], 0.125)
    let large = try trained([SIMD2(16, 32), SIMD2(20, 32)], 0.5)
    for (i, (a, b)) in zip(small.samples(50), large.samples(50)).enumerated() {
      #expect(abs(4 * a + (i % 2 == 0 ? 16 : 32) - b) < 1e-3)
    }
    let (a, b) = (small.surface(side: 4), large.surface(side: 4))
    for (x, y) in zip(a.values, b.values) where packing == 1 { #expect(abs(x - y) < 1e-3) }
  }

  @Test func itIsOffUnlessAsked() throws {
    #expect(try Configuration(yaml: "batch: 3").isStandardized == false)
    #expect(try Configuration(yaml: "standardize: true").isStandardized)
  }
}
