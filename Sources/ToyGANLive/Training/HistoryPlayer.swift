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
    trainer = try PaneLimits.trainer(
      history.segments[segment].recipe, showsGradients: showsGradients)
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
      trainer = try PaneLimits.trainer(
        history.segments[place].recipe, showsGradients: showsGradients)
      segment = place
    }
    try trainer.restore(checkpoint)
  }

  /// Makes steps up to `goal`, as the history has them, and new ones after its end.
  ///
  /// Returns the outcome if training diverged; the state is then the last one that is finite.
  func advance(to goal: Int) throws -> Outcome? {
    while step < goal {
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

  /// Repeats what was done at this step: a change of settings, or updates of the discriminator alone.
  private func repeatUpdates() throws {
    if history.segment(at: step) != segment {
      // The state that a change left is always kept, with the updates that followed it there.
      if let kept = history.checkpoints.newest(upTo: step) { try restore(kept) }
      return
    }
    for _ in 0..<(history.discriminatorOnly[step] ?? 0) { _ = trainer.updateDiscriminator() }
  }

  private func keepCheckpoint() throws -> Outcome? {
    guard step == history.last, sinceCheckpoint.seconds > Self.secondsBetweenCheckpoints else {
      return nil
    }
    sinceCheckpoint.restart()
    if let quantity = trainer.firstNonFiniteState() {
      return try diverged(.diverged(step: step, quantity: quantity))
    }
    history.keep(trainer.checkpoint())
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
  ///
  /// `keepState` must follow before anything else is done. Returns the outcome if training diverged; the
  /// state is then the one before.
  func update(_ part: SinglePart) throws -> Outcome? {
    try requireSingleUpdate()
    let before = step
    switch part {
    case .generator:
      if let outcome = trainer.updateGenerator() { return try undo(outcome, to: before) }
      history.addGeneratorOnly(from: before)
      history.reach(step)
    case .discriminator:
      if let outcome = trainer.updateDiscriminator() { return try undo(outcome, to: before) }
      history.addDiscriminatorOnly(at: before)
    }
    return nil
  }

  /// Keeps the present state.
  func keepState() { history.keep(trainer.checkpoint()) }

  private func undo(_ outcome: Outcome, to step: Int) throws -> Outcome {
    if let kept = history.checkpoints.newest(upTo: step) { try restore(kept) }
    _ = try advance(to: step)
    if case .diverged(let place, let quantity) = outcome { history.diverge((place, quantity)) }
    return outcome
  }

  private func requireSingleUpdate() throws {
    guard trainer.canSplitStep else {
      throw SettingError(
        key: "schedule", value: trainer.configuration.schedule.rawValue,
        allowed: "alternating, in which one player moves after the other")
    }
    guard history.hasRoomForSingleUpdate else {
      throw SettingError(
        key: "step", has: "\(History.maximumSingleUpdates) updates of one player alone",
        allowed: "that the pane is restarted before more of them")
    }
  }

  /// Continues with other settings: what fits is carried over by name and shape.
  ///
  /// Returns whether the change is marked; it is not if what is trained stays the same. Throws `SettingError`
  /// if the settings cannot be used, or if the history has no room for the change.
  func change(to settings: PaneSettings) throws -> Bool {
    let recipe = try PaneLimits.recipe(settings)
    let next = try PaneLimits.trainer(recipe, showsGradients: showsGradients)
    let change = SettingsChange(from: self.settings, to: settings)
    if change.trainsTheSame {
      try next.restore(trainer.checkpoint())
      history.rename(settings, recipe)
      trainer = next
    } else {
      let before = trainer.checkpoint()
      let fresh = next.adopt(before)
      let kept = next.checkpoint()
      try requireRoom(for: kept)
      history.begin(
        History.Segment(
          start: step, settings: settings, recipe: recipe,
          text: SettingsChange(from: settingsBefore, to: settings).text,
          fresh: FreshParts(fresh, of: kept, after: before)))
      history.diverge(nil)
      history.keep(kept, isPinned: true)
      (trainer, segment) = (next, history.segments.count - 1)
    }
    return !change.trainsTheSame
  }

  /// The settings before the changes that were made at this step.
  private var settingsBefore: PaneSettings {
    let segments = history.segments
    let isChangedHere = segments.count > 1 && segments[segments.count - 1].start == step
    return segments[segments.count - (isChangedHere ? 2 : 1)].settings
  }

  private func requireRoom(for checkpoint: Checkpoint) throws {
    let bytes = checkpoint.arrays.reduce(0) { $0 + 4 * $1.values.count }
    guard !history.checkpoints.hasRoom(for: bytes) else { return }
    throw SettingError(
      key: "pane", has: "changes that need more than \(history.checkpoints.limit >> 20) MiB",
      allowed: "fewer changes; restart the pane, or branch from an early step")
  }
}

/// The players that a step updates.
enum StepPart: String, Sendable, Codable {
  case both, discriminator, generator
}

/// A player that is updated alone.
enum SinglePart: Sendable {
  case discriminator, generator

  /// Nil if both players are updated.
  init?(_ part: StepPart) {
    switch part {
    case .both: return nil
    case .discriminator: self = .discriminator
    case .generator: self = .generator
    }
  }
}
