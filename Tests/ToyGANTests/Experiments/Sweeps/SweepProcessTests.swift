import Foundation
import Testing
import ToyGAN

@testable import ToyGANCluster
@testable import ToyGANCore
@testable import ToyGANFigures
@testable import ToyGANGames
@testable import ToyGANStudies
@testable import ToyGANTensorBoard
@testable import ToyGANTheory

/// Real processes on one folder, as terminals or cluster nodes that know nothing of each other.
@Suite struct SweepProcessTests {
  private static func yaml(steps: Int) -> String {
    """
    generator: {latent: 2, hidden: [8]}
    discriminator: {hidden: [8]}
    batch: 16
    steps: \(steps)
    evaluation: {every: 10, samples: 20, storeEvery: 1000000, final: modes_covered}
    vary: {method: [gan, wgan, lsgan]}
    seeds: 4
    """
  }

  /// `toygan` in the background, with its streams in files.
  private final class Background {
    let process = Process()
    private let errorFile: URL

    init(_ arguments: [String], in folder: URL, environment: [String: String] = [:]) throws {
      errorFile = folder.appendingPathComponent(".\(UUID()).err")
      _ = FileManager.default.createFile(atPath: errorFile.path, contents: nil)
      process.executableURL = try Toygan.program
      process.arguments = arguments
      process.currentDirectoryURL = folder
      process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = FileHandle.nullDevice
      process.standardError = try FileHandle(forWritingTo: errorFile)
      try process.run()
    }

    deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

    func status(within seconds: Double = 120) -> Int32? {
      let end = Date().addingTimeInterval(seconds)
      while process.isRunning, Date() < end { usleep(5000) }
      guard !process.isRunning else { return nil }
      process.waitUntilExit()
      return process.terminationStatus
    }

    /// Label and seed of each run that this process made.
    var made: [String] {
      let text = (try? String(contentsOf: errorFile, encoding: .utf8)) ?? ""
      return text.split(separator: "\n").filter { $0.hasSuffix("completed") }.map {
        $0.split(separator: "  ").last.map(String.init) ?? ""
      }
    }
  }

  private func folder(steps: Int) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let file = folder.url.appendingPathComponent("study.yaml")
    try Data(Self.yaml(steps: steps).utf8).write(to: file)
    return folder
  }

  private func requireTheTablesOfOneProcess(_ folder: TemporaryFolder) throws {
    let one = try Toygan("sweep study.yaml -j 1 --out one --quiet".arguments, in: folder.url)
    #expect(one.status == 0)
    for name in ["plan.jsonl", "summary.csv", "trajectories.csv", "table.md"] {
      #expect(try folder.text("one/\(name)") == folder.text("both/\(name)"), "\(name)")
    }
  }

  @Test func twoAtOnceMakeEveryRunOnce() throws {
    let folder = try folder(steps: 400)
    let processes = try (0..<2).map { _ in
      try Background("sweep study.yaml -j 2 --out both --resume".arguments, in: folder.url)
    }
    for process in processes { #expect(process.status() == 0) }
    let made = processes.map(\.made)
    #expect(made.flatMap(\.self).count == 12)
    #expect(Set(made.flatMap(\.self)).count == 12)
    #expect(made.allSatisfy { !$0.isEmpty }, "both took part")
    try requireTheTablesOfOneProcess(folder)
  }

  /// Who is killed leaves its claims; who is left takes them over, and goes on from there.
  @Test func theOtherTakesOverWhatAKilledOneHeld() throws {
    // Seconds in all, so that the first is killed at work whatever the build.
    #if DEBUG
      let folder = try folder(steps: 1500)
    #else
      let folder = try folder(steps: 20_000)
    #endif
    let first = try Background("sweep study.yaml -j 2 --out both".arguments, in: folder.url)
    let runs = folder.url.appendingPathComponent("both/runs").path
    for _ in 0..<2000 {
      let begun = (try? FileManager.default.contentsOfDirectory(atPath: runs)) ?? []
      if begun.count == 2 { break }
      usleep(5000)
    }
    let second = try Background(
      "sweep study.yaml -j 2 --out both --resume".arguments, in: folder.url)
    usleep(100_000)
    kill(first.process.processIdentifier, SIGKILL)
    #expect(first.status() == SIGKILL)
    #expect(second.status() == 0)
    #expect(Set(first.made + second.made).count == 12)
    try requireTheTablesOfOneProcess(folder)
  }

  @Test func theTasksOfAnArrayShareTheWork() throws {
    let folder = try folder(steps: 40)
    let tasks = try (1...3).map { task in
      try Background(
        "sweep study.yaml -j 1 --out both".arguments, in: folder.url,
        environment: [
          "SLURM_ARRAY_TASK_ID": "\(task)", "SLURM_ARRAY_TASK_COUNT": "3",
          "SLURM_ARRAY_TASK_MIN": "1", "SLURM_ARRAY_TASK_MAX": "3",
        ])
    }
    for task in tasks { #expect(task.status() == 0) }
    #expect(tasks.map(\.made.count) == [4, 4, 4])
    #expect(Set(tasks.flatMap(\.made)).count == 12)
    try requireTheTablesOfOneProcess(folder)
  }

  @Test func statusAndRunsAreReadByPeopleAndScripts() throws {
    let folder = try folder(steps: 20)
    let sweep = try Toygan("sweep study.yaml --out s --quiet".arguments, in: folder.url)
    #expect(sweep.status == 0)
    let again = try Toygan("sweep study.yaml --out s --resume".arguments, in: folder.url)
    #expect(again.status == 0 && again.errors.contains("12 runs had ended before"))
    let status = try Toygan("status s".arguments, in: folder.url)
    #expect(status.status == 0 && status.output.hasPrefix("12 of 12 runs have ended"))
    #expect(status.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    let json = try Toygan("status s --json".arguments, in: folder.url)
    #expect(json.output.contains("\"done\" : 12"))
    let runs = try Toygan(["runs", "s", "--where", "method=wgan"], in: folder.url)
    #expect(runs.status == 0 && runs.output.hasSuffix("4 of 12 runs\n"))
    for line in ["status missing", "runs s --sort modes_coverd", "runs s --where seed"] {
      let bad = try Toygan(line.arguments, in: folder.url)
      #expect(bad.status == 2 && bad.errorLines.count == 1, "\(bad.errors)")
    }
    for command in ["status", "runs"] {
      let help = try Toygan([command, "--help"], in: folder.url)
      #expect(help.output.contains("Example: toygan \(command)"))
    }
  }

  @Test func aFailureEndsWithOneOnceTheOthersAreDone() throws {
    let folder = try folder(steps: 20)
    let line = "sweep study.yaml -j 1 --out s".arguments
    #expect(try Toygan(line, in: folder.url).status == 0)
    let plan = try Experiment(yaml: Self.yaml(steps: 20)).plan()
    // A folder in the place of a file, in a run that is to be made again.
    let run = folder.url.appendingPathComponent("s/runs/\(plan[0].id)")
    try FileManager.default.removeItem(at: run)
    try FileManager.default.createDirectory(
      at: run.appendingPathComponent("config.yaml/x"), withIntermediateDirectories: true)
    try FileManager.default.removeItem(
      at: folder.url.appendingPathComponent("s/runs/\(plan[11].id)"))
    let result = try Toygan(line + ["--resume"], in: folder.url)
    #expect(result.status == 1)
    #expect(result.errors.contains("run \(plan[0].id)"))
    let status = try Toygan(["status", "s"], in: folder.url)
    #expect(status.output.contains("11 of 12") && status.output.contains("\nfailed\n"))
  }
}

extension String {
  fileprivate var arguments: [String] { split(separator: " ").map(String.init) }
}
