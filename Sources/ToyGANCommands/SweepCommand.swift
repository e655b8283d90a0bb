import ArgumentParser
import Foundation
import ToyGAN

struct SweepCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep", abstract: "Train every run of an experiment and compare them.",
    discussion: """
      Of the shards of a sweep, the last to end makes the tables; --merge-only makes them at any time. \
      Divergence is a result; the exit status is 3 only where every run diverged.

      Example: toygan sweep experiments/mode-collapse/experiment.yaml --seeds 3 -j 2 --out study
      """)

  @Argument(help: "A configuration with vary, variants and seeds.") var experiment: String
  @Option(name: .short, help: "Runs at a time (default: one per core).") var jobs: Int?
  @Option(help: "Only every N-th run, from the I-th: I/N (default: as the job array says).")
  var shard: String?
  @Option(name: .customLong("set"), help: "A setting of all runs, key.path=value.")
  var assignments: [String] = []
  @Option(help: "How many seeds, from 0.") var seeds: Int?
  @Option(help: "The sweep's folder (default: runs/ and the experiment's name).") var out: String?
  @Flag(help: "Go on with the sweep in the folder.") var resume = false
  @Flag(help: "Stop at the first run that fails.") var failFast = false
  @Flag(help: "Show no progress.") var quiet = false
  @OptionGroup(title: "Options of clusters") var cluster: ClusterOptions

  func validate() throws {
    if let jobs, jobs < 1 {
      throw ValidationError("-j: \(jobs) is not allowed; expected 1 or more")
    }
    try cluster.refuse(jobs: jobs, shard: shard)
  }

  func run() throws {
    let plan = try Options.naming(seeds == nil ? "" : "seeds") {
      try Experiment(
        file: experiment, assignments: assignments.map { try Assignment($0) }, seedCount: seeds,
        registry: ToyGANCommand.registry)
    }
    let words = SweepWords(experiment: experiment, settings: assignments, seeds: seeds)
    if try cluster.take(plan, as: words, in: folder, isResumed: resume) { return }
    let shard =
      try shard.map { text in try Options.naming("shard") { try Shard(text) } }
      ?? Shard(environment: ProcessInfo.processInfo.environment)
    let sweep = try Options.making(folder, resume: resume) {
      try Sweep(plan, in: folder, shard: shard, isResumed: resume)
    }
    let workers = min(jobs ?? ProcessInfo.processInfo.activeProcessorCount, sweep.plan.count)
    let display = SweepDisplay(workers: workers, isQuiet: quiet)
    defer { display.end() }
    let result = try sweep.start(
      workers: workers, failsFast: failFast, interruption: Signals.watched(),
      progress: display.show, notice: Ending.say)
    display.end()
    sayWhatWasDone(result)
    if result.hasTables {
      if !result.isInterrupted, !cluster.noPlots, result.hasTrained || !hasPlots {
        Drawing.attempt { try Plots.sweep(at: folder) }
      }
      print(sweep.folder.table, terminator: "")
    }
    print(folder.relativePath)
    try end(result)
  }

  private var folder: URL {
    let file = URL(fileURLWithPath: experiment).standardizedFileURL
    let stem = file.deletingPathExtension().lastPathComponent
    let name = stem == "experiment" ? file.deletingLastPathComponent().lastPathComponent : stem
    return URL(fileURLWithPath: out ?? "runs/\(name)")
  }

  private var hasPlots: Bool {
    FileManager.default.fileExists(atPath: folder.appendingPathComponent("plots").path)
  }

  private func sayWhatWasDone(_ result: Sweep.Result) {
    guard !quiet, result.finishedBefore > 0 else { return }
    let rest = result.hasTrained || !result.failures.isEmpty ? "" : "; nothing was left to train"
    Ending.say("\(result.finishedBefore) runs had ended before\(rest)")
  }

  private func end(_ result: Sweep.Result) throws {
    for (id, error) in result.failures { Ending.say("error: run \(id): \(error)") }
    if result.isInterrupted {
      Ending.say("interrupted; go on with the same command and --resume")
      throw Ending.interrupted
    }
    if !result.failures.isEmpty { throw Ending.failed }
    if result.hasOnlyDiverged { throw Ending.diverged }
  }
}
