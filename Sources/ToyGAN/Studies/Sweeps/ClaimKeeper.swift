import Foundation
import Synchronization

/// Gives signs of life for the claims of this process, from a thread of its own.
final class ClaimKeeper: Sendable {
  private let claims = Mutex([String: (claim: RunClaim, lost: Interruption)]())
  private let end = DispatchSemaphore(value: 0)
  private let ended = DispatchSemaphore(value: 0)

  /// Begins; `seconds` lie between two signs of life.
  init(every seconds: Double = RunClaim.heartbeat) {
    let thread = Thread { [self] in
      while end.wait(timeout: .now() + seconds) == .timedOut { renew() }
      ended.signal()
    }
    thread.start()
  }

  /// Keeps the claim of a run alive; `lost` is asked to stop the run if another process took it,
  /// as when this one was asleep.
  func hold(_ claim: RunClaim, of run: String, lost: Interruption) {
    claims.withLock { $0[run] = (claim, lost) }
  }

  func drop(_ run: String) { _ = claims.withLock { $0.removeValue(forKey: run) } }

  /// Ends the thread; nothing is renewed from here on.
  func stop() {
    end.signal()
    ended.wait()
  }

  private func renew() {
    // Under the lock, so that a claim that was given up is not brought to life again.
    claims.withLock { claims in
      for (claim, lost) in claims.values where !claim.renew() { lost.request() }
    }
  }
}
