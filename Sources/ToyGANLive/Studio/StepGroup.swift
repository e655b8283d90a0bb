import Synchronization

/// Keeps panes at the same step: each trains up to a common goal, and the goal moves when all have reached it.
///
/// Where every pane is waited for by a page, all show the goal before it moves, so that a page sees the same step
/// in all panes.
final class StepGroup: Sendable {
  private struct Member {
    var hasArrived = false
    /// Whether a page waits for a picture.
    var isWanted = false
    /// Whether the pane has shown the present goal.
    var hasShown = false
    /// Steps per second.
    var rate = Double.infinity
    /// Seconds that a picture takes.
    var secondsToDraw = 0.0
    var wake: @Sendable () -> Void
  }

  private struct State {
    var goal = 0
    var isFrozen = false
    var isShowing = false
    var lastShown = ContinuousClock.now
    var members: [Int: Member] = [:]
  }

  private let state = Mutex(State())

  /// Shortest time between two goals, in seconds.
  private static let secondsBetweenGoals = 1.0 / 40
  /// Seconds after which a goal is shown although a page does not wait for every pane.
  private static let patience = 0.25

  /// The step up to which every pane may train.
  var goal: Int { state.withLock { $0.goal } }

  /// While the group is frozen its goal stays, so that all panes stop at the same step.
  func freeze(_ isFrozen: Bool) { state.withLock { $0.isFrozen = isFrozen } }

  /// Adds a pane that begins to train at a step; `wake` is called when there is something to do.
  func join(_ pane: Int, at step: Int, wake: @escaping @Sendable () -> Void) {
    update { state in
      let goal = state.members.isEmpty ? step : max(state.goal, step)
      if goal > state.goal {
        for member in state.members.keys { state.members[member]?.hasArrived = false }
      }
      state.goal = goal
      state.members[pane] = Member(wake: wake)
      return true
    }
  }

  /// Removes a pane that no longer trains.
  func leave(_ pane: Int) {
    update { state in
      state.members.removeValue(forKey: pane)
      return Self.settle(&state)
    }
  }

  /// A pane has reached the goal.
  func arrive(_ pane: Int, rate: Double, isWanted: Bool) {
    update { state in
      state.members[pane]?.hasArrived = true
      state.members[pane]?.rate = rate
      state.members[pane]?.isWanted = isWanted
      return Self.settle(&state)
    }
  }

  /// Whether a pane must show the goal before it moves.
  func mustShow(_ pane: Int) -> Bool {
    state.withLock { $0.isShowing && $0.members[pane]?.hasShown == false }
  }

  /// A pane has shown the goal, which took some seconds.
  func shown(_ pane: Int, seconds: Double) {
    update { state in
      state.members[pane]?.hasShown = true
      state.members[pane]?.secondsToDraw = seconds
      return Self.settle(&state)
    }
  }

  /// Changes the state, and wakes the panes if there is something to do.
  private func update(_ change: (inout sending State) -> Bool) {
    let wake = state.withLock { state in
      change(&state) ? state.members.values.map(\.wake) : []
    }
    for wake in wake { wake() }
  }

  /// Lets the panes show the goal, or moves it; returns whether either happened.
  private static func settle(_ state: inout State) -> Bool {
    let members = state.members.values
    guard !members.isEmpty, members.allSatisfy(\.hasArrived) else { return false }
    if state.isShowing {
      guard members.allSatisfy(\.hasShown) else { return false }
      (state.isShowing, state.lastShown) = (false, .now)
    } else if members.allSatisfy(\.isWanted)
      || members.contains(where: \.isWanted)
        && state.lastShown.duration(to: .now) > .seconds(patience)
    {
      state.isShowing = true
      for pane in state.members.keys { state.members[pane]?.hasShown = false }
      return true
    }
    return move(&state)
  }

  /// Moves the goal, unless the group is frozen.
  private static func move(_ state: inout State) -> Bool {
    guard !state.isFrozen else { return false }
    let slowest = state.members.values.map(\.rate).min() ?? 1
    // A picture takes at most a tenth of the time.
    let drawing = state.members.values.map(\.secondsToDraw).max() ?? 0
    let seconds = max(secondsBetweenGoals, 9 * drawing)
    state.goal += max(1, Int(min(slowest.isFinite ? slowest * seconds : 1, 10_000)))
    for pane in state.members.keys {
      state.members[pane]?.hasArrived = false
      state.members[pane]?.isWanted = false
    }
    return true
  }
}
