import Foundation
import Testing

/// A search by the program as users call it.
@Suite struct TuneCommandTests {
  private static let file = """
    generator: {latent: 2, hidden: [4]}
    discriminator: {hidden: [4]}
    batch: 8
    evaluation: {every: 50, samples: 50, storeEvery: 50, metrics: [sliced_w1], final: [sliced_w1, high_quality]}
    variants: [{label: plain, method: gan}, {label: penalty, method: wgan-gp}]
    sample: {count: 4, over: {optimizer.learningRate: {log: [1e-4, 1e-1]}, generator.activation: {choice: [relu, tanh]}}}
    tune: {budget: {updates: 400}, objective: [sliced_w1], confirmation: 3}
    """

  private static let tables = [
    "trials.csv", "curve.csv", "table.md", "best/plain.yaml", "best/penalty.yaml",
  ]

  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try Data(Self.file.utf8).write(to: folder.url.appending(path: "search.yaml"))
    return folder
  }

  private func tables(_ name: String, in folder: TemporaryFolder) throws -> [Data] {
    try Self.tables.map { try Data(contentsOf: folder.url.appending(path: "\(name)/\($0)")) }
  }

  /// Killed several times and continued, by one process and by two, a search has the tables of one that nobody
  /// touched.
  @Test func aKilledSearchContinues() throws {
    let folder = try folder()
    let arguments = ["tune", "search.yaml", "--no-plots", "--quiet", "-j", "2", "--out"]
    let whole = try Toygan(arguments + ["whole"], in: folder.url)
    #expect(whole.status == 0, "\(whole.errors)")
    let runs = folder.url.appending(path: "killed/search/runs")
    func finished() -> Int {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: runs.path)) ?? []
      return names.count { name in
        FileManager.default.fileExists(atPath: runs.path + "/\(name)/summary.json")
      }
    }
    var kills = 0
    for shard in ["1/2", "2/2", "1/2"] {
      let before = finished()
      let running = try RunningToygan(arguments + ["killed", "--shard", shard], in: folder.url)
      running.wait { finished() > before }
      running.send(SIGKILL)
      if running.status() == -SIGKILL { kills += 1 }
    }
    #expect(kills > 0)
    let last = try Toygan(arguments + ["killed"], in: folder.url)
    #expect(last.status == 0, "\(last.errors)")
    #expect(try tables("killed", in: folder) == tables("whole", in: folder))
  }

  @Test func theResultNamesItsFiles() throws {
    let folder = try folder()
    let tune = try Toygan(["tune", "search.yaml", "--trials", "2", "--quiet"], in: folder.url)
    #expect(tune.status == 0, "\(tune.errors)")
    let place = "runs/search"
    #expect(
      tune.output.contains(
        "table: \(place)/table.md\ntable: \(place)/trials.csv\ntable: \(place)/curve.csv\n"))
    for name in [
      "confirmation", "tuning-curves", "trials-over-generator-activation",
      "trials-over-optimizer-learningrate",
    ] {
      #expect(tune.output.contains("picture: \(place)/plots/\(name).png"), "\(name)")
    }
    let best = try Toygan(
      ["train", "\(place)/best/plain.yaml", "--set", "steps=2", "--out", "again", "--quiet"],
      in: folder.url)
    #expect(best.status == 0, "\(best.errors)")
    let plot = try Toygan(
      ["plot", place, "--only", "tuning", "--format", "pdf", "--out", "paper"], in: folder.url)
    #expect(plot.output == "paper/tuning-curves.pdf\npaper\n", "\(plot.errors)")
    let wrong = try Toygan(["tune", "search.yaml", "--trials", "0"], in: folder.url)
    #expect(wrong.status == 2 && wrong.errors.contains("--trials"), "\(wrong.errors)")
  }
}
