/// The smallest and the largest value that a quantity can have.
public struct Bounds: Sendable, Equatable {
  /// The smallest value; minus infinity if there is none.
  public let lower: Double
  /// The largest value; infinity if there is none.
  public let upper: Double

  /// Traps unless `lower <= upper`.
  public init(_ lower: Double, _ upper: Double) {
    guard lower <= upper else { fatalError("bounds from \(lower) to \(upper)") }
    self.lower = lower
    self.upper = upper
  }

  /// Any number.
  public static let unbounded = Bounds(-.infinity, .infinity)
  /// 0 and more.
  public static let notNegative = Bounds(0, .infinity)
  /// From 0 to 1.
  public static let share = Bounds(0, 1)
}

extension Interval {
  /// The part of the interval that lies within bounds of the true value.
  ///
  /// It contains the true value as often as the whole interval. An interval beyond a bound becomes that bound.
  public func cut(to bounds: Bounds) -> Interval {
    let (least, most) = (bounds.lower, bounds.upper)
    return Interval(
      lower: min(max(lower, least), most), upper: max(min(upper, most), least),
      confidence: confidence)
  }
}

extension Observations {
  /// The smallest number of values whose interval is worth printing: with two values each half of Student's interval
  /// is 12.7 times as wide as their standard error, so that it says nothing.
  public static let leastForInterval = 3

  /// Student's interval for the mean of values that lie within bounds, cut at these; nil for fewer than
  /// `leastForInterval` values.
  ///
  /// The mean always lies in it, also where rounding has carried the values over a bound.
  public func meanInterval(
    within bounds: Bounds, _ confidence: Confidence = .percent95
  ) -> Interval? {
    guard count >= Self.leastForInterval, let mean,
      let interval = meanInterval(confidence)?.cut(to: bounds)
    else { return nil }
    return Interval(
      lower: min(interval.lower, mean), upper: max(interval.upper, mean), confidence: confidence)
  }
}
