import Foundation

/// Says that training is slow, because a reader could think that something is broken.
struct SlowNote {
  private var hasSaidSeconds = false
  /// The method before, and its steps per second; nil once the present ones were compared with them.
  private var before: (method: String, rate: Double)?
  private var (steps, seconds) = (0, 0.0)

  /// Seconds of training after which its speed is known.
  private static let enough = 0.5
  /// How many times slower training must be.
  private static let much = 5.0

  /// Other settings follow those of a method, which made so many steps a second; nil if that is not known.
  mutating func begin(after method: String, rate: Double?) {
    (hasSaidSeconds, steps, seconds) = (false, 0, 0)
    if let rate { before = (method, rate) }
  }

  /// Adds steps that a method made in some seconds; returns what must be said, if anything.
  mutating func add(
    steps: Int, seconds: Double, of method: String, isThrottled: Bool
  ) -> String? {
    guard steps > 0 else { return nil }
    let perStep = seconds / Double(steps)
    if perStep > 1 {
      defer { (hasSaidSeconds, before) = (true, nil) }
      return hasSaidSeconds ? nil : "A step takes about \(Int(perStep.rounded(.up))) seconds."
    }
    guard let before, !isThrottled else { return nil }
    (self.steps, self.seconds) = (self.steps + steps, self.seconds + seconds)
    guard self.seconds >= Self.enough else { return nil }
    self.before = nil
    let rate = Double(self.steps) / self.seconds
    guard rate < before.rate / Self.much else { return nil }
    let (now, then) = (Self.text(rate), Self.text(before.rate))
    return before.method == method
      ? "It makes about \(now) steps a second now; before the change it made \(then)."
      : "\(method) makes about \(now) steps a second; \(before.method) made \(then)."
  }

  /// A number of steps a second, with two digits that are not zero at most.
  private static func text(_ rate: Double) -> String {
    if rate < 9.5 { return String(format: "%.1g", rate) }
    let unit = pow(10, floor(log10(rate)) - 1)
    return "\(Int((rate / unit).rounded() * unit))"
  }
}
