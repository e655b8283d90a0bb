import ArgumentParser
import Foundation
import ToyGAN

struct TuneCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tune", abstract: "Search the best settings of each label, and confirm them.",
    discussion: """
      The experiment's file draws the settings of trials under sample, and says under tune by which metrics trials are \
      compared, what every run may use, and how many fresh seeds confirm the best: toygan list experiment explains the \
      keys. The same command continues a search that was interrupted; a larger number of trials extends it.

      The folder has table.md, trials.csv with every trial, curve.csv with the tuning curves, the best settings of \
      each label in best, and the sweeps search and confirmation.

      Example: toygan tune search.yaml --trials 24 --out study
      """)

  @Argument(help: "An experiment with a section sample, and one named tune.") var experiment: String
  @Option(
    parsing: .unconditional, help: "Number of trials of each label (default: as in the file).",
    transform: Options.wholeNumber)
  var trials: Int?
  @OptionGroup var parallel: WorkerOptions
  @Option(
    help: """
      Only every N-th run of the search, starting with the I-th, as I/N (default: from the job array). The process \
      that ends last continues with the rest.
      """)
  var shard: String?
  @Option(name: .customLong("set"), help: "A setting for all runs, as key.path=value.")
  var assignments: [String] = []
  @Option(
    parsing: .unconditional, help: "Number of seeds of each trial; the first seed is 0.",
    transform: Options.wholeNumber)
  var seeds: Int?
  @Option(help: "The folder of the search (default: runs/ and the name of the file).")
  var out: String?
  @Flag(help: "Stop at the first run that fails.") var failFast = false
  @Flag(help: "Draw no figures at the end.") var noPlots = false
  @Flag(help: "Show no progress.") var quiet = false

  func run() throws {
    let settings = try Options.naming { try assignments.map { try Assignment($0) } }
    try Options.requireNoKeysOfExperiments(in: settings)
    let plan = try Options.naming(
      "trials", seeds == nil ? "" : "seeds",
      of: {
        try Experiment(
          file: experiment, assignments: settings, seedCount: seeds, trialCount: trials,
          registry: ToyGANCommand.registry)
      })
    let folder = URL(fileURLWithPath: out ?? "runs/\(Options.name(ofExperiment: experiment))")
    let tuning = try Tuning(plan, in: folder, shard: Options.shard(shard))
    sayWhatIsPlanned(tuning)
    let workers = parallel.workers(of: tuning.search.plan.count)
    let interruption = Signals.watched(continuing: "the same command")
    let display = SweepDisplay(workers: workers, isQuiet: quiet)
    defer { display.end() }
    let result = try tuning.start(
      workers: workers, failsFast: failFast, interruption: interruption, progress: display.show,
      notice: ExitStatus.say)
    display.end()
    try end(result, of: tuning)
  }

  private func sayWhatIsPlanned(_ tuning: Tuning) {
    let search = tuning.search
    if let change = search.change { ExitStatus.say(change) }
    for line in tuning.leftOut { ExitStatus.say(line) }
    guard !search.skipped.isEmpty else { return }
    ExitStatus.say(
      "\(search.skipped.count) trials cannot work and are left out: \(search.skipped.inWords)")
  }

  private func end(_ result: Tuning.Result, of tuning: Tuning) throws {
    for (id, error) in result.runs.failures { ExitStatus.say("error: run \(id): \(error)") }
    if result.runs.isInterrupted {
      ExitStatus.say("interrupted; continue with the same command")
      throw ExitStatus.interrupted
    }
    if !result.runs.failures.isEmpty { throw ExitStatus.failed }
    guard result.isFinished else {
      ExitStatus.say(
        "other runs of the search have not ended; the process that ends last continues")
      return try Output.line(tuning.folder.relativePath)
    }
    if !noPlots, !result.runs.isInterrupted {
      Drawing.attempt { try Plots.search(at: tuning.folder, options: Drawing.options) }
    }
    try Output.write(tuning.table(width: TextWidth.visible()))
    try Output.write(Results.ofSearch(in: tuning.folder))
    try Output.line(tuning.folder.relativePath)
  }
}
