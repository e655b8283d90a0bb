import Foundation
import Testing
import ToyGAN

/// Which generator of a run is sampled and judged.
@Suite struct WeightsCommandTests {
  private func folder(_ more: String) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try Data((SmallRuns.yaml + more).utf8).write(
      to: folder.url.appendingPathComponent("run.yaml"))
    let trained = try Toygan(
      ["train", "run.yaml", "--quiet", "--steps", "8", "--out", "run"], in: folder.url,
      path: "/nonexistent")
    #expect(trained.status == 0, "\(trained.errors)")
    return folder
  }

  private func sample(_ weights: String?, in folder: TemporaryFolder) throws -> Toygan {
    try Toygan(
      ["sample", "run", "--count", "5"] + (weights.map { ["--weights", $0] } ?? []),
      in: folder.url)
  }

  @Test(arguments: ["current", "average"])
  func theRunSaysWhichUnlessTheCommandDoes(_ own: String) throws {
    let folder = try folder("\ngenerator.average: 0.9\nevaluation.weights: \(own)\n")
    let texts = try ["current", "average", nil].map { try sample($0, in: folder).output }
    #expect(texts[0] != texts[1] && texts[2] == texts[own == "current" ? 0 : 1])
    let scored = try Toygan(
      ["score", "run", "--weights", "average", "--metrics", "high_quality"], in: folder.url)
    #expect(scored.status == 0 && scored.output.contains("at step 8 with averaged weights"))
  }

  @Test func noAverageNoSamples() throws {
    let folder = try folder("")
    let refused = try sample("average", in: folder)
    #expect(refused.status == 2 && refused.errors.contains("--weights"))
    #expect(refused.errors.contains("generator.average is none"))
    try Data("0,0\n1,1\n".utf8).write(to: folder.url.appendingPathComponent("own.csv"))
    let file = try Toygan(
      ["score", "own.csv", "--target", "ring8", "--weights", "current"], in: folder.url)
    #expect(file.status == 2 && file.errors.contains("--weights is of no use here"))
  }
}
