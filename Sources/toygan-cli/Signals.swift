import Foundation
import ToyGAN

/// Ctrl-C and SIGTERM, turned into a request that a run obeys at the next safe place.
///
/// A thread waits for them; no handler is ever called. oneDNN's kernels put the stack pointer into
/// their own buffers, and a handler that ran there would write over the heap.
enum Signals {
  /// The request that the first signal makes; a second one ends the program at once.
  ///
  /// Called before any other thread is made, since threads inherit what is blocked.
  static func watched() -> Interruption {
    let interruption = Interruption()
    var set = waitedFor
    pthread_sigmask(SIG_BLOCK, &set, nil)
    Thread.detachNewThread {
      _ = next()
      interruption.request()
      _exit(128 + next())
    }
    return interruption
  }

  /// Gives the signals back their usual meaning, also in programs started from here on.
  static func release() {
    var set = waitedFor
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
  }

  private static func next() -> Int32 {
    var (set, number) = (waitedFor, Int32(0))
    sigwait(&set, &number)
    return number
  }

  private static var waitedFor: sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    sigaddset(&set, SIGINT)
    sigaddset(&set, SIGTERM)
    return set
  }
}
