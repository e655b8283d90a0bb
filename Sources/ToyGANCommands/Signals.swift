import Foundation
import ToyGAN

/// Ctrl-C and SIGTERM, converted to a request that a run follows at the next safe point.
///
/// A thread waits for them; no signal handler runs during training. oneDNN's kernels set the stack pointer
/// to their own buffers, and a handler that ran there would overwrite the heap.
package enum Signals {
  /// The longest time to wait for the next safe point.
  private static let patience = Duration.milliseconds(1500)
  /// Signals so soon after the first belong to it: `timeout` signals its child, and then the child's group.
  private static let sameRequest = Duration.milliseconds(250)

  /// The request that the first signal makes; `way` is how the command is continued.
  ///
  /// A second signal, a quarter of a second later or more, ends the program immediately; so does a timeout,
  /// with the status of an interruption, because an interrupted run can always be resumed from its last
  /// checkpoint. This must be called before any other thread is created, because threads inherit the set of
  /// blocked signals.
  static func watched(continuing way: String = "--resume") -> Interruption {
    let interruption = Interruption()
    block()
    Thread.detachNewThread {
      _ = next()
      interruption.request()
      let start = ContinuousClock.now
      while next(within: max(.zero, sameRequest - (.now - start))) != nil {}
      if let second = next(within: patience) { _exit(128 + second) }
      ExitStatus.say("interrupted; continue from the last checkpoint with \(way)")
      _exit(ExitStatus.interrupted.rawValue)
    }
    return interruption
  }

  /// Calls `request` at the first Ctrl-C or SIGTERM, on a thread that waits for it.
  ///
  /// A second signal ends the program immediately. This must be called before any other thread is created,
  /// because threads inherit the set of blocked signals.
  package static func watch(_ request: @escaping @Sendable () -> Void) {
    block()
    Thread.detachNewThread {
      _ = next()
      request()
      let start = ContinuousClock.now
      while next(within: max(.zero, sameRequest - (.now - start))) != nil {}
      _exit(128 + next())
    }
  }

  private static func block() {
    var set = waitedFor
    pthread_sigmask(SIG_BLOCK, &set, nil)
  }

  /// After this call a signal ends the program immediately, with the status of an interruption, and also
  /// ends processes started afterwards: the remaining work can be repeated.
  static func endAtOnce() {
    for number in [SIGINT, SIGTERM] {
      signal(number) { _ in _exit(ExitStatus.interrupted.rawValue) }
    }
    var set = waitedFor
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
  }

  private static func next() -> Int32 {
    var (set, number) = (waitedFor, Int32(0))
    sigwait(&set, &number)
    return number
  }

  /// The next signal, or nil if none arrives within a time; a time of 0 asks for one that has arrived already.
  private static func next(within time: Duration) -> Int32? {
    let (seconds, attoseconds) = time.components
    var set = waitedFor
    var limit = timespec(tv_sec: Int(seconds), tv_nsec: Int(attoseconds / 1_000_000_000))
    let number = sigtimedwait(&set, nil, &limit)
    return number > 0 ? number : nil
  }

  private static var waitedFor: sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    sigaddset(&set, SIGINT)
    sigaddset(&set, SIGTERM)
    return set
  }
}
