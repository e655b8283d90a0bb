import Foundation
import Testing
import ToyGAN

@testable import ToyGANStudies

/// Draws the full-size pictures of a made-up sweep, to be looked at: set TOYGAN_PLOTS_DEMO to a
/// folder to write them to.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["TOYGAN_PLOTS_DEMO"] != nil))
struct PlotsDemo {
  let folder = URL(
    fileURLWithPath: ProcessInfo.processInfo.environment["TOYGAN_PLOTS_DEMO"] ?? "")

  @Test func sweep() throws {
    var synthetic = SyntheticSweep()
    synthetic.diverged = ("WGAN", 3)
    try synthetic.write(to: folder.appendingPathComponent("sweep"))
    #expect(try Plots.sweep(at: folder.appendingPathComponent("sweep")).count == 6)
  }

  @Test func run() throws {
    var synthetic = SyntheticSweep()
    synthetic.storedEvery = 500
    let run = folder.appendingPathComponent("run")
    try synthetic.write(SyntheticSweep.seven[4], seed: 0, to: run)
    #expect(try Plots.run(at: run).count == 5)
  }
}
