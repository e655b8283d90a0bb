import ArgumentParser
import Foundation
import ToyGAN

/// The arguments of a sweep, before any options of a cluster.
struct SweepArguments {
  var experiment: String?
  var settings: [String]
  var varied: [String]
  var seeds: Int?
  var skipsInvalid: Bool
}

/// Options for the end of a sweep, wherever it runs.
struct SweepEndOptions: ParsableArguments {
  @Flag(help: "Make tables and figures of the runs that exist, without training.")
  var mergeOnly = false
  @Flag(help: "Draw no figures at the end.") var noPlots = false
}

extension SweepEndOptions {
  /// Makes tables and figures of the runs that have ended; throws if others have not.
  func merge(_ sweep: Sweep) throws {
    let (unfinished, total) = try sweep.merge()
    Drawing.attempt { try Plots.sweep(at: sweep.folder.url, options: Drawing.options) }
    let table = sweep.folder.table(width: TextWidth.visible())
    try Output.write(table + Results.ofSweep(in: sweep.folder.url))
    try Output.line(sweep.folder.url.relativePath)
    guard unfinished > 0 else { return }
    ExitStatus.say("error: \(unfinished) of \(total) runs have not ended; continue with --resume")
    throw ExitStatus.failed
  }
}

/// Options of a sweep that runs on a cluster.
struct ClusterOptions: ParsableArguments {
  enum Scheduler: String, ExpressibleByArgument, CaseIterable { case slurm, kubernetes }

  @Option(help: "Submit the sweep to a cluster: slurm or kubernetes.") var on: Scheduler?
  @Option(
    parsing: .unconditional,
    help: "Number of runs in a task (default: about ten minutes of work, measured here).",
    transform: Options.wholeNumber)
  var runsPerTask: Int?
  @Option(
    parsing: .unconditional, help: "Number of tasks at the same time.",
    transform: Options.wholeNumber)
  var parallelism: Int?
  @Option(
    parsing: .unconditional, help: "Memory of a task in mebibytes (default: measured here).",
    transform: Options.wholeNumber)
  var memory: Int?
  @Option(help: "Slurm's partition.") var partition: String?
  @Option(help: "Slurm's time limit of a task, HH:MM:SS.") var time: String?
  @Option(
    name: .customLong("sbatch"), parsing: .unconditionalSingleValue,
    help: "Another option for sbatch, such as --account=lab.")
  var sbatchOptions: [String] = []
  @Option(help: "The container image for kubernetes.") var image: String?
  @Option(help: "The persistent volume claim that contains the sweep, for kubernetes.") var claim:
    String?
  @Flag(
    help: "Print what would be submitted to the cluster, without writing or submitting anything.")
  var dryRun = false

  func validate() throws {
    for (name, value) in [
      ("--runs-per-task", runsPerTask), ("--parallelism", parallelism), ("--memory", memory),
    ] {
      guard let value, value < 1 || value > 1_000_000_000 else { continue }
      throw ValidationError("\(name) must be 1 or more, not \(value)")
    }
    for (name, value) in [
      ("--partition", partition), ("--time", time), ("--image", image), ("--claim", claim),
    ] + sbatchOptions.map({ ("--sbatch", Optional($0)) }) {
      guard let value, value.isEmpty || value.contains(where: \.isNewline) else { continue }
      throw ValidationError("\(name) must be one line of text, not '\(value)'")
    }
    if let option = sbatchOptions.first(where: { !$0.hasPrefix("-") }) {
      throw ValidationError(
        "--sbatch must be an option, --name=value, not '\(option)'")
    }
    try requireScheduler()
  }

  /// Throws if `jobs` or `shard` is given, because each task has one core and its own shard, or if the sweep's runs
  /// are only merged.
  func refuse(jobs: Int?, shard: String?, mergeOnly: Bool) throws {
    if on != nil, mergeOnly { throw ValidationError("--merge-only is not allowed with --on") }
    guard on != nil || mergeOnly, jobs != nil || shard != nil else { return }
    throw ValidationError("-j and --shard are not allowed with --on or --merge-only")
  }

  private func requireScheduler() throws {
    let slurm = partition != nil || time != nil || !sbatchOptions.isEmpty
    let kubernetes = image != nil || claim != nil
    let any = runsPerTask != nil || parallelism != nil || memory != nil || dryRun
    switch on {
    case nil where slurm || kubernetes || any:
      throw ValidationError("these options are not allowed without --on slurm or --on kubernetes")
    case .slurm where kubernetes:
      throw ValidationError("--image and --claim are not allowed with --on slurm")
    case .kubernetes where slurm:
      throw ValidationError("--partition, --time and --sbatch are not allowed with --on kubernetes")
    case .kubernetes where image == nil || claim == nil:
      throw ValidationError("--on kubernetes: expected --image NAME and --claim NAME with it")
    default: return
    }
  }
}

// MARK: - Actions

extension ClusterOptions {
  /// Performs the action of these options instead of training here; false if they request none.
  func take(
    _ plan: Experiment, as words: SweepArguments, in folder: URL, isResumed: Bool
  ) throws -> Bool {
    guard let on else { return false }
    let invocation = try SweepInvocation(
      experiment: words.experiment, assignments: words.settings, varied: words.varied,
      seeds: words.seeds, skipsInvalid: words.skipsInvalid, folder: folder)
    let submission = try SweepSubmission(plan, as: invocation, isResumed: isResumed)
    switch on {
    case .slurm: try submit(submission)
    case .kubernetes: try write(submission)
    }
    if !dryRun { try Output.line(folder.relativePath) }
    return true
  }

  private func submit(_ submission: SweepSubmission) throws {
    let cluster = SlurmCluster()
    let tasks = try submission.tasks(
      runsPerTask: runsPerTask, memory: memory, most: cluster.maximumTasks)
    var request = SlurmRequest()
    (request.partition, request.time) = (partition, time)
    (request.parallelism, request.options) = (parallelism, sbatchOptions)
    let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().path
    let scripts = submission.slurm(tasks, request, program: program)
    let files = [("array.sbatch", scripts.array), ("merge.sbatch", scripts.merge)]
    if dryRun { return try show(files) }
    try cluster.require()
    let place = try submission.write(files, into: "slurm")
    let jobs = try cluster.submit(
      array: place.appendingPathComponent("array.sbatch"),
      merge: place.appendingPathComponent("merge.sbatch"))
    try Output.line(
      "\(tasks.runs) runs in \(tasks.tasks) tasks: job \(jobs.array), then \(jobs.merge)")
    try Output.line("squeue -j \(jobs.array),\(jobs.merge)")
  }

  private func write(_ submission: SweepSubmission) throws {
    let tasks = try submission.tasks(runsPerTask: runsPerTask, memory: memory, most: 100_000)
    let request = KubernetesRequest(
      image: image ?? "", claim: claim ?? "", parallelism: parallelism)
    let job = try submission.kubernetes(tasks, request)
    let files = [("job.yaml", job.array), ("merge.yaml", job.merge)]
    if dryRun { return try show(files) }
    let place = try submission.write(files, into: "kubernetes")
    try Output.line("\(tasks.runs) runs in \(tasks.tasks) tasks; nothing is applied yet:")
    for line in job.instructions(in: place.relativePath) { try Output.line(line) }
  }

  private func show(_ files: [(name: String, text: String)]) throws {
    for (name, text) in files { try Output.line("# \(name)\n\(text)") }
  }
}
