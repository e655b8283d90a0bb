import ToyGAN

/// Trains a run as a history has it, so that the run can be stored in a folder like any other.
///
/// The run is interrupted where the history ends. Kept checkpoints shorten the way between evaluations.
final class HistoryTrainer: RunTrainer {
  private let player: HistoryPlayer
  private let end: Int
  private let interruption: Interruption
  private let recipe: Recipe
  /// Names of the monitors and of the observations of the last segment, which the trajectory has as columns.
  private let columns: (monitors: [String], observations: [String])

  /// A trainer before the first step, which requests the interruption where the history ends.
  init(_ history: History, interruption: Interruption) throws {
    end = history.last
    self.interruption = interruption
    recipe = history.segments[history.segments.count - 1].recipe
    if history.isPlain {
      columns = ([], [])
    } else {
      let point = Trainer(recipe).evaluate()
      columns = (point.monitors.map(\.name), point.observations.map(\.name))
    }
    player = try HistoryPlayer(history, showsGradients: false)
    try player.approach(0)
    if end == 0 { interruption.request() }
  }

  private var trainer: Trainer { player.trainer }
  var step: Int { player.step }

  func advance(to step: Int) -> Outcome? {
    do {
      try player.approach(min(step, end))
      let outcome = try player.advance(to: min(step, end))
      if player.step >= end { interruption.request() }
      return outcome
    } catch {
      fatalError("a history that cannot be repeated: \(error)")
    }
  }

  /// The evaluation, with the columns of the last segment: a value that this one lacks is NaN.
  func evaluate() -> TrajectoryPoint {
    var point = trainer.evaluate()
    guard !player.history.isPlain else { return point }
    func aligned(
      _ readings: [TrajectoryPoint.Reading], to names: [String]
    ) -> [TrajectoryPoint.Reading] {
      names.map { name in readings.first { $0.name == name } ?? .init(name: name, value: .nan) }
    }
    point.monitors = aligned(point.monitors, to: columns.monitors)
    point.observations = aligned(point.observations, to: columns.observations)
    return point
  }

  func restore(_ checkpoint: Checkpoint) throws { try trainer.restore(checkpoint) }
  func checkpoint() -> Checkpoint { trainer.checkpoint() }
  func firstNonFiniteState() -> String? { trainer.firstNonFiniteState() }
  func samples(_ count: Int) -> [Float] { trainer.samples(count) }
  func samples(_ count: Int, from stream: RandomStream) -> [Float] {
    trainer.samples(count, from: stream)
  }
  func categories(_ count: Int) -> [Int]? { trainer.categories(count) }
  func targetSamples(_ count: Int) -> [Float] { trainer.targetSamples(count) }
  func surface(side: Int) -> Surface { trainer.surface(side: side) }
}
