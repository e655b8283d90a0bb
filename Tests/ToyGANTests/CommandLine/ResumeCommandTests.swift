import Foundation
import Testing
import ToyGAN

@testable import ToyGANCluster
@testable import ToyGANCore
@testable import ToyGANGames
@testable import ToyGANSettings
@testable import ToyGANStudies
@testable import ToyGANTheory

/// What `--resume` says and does, and what the other commands make of a run's folder alone.
@Suite struct ResumeCommandTests {
  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try Data(SmallRuns.yaml.utf8).write(to: folder.url.appendingPathComponent("run.yaml"))
    return folder
  }

  private func train(_ more: String..., in folder: TemporaryFolder) throws -> Toygan {
    try Toygan(
      ["train", "--resume", "--quiet", "--out", "run"] + more, in: folder.url, path: "/nonexistent")
  }

  private func damage(_ name: String, in folder: TemporaryFolder) throws {
    let file = folder.url.appendingPathComponent("run/\(name)")
    try Data(contentsOf: file).dropLast(5).write(to: file)
  }

  @Test func beginsContinuesAndIsDone() throws {
    let folder = try folder()
    let begun = try train("run.yaml", "--steps", "4", in: folder)
    #expect(begun.status == 0 && begun.output.contains("completed after 4 steps"))
    let longer = try train("run.yaml", "--steps", "5", in: folder)
    #expect(longer.status == 0 && longer.output.contains("completed after 5 steps"))
    let done = try train(in: folder)
    #expect(done.status == 0 && done.output.hasSuffix("\nrun\n"))
    #expect(done.errorLines.filter { $0.contains("the run is complete") }.count == 1)
    let other = try train("run.yaml", "--steps", "4", "--seed", "3", "--set", "batch=9", in: folder)
    #expect(other.status == 2 && other.errorLines.count == 1)
    #expect(
      other.errors.contains("batch is changed, 8 -> 9, steps: 5 -> 4, seed: 0 -> 3; expected"))
  }

  @Test func thePreviousCheckpointStandsInAndThatIsSaid() throws {
    let folder = try folder()
    #expect(try train("run.yaml", "--steps", "4", in: folder).status == 0)
    try damage("checkpoint.safetensors", in: folder)
    let sample = try Toygan(["sample", "run", "--count", "3"], in: folder.url)
    #expect(sample.status == 0 && sample.errorLines.count == 1)
    let longer = try train("--steps", "5", in: folder)
    #expect(longer.status == 0, "\(longer.errors)")
    #expect(longer.errors.contains("checkpoint.safetensors: a file with "))
    #expect(longer.errors.contains("the previous checkpoint is used, step 3"))
    for name in ["checkpoint.safetensors", "checkpoint.previous.safetensors"] {
      try damage(name, in: folder)
    }
    for arguments in [
      ["train", "--resume", "--out", "run", "--steps", "8"], ["sample", "run", "--count", "3"],
      ["score", "run"],
    ] {
      let refused = try Toygan(arguments, in: folder.url)
      #expect(refused.status == 2 && refused.errorLines.count == 1)
      #expect(refused.errors.contains("run/checkpoint.safetensors is a file with "))
    }
    #expect(try RunFolder(folder.url.appendingPathComponent("run")).configuration().steps == 5)
  }

  @Test func divergenceIsSaidAgain() throws {
    let folder = try folder()
    let sgd = "optimizer={name: sgd, learningRate: 1.0e+30}"
    let first = try train("run.yaml", "--set", sgd, in: folder)
    #expect(first.status == 3 && first.errors.contains("diverged at step"))
    let bytes = try RunBytes(folder.url.appendingPathComponent("run"))
    let again = try train(in: folder)
    #expect(again.status == 3 && again.errors.contains("diverged at step"))
    #expect(try RunBytes(folder.url.appendingPathComponent("run")) == bytes)
  }

  /// Divergence is a result of a sweep; where it is the only one, scripts are told.
  @Test func aSweepOfNothingButDivergence() throws {
    let folder = try folder()
    func sweep(_ rates: String, out: String) throws -> Toygan {
      let words = ["sweep", "run.yaml", "--set", "optimizer={name: sgd, learningRate: \(rates)}"]
      return try Toygan(
        words + ["--seeds", "2", "--no-plots", "--quiet", "--out", out], in: folder.url)
    }
    #expect(try sweep("1.0e+30", out: "wild").status == 3)
    #expect(try sweep("1.0e-3", out: "tame").status == 0)
  }

  private struct Scores: Decodable { var modes_covered, w1, energy_distance: Double }

  /// The run's own samples against its own target: what its summary says.
  @Test func aRunIsJudgedByItsFolderAlone() throws {
    let folder = try folder()
    let metrics = "evaluation.final=[modes_covered, w1, energy_distance]"
    #expect(try train("run.yaml", "--set", metrics, in: folder).status == 0)
    try FileManager.default.removeItem(at: folder.url.appendingPathComponent("run/samples"))
    let score = try Toygan(
      ["score", "run", "--metrics", "modes_covered,w1,energy_distance", "--json"], in: folder.url)
    #expect(score.status == 0, "\(score.errors)")
    let values = try JSONDecoder().decode(Scores.self, from: Data(score.output.utf8))
    let summary = try #require(RunFolder(folder.url.appendingPathComponent("run")).summary())
    #expect(summary.metrics.map(\.name).sorted() == ["energy_distance", "modes_covered", "w1"])
    #expect(summary.value(of: .modesCovered) == values.modes_covered)
    #expect(summary.metrics.first { $0.name == "w1" }?.value == values.w1)
    #expect(
      summary.metrics.first { $0.name == "energy_distance" }?.value == values.energy_distance)
    let text = try Toygan(["score", "run", "--metrics", "w1"], in: folder.url)
    #expect(text.output.hasPrefix("20 samples of run at step 6, against its own target\n"))
  }
}
