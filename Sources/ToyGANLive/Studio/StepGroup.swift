import Synchronization

/// Keeps panes at the same step: each trains up to a common goal, and the goal moves when all have reached it.
final class StepGroup: Sendable {
  private struct Member {
    var hasArrived = false
    /// Steps per second.
    var rate: Double
    /// Seconds that a picture takes.
    var secondsToDraw = 0.0
    var wake: @Sendable () -> Void
  }

  private struct State {
    var goal = 0
    var isFrozen = false
    var members: [Int: Member] = [:]
  }

  private let state = Mutex(State())

  /// Shortest time between two goals, in seconds: every goal is shown, and a picture takes a tenth of the time.
  private static let secondsBetweenGoals = 1.0 / 40

  /// The step up to which every pane may train.
  var goal: Int { state.withLock { $0.goal } }

  /// While the group is frozen its goal stays, so that all panes stop at the same step.
  func freeze(_ isFrozen: Bool) { state.withLock { $0.isFrozen = isFrozen } }

  /// Adds a pane that begins to train at a step; `wake` is called when the goal has moved.
  func join(_ pane: Int, at step: Int, wake: @escaping @Sendable () -> Void) {
    state.withLock { state in
      let goal = state.members.isEmpty ? step : max(state.goal, step)
      if goal > state.goal {
        for member in state.members.keys { state.members[member]?.hasArrived = false }
      }
      state.goal = goal
      state.members[pane] = Member(rate: .infinity, wake: wake)
    }
    for wake in wakers { wake() }
  }

  private var wakers: [@Sendable () -> Void] { state.withLock { $0.members.values.map(\.wake) } }

  /// Removes a pane that no longer trains.
  func leave(_ pane: Int) {
    let wake = state.withLock { state in
      state.members.removeValue(forKey: pane)
      return Self.moved(&state)
    }
    for wake in wake { wake() }
  }

  /// A pane has reached the goal; `rate` is its number of steps per second, and its pictures take
  /// `secondsToDraw`.
  func arrive(_ pane: Int, rate: Double, secondsToDraw: Double) {
    let wake = state.withLock { state in
      state.members[pane]?.hasArrived = true
      state.members[pane]?.rate = rate
      state.members[pane]?.secondsToDraw = secondsToDraw
      return Self.moved(&state)
    }
    for wake in wake { wake() }
  }

  /// Moves the goal if every pane has arrived; returns the calls that wake the panes.
  private static func moved(_ state: inout State) -> [@Sendable () -> Void] {
    let members = state.members.values
    guard !state.isFrozen, !members.isEmpty, members.allSatisfy(\.hasArrived) else { return [] }
    let slowest = members.map(\.rate).min() ?? 1
    let seconds = max(secondsBetweenGoals, 9 * (members.map(\.secondsToDraw).max() ?? 0))
    let steps = slowest.isFinite ? slowest * seconds : 1
    state.goal += max(1, Int(min(steps, 10_000)))
    for pane in state.members.keys { state.members[pane]?.hasArrived = false }
    return state.members.values.map(\.wake)
  }
}
