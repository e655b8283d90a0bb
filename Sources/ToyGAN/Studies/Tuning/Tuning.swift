import Foundation
import ToyGANFiles
import ToyGANGames
import ToyGANMetrics
import ToyGANSettings
import ToyGANTraining

/// A search for the best settings of each label: the trials of an experiment as one sweep, with the same budget for
/// every run, and a second sweep that confirms the best with fresh seeds.
///
/// Its folder has the sweeps `search` and `confirmation`, `trials.csv`, `curve.csv`, `table.md`, and the best settings
/// of each label in `best`. All tables follow from the files of the runs: they do not depend on the number of
/// processes, on their order, or on interruptions.
public struct Tuning: Sendable {
  /// The folder of the search.
  public let folder: URL
  /// The runs of all trials.
  public let search: Sweep
  let settings: TuningSettings
  let objective: TuningObjective
  /// A sentence for each metric of the objective or of a gate that no target of the search can have.
  public let leftOut: [String]
  let sampling: TrialSampling
  private let shard: Shard?

  /// Plans the trials and writes their plan, or continues the search in the folder.
  ///
  /// Throws `SettingError` if the experiment draws nothing or its section `tune` cannot be used, `FileError` if the
  /// folder holds something else, and what `Sweep` throws.
  public init(_ experiment: Experiment, in folder: URL, shard: Shard? = nil) throws {
    guard let sampling = experiment.sampling else {
      throw SettingError(
        key: ExperimentKey.sample, is: "missing",
        allowed:
          "what trials draw, such as sample: {over: {optimizer.learningRate: {log: [1e-5, 1e-2]}}}")
    }
    (self.folder, self.shard, self.sampling) = (folder, shard, sampling)
    settings = experiment.tuning ?? TuningSettings()
    let place = folder.appendingPathComponent("search")
    try Self.requireOwn(folder, search: place)
    let plan = try Self.plan(experiment.budgeted(settings, in: folder))
    let wanted = TuningObjective(
      metrics: try Self.metrics(settings, plan.runs), gates: settings.gates)
    (objective, leftOut) = try wanted.measurable(on: plan.runs.targets())
    try settings.requireFreshSeeds(besides: plan.runs.map(\.configuration.seed))
    try settings.requireMeasurements(of: objective.measured, by: plan.runs)
    // Nothing is written before all of this holds.
    search = try Sweep(
      plan, in: SweepFolder(place, registry: experiment.registry), shard: shard, isResumed: true)
  }

  private static func plan(_ experiment: Experiment) throws -> ExperimentPlan {
    do { return try experiment.planned() } catch var error as InvalidCombinations {
      // It advises an option of sweeps.
      error.hasAdvice = false
      throw error
    }
  }

  /// Throws `FileError` if a folder has files, but no search.
  private static func requireOwn(_ folder: URL, search: URL) throws(FileError) {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    let held = all.filter { !$0.hasPrefix(".") && $0 != "budget.json" }
    guard held.isEmpty || FileManager.default.fileExists(atPath: search.path) else {
      throw FileError(
        file: folder.path, value: "a folder that holds something else",
        allowed: "a new folder, or that of a search")
    }
  }

  /// The metrics of the objective, or those that tables show first.
  private static func metrics(
    _ settings: TuningSettings, _ plan: [PlannedRun]
  ) throws -> [Metric] {
    if let objective = settings.objective { return objective }
    guard let configuration = plan.first?.configuration else { return [] }
    let target = try configuration.target.target()
    let measured = configuration.evaluation.final.metrics
    let leading = Metric.leading(for: target).filter(measured.contains)
    return leading.isEmpty ? Array(measured.prefix(1)) : leading
  }
}

extension Tuning {
  /// How far a start of the search came.
  public struct Result: Sendable {
    /// The runs of the last sweep that it started.
    public var runs: Sweep.Result
    /// Whether the search and its confirmation have ended, and their tables are written.
    public var isFinished: Bool
  }

  /// Trains what is left of the search, then of the confirmation, `workers` runs at a time, and writes the tables.
  ///
  /// With shards, each process trains its part of the first rung, or of the whole search; the one that ends it last
  /// continues alone, and others that are started again share the work with it. Arguments and errors are those of
  /// `Sweep.start`.
  public func start(
    workers: Int = 1, failsFast: Bool = false,
    training make: @escaping TrainerFactory = { Trainer($0) },
    interruption: Interruption = Interruption(),
    progress: @escaping @Sendable (Sweep.Event) -> Void = { _ in },
    notice: @escaping @Sendable (String) -> Void = { _ in }
  ) throws -> Result {
    func run(_ sweep: Sweep) throws -> Sweep.Result {
      try sweep.start(
        workers: workers, failsFast: failsFast, training: make, interruption: interruption,
        progress: progress, notice: notice)
    }
    let (labels, ended) = try searched(by: run)
    guard let labels else { return Result(runs: ended, isFinished: false) }
    let report = TuningReport(self, labels)
    try report.writeSearch()
    guard let confirmation = try confirmation(of: labels) else {
      try report.writeTable(confirmed: nil)
      return Result(runs: ended, isFinished: true)
    }
    let confirmed = try run(confirmation)
    if confirmed.hasEnded { try report.writeTable(confirmed: confirmation) }
    return Result(runs: confirmed, isFinished: confirmed.hasEnded)
  }

  /// Trains the search rung by rung; without labels if some of its runs have not ended.
  private func searched(
    by run: (Sweep) throws -> Sweep.Result
  ) throws -> (labels: [TunedLabel]?, ended: Sweep.Result) {
    var (alive, results) = (search.trials, [Trial: TrialResult]())
    var ended = Sweep.Result()
    let rungs = (settings.halving?.rungs ?? []).map(Optional.some) + [nil]
    for (stage, rung) in rungs.enumerated() {
      let places = Set(alive.flatMap(\.places)).sorted()
      ended = try run(search.only(places, pausingAt: rung, shard: stage == 0 ? shard : nil))
      guard ended.hasEnded else { return (nil, ended) }
      let reader = TrialReader(search, objective: objective)
      for trial in alive { results[trial.trial] = try reader.result(of: trial, at: rung) }
      if let rung { alive = kept(alive, at: rung, &results) }
    }
    return (TunedLabel.all(search, results: results, objective: objective), ended)
  }

  /// The trials that are continued after a rung: of each label its own settings, and the best of the others.
  private func kept(
    _ trials: [PlannedTrial], at rung: Int, _ results: inout [Trial: TrialResult]
  ) -> [PlannedTrial] {
    guard let halving = settings.halving else { return trials }
    var kept: Set<Trial> = []
    for label in trials.map(\.trial.label).firstOccurrences {
      let own = trials.filter { $0.trial.label == label && !$0.places.isEmpty }
      let drawn = own.filter { $0.trial.number > 0 }.compactMap { results[$0.trial] }
      let best = drawn.sorted(by: objective.isBetter).prefix(halving.kept(of: drawn.count))
      kept.formUnion(best.filter { !$0.isDiverged }.map(\.planned.trial))
      kept.formUnion(own.map(\.trial).filter { $0.number == 0 })
    }
    for trial in trials
    where !kept.contains(trial.trial) && results[trial.trial]?.status == .completed {
      results[trial.trial]?.status = .stopped
    }
    return trials.filter { kept.contains($0.trial) }
  }

  /// The best trial and the default of each label with fresh seeds; nil if no seeds are wanted.
  private func confirmation(of labels: [TunedLabel]) throws -> Sweep? {
    var runs: [PlannedRun] = []
    let lines = labels.flatMap(\.confirmed).compactMap(\.planned.places.first).map {
      search.plan[$0]
    }
    for seed in settings.confirmation {
      for line in lines { runs.append(line.with(seed: seed)) }
    }
    guard !runs.isEmpty else { return nil }
    return try Sweep(
      runs,
      in: SweepFolder(
        folder.appendingPathComponent("confirmation"), registry: search.folder.registry))
  }
}
