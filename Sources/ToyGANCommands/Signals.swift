import Foundation
import ToyGAN

/// Ctrl-C and SIGTERM, turned into a request that a run obeys at the next safe place.
///
/// A thread waits for them; no handler is called while anything is trained. oneDNN's kernels put the
/// stack pointer into their own buffers, and a handler that ran there would write over the heap.
enum Signals {
  /// How long what is going on may take to come to a safe place.
  private static let patience = timespec(tv_sec: 1, tv_nsec: 500_000_000)

  /// The request that the first signal makes.
  ///
  /// A second one ends the program at once; so does time, with the status of an interruption, since
  /// a run goes on from its last checkpoint wherever it was stopped. Called before any other thread
  /// is made, since threads inherit what is blocked.
  static func watched() -> Interruption {
    let interruption = Interruption()
    var set = waitedFor
    pthread_sigmask(SIG_BLOCK, &set, nil)
    Thread.detachNewThread {
      _ = next()
      interruption.request()
      if let second = next(within: patience) { _exit(128 + second) }
      Ending.say("interrupted on the way; go on from the last checkpoint with --resume")
      _exit(Ending.interrupted.rawValue)
    }
    return interruption
  }

  /// From here on a signal ends the program at once, with the status of an interruption, and also
  /// those started from here on: what is left to do can be done again.
  static func endAtOnce() {
    for number in [SIGINT, SIGTERM] {
      signal(number) { _ in _exit(Ending.interrupted.rawValue) }
    }
    var set = waitedFor
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
  }

  private static func next() -> Int32 {
    var (set, number) = (waitedFor, Int32(0))
    sigwait(&set, &number)
    return number
  }

  /// The next signal, or nil when none has come in time.
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
