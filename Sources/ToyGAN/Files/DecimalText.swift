import Foundation

/// Decimal numbers for people.
///
/// Without a locale, `String(format:)` does not depend on the user's.
package enum DecimalText {
  /// A number with a fixed number of decimals, including trailing zeros.
  package static func fixed(_ value: Double, _ decimals: Int) -> String {
    String(format: "%.\(decimals)f", value)
  }

  /// A number with a number of significant digits, without trailing zeros.
  package static func significant(_ value: Double, _ digits: Int) -> String {
    String(format: "%.\(digits)g", value)
  }
}
