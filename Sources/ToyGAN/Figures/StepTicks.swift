import ToyGANFiles

/// Ticks of an axis of steps, with short numbers: 500, 1k, 1.5k.
enum StepTicks {
  /// The ticks from 0 to a last step, at most `most` above 0, for `set xtics`.
  static func list(to last: Int, most: Int) -> String {
    let step = ModesOverSteps.ticks(last, most: most)
    let ticks = stride(from: 0, through: max(last, step), by: step)
    return "(" + ticks.map { "'\(text($0))' \($0)" }.joined(separator: ", ") + ")"
  }

  /// A number of steps with a sign for thousands and millions, without losing a digit: 1500 is "1.5k".
  static func text(_ step: Int) -> String {
    for (unit, sign) in [(1_000_000_000, "G"), (1_000_000, "M"), (1000, "k")] where step >= unit {
      return DecimalText.significant(Double(step) / Double(unit), 12) + sign
    }
    return "\(step)"
  }
}
