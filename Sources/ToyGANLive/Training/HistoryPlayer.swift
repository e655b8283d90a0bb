import ToyGAN

/// A trainer that can go to any step of a history, and that makes the history longer.
///
/// It is used by one thread.
final class HistoryPlayer {
  private(set) var history: History
  private(set) var trainer: Trainer
  /// Index of the segment whose recipe the trainer has.
  private var segment: Int
  private let showsGradients: Bool
  private var sinceCheckpoint = Stopwatch()

  /// Seconds of training after which a checkpoint is kept, so that going back takes about as long at most.
  private static let secondsBetweenCheckpoints = 0.1

  /// A player at the last step for which the history has a checkpoint; at step 0 if there is none.
  init(_ history: History, showsGradients: Bool = true) throws {
    (self.history, self.showsGradients) = (history, showsGradients)
    let kept = history.checkpoints.newest(upTo: history.last)
    segment = history.segment(at: kept?.step ?? 0)
    trainer = Trainer(history.segments[segment].recipe, showsGradients: showsGradients)
    if let kept {
      try trainer.restore(kept)
    } else {
      self.history.keep(trainer.checkpoint(), isPinned: true)
    }
  }

  var step: Int { trainer.step }
  var settings: PaneSettings { history.segments[segment].settings }
  /// The settings with which training continues after the last step.
  var latestSettings: PaneSettings { history.segments[history.segments.count - 1].settings }
  /// Whether a step before the last one is shown.
  var isLookingBack: Bool { step < history.last }

  /// Restores the newest checkpoint that is not after a step, if that is nearer than the present state.
  ///
  /// `advance(to:)` then makes the steps that are left.
  func approach(_ step: Int) throws {
    guard let kept = history.checkpoints.newest(upTo: step) else { return }
    guard step < self.step || kept.step > self.step else { return }
    try restore(kept)
  }

  private func restore(_ checkpoint: Checkpoint) throws {
    let place = history.segment(at: checkpoint.step)
    if place != segment {
      trainer = Trainer(history.segments[place].recipe, showsGradients: showsGradients)
      segment = place
    }
    try trainer.restore(checkpoint)
  }

  /// Makes steps up to `goal`, as the history has them, and new ones after its end.
  ///
  /// Returns the outcome if training diverged; the state is then the last one that is finite.
  func advance(to goal: Int) throws -> Outcome? {
    while step < goal {
      // A segment begins with the state that its change left, which is always kept.
      if history.segment(at: step) != segment, let kept = history.checkpoints.newest(upTo: step),
        kept.step == step
      {
        try restore(kept)
      }
      let end = min(goal, history.nextChange(after: step))
      let outcome =
        history.generatorOnly.contains(step)
        ? trainer.updateGenerator() : trainer.advance(to: end)
      if let outcome { return try diverged(outcome) }
      if step <= history.last { try repeatUpdates() }
      history.reach(step)
      if let outcome = try keepCheckpoint() { return outcome }
    }
    return nil
  }

  /// Repeats the updates of the discriminator alone that were made at this step, and the change of settings.
  private func repeatUpdates() throws {
    for _ in 0..<(history.discriminatorOnly[step] ?? 0) { _ = trainer.updateDiscriminator() }
    if history.segment(at: step) != segment, let kept = history.checkpoints.newest(upTo: step),
      kept.step == step
    {
      try restore(kept)
    }
  }

  private func keepCheckpoint() throws -> Outcome? {
    guard step == history.last, sinceCheckpoint.seconds > Self.secondsBetweenCheckpoints else {
      return nil
    }
    if let quantity = trainer.firstNonFiniteState() {
      return try diverged(.diverged(step: step, quantity: quantity))
    }
    history.keep(trainer.checkpoint())
    sinceCheckpoint.restart()
    return nil
  }

  /// Goes back to the last step whose state is finite, and makes it the end of the history.
  private func diverged(_ outcome: Outcome) throws -> Outcome {
    guard case .diverged(let step, let quantity) = outcome else { return outcome }
    var end = step - 1
    history = history.cut(at: end)
    try approach(end)
    if self.step < end {
      _ = try advance(to: end)
      if trainer.firstNonFiniteState() != nil, let kept = history.checkpoints.newest(upTo: end) {
        try restore(kept)
        end = kept.step
        history = history.cut(at: end)
      }
    }
    history.diverge((step, quantity))
    return outcome
  }

  // MARK: - Changes

  /// Updates one player alone; throws `SettingError` if the schedule moves both at once.
  func update(_ part: StepPart) throws -> Outcome? {
    guard part != .both else { return try advance(to: step + 1) }
    try requireSingleUpdate()
    let outcome: Outcome?
    if part == .generator {
      history.addGeneratorOnly(from: step)
      outcome = trainer.updateGenerator()
      history.reach(step)
    } else {
      history.addDiscriminatorOnly(at: step)
      outcome = trainer.updateDiscriminator()
    }
    if let outcome { return outcome }
    history.keep(trainer.checkpoint())
    return nil
  }

  private func requireSingleUpdate() throws {
    guard trainer.canSplitStep else {
      throw SettingError(
        key: "schedule", value: trainer.configuration.schedule.rawValue,
        allowed: "alternating, in which one player moves after the other")
    }
    guard history.hasRoomForSingleUpdate else {
      throw SettingError(
        key: "step", value: "\(History.maximumSingleUpdates) updates of one player alone",
        allowed: "that the pane is restarted before more of them")
    }
  }

  /// Continues with other settings: what fits is carried over by name and shape.
  ///
  /// At step 0 nothing is carried over. Returns the parts that begin afresh. Throws `SettingError` if the
  /// settings cannot be used, or if the history has no room for the change.
  func change(to settings: PaneSettings) throws {
    let recipe = try PaneLimits.recipe(settings)
    let next = Trainer(recipe, showsGradients: showsGradients)
    let change = SettingsChange(from: self.settings, to: settings)
    if step == 0 {
      var new = try History(settings, memory: history.checkpoints.limit)
      new.keep(next.checkpoint(), isPinned: true)
      (history, trainer, segment) = (new, next, 0)
    } else if change.trainsTheSame {
      try next.restore(trainer.checkpoint())
      history.rename(settings, recipe)
      trainer = next
    } else {
      let fresh = next.adopt(trainer.checkpoint())
      let kept = next.checkpoint()
      try requireRoom(for: kept)
      history.begin(
        History.Segment(
          start: step, settings: settings, recipe: recipe, text: change.text,
          fresh: FreshParts.text(fresh)))
      history.diverge(nil)
      history.keep(kept, isPinned: true)
      (trainer, segment) = (next, history.segments.count - 1)
    }
  }

  private func requireRoom(for checkpoint: Checkpoint) throws {
    let bytes = checkpoint.arrays.reduce(0) { $0 + 4 * $1.values.count }
    guard !history.checkpoints.hasRoom(for: bytes) else { return }
    throw SettingError(
      key: "pane", value: "changes that need more than \(history.checkpoints.limit >> 20) MiB",
      allowed: "fewer changes; restart the pane, or branch from an early step")
  }
}

/// The players that a step updates.
enum StepPart: String, Sendable, Codable {
  case both, discriminator, generator
}
