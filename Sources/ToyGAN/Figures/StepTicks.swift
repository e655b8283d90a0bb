import ToyGANFiles

/// Ticks of an axis of steps, with short numbers: 500, 1k, 1.5k.
enum StepTicks {
  /// The ticks from 0 to a last step on an axis of a width in points, for `set xtics`: at most `most` round ones above
  /// 0, and the last step, if its text fits.
  static func list(to last: Int, most: Int, width: Double, _ page: Page) -> String {
    let step = ModesOverSteps.ticks(last, most: most)
    let ticks = Array(stride(from: 0, through: max(last, step), by: step))
    let chosen = ending(ticks, last, width, page) ?? ticks
    return "(" + chosen.map { "'\(text($0))' \($0)" }.joined(separator: ", ") + ")"
  }

  /// The ticks that leave room for the last step, and the last step; nil if it does not fit.
  private static func ending(
    _ ticks: [Int], _ last: Int, _ width: Double, _ page: Page
  ) -> [Int]? {
    func half(_ step: Int) -> Double { page.width(of: text(step)) / 2 }
    // What a text may take from the space beside the panel.
    guard !ticks.contains(last), last > 0, half(last) <= 13.5 * page.unit else { return nil }
    let kept = ticks.filter { tick in
      let middle = Double(tick) / Double(last) * width
      return middle + half(tick) + 0.4 * page.base <= width - half(last)
    }
    return kept.isEmpty ? nil : kept + [last]
  }

  /// A number of steps with a sign for thousands and millions, without losing a digit: 1500 is "1.5k".
  static func text(_ step: Int) -> String {
    for (unit, sign) in [(1_000_000_000, "G"), (1_000_000, "M"), (1000, "k")] where step >= unit {
      return DecimalText.significant(Double(step) / Double(unit), 12) + sign
    }
    return "\(step)"
  }
}
