import Foundation
import ToyGANFiles
import ToyGANGames
import ToyGANTraining

/// Makes one run of a sweep, unless it is finished or another process is training it.
struct SweepTrainer: Sendable {
  let folder: SweepFolder
  let training: TrainerFactory
  /// Also requested by the first failure, if the sweep fails fast.
  let interruption: Interruption
  let failsFast: Bool
  let notice: @Sendable (String) -> Void
  let keeper = ClaimKeeper()

  init(
    folder: SweepFolder, training: @escaping TrainerFactory, interruption: Interruption,
    failsFast: Bool, notice: @escaping @Sendable (String) -> Void
  ) {
    self.folder = folder
    self.training = training
    self.interruption = interruption
    self.failsFast = failsFast
    self.notice = notice
  }

  /// The result of an attempt to make a run.
  enum Attempt {
    /// The run ended in this process.
    case ended(Outcome)
    /// Another process had already ended the run.
    case endedElsewhere(Outcome)
    case failed(any Error)
    /// Another process is training the run.
    case elsewhere
  }

  func attempt(
    _ planned: PlannedRun, progress: @escaping (RunProgress) -> Void
  ) -> Attempt {
    let place = folder.run(planned.id)
    do {
      if let outcome = Self.outcome(of: planned, in: place) { return .endedElsewhere(outcome) }
      // In the sweep's folder: one that has vanished is not made anew without its plan.
      try AtomicFile.makeFolder(place.lastPathComponent, in: place.deletingLastPathComponent())
      guard let claim = try RunClaim.take(in: place) else { return .elsewhere }
      return attempt(planned, in: place, under: claim, progress: progress)
    } catch {
      return failed(error, in: place)
    }
  }

  private func attempt(
    _ planned: PlannedRun, in place: URL, under claim: RunClaim,
    progress: @escaping (RunProgress) -> Void
  ) -> Attempt {
    let stop = Interruption(within: interruption)
    keeper.hold(claim, of: planned.id, lost: stop)
    defer { keeper.drop(planned.id) }
    do {
      // Another process may have ended the run between the check and the claim.
      if let outcome = Self.outcome(of: planned, in: place) {
        give(claim, of: planned.id, isFinished: true)
        return .endedElsewhere(outcome)
      }
      let outcome = try train(
        planned, in: place, under: claim, interruption: stop, progress: progress)
      let isStopped = outcome.isInterruption && !planned.waits(after: outcome)
      let isLost = isStopped && (!interruption.isRequested || !claim.renew())
      // In that case the claims belong to another process.
      if isLost { return .elsewhere }
      give(claim, of: planned.id, isFinished: !outcome.isInterruption)
      return .ended(outcome)
    } catch {
      // A folder that was removed is no other process's run.
      let isRemoved = (try? RunFolder(place).requireFolder()) == nil
      guard isRemoved || claim.renew() else { return .elsewhere }
      let attempt = failed(error, in: place)
      give(claim, of: planned.id, isFinished: false)
      return attempt
    }
  }

  private func train(
    _ planned: PlannedRun, in place: URL, under claim: RunClaim, interruption: Interruption,
    progress: @escaping (RunProgress) -> Void
  ) throws -> Outcome {
    RunFailure.remove(in: place)
    let run =
      RunFolder(place).exists
      ? try Run(
        resuming: place, as: nil, steps: nil, label: planned.label, registry: folder.registry,
        claim: claim)
      : try Run(
        Recipe(folder.configuration(of: planned)), in: place, label: planned.label,
        yaml: planned.yaml, registry: folder.registry, claim: claim)
    return try run.start(
      training: training, pausingAt: planned.pause, interruption: interruption, progress: progress,
      notice: { notice("run \(planned.id): \($0)") })
  }

  private func give(_ claim: RunClaim, of run: String, isFinished: Bool) {
    keeper.drop(run)
    if isFinished { claim.remove() } else { claim.release() }
  }

  private func failed(_ error: any Error, in place: URL) -> Attempt {
    RunFailure(error).write(in: place)
    if failsFast { interruption.request() }
    return .failed(error)
  }

  private static func outcome(of planned: PlannedRun, in place: URL) -> Outcome? {
    RunFolder(place).wholeSummary().flatMap(planned.outcome)
  }
}

extension Outcome {
  /// The step at which a run of a configuration ended.
  func step(of configuration: Configuration) -> Int {
    switch self {
    case .completed: configuration.steps
    case .diverged(let step, _), .interrupted(let step): step
    }
  }

  var isInterruption: Bool {
    if case .interrupted = self { true } else { false }
  }
}

/// The reason why a run could not be made, stored in its folder until the next attempt.
struct RunFailure: Codable, Sendable {
  var reason: String
  var host: String
  var time: String

  init(_ error: any Error) {
    reason = "\(error)"
    host = ProcessIdentity.current.host
    time = HostComputer.text(Date())
  }

  init?(in folder: URL) {
    guard let failure = try? JSONText.read(Self.self, at: Self.file(in: folder)) else { return nil }
    self = failure
  }

  /// If the disk itself has failed, the sweep still reports the error.
  func write(in folder: URL) {
    // A sweep whose folder has vanished is not made anew.
    _ = try? AtomicFile.makeFolder(
      folder.lastPathComponent, in: folder.deletingLastPathComponent())
    try? AtomicFile.write(JSONText.of(self), to: Self.file(in: folder))
  }

  static func remove(in folder: URL) { unlink(file(in: folder).path) }

  private static func file(in folder: URL) -> URL { folder.appendingPathComponent("failure.json") }
}
