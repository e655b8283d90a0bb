import Foundation
import Testing
import ToyGAN

@testable import ToyGANCluster
@testable import ToyGANFigures
@testable import ToyGANGames
@testable import ToyGANStudies
@testable import ToyGANTheory

/// A sweep that really trains, on one worker and on two.
@Suite struct RealSweepTests {
  private let yaml = """
    generator: {latent: 4, hidden: [8]}
    discriminator: {hidden: [8]}
    batch: 16
    steps: 12
    evaluation: {every: 4, samples: 50, storeEvery: 6}
    variants:
      - {label: plain, method: gan}
      - {label: penalty, method: wgan-gp}
      - {label: ahead, method: {name: unrolled, steps: 2}}
      - label: close
        method: minibatch-discrimination
        discriminator.minibatchDiscrimination: {kernels: 3, dimensions: 2}
    seeds: 2
    """

  @Test func bytesDoNotDependOnTheNumberOfWorkers() throws {
    let plan = try Experiment(yaml: yaml).plan()
    var contents: [[String: Data]] = []
    for workers in [1, 2] {
      let folder = try TemporaryFolder()
      let sweep = try Sweep(Experiment(yaml: yaml), in: folder.url.appending(path: "sweep"))
      _ = try sweep.start(workers: workers)
      contents.append(try Self.files(in: folder.url.appending(path: "sweep"), plan))
    }
    #expect(contents[0].count == 3 + plan.count * 6)
    #expect(contents[0].keys.sorted() == contents[1].keys.sorted())
    for name in contents[0].keys.sorted() {
      #expect(contents[0][name] == contents[1][name], "\(name)")
    }
    #expect(contents[0].values.allSatisfy { !$0.isEmpty })
  }

  /// What must not depend on the clock: tables, trajectories, samples, surfaces and weights.
  private static func files(in sweep: URL, _ plan: [PlannedRun]) throws -> [String: Data] {
    var names = ["summary.csv", "trajectories.csv", "table.md"]
    for run in plan {
      names += [
        "trajectory.csv", "samples/step-00000006.csv", "samples/step-00000012.csv",
        "samples/target.csv", "surfaces/step-00000012.csv", "checkpoint.safetensors",
      ].map { "runs/\(run.id)/\($0)" }
    }
    return try Dictionary(
      uniqueKeysWithValues: names.map {
        ($0, try Data(contentsOf: sweep.appending(path: $0)))
      })
  }
}
