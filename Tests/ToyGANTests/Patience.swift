import Foundation

/// Waiting that assumes nothing about how fast or slow a machine is, but that it is alive.
enum Patience {
  /// Seconds after which what has not come is taken never to come: far more than anything takes.
  static let limit = 600.0

  /// Looks, or tries, again and again until it is so; false where it never was.
  ///
  /// Between two looks it sleeps for so many microseconds.
  @discardableResult
  static func until(pause: UInt32 = 2000, _ isSo: () throws -> Bool) rethrows -> Bool {
    let end = ContinuousClock.now + .seconds(limit)
    while true {
      if try isSo() { return true }
      if ContinuousClock.now > end { return false }
      usleep(pause)
    }
  }
}
