import Foundation

/// Commands for a thread, which it takes in order.
final class Mailbox<Command: Sendable>: @unchecked Sendable {
  // The condition's lock guards `waiting`.
  private let condition = NSCondition()
  private var waiting: [Command] = []
  private var isWoken = false

  /// Adds a command, in place of the last one that waits if it `supersedes` that, and wakes the thread.
  func post(_ command: Command, superseding supersedes: (Command) -> Bool = { _ in false }) {
    condition.withLock {
      if let last = waiting.last, supersedes(last) { waiting.removeLast() }
      waiting.append(command)
      condition.signal()
    }
  }

  /// Wakes the thread without a command, because something that it waits for may have changed.
  func wake() {
    condition.withLock {
      isWoken = true
      condition.signal()
    }
  }

  /// The commands that have arrived; waits for one until `deadline`, or without end if that is nil.
  func take(until deadline: ContinuousClock.Instant?) -> [Command] {
    condition.withLock {
      while waiting.isEmpty, !isWoken {
        guard let deadline else {
          condition.wait()
          continue
        }
        // Far dates are not representable in every type of time.
        let left = min((deadline - .now) / .seconds(1), 3600)
        guard left > 0, condition.wait(until: Date(timeIntervalSinceNow: left)) else { break }
      }
      defer { (waiting, isWoken) = ([], false) }
      return waiting
    }
  }
}
