import ToyGANGames

/// The steps at which a run is evaluated and samples are stored.
struct EvaluationSchedule {
  var every: Int
  var storeEvery: Int
  var steps: Int

  init(_ configuration: Configuration) {
    (every, storeEvery) = (configuration.evaluation.every, configuration.evaluation.storeEvery)
    steps = configuration.steps
  }

  func evaluates(at step: Int) -> Bool { step.isMultiple(of: every) || step == steps }
  /// Every step up to `step` with an evaluation.
  func evaluations(through step: Int) -> [Int] {
    let regular = Array(stride(from: 0, through: step, by: every))
    return regular + (step == steps && !step.isMultiple(of: every) ? [step] : [])
  }

  func stores(at step: Int) -> Bool {
    storesSamples && (step.isMultiple(of: storeEvery) || step == steps)
  }

  /// Whether samples and surfaces are stored at all.
  var storesSamples: Bool { storeEvery > 0 }

  /// The first step after `step` at which an evaluation or storage is due.
  func next(after step: Int) -> Int {
    let store = storesSamples ? (step / storeEvery + 1) * storeEvery : steps
    return min(steps, (step / every + 1) * every, store)
  }
}
