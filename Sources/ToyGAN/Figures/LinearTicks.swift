import Foundation
import ToyGANFiles

/// Round distances between ticks.
enum LinearTicks {
  /// The smallest of 1, 2 and 5 times a power of ten with at most `most` steps over a range.
  static func step(over range: Double, most: Int) -> String {
    FigureText.number(distance(over: range, most: most))
  }

  private static func distance(over range: Double, most: Int) -> Double {
    guard range > 0, range.isFinite else { return 1 }
    let unit = pow(10, log10(range / Double(most)).rounded(.down))
    let step = [1, 2, 5, 10].first { range / ($0 * unit) <= Double(most) } ?? 10
    return step * unit
  }

  /// The number of ticks that an upright axis of a height in points has room for.
  static func most(height: Double, _ page: Page) -> Int {
    max(1, min(5, Int(height / (1.6 * page.base))))
  }

  /// Width in points of the widest text of the ticks between two values, however many there are.
  static func width(from low: Double, to high: Double, _ page: Page) -> Double {
    let texts = (1...6).flatMap { most -> [String] in
      let step = distance(over: high - low, most: most)
      guard (low / step).isFinite, (high - low) / step < 20 else { return [] }
      return stride(from: (low / step).rounded(.up), through: (high / step).rounded(.down), by: 1)
        .map { DecimalText.significant($0 * step, 6) }
    }
    return texts.map { page.width(of: $0) }.max() ?? 0
  }
}
