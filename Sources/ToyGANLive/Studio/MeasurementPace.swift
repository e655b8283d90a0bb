/// When the next row of curves is due: soon at first, and later so that rows take a hundredth of the time.
struct MeasurementPace {
  /// When the next row is due.
  private(set) var next = ContinuousClock.now
  /// The time until the next row, in times that the last one took.
  private var spacing = 1.0

  /// Shortest time between two rows, in seconds.
  private static let shortest = 1.0 / 15
  private static let longest = 100.0

  /// Records that a row took some seconds, until now.
  mutating func add(seconds: Double, until now: ContinuousClock.Instant = .now) {
    next = now + .seconds(max(Self.shortest, spacing * seconds))
    // Each time twice as long: few rows are enough to show the beginning, and a dear first one matters little.
    spacing = min(Self.longest, 2 * spacing)
  }
}
