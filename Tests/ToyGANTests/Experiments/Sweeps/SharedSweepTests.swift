import Foundation
import Synchronization
import Testing
import ToyGAN

@testable import ToyGANCluster
@testable import ToyGANCore
@testable import ToyGANFigures
@testable import ToyGANFiles
@testable import ToyGANStudies
@testable import ToyGANTheory

/// Sweeps that share a folder, and runs of a sweep that cannot be made.
@Suite struct SharedSweepTests {
  private let yaml = """
    steps: 20
    evaluation: {every: 10, samples: 20, final: modes_covered}
    vary: {method: [gan, wgan, lsgan]}
    seeds: 6
    """
  private static let tables = ["summary.csv", "trajectories.csv", "table.md"]

  /// Four sweeps of two workers each, in one process: each is as another process to the others.
  @Test func noRunIsMadeTwice() throws {
    let folder = try TemporaryFolder()
    let (whole, shared) = (
      folder.url.appendingPathComponent("whole"), folder.url.appendingPathComponent("shared")
    )
    _ = try Sweep(Experiment(yaml: yaml), in: whole).start(training: { FakeTrainer($0) })
    let sweeps = try (0..<4).map { _ in
      try Sweep(Experiment(yaml: yaml), in: shared, isResumed: true)
    }
    let made = Mutex([Int]())
    let threads = DispatchGroup()
    for (i, sweep) in sweeps.enumerated() {
      threads.enter()
      Thread.detachNewThread {
        let result = try? sweep.start(
          workers: 2,
          training: { recipe in
            made.withLock { $0.append(i) }
            // No sweep continues before each has a run: three of them hold six of the 18.
            Patience.until { Set(made.withLock { $0 }).count == sweeps.count }
            // For a less even order of what follows.
            return FakeTrainer(recipe) { _ in usleep(3000) }
          })
        #expect(result?.outcomes.count == 18)
        #expect(result?.outcomes.allSatisfy { $0.outcome == .completed } ?? false)
        threads.leave()
      }
    }
    threads.wait()
    let makers = made.withLock { $0 }
    #expect(makers.count == 18)
    #expect(Set(makers).count == sweeps.count, "they took turns")
    for name in Self.tables {
      #expect(try folder.text("whole/\(name)") == folder.text("shared/\(name)"))
    }
    for run in sweeps[0].plan {
      let names = try folder.names(in: "shared/runs/\(run.id)")
      #expect(names.allSatisfy { !$0.hasPrefix(".") }, "\(names)")
    }
  }

  /// Tables as they were before a run that another process has just ended are made again.
  @Test func tablesFollowWhatEndsMeanwhile() throws {
    let folder = try TemporaryFolder()
    let url = folder.url.appendingPathComponent("s")
    let sweep = try Sweep(Experiment(yaml: yaml), in: url)
    _ = try sweep.start(training: { FakeTrainer($0) })
    let last = url.appendingPathComponent("runs/\(sweep.plan[17].id)/summary.json")
    let summary = try Data(contentsOf: last)
    try FileManager.default.removeItem(at: last)
    var results = SweepResults(sweep.plan.map(\.id), in: sweep.folder)
    var changes = [results.refresh(), results.refresh()]
    try summary.write(to: last)
    changes += [results.refresh(), results.refresh()]
    // Another file with the same text.
    try summary.write(to: last, options: .atomic)
    changes += [results.refresh(), results.refresh()]
    #expect(changes == [true, false, true, false, true, false])
    #expect(results.results.allSatisfy { $0?.summary.status == "completed" })
  }

  /// A process slept while another took its run over, ended it, and removed every claim.
  @Test func whatAnotherHasEndedDoesNotChange() throws {
    let folder = try TemporaryFolder()
    let (other, own) = (
      folder.url.appendingPathComponent("other"), folder.url.appendingPathComponent("own")
    )
    let experiment = try Experiment(yaml: yaml, seedCount: 1)
    _ = try Sweep(experiment, in: other).start(training: { FakeTrainer($0) })
    let sweep = try Sweep(experiment, in: own)
    let run = "runs/\(sweep.plan[0].id)"
    let result = try sweep.start(training: { recipe in
      FakeTrainer(recipe) { step in
        guard recipe.configuration.method is GAN, step == 1 else { return }
        let place = own.appendingPathComponent(run)
        try? FileManager.default.removeItem(at: place)
        try? FileManager.default.copyItem(at: other.appendingPathComponent(run), to: place)
      }
    })
    #expect(result.outcomes.map(\.outcome) == [Outcome](repeating: .completed, count: 3))
    #expect(try folder.names(in: "own/\(run)") == folder.names(in: "other/\(run)"))
    // `run.json` says when and for how long.
    for name in ["run.json", "summary.json", "trajectory.csv", "checkpoint.safetensors"] {
      let (kept, written) = (
        try Data(contentsOf: own.appendingPathComponent("\(run)/\(name)")),
        try Data(contentsOf: other.appendingPathComponent("\(run)/\(name)"))
      )
      #expect(kept == written, "\(name)")
    }
  }

  /// Nothing but what is measured, for many short runs.
  @Test func storingNothingLeavesTheRest() throws {
    let folder = try TemporaryFolder()
    let sweep = try Sweep(
      Experiment(yaml: yaml, assignments: [Assignment("evaluation.storeEvery=0")], seedCount: 1),
      in: folder.url.appendingPathComponent("s"))
    _ = try sweep.start(training: { FakeTrainer($0) })
    for run in sweep.plan {
      #expect(
        try folder.names(in: "s/runs/\(run.id)") == [
          "checkpoint.safetensors", "config.yaml", "run.json", "summary.json", "trajectory.csv",
        ])
      let kept = try folder.text("s/runs/\(run.id)/config.yaml")
      #expect(try Configuration(yaml: kept).yaml == run.configuration.yaml)
    }
    #expect(try folder.text("s/trajectories.csv").split(separator: "\n").count == 1 + 3 * 3)
  }

  @Test func aFailureIsKeptAndTriedAgain() throws {
    let folder = try TemporaryFolder()
    let url = folder.url.appendingPathComponent("s")
    let points = folder.url.appendingPathComponent("points.csv")
    try Data("x,y\n1,2\n3,4\n".utf8).write(to: points)
    let yaml = """
      steps: 20
      evaluation: {every: 10, samples: 20, final: modes_covered}
      variants:
        - {label: file, target: {points: {file: \(points.path)}}}
        - {label: ring, target: ring8}
      seeds: 2
      """
    let sweep = try Sweep(Experiment(yaml: yaml), in: url)
    // The sweep has kept the points: without the user's file it can be made, and without its own copy it cannot.
    try FileManager.default.removeItem(at: points)
    let inputs = url.appendingPathComponent("inputs")
    try FileManager.default.removeItem(at: inputs)
    let result = try sweep.start(training: { FakeTrainer($0) })
    #expect(result.outcomes.map(\.outcome) == [.completed, .completed])
    #expect(result.failures.map(\.id) == [sweep.plan[0].id, sweep.plan[2].id])
    let status = try SweepStatus(sweep.folder)
    #expect((status.done, status.waiting) == (2, 0))
    #expect(status.failed.map(\.run) == result.failures.map(\.id))
    #expect(status.failed.allSatisfy { $0.reason.contains("inputs/points-") })

    try Data("x,y\n1,2\n3,4\n".utf8).write(to: points)
    let again = try Sweep(Experiment(yaml: yaml), in: url, isResumed: true)
      .start(training: { FakeTrainer($0) })
    #expect(again.failures.isEmpty && again.outcomes.count == 4 && again.finishedBefore == 2)
    #expect(try SweepStatus(sweep.folder).failed.isEmpty)
    #expect(try !folder.names(in: "s/runs/\(sweep.plan[0].id)").contains("failure.json"))
  }

  @Test(arguments: [false, true]) func failingFastStopsAtTheFirst(failsFast: Bool) throws {
    let folder = try TemporaryFolder()
    let sweep = try Sweep(Experiment(yaml: yaml), in: folder.url.appendingPathComponent("s"))
    let made = Mutex(0)
    let result = try sweep.start(
      failsFast: failsFast,
      training: { recipe in
        let count = made.withLock { made in
          made += 1
          return made
        }
        if count == 3 { throw CancellationError() }
        return FakeTrainer(recipe)
      })
    #expect(result.failures.count == 1)
    #expect(result.outcomes.count == (failsFast ? 2 : 17))
    #expect(!result.isInterrupted)
  }

  /// A run of a process that died or was stopped continues from its checkpoint.
  @Test func whatWasLeftIsTakenUp() throws {
    let folder = try TemporaryFolder()
    let interruption = Interruption()
    let url = folder.url.appendingPathComponent("s")
    let sweep = try Sweep(Experiment(yaml: yaml), in: url)
    _ = try sweep.start(
      training: { FakeTrainer($0) { _ in interruption.request() } }, interruption: interruption)
    let left = try SweepStatus(sweep.folder)
    #expect((left.interrupted, left.waiting, left.done) == (1, 17, 0))
    #expect(try #require(left.secondsLeft) > 0)
    let claimed = sweep.folder.run(sweep.plan[5].id)
    let watch = Stopwatch()
    _ = try RunClaim.take(in: claimed)
    let running = try SweepStatus(sweep.folder)
    #expect(running.running.map(\.run) == [sweep.plan[5].id])
    #expect(running.running.first?.pid == getpid())
    // Two more, since clocks of file systems may count in twos.
    #expect(running.running.first?.heartbeatAge ?? .infinity <= watch.seconds + 2)
    RunClaimTests.kill(in: claimed)
    #expect(try SweepStatus(sweep.folder).running.isEmpty)
    let result = try Sweep(Experiment(yaml: yaml), in: url, isResumed: true)
      .start(workers: 2, training: { FakeTrainer($0) })
    #expect(result.outcomes.map(\.outcome) == [Outcome](repeating: .completed, count: 18))
    let end = try SweepStatus(sweep.folder)
    #expect((end.total, end.done, end.secondsLeft) == (18, 18, 0))
    #expect(end.json.contains("\"done\" : 18"))
  }
}
