import Foundation
import ToyGAN

/// Ctrl-C and SIGTERM, converted to a request that a run follows at the next safe point.
///
/// A thread waits for them; no signal handler runs during training. oneDNN's kernels set the stack pointer
/// to their own buffers, and a handler that ran there would overwrite the heap.
enum Signals {
  /// The longest time to wait for the next safe point.
  private static let patience = timespec(tv_sec: 1, tv_nsec: 500_000_000)

  /// The request that the first signal makes.
  ///
  /// A second signal ends the program immediately; so does a timeout, with the status of an interruption,
  /// because an interrupted run can always be resumed from its last checkpoint. This must be called before
  /// any other thread is created, because threads inherit the set of blocked signals.
  static func watched() -> Interruption {
    let interruption = Interruption()
    var set = waitedFor
    pthread_sigmask(SIG_BLOCK, &set, nil)
    Thread.detachNewThread {
      _ = next()
      interruption.request()
      if let second = next(within: patience) { _exit(128 + second) }
      ExitStatus.say("interrupted; continue from the last checkpoint with --resume")
      _exit(ExitStatus.interrupted.rawValue)
    }
    return interruption
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

  /// The next signal, or nil if none arrives within `time`.
  private static func next(within time: timespec) -> Int32? {
    var (set, time) = (waitedFor, time)
    let number = sigtimedwait(&set, nil, &time)
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
