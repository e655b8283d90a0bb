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

  private func folder(steps: Int) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let file = folder.url.appendingPathComponent("study.yaml")
    try Data(Self.yaml(steps: steps).utf8).write(to: file)
    return folder
  }

  private func requireTheTablesOfOneProcess(_ folder: TemporaryFolder) throws {
    let one = try Toygan(
      "sweep study.yaml -j 1 --out one --quiet --no-plots".arguments, in: folder.url)
    #expect(one.status == 0)
    for name in ["plan.jsonl", "summary.csv", "trajectories.csv", "table.md"] {
      #expect(try folder.text("one/\(name)") == folder.text("both/\(name)"), "\(name)")
    }
  }

  /// Runs that a process is at, while others wait for their turn.
  ///
  /// Where none waits, a process that has nothing to do would wait for one that is stopped.
  private func runs(of process: RunningToygan, in folder: TemporaryFolder) -> [String] {
    let names = (try? folder.names(in: "both/runs")) ?? []
    guard names.count < 12 else { return [] }
    return names.filter { name in
      let run = folder.url.appendingPathComponent("both/runs/\(name)")
      let holder = ClaimHolder.last(in: run)?.holder
      return holder?.process?.pid == process.number && holder?.isReleased == false
        && RunFolder(run).exists && RunFolder(run).summary() == nil
    }
  }

  /// With twice the steps, from so many, where the machine was too fast to be caught at its runs.
  private func tryWithMore(from steps: Int, _ isDone: (TemporaryFolder) throws -> Bool) throws {
    var steps = steps
    let isCaught = try Patience.until {
      defer { steps *= 2 }
      return try isDone(folder(steps: steps))
    }
    #expect(isCaught)
  }

  @Test func twoAtOnceMakeEveryRunOnce() throws {
    try tryWithMore(from: 400) { folder in
      let processes = try (0..<2).map { _ in
        try RunningToygan(
          "sweep study.yaml -j 2 --out both --resume --no-plots".arguments, in: folder.url)
      }
      // One is kept at its runs until the other has made one.
      guard processes[0].stop(where: { !runs(of: processes[0], in: folder).isEmpty }) else {
        return false
      }
      processes[1].wait { !processes[1].made.isEmpty }
      processes[0].send(SIGCONT)
      for process in processes { #expect(process.status() == 0) }
      let made = processes.map(\.made)
      #expect(made.flatMap(\.self).count == 12)
      #expect(Set(made.flatMap(\.self)).count == 12)
      #expect(made.allSatisfy { !$0.isEmpty }, "both took part")
      try requireTheTablesOfOneProcess(folder)
      return true
    }
  }

  /// A killed process leaves its claims; the other one takes them over and continues from there.
  @Test func theOtherTakesOverWhatAKilledOneHeld() throws {
    try tryWithMore(from: 400) { folder in
      let first = try RunningToygan(
        "sweep study.yaml -j 2 --out both --no-plots".arguments, in: folder.url)
      guard first.stop(where: { runs(of: first, in: folder).count == 2 }) else { return false }
      let second = try RunningToygan(
        "sweep study.yaml -j 2 --out both --resume --no-plots".arguments, in: folder.url)
      second.wait { !second.made.isEmpty }
      first.send(SIGKILL)
      #expect(first.status() == -SIGKILL)
      #expect(second.status() == 0)
      #expect(Set(first.made + second.made).count == 12)
      try requireTheTablesOfOneProcess(folder)
      return true
    }
  }

  @Test func theTasksOfAnArrayShareTheWork() throws {
    let folder = try folder(steps: 40)
    let tasks = try (1...3).map { task in
      try RunningToygan(
        "sweep study.yaml -j 1 --out both --no-plots".arguments, in: folder.url,
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

extension RunningToygan {
  /// Label and seed of each run that this process made.
  fileprivate var made: [String] {
    let lines = (try? errorLines()) ?? []
    return lines.filter { $0.hasSuffix("completed") }.map {
      $0.split(separator: "  ").last.map(String.init) ?? ""
    }
  }
}

extension String {
  fileprivate var arguments: [String] { split(separator: " ").map(String.init) }
}
