import Foundation
import Synchronization

/// Renews the claims of this process regularly, in its own thread.
final class ClaimKeeper: Sendable {
  private let claims = Mutex([String: (claim: RunClaim, lost: Interruption)]())
  private let end = DispatchSemaphore(value: 0)
  private let ended = DispatchSemaphore(value: 0)

  /// Starts the thread; renewals are `seconds` apart.
  init(every seconds: Double = RunClaim.heartbeat) {
    let thread = Thread { [self] in
      while end.wait(timeout: .now() + seconds) == .timedOut { renew() }
      ended.signal()
    }
    thread.start()
  }

  /// Renews the claim of a run regularly; `lost` is requested to stop the run if another process has taken
  /// it over, for example after this process was suspended.
  func hold(_ claim: RunClaim, of run: String, lost: Interruption) {
    claims.withLock { $0[run] = (claim, lost) }
  }

  func drop(_ run: String) { _ = claims.withLock { $0.removeValue(forKey: run) } }

  /// Ends the thread; no claim is renewed afterwards.
  func stop() {
    end.signal()
    ended.wait()
  }

  private func renew() {
    // Under the lock, so that a claim that was given up is not renewed.
    claims.withLock { claims in
      for (claim, lost) in claims.values where !claim.renew() { lost.request() }
    }
  }
}
