import Foundation
import ToyGANCore
import ToyGANFiles
import ToyGANMetrics
import ToyGANSettings
import ToyGANTraining

/// One session of a run, from the moment the program starts or resumes it
/// until it completes, diverges or is interrupted.
final class RunSession {
  private let run: Run
  private let folder: RunFolder
  private let trainer: any RunTrainer
  private let interruption: Interruption
  private let progress: (RunProgress) -> Void
  private let schedule: EvaluationSchedule
  /// The step at which this session ends.
  private let goal: Int
  private let judge: Judge
  /// The metrics that have a column in the trajectory.
  private let metrics: [Metric]
  /// Whether samples are points of the plane, which figures can show.
  private let isPlanar: Bool
  private var trajectory: TrajectoryFile
  private var record: RunRecord
  private var latest: TrajectoryPoint?
  private var pace = Pace()
  private let watch = Stopwatch()
  private var sinceCheckpoint = Stopwatch()
  private let secondsBefore: Double
  /// Step of the last checkpoint on disk; nil if its file is missing or damaged.
  private var keptStep: Int?

  init(
    run: Run, in folder: RunFolder, trainer: any RunTrainer, keptStep: Int?,
    tables: [String: String]?, pause: Int?, interruption: Interruption,
    progress: @escaping (RunProgress) -> Void
  ) throws {
    self.run = run
    self.folder = folder
    self.trainer = trainer
    self.interruption = interruption
    self.progress = progress
    self.keptStep = keptStep
    let configuration = run.configuration
    schedule = EvaluationSchedule(configuration)
    goal = min(schedule.steps, pause ?? schedule.steps)
    let judge = try Judge(configuration.target)
    (self.judge, isPlanar) = (judge, judge.target.dimension == 2)
    metrics = configuration.evaluation.metrics.metrics.filter { $0.applies(to: judge.target) }
    trajectory = try TrajectoryFile(
      continuing: folder, through: trainer.step, schedule: schedule)
    let earlier = folder.record()
    secondsBefore = earlier?.seconds ?? 0
    record = RunRecord(
      status: "running", label: run.label, method: type(of: configuration.method).name,
      seed: configuration.seed, step: trainer.step, steps: configuration.steps,
      version: ToyGANVersion.current,
      engine: trainer.step == 0 ? ToyGANVersion.engine : earlier?.engine,
      settings: try earlier?.settings ?? RunFolder.checksum(of: folder.settings()),
      checkpoints: earlier?.checkpoints, tables: tables,
      processor: HostComputer.processor,
      started: earlier?.started ?? HostComputer.text(Date()), seconds: secondsBefore)
  }

  /// Trains until the run completes, diverges or is interrupted, or until another process takes it over.
  func trainToTheEnd() throws -> Outcome {
    do { return try train() } catch {
      // A folder that is gone is the reason, whatever failed in it first.
      try folder.requireFolder()
      guard error is RunLost else { throw error }
      return left
    }
  }

  private func train() throws -> Outcome {
    try begin()
    if trainer.step == 0 { try look() }
    while trainer.step < goal {
      if let outcome = advance(to: min(goal, schedule.next(after: trainer.step))) {
        return try end(outcome)
      }
      try look()
      if let quantity = firstNonFinite() {
        return try end(.diverged(step: trainer.step, quantity: quantity))
      }
      try keep()
    }
    return try end(trainer.step < schedule.steps ? .interrupted(step: trainer.step) : .completed)
  }

  private func begin() throws {
    try folder.write(record)
    try folder.removeOutcome()
    try trajectory.write()
    if isPlanar, schedule.storesSamples {
      let samples = trainer.targetSamples(run.configuration.evaluation.samples)
      try folder.write(target: samples, in: &record)
    }
  }

  /// The outcome if another process has taken over the run, and may even have ended it.
  private var left: Outcome { .interrupted(step: trainer.step) }

  /// Trains in short blocks, so that interruptions take effect quickly and the display is updated.
  private func advance(to goal: Int) -> Outcome? {
    while trainer.step < goal {
      if interruption.isRequested { return .interrupted(step: trainer.step) }
      let start = trainer.step
      pace.begin()
      let outcome = trainer.advance(to: min(goal, start + pace.stretch))
      pace.end(steps: trainer.step - start)
      if let outcome { return outcome }
      report(isEvaluation: false)
    }
    return nil
  }

  /// Makes the evaluation and the stored samples that are due at this step, unless the run was taken over.
  private func look() throws {
    let step = trainer.step
    if schedule.evaluates(at: step), !trajectory.ends(at: step) {
      let point = step > 0 ? trainer.evaluate() : trainer.evaluate().withoutLosses
      latest = point
      try trajectory.append(point, metrics: metrics)
      report(isEvaluation: true)
    }
    if schedule.stores(at: step) { try store() }
  }

  /// Finite weights may still generate samples that are not finite.
  private func firstNonFinite() -> String? {
    if let quantity = trainer.firstNonFiniteState() { return quantity }
    let samples = trainer.samples(run.configuration.evaluation.samples)
    return samples.allSatisfy(\.isFinite) ? nil : "a sample"
  }

  /// Stores the data of figures; for more than two dimensions
  /// `toygan sample` generates samples from the checkpoint.
  private func store() throws {
    guard isPlanar else { return }
    let samples = trainer.samples(run.configuration.evaluation.samples)
    try folder.write(samples: samples, step: trainer.step, in: &record)
    try folder.write(trainer.surface(side: 64), step: trainer.step, in: &record)
  }

  /// Stores a checkpoint when samples are stored, and otherwise every few seconds.
  private func keep() throws {
    guard schedule.stores(at: trainer.step) || sinceCheckpoint.seconds > 10 else { return }
    try keepCheckpoint()
  }

  private func keepCheckpoint() throws {
    // A state that is not finite never replaces a finite one; the next evaluation will detect it again.
    guard keptStep != trainer.step, trainer.firstNonFiniteState() == nil else { return }
    // The rows are written first: a checkpoint guarantees that every row up to its step is on disk.
    try trajectory.write(durably: true)
    try folder.write(
      trainer.checkpoint(), rows: trajectory.checksum(before: trainer.step), in: &record,
      overDamaged: keptStep == nil)
    keptStep = trainer.step
    sinceCheckpoint.restart()
  }

  /// Everything needed to resume is written first, because an
  /// interrupted process may be killed before it finishes.
  private func end(_ outcome: Outcome) throws -> Outcome {
    guard folder.isOwned else { throw RunLost() }
    if case .diverged(_, let quantity) = outcome {
      record.quantity = quantity
      if !trajectory.ends(at: trainer.step) { try trajectory.append(point(), metrics: metrics) }
      try trajectory.write()
    } else {
      try keepCheckpoint()
    }
    let measurements = try finalMeasurements(outcome)
    record.status = outcome.status
    record.step = trainer.step
    record.ended = HostComputer.text(Date())
    record.seconds = secondsBefore + watch.seconds
    try folder.write(record)
    try folder.write(
      RunSummary(
        label: run.label, method: record.method, seed: record.seed, status: outcome.status,
        steps: trainer.step, quantity: record.quantity, metrics: measurements,
        files: try folder.checksums()))
    return outcome
  }

  /// The evaluation at this step; for an interrupted run it is measured but not added to the trajectory,
  /// whose rows follow the schedule.
  private func point() -> TrajectoryPoint {
    if let latest, latest.step == trainer.step { return latest }
    return trainer.evaluate()
  }

  /// All final metrics; for an interrupted run only the last
  /// measurements, because the user does not want to wait.
  private func finalMeasurements(
    _ outcome: Outcome
  ) throws -> [MetricValue] {
    if case .interrupted = outcome { return point().measurements }
    let evaluation = run.configuration.evaluation
    let samples = SampleSet(
      trainer.samples(evaluation.samples), dimension: judge.target.dimension)
    try keepCategories(of: samples)
    return judge.measure(
      samples, by: evaluation.final.metrics, referenceSeed: run.configuration.seed)
  }

  /// Counts the samples of each category nearest to each mode, if the
  /// method has categories and the target has modes.
  private func keepCategories(of samples: SampleSet) throws {
    guard let categories = trainer.categories(samples.count), let modes = judge.target.modeSet
    else { return }
    let table = CategoryTable(samples, categories: categories, modes: modes)
    try folder.put(table: table.csv, in: CategoryTable.file, &record)
  }

  private func report(isEvaluation: Bool) {
    progress(
      RunProgress(
        step: trainer.step, steps: schedule.steps, rate: pace.rate, point: latest,
        isEvaluation: isEvaluation))
  }
}

/// The speed of a run, and the number of steps in a block of a tenth of a second.
private struct Pace {
  private(set) var rate: Double?
  private var watch = Stopwatch()

  var stretch: Int { max(1, Int(min(rate ?? 1, 1e6) / 10)) }

  mutating func begin() { watch.restart() }

  mutating func end(steps: Int) {
    let latest = Double(steps) / max(watch.seconds, 1e-9)
    // Smoothed, because otherwise the estimated time left would jump with every block.
    rate = rate.map { 0.8 * $0 + 0.2 * latest } ?? latest
  }
}

extension TrajectoryPoint {
  /// This point before the first update, when no loss has been computed yet.
  fileprivate var withoutLosses: TrajectoryPoint {
    var point = self
    (point.generatorLoss, point.discriminatorLoss) = (.nan, .nan)
    for index in point.monitors.indices { point.monitors[index].value = .nan }
    return point
  }
}
