import Foundation

/// Commands for a thread, which it takes in order.
final class Mailbox<Command: Sendable>: @unchecked Sendable {
  // The condition's lock guards `waiting`.
  private let condition = NSCondition()
  private var waiting: [Command] = []
  private var isWoken = false

  /// Adds a command; the thread is woken.
  func post(_ command: Command) {
    condition.withLock {
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
        let left = (deadline - .now) / .seconds(1)
        guard left > 0, condition.wait(until: Date(timeIntervalSinceNow: left)) else { break }
      }
      defer { (waiting, isWoken) = ([], false) }
      return waiting
    }
  }
}
