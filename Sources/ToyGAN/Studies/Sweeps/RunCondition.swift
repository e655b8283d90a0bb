import Foundation
import ToyGANSettings

/// A condition on a row of a table, such as `method=wgan-gp` or `modes_covered>=7`.
struct RunCondition: Sendable {
  private enum Comparison: String, CaseIterable {
    // A symbol that begins with another symbol must come before it.
    case atLeast = ">="
    case atMost = "<="
    case unequal = "!="
    case equal = "=="
    case more = ">"
    case less = "<"
    case same = "="
  }

  let column: String
  private let comparison: Comparison
  private let value: String

  /// Reads a column's name, a comparison and a value.
  ///
  /// Throws `SettingError` if one of the three is missing.
  init(_ text: String) throws {
    let sign = text.firstIndex { "<>=!".contains($0) } ?? text.endIndex
    let (name, rest) = (text[..<sign], text[sign...])
    let comparison = Comparison.allCases.first { rest.hasPrefix($0.rawValue) }
    column = name.trimmingCharacters(in: .whitespaces)
    guard let comparison, !column.isEmpty else {
      throw SettingError(
        key: "where", value: "'\(text)'",
        allowed: "a column, one of = != < <= > >=, and a value, such as modes_covered>=7")
    }
    self.comparison = comparison
    value = rest.dropFirst(comparison.rawValue.count).trimmingCharacters(in: .whitespaces)
  }

  /// Compares numbers as numbers and everything else as text; NaN
  /// satisfies no comparison with a number except `!=`.
  func holds(_ cell: String) -> Bool {
    if let wanted = Double(value), let number = Double(cell) { return holds(number, wanted) }
    return holds(cell, value)
  }

  private func holds<Value: Comparable>(_ cell: Value, _ wanted: Value) -> Bool {
    switch comparison {
    case .atLeast: cell >= wanted
    case .atMost: cell <= wanted
    case .unequal: cell != wanted
    case .equal, .same: cell == wanted
    case .more: cell > wanted
    case .less: cell < wanted
    }
  }
}
