import Foundation
import ToyGANFiles

/// The axis of a varied setting, logarithmic where its values are spread by factors.
struct SettingAxis {
  /// The values of the setting, ascending.
  let values: [Double]
  let isLogarithmic: Bool

  init(values: [Double]) {
    self.values = values
    guard let first = values.first, let last = values.last, first > 0, last / first >= 4 else {
      isLogarithmic = false
      return
    }
    // Values with equal factors between them are more even on a logarithmic axis.
    let factors = zip(values, values.dropFirst()).map { log($1 / $0) }
    let steps = zip(values, values.dropFirst()).map { $1 - $0 }
    isLogarithmic = values.count == 2 || Self.unevenness(factors) < Self.unevenness(steps)
  }

  /// Deviation divided by mean.
  private static func unevenness(_ gaps: [Double]) -> Double {
    let mean = gaps.reduce(0, +) / Double(gaps.count)
    let square = gaps.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(gaps.count)
    return square.squareRoot() / mean
  }

  private var ends: (low: Double, high: Double) { (values.first ?? 0, values.last ?? 1) }

  /// The value, moved by a share of the axis.
  func place(_ value: Double, shift: Double) -> Double {
    isLogarithmic
      ? value * pow(ends.high / ends.low, shift) : value + shift * (ends.high - ends.low)
  }

  /// The range with a margin for the outer markers.
  var range: String {
    "\(Float(place(ends.low, shift: -0.08))):\(Float(place(ends.high, shift: 0.08)))"
  }

  /// The values as a user writes them: whole numbers in full, others with three digits, or with as many as tell
  /// them apart.
  static func texts(_ values: [Double]) -> [String] {
    let short = values.map { value in
      if value.rounded() == value, abs(value) < 1e7 { return "\(Int(value))" }
      let exact = "\(value)"
      return exact.count <= 6 ? exact : DecimalText.significant(value, 3)
    }
    return Set(short).count == Set(values).count ? short : values.map { "\($0)" }
  }

  /// The values as ticks, as many as fit into a width in points.
  func ticks(width: Double, _ page: Page) -> String {
    let texts = Self.texts(values)
    var (kept, end) = ([String](), -Double.infinity)
    for (value, text) in zip(values, texts) {
      let share =
        isLogarithmic
        ? log(value / ends.low) / log(ends.high / ends.low)
        : (value - ends.low) / (ends.high - ends.low)
      // The margins take 0.16 of the length between the outer values.
      let (middle, half) = ((share + 0.08) / 1.16 * width, page.width(of: text) / 2)
      guard middle - half > end + 0.4 * page.base else {
        kept.append("'' \(value)")
        continue
      }
      kept.append("'\(text)' \(value)")
      end = middle + half
    }
    return kept.joined(separator: ", ")
  }
}
