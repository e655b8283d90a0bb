import ArgumentParser
import Foundation
import ToyGAN

struct SweepCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep", abstract: "Train every run of an experiment and compare them.",
    discussion: """
      If a sweep is split into shards, the shard that ends last makes the tables; --merge-only makes them at any time. \
      Divergence is a result; the exit status is 3 only where every run diverged.

      Example: toygan sweep experiments/mode-collapse/experiment.yaml --seeds 3 -j 2 --out study
      """)

  @Argument(help: "A configuration with vary, variants and seeds.") var experiment: String
  @Option(
    name: .short, parsing: .unconditional,
    help: "Number of runs at the same time (default: one per core that the process may use).",
    transform: Options.wholeNumber)
  var jobs: Int?
  @Option(
    help: "Only every N-th run, starting with the I-th, as I/N (default: from the job array).")
  var shard: String?
  @Option(name: .customLong("set"), help: "A setting for all runs, as key.path=value.")
  var assignments: [String] = []
  @Option(
    parsing: .unconditional, help: "Number of seeds; the first seed is 0.",
    transform: Options.wholeNumber)
  var seeds: Int?
  @Option(help: "The sweep's folder (default: runs/ and the experiment's name).") var out: String?
  @Flag(help: "Continue the sweep in the folder.") var resume = false
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
    let words = SweepArguments(experiment: experiment, settings: assignments, seeds: seeds)
    if try cluster.take(plan, as: words, in: folder, isResumed: resume) { return }
    let shard =
      try shard.map { text in try Options.naming("shard") { try Shard(text) } }
      ?? Shard(environment: ProcessInfo.processInfo.environment)
    let sweep = try Options.making(folder, resume: resume) {
      try Sweep(plan, in: folder, shard: shard, isResumed: resume)
    }
    for line in try sweep.absentMetrics() { ExitStatus.say(line) }
    let workers = min(jobs ?? HostComputer.usableCores, sweep.plan.count)
    let display = SweepDisplay(workers: workers, isQuiet: quiet)
    defer { display.end() }
    let result = try sweep.start(
      workers: workers, failsFast: failFast, interruption: Signals.watched(),
      progress: display.show, notice: ExitStatus.say)
    display.end()
    sayWhatWasDone(result, of: sweep.plan.count)
    if result.hasTables {
      if !result.isInterrupted, !cluster.noPlots, result.hasTrained || !Plots.areDrawn(in: folder) {
        Drawing.attempt { try Plots.sweep(at: folder) }
      }
      try Output.write(sweep.folder.table)
    }
    try Output.line(folder.relativePath)
    try end(result)
  }

  private var folder: URL {
    let file = URL(fileURLWithPath: experiment).standardizedFileURL
    let stem = file.deletingPathExtension().lastPathComponent
    let name = stem == "experiment" ? file.deletingLastPathComponent().lastPathComponent : stem
    return URL(fileURLWithPath: out ?? "runs/\(name)")
  }

  private func sayWhatWasDone(_ result: Sweep.Result, of total: Int) {
    guard !quiet, result.finishedBefore > 0 else { return }
    let rest = result.finishedBefore == total ? "; no run was left to train" : ""
    ExitStatus.say("\(result.finishedBefore) runs had ended before\(rest)")
  }

  private func end(_ result: Sweep.Result) throws {
    for (id, error) in result.failures { ExitStatus.say("error: run \(id): \(error)") }
    if result.isInterrupted {
      ExitStatus.say("interrupted; continue with the same command and --resume")
      throw ExitStatus.interrupted
    }
    if !result.failures.isEmpty { throw ExitStatus.failed }
    if result.hasOnlyDiverged { throw ExitStatus.diverged }
  }
}
