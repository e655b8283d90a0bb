import ArgumentParser
import Foundation
import ToyGAN

struct SweepCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep", abstract: "Train every run of an experiment and compare them.",
    discussion: """
      An experiment is a configuration with three more keys. vary maps settings to lists, of which all combinations \
      are trained; variants is a list of groups of settings, which may have a label; seeds is a count or a list. \
      toygan init --sweep writes one, and toygan list experiment explains the keys. Without a file, --vary says what \
      is compared.

      With --resume, an experiment with more variants, values or seeds extends the sweep in the folder. If a sweep is \
      split into shards, the shard that ends last makes the tables; --merge-only makes them at any time. Divergence \
      is a result; the exit status is 3 only where every run diverged.

      Example: toygan sweep --vary optimizer.learningRate=1e-4,1e-3 --vary method=gan,wgan-gp --seeds 5

      Example: toygan sweep experiments/mode-collapse/experiment.yaml --seeds 3 -j 2 --out study
      """)

  @Argument(help: "A configuration with vary, variants and seeds (default: only what --vary says).")
  var experiment: String?
  @Option(
    name: .customLong("vary"),
    help: """
      A setting and its values, as key.path=value,value; may be repeated: all combinations are trained. With a \
      file, they are added to its vary.
      """)
  var varied: [String] = []
  @OptionGroup var parallel: WorkerOptions
  @Option(
    help: "Only every N-th run, starting with the I-th, as I/N (default: from the job array).")
  var shard: String?
  @Option(name: .customLong("set"), help: "A setting for all runs, as key.path=value.")
  var assignments: [String] = []
  @Option(
    parsing: .unconditional, help: "Number of seeds; the first seed is 0.",
    transform: Options.wholeNumber)
  var seeds: Int?
  @Flag(help: "Leave out combinations that cannot work; skipped.csv has the reasons.")
  var skipInvalid = false
  @Option(help: "The sweep's folder (default: runs/ and the experiment's name, or what is varied).")
  var out: String?
  @Flag(help: "Continue the sweep in the folder, also with more variants, values or seeds.")
  var resume = false
  @Flag(help: "Stop at the first run that fails.") var failFast = false
  @Flag(help: "Show no progress.") var quiet = false
  @OptionGroup var ending: SweepEndOptions
  @OptionGroup(title: "Options of clusters") var cluster: ClusterOptions

  func validate() throws {
    guard experiment != nil || !varied.isEmpty || !assignments.isEmpty || seeds != nil else {
      throw ValidationError("expected an experiment's file, or --vary key.path=value,value")
    }
    try cluster.refuse(jobs: parallel.jobs, shard: shard, mergeOnly: ending.mergeOnly)
  }

  func run() throws {
    let varied = try Options.naming("vary") { try self.varied.map { try VariedSetting($0) } }
    try Options.requireNoSeed(in: varied)
    let settings = try Options.naming { try assignments.map { try Assignment($0) } }
    try Options.requireNoKeysOfExperiments(in: settings)
    let plan = try Options.naming(seeds == nil ? "" : "seeds", experiment == nil ? "vary" : "") {
      try Experiment(
        file: experiment, assignments: settings, varied: varied, seedCount: seeds,
        skipsInvalid: skipInvalid, registry: ToyGANCommand.registry)
    }
    let folder = folder(varying: varied.map(\.path))
    let words = SweepArguments(
      experiment: experiment, settings: assignments, varied: self.varied, seeds: seeds,
      skipsInvalid: skipInvalid)
    if ending.mergeOnly {
      return try ending.merge(Sweep(plan, in: folder, isResumed: true, mayBePart: true))
    }
    if try cluster.take(plan, as: words, in: folder, isResumed: resume) { return }
    let shard = try Options.shard(shard)
    let sweep = try Options.making(folder, resume: resume) {
      try Sweep(plan, in: folder, shard: shard, isResumed: resume)
    }
    try sayWhatIsPlanned(sweep)
    let workers = parallel.workers(of: sweep.plan.count)
    let interruption = Signals.watched()
    sayHowLong(sweep, workers: workers, unless: interruption)
    let display = SweepDisplay(workers: workers, isQuiet: quiet)
    defer { display.end() }
    let result = try sweep.start(
      workers: workers, failsFast: failFast, interruption: interruption,
      progress: display.show, notice: ExitStatus.say)
    display.end()
    sayWhatWasDone(result, of: sweep.plan.count)
    if result.hasTables {
      if !result.isInterrupted, !ending.noPlots, result.hasTrained || !Plots.areDrawn(in: folder) {
        Drawing.attempt { try Plots.sweep(at: folder, options: Drawing.options) }
      }
      try Output.write(sweep.folder.table(width: TextWidth.visible()))
      try Output.write(Results.ofSweep(in: folder))
    }
    try Output.line(folder.relativePath)
    try end(result)
  }

  /// The sweep's folder; by default its name is that of the experiment's file, and says what is varied besides.
  private func folder(varying paths: [String]) -> URL {
    if let out { return URL(fileURLWithPath: out) }
    let names = paths.compactMap { $0.split(separator: ".").last.map(String.init) }
    var parts = names.isEmpty ? [] : ["vary"] + names
    if let experiment {
      parts.insert(Options.name(ofExperiment: experiment), at: 0)
    } else if parts.isEmpty {
      parts = ["seeds"]
    }
    return URL(fileURLWithPath: "runs/" + parts.joined(separator: "-"))
  }

  private func sayWhatIsPlanned(_ sweep: Sweep) throws {
    if let change = sweep.change { ExitStatus.say(change) }
    if !sweep.skipped.isEmpty {
      ExitStatus.say(
        "\(sweep.skipped.count) combinations cannot work and are left out: \(sweep.skipped.inWords)"
      )
    }
    if !sweep.differences.isEmpty, !quiet {
      let keys = sweep.differences.map(\.key)
      let more = keys.count > 8 ? ", and \(keys.count - 8) more" : ""
      ExitStatus.say(
        "the labels also differ in settings that the experiment does not name: "
          + keys.prefix(8).joined(separator: ", ") + more + " (table.md has the values)")
    }
    for line in try sweep.remarks() { ExitStatus.say(line) }
  }

  /// Says how long the sweep will take, unless that is soon seen.
  private func sayHowLong(_ sweep: Sweep, workers: Int, unless interruption: Interruption) {
    guard !quiet,
      let seconds = sweep.estimatedSeconds(workers: workers, interruption: interruption),
      seconds >= 20, !interruption.isRequested
    else { return }
    let all = Set(sweep.plan.map(\.configuration.steps))
    let steps = all.max() ?? 0
    // What is varied, here or in the experiment's file, cannot be set for all runs.
    let canBeSet = all.count == 1 && !varied.contains { $0.hasPrefix("steps=") }
    let hint =
      seconds > 1800 && steps > 2000 && canBeSet ? "; --set steps=2000 makes it shorter" : ""
    ExitStatus.say(
      "training will take about \(Terminal.duration(seconds)) with \(workers) at a time, by the "
        + "time of a few steps\(hint)")
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
