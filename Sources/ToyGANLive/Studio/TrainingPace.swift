/// The number of steps a second, and the number of steps to make before a pane looks at its commands again.
struct TrainingPace {
  /// Steps per second of training alone, smoothed; nil before the first step.
  private(set) var trainingRate: Double?
  /// Steps per second including everything else that the thread does; nil if it does not train.
  private(set) var rate: Double?
  private var lastStep = ContinuousClock.now
  private var windowStart = ContinuousClock.now
  private var windowSteps = 0

  /// Time between two looks at the commands, in seconds.
  static let stretch = 0.008
  private static let window = 0.5

  /// The number of steps of one stretch.
  var steps: Int { max(1, Int(min(trainingRate ?? 1, 1e6) * Self.stretch)) }

  /// Records steps that took some seconds.
  mutating func add(steps: Int, seconds: Double) {
    let latest = Double(steps) / max(seconds, 1e-9)
    trainingRate = trainingRate.map { 0.8 * $0 + 0.2 * latest } ?? latest
    windowSteps += steps
    lastStep = .now
    let length = (ContinuousClock.now - windowStart) / .seconds(1)
    guard length > Self.window else { return }
    rate = Double(windowSteps) / length
    (windowStart, windowSteps) = (.now, 0)
  }

  /// When the next step is due at a number of steps a second.
  func nextStep(at speed: Double?) -> ContinuousClock.Instant {
    guard let speed, speed > 0 else { return .now }
    return lastStep + .seconds(1 / speed)
  }

  /// Training begins, or ends.
  mutating func restart() { (rate, windowStart, windowSteps) = (nil, .now, 0) }

  /// Forgets the speed, because another trainer follows.
  mutating func forget() { self = TrainingPace() }
}
