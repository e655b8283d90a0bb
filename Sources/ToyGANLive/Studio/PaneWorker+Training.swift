import ToyGAN

/// Training, and going to a step.
extension PaneWorker {
  /// The step at which a pane that plays stops: the last one, or the end of the history if that is later.
  private var lastStep: Int {
    let steps = player.latestSettings.configuration.steps
    return player.isLookingBack ? max(steps, player.history.last) : steps
  }

  /// The step up to which the pane trains now; nil if it is paused.
  var end: Int? {
    if let goal { return goal }
    guard isPlaying else { return nil }
    return group.map { min(lastStep, $0.goal) } ?? lastStep
  }

  /// Whether there is something to train, and a page that sees it.
  var canTrain: Bool {
    guard isWatched else { return false }
    if single != nil { return true }
    guard let end else { return false }
    return player.step < end || player.step >= lastStep
  }

  /// When the pane has something to do by itself; nil if it only waits for commands.
  func nextWork() -> ContinuousClock.Instant? {
    var times: [ContinuousClock.Instant] = []
    if canTrain { times.append(isThrottled ? pace.nextStep(at: speed) : .now) }
    if hasNews { times.append(nextFrame) }
    return times.min()
  }

  private var isThrottled: Bool { speed != nil && goal == nil && single == nil }

  /// Makes some steps, as many as fit between two looks at the commands.
  func train() throws {
    if let single { return try updateAlone(single.part, single.left) }
    guard let end else { return }
    guard player.step < end else { return try finish() }
    if isThrottled, ContinuousClock.now < pace.nextStep(at: speed) { return }
    let (start, watch) = (player.step, Stopwatch())
    let steps = isThrottled ? 1 : pace.steps
    let outcome = try player.advance(to: min(end, start + steps))
    pace.add(steps: max(0, player.step - start), seconds: watch.seconds)
    version += 1
    if outcome != nil { return diverged() }
    sayIfSlow(steps: player.step - start, seconds: watch.seconds)
    if ContinuousClock.now >= measuring.next { measure() }
    if player.step >= end { try finish() } else { giveUpIfLate() }
  }

  /// Makes some of the updates of one player alone that are left.
  private func updateAlone(_ part: SinglePart, _ count: Int) throws {
    let watch = Stopwatch()
    var left = count
    single = nil
    defer { version += 1 }
    while left > 0, watch.seconds < TrainingPace.stretch {
      if try player.update(part) != nil { return diverged() }
      left -= 1
    }
    player.keepState()
    if left > 0 { single = (part, left) } else { measure() }
  }

  /// The end of this stretch of training is reached.
  private func finish() throws {
    if goal != nil { return try arrive() }
    if player.step >= lastStep {
      halt()
      measure()
      version += 1
      output(.note("All steps are trained."))
    } else if let group {
      arriveInGroup(group)
    }
  }

  private func arrive() throws {
    let command = next
    (goal, deadline, next) = (nil, nil, nil)
    pace.restart()
    measure()
    version += 1
    if let command { try follow(command) }
  }

  private func sayIfSlow(steps: Int, seconds: Double) {
    let text = slowNote.add(
      steps: steps, seconds: seconds, of: methodName, isThrottled: isThrottled)
    if let text { output(.note(text)) }
  }

  private var methodName: String { type(of: player.settings.configuration.method).name }

  /// Other settings follow those of a method, and their speed is not known.
  private func forgetPace(of method: String) {
    slowNote.begin(after: method, rate: pace.trainingRate)
    pace.forget()
  }

  private func giveUpIfLate() {
    guard let deadline, ContinuousClock.now >= deadline, let goal else { return }
    halt()
    measure()
    version += 1
    output(
      .note("Step \(goal) needs more time than an address may use. Play, or go there, to continue.")
    )
  }

  /// The pane's state says what diverged: a note would say it a second time.
  private func diverged() {
    halt()
    curves.removeAll(after: player.step)
    version += 1
  }

  /// Adds a row to the curves, if the step is new.
  func measure() {
    guard player.step > curves.lastStep ?? -1, !player.isLookingBack else { return }
    let watch = Stopwatch()
    curves.append(step: player.step, measurement.row(of: player.trainer))
    measuring.add(seconds: watch.seconds)
  }
}

// MARK: - Commands

extension PaneWorker {
  func play() throws {
    if try leaveStored(then: .play) { return }
    if player.history.divergence != nil, !player.isLookingBack {
      throw SettingError(
        key: "step", value: "a run that diverged", allowed: "an earlier step, or other settings")
    }
    halt()
    isPlaying = true
    joinGroup()
  }

  func pause() {
    // Panes in step stop at their common goal.
    let common = isPlaying ? group.map { min($0.goal, lastStep) } : nil
    halt()
    if let common, player.step < common { goal = common }
  }

  /// Ends everything that the pane does by itself.
  func halt() {
    if isPlaying { group?.leave(id) }
    (isPlaying, goal, single, deadline, next) = (false, nil, nil, nil, nil)
    isTogether = false
    pace.restart()
  }

  func step(_ count: Int, _ part: StepPart) throws {
    halt()
    if try leaveStored(then: .step(count: count, part)) { return }
    guard let alone = SinglePart(part) else {
      goal = player.step + count
      return
    }
    try requireEnd("a step of one player in the past")
    single = (alone, count)
  }

  func go(to step: Int, seconds: Double?) throws {
    halt()
    if step <= player.history.last, step != player.step, let frame = run?.picture(at: step) {
      stored = (step, frame)
      return
    }
    guard step >= player.history.first else {
      throw SettingError(
        key: "step", value: "\(step)",
        allowed: "\(player.history.first) or above, or a stored step: changes of this run before "
          + "that are not known in full")
    }
    stored = nil
    deadline = seconds.map { .now + .seconds($0) }
    try player.approach(step)
    goal = step
    if player.step == step { try arrive() }
  }

  /// Goes from a stored picture to the state of its step, before a command can be followed.
  ///
  /// Returns whether the command must wait for this.
  private func leaveStored(then command: PaneCommand) throws -> Bool {
    guard let step = stored?.step else { return false }
    let known = run
    run = nil
    defer { run = known }
    try go(to: step, seconds: nil)
    guard goal != nil else { return false }
    next = command
    return true
  }

  private func requireEnd(_ value: String) throws(SettingError) {
    guard player.isLookingBack else { return }
    throw SettingError(key: "step", value: value, allowed: "the last step, or a branch")
  }

  func watch(_ isWatched: Bool) {
    self.isWatched = isWatched
    pace.restart()
  }

  // MARK: - Panes in step

  func join(_ group: StepGroup?) {
    if isPlaying { self.group?.leave(id) }
    self.group = group
    isTogether = false
    if isPlaying { joinGroup() }
  }

  private func joinGroup() {
    guard let group else { return }
    group.join(id, at: player.step) { [mailbox] in mailbox.wake() }
    if player.step >= group.goal { arriveInGroup(group) }
  }

  /// From now on the pane shows common goals only.
  private func arriveInGroup(_ group: StepGroup) {
    isTogether = true
    let rate = pace.trainingRate ?? 1
    group.arrive(
      id, rate: min(rate, speed ?? rate), isWanted: !clients.waiting(for: version).isEmpty)
  }

  /// Shows the common goal, if every pane does.
  func showGoal() {
    guard isPlaying, let group, group.mustShow(id) else { return }
    sendFramesNow()
    group.shown(id, seconds: secondsToDraw)
  }

  // MARK: - Settings

  func restart(with settings: PaneSettings) throws {
    let new = try HistoryPlayer(History(settings, memory: player.history.checkpoints.limit))
    let wasPlaying = isPlaying
    halt()
    forgetPace(of: methodName)
    measuring = MeasurementPace()
    (player, stored, run) = (new, nil, nil)
    measurement = Measurement(of: player.trainer)
    curves = Curves(columns: measurement.columns.map(\.name), epoch: curves.epoch + 1)
    askForFloors()
    measure()
    if wasPlaying { try play() }
  }

  /// Continues with other settings; another seed, and any change before the first step, begins again.
  func change(_ changed: (PaneSettings) throws -> PaneSettings) throws {
    let old = player.latestSettings
    let new = try changed(old)
    if old.configuration.seed != new.configuration.seed {
      return try restart(with: new)
    }
    guard stored == nil else {
      throw SettingError(
        key: "step", value: "a change in the past", allowed: "the last step, or a branch")
    }
    try requireEnd("a change in the past")
    if player.step == 0 { return try restart(with: new) }
    let method = methodName
    if try player.change(to: new) { forgetPace(of: method) }
    measuring = MeasurementPace()
    measureAnew()
    measure()
    describe()
  }
}
