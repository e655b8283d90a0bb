import NIOCore

/// Counts what comes in each second, and says when it is too much.
struct RateLimit {
  private let perSecond: Int
  private var count = 0
  private var start: NIODeadline

  init(perSecond: Int, now: NIODeadline) {
    self.perSecond = perSecond
    start = now
  }

  /// Counts one more; false if there were too many in this second.
  mutating func admits(at now: NIODeadline) -> Bool {
    if now - start >= .seconds(1) { (start, count) = (now, 0) }
    count += 1
    return count <= perSecond
  }
}
