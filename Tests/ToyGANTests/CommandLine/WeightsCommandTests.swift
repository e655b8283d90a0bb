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

  /// Runs are measured again by their averages, as if these had been their results.
  @Test func aComparisonByAverages() throws {
    let folder = try TemporaryFolder()
    let command = [
      "sweep", "study.yaml", "--vary", "method=gan,wgan", "--seeds", "3", "--quiet", "--no-plots",
      "--set", "generator.average=0.9", "--set",
      "evaluation.final=[modes_by_mass, energy_distance]", "--set", "steps=30", "--set",
      "optimizer.learningRate=0.01",
    ]
    try Data(SmallRuns.yaml.utf8).write(to: folder.url.appendingPathComponent("study.yaml"))
    for (name, own) in [("current", []), ("average", ["--set", "evaluation.weights=average"])] {
      let swept = try Toygan(command + own + ["--out", name], in: folder.url)
      #expect(swept.status == 0, "\(swept.errors)")
    }
    func means(_ study: String, _ weights: [String]) throws -> [String] {
      let compared = try Toygan(
        [
          "compare", study, "--metric", "energy_distance", "--columns", "mean", "--format",
          "markdown",
        ] + weights,
        in: folder.url)
      #expect(compared.status == 0, "\(compared.errors)")
      return compared.output.split(separator: "\n").map(String.init).filter { $0.hasPrefix("|") }
    }
    let (current, average) = (try means("current", []), try means("average", []))
    #expect(current.count == 4 && current != average)
    #expect(try means("current", ["--weights", "average"]) == average)
    #expect(try means("average", ["--weights", "current"]) == current)
    let alone = try Toygan(["compare", "--add", "a=x.csv", "--weights", "average"], in: folder.url)
    #expect(alone.status == 2 && alone.errors.contains("--weights is of no use here"))
  }

  @Test func aComparisonWithoutAverages() throws {
    let folder = try folder("")
    let swept = try Toygan(
      ["sweep", "run.yaml", "--seeds", "2", "--quiet", "--no-plots", "--out", "study"],
      in: folder.url)
    #expect(swept.status == 0, "\(swept.errors)")
    let refused = try Toygan(["compare", "study", "--weights", "average"], in: folder.url)
    #expect(refused.status == 2 && refused.errors.contains("generator.average is none"))
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
