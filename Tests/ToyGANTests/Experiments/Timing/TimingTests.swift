import Foundation
import Testing
import ToyGAN

@testable import ToyGANStudies

/// What a measurement of steps says of itself.
@Suite struct TimingTests {
  @Test(arguments: [(1.02, false), (0.97, false), (0.5, true)])
  func aBusyMachineIsSaid(_ share: Double, _ isBusy: Bool) throws {
    let timing = Timing(
      recipe: "gan", median: 1e-3, lowerQuartile: 9e-4, upperQuartile: 2e-3, best: 8e-4, blocks: 3,
      stepsPerBlock: 100, compilation: 0.01, firstStep: 0.1, operations: 1e6, peakMemory: 1 << 20,
      productPeak: 1e9, shareOfCore: share)
    #expect((timing.warning != nil) == isBusy)
    #expect(timing.warning?.contains("50 % of a core") ?? true)
  }

  /// A thread has at most one core, whatever other threads of the process do.
  @Test func aShareIsMeasured() throws {
    let folder = try TemporaryFolder()
    let file = folder.url.appending(path: "small.yaml")
    try SmallRuns.yaml.write(to: file, atomically: true, encoding: .utf8)
    let timing = try Benchmark(file: file.path).run(seconds: 0.01)
    // The two clocks are read one after another.
    #expect(timing.shareOfCore > 0 && timing.shareOfCore < 1.1)
  }
}
