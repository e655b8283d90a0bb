import ToyGANGames
import ToyGANTraining

extension Sweep {
  /// An estimate of the seconds until every run has ended, before any is trained; nil if none is left.
  ///
  /// A few steps of the first labels are trained and timed, at most two seconds in all, but at least two steps of one
  /// label. Other labels are assumed to do as many floating-point operations in a second. Evaluations and figures
  /// are not included, nor what other processes train. A request to stop ends the measurement.
  public func estimatedSeconds(
    workers: Int, interruption: Interruption = Interruption()
  ) -> Double? {
    var results = SweepResults(plan.map(\.id), in: folder)
    _ = results.refresh()
    let left = plan.indices.filter { place in
      let isMine = shard?.contains(place) ?? true
      let outcome = results.results[place].flatMap { plan[place].outcome(in: $0.summary) }
      return isMine && outcome == nil
    }
    guard !left.isEmpty else { return nil }
    let firsts = left.map { plan[$0] }.firstOfEachLabel
    let operations = Self.operations(of: firsts, unless: interruption)
    let speeds = measured(firsts, operations: operations, unless: interruption)
    let runs = left.map { place in
      let run = plan[place]
      let begun = RunFolder(folder.run(run.id))
      let made = begun.exists ? begun.lastEvaluation : 0
      return SweepForecast.Run(
        label: run.label, stepsLeft: Double(max(0, run.goal - made)),
        operations: operations[run.label] ?? 0)
    }
    return speeds.secondsLeft(running: [], waiting: runs, workers: workers)
  }

  /// Seconds in which steps are timed: of all labels, and of one.
  private static let limits = (all: 2.0, one: 0.25)

  /// Floating-point operations of a step by label; none if there are too many labels.
  private static func operations(
    of runs: [PlannedRun], unless interruption: Interruption
  ) -> [String: Double] {
    guard runs.count <= OperationCounts.maximumLabels else { return [:] }
    var operations: [String: Double] = [:]
    for run in runs where !interruption.isRequested {
      operations[run.label] = OperationCounts.perStep(run.configuration)
    }
    return operations
  }

  private func measured(
    _ runs: [PlannedRun], operations: [String: Double], unless interruption: Interruption
  ) -> SweepForecast {
    let watch = Stopwatch()
    var speeds = SweepForecast()
    for run in runs where watch.seconds < Self.limits.all && !interruption.isRequested {
      guard let recipe = try? Recipe(folder.configuration(of: run)) else { continue }
      let trainer = Trainer(recipe)
      // The first step takes memory. A short run is not trained nearly whole.
      guard trainer.advance(to: 1) == nil else { continue }
      let last = max(2, run.configuration.steps / 10)
      let timed = Stopwatch()
      repeat {
        guard trainer.advance(to: trainer.step + 1) == nil else { break }
      } while timed.seconds < Self.limits.one && trainer.step < last
      speeds.add(
        steps: Double(trainer.step - 1), in: timed.seconds, of: run.label,
        operations: operations[run.label] ?? 0)
    }
    return speeds
  }
}

extension [PlannedRun] {
  /// The first run of each label, in the order of the plan.
  var firstOfEachLabel: [PlannedRun] {
    var seen = Set<String>()
    return filter { seen.insert($0.label).inserted }
  }
}
