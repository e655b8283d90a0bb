import ToyGAN

/// Training, and going to a step.
extension PaneWorker {
  /// The step up to which the pane trains now; nil if it is paused.
  var end: Int? {
    if let goal { return goal }
    guard isPlaying else { return nil }
    let steps = player.settings.configuration.steps
    return group.map { min(steps, $0.goal) } ?? steps
  }

  /// Whether there are steps to make, and a page that sees them.
  var canTrain: Bool {
    guard isWatched, let end else { return false }
    return player.step < end || (isPlaying && group == nil)
  }

  /// When the pane has something to do by itself; nil if it only waits for commands.
  func nextWork() -> ContinuousClock.Instant? {
    var times: [ContinuousClock.Instant] = []
    if canTrain { times.append(isThrottled ? pace.nextStep(at: speed) : .now) }
    if hasNews { times.append(nextFrame) }
    return times.min()
  }

  private var isThrottled: Bool { speed != nil && goal == nil }

  func play() throws {
    try leaveStored()
    if player.history.divergence != nil, !player.isLookingBack {
      throw SettingError(
        key: "step", value: "a run that diverged", allowed: "an earlier step, or other settings")
    }
    guard player.isLookingBack || player.step < player.settings.configuration.steps else {
      output(.note("All \(player.step) steps are trained. A larger number of steps continues."))
      return
    }
    (isPlaying, goal, deadline) = (true, nil, nil)
    pace.restart()
    joinGroup()
  }

  private func joinGroup() {
    guard let group else { return }
    group.join(id, at: player.step) { [mailbox] in mailbox.wake() }
    if player.step >= group.goal { arriveInGroup(group) }
  }

  /// Every page sees the same step of all panes.
  private func arriveInGroup(_ group: StepGroup) {
    sendFrames()
    let rate = pace.trainingRate ?? 1
    group.arrive(id, rate: min(rate, speed ?? rate))
  }

  func pause() {
    // Panes in step stop at their common goal.
    if isPlaying, let group, player.step < group.goal { goal = group.goal } else { goal = nil }
    stop()
  }

  /// Ends everything that the pane does by itself.
  func halt() {
    goal = nil
    stop()
  }

  /// Ends playing; a goal stays.
  private func stop() {
    if isPlaying { group?.leave(id) }
    isPlaying = false
    if goal == nil { pace.restart() }
  }

  func step(_ count: Int, _ part: StepPart) throws {
    halt()
    try leaveStored()
    guard part != .both else {
      goal = player.step + count
      return
    }
    guard !player.isLookingBack else {
      throw SettingError(
        key: "step", value: "a step in the past", allowed: "the last step, or a branch")
    }
    for _ in 0..<count {
      if let outcome = try player.update(part) {
        diverged(outcome)
        break
      }
    }
    measure()
  }

  func go(to step: Int, seconds: Double?) throws {
    stop()
    if let run, run.steps.contains(step), step <= player.history.last, step != player.step {
      (stored, goal) = (step, nil)
      return
    }
    stored = nil
    deadline = seconds.map { .now + .seconds($0) }
    try player.approach(step)
    goal = step
    if player.step == step { arrive() }
  }

  /// Computes the state of a stored step that is shown, before something is done with it.
  func leaveStored() throws {
    guard let step = stored else { return }
    stored = nil
    try player.approach(step)
    if let outcome = try player.advance(to: step) { diverged(outcome) }
  }

  /// Makes some steps, as many as fit between two looks at the commands.
  func train() throws {
    guard let end else { return }
    guard player.step < end else { return finish() }
    if isThrottled {
      guard ContinuousClock.now >= pace.nextStep(at: speed) else { return }
    }
    let (start, watch) = (player.step, Stopwatch())
    let steps = isThrottled ? 1 : pace.steps
    let outcome = try player.advance(to: min(end, start + steps))
    pace.add(steps: max(0, player.step - start), seconds: watch.seconds)
    version += 1
    if let outcome { return diverged(outcome) }
    if ContinuousClock.now >= nextMeasurement { measure() }
    if player.step >= end { finish() } else { giveUpIfLate() }
  }

  /// The end of this stretch of training is reached.
  private func finish() {
    if goal != nil { return arrive() }
    if player.step >= player.settings.configuration.steps, !player.isLookingBack {
      stop()
      measure()
      output(.note("All \(player.step) steps are trained."))
    } else if let group {
      arriveInGroup(group)
    }
  }

  private func arrive() {
    (goal, deadline) = (nil, nil)
    pace.restart()
    measure()
    version += 1
  }

  private func giveUpIfLate() {
    guard let deadline, ContinuousClock.now >= deadline, let goal else { return }
    arrive()
    output(
      .note("Step \(goal) needs more time than an address may use. Play, or go there, to continue.")
    )
  }

  func diverged(_ outcome: Outcome) {
    halt()
    curves.removeAll(after: player.step)
    if case .diverged(let step, let quantity) = outcome {
      output(
        .note(
          "Diverged at step \(step): the \(quantity) is no longer finite. The last finite state is shown."
        ))
    }
    version += 1
  }

  /// Adds a row to the curves, if the step is new.
  func measure() {
    guard player.step > curves.lastStep ?? -1 else { return }
    let watch = Stopwatch()
    curves.append(step: player.step, measurement.row(of: player.trainer))
    nextMeasurement = .now + .seconds(max(1.0 / 15, 20 * watch.seconds))
  }

  func watch(_ isWatched: Bool) {
    self.isWatched = isWatched
    pace.restart()
  }

  func join(_ group: StepGroup?) {
    if isPlaying { self.group?.leave(id) }
    self.group = group
    if isPlaying { joinGroup() }
  }

  // MARK: - Settings

  func restart(with settings: PaneSettings) throws {
    let memory = player.history.checkpoints.limit
    player = try HistoryPlayer(History(settings, memory: memory))
    (stored, goal) = (nil, nil)
    curves = Curves()
    adaptToSettings()
  }

  /// Continues with other settings; another seed begins again.
  func change(_ changed: (PaneSettings) throws -> PaneSettings) throws {
    try leaveStored()
    let old = player.settings
    let new = try changed(old)
    if old.configuration.seed != new.configuration.seed {
      return try restart(with: new)
    }
    guard !player.isLookingBack else {
      throw SettingError(
        key: "step", value: "a change in the past", allowed: "the last step, or a branch")
    }
    try player.change(to: new)
    adaptToSettings()
  }

  private func adaptToSettings() {
    pace.forget()
    painter = Painter(of: player.trainer)
    let target = player.settings.configuration.target
    if floors?.target != target { floors = nil }
    measurement = Measurement(of: player.trainer, floors: floors?.values ?? [:])
    curves.rename(measurement.columns.map(\.name))
    if player.step == 0 { curves = Curves(columns: curves.columns, epoch: curves.epoch + 1) }
    measure()
    describe()
    askForFloors()
  }
}
