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
  private var value: String
  /// Whether the column has texts, also if they look like numbers.
  private var isOfText: Bool

  /// Reads a column's name, a comparison and a value.
  ///
  /// Throws `SettingError` if one of the three is missing.
  init(_ text: String) throws(SettingError) {
    let sign = text.firstIndex { "<>=!".contains($0) } ?? text.endIndex
    let (name, rest) = (text[..<sign], text[sign...])
    let comparison = Comparison.allCases.first { rest.hasPrefix($0.rawValue) }
    column = name.trimmingCharacters(in: .whitespaces)
    value = rest.dropFirst(comparison?.rawValue.count ?? 0).trimmingCharacters(in: .whitespaces)
    let mayBeEmpty = [.equal, .same, .unequal].contains(comparison)
    guard let comparison, !column.isEmpty, mayBeEmpty || !value.isEmpty,
      !"<>=!".contains(value.first ?? "a")
    else {
      throw SettingError(
        key: "where", value: "'\(text)'",
        allowed: "a column, one of = != < <= > >=, and a value, such as modes_covered>=7")
    }
    self.comparison = comparison
    isOfText = RunColumn.all.words.contains(column)
  }

  /// This condition on a column of texts, which lists are written in one form: `[32,32]` is `[32, 32]`.
  func onTexts() -> RunCondition {
    var copy = self
    copy.isOfText = true
    if let list = try? SettingsText.value(value, key: column), list.list != nil {
      copy.value = list.inline
    }
    return copy
  }

  /// Throws `SettingError` if the value is not a number although the column contains numbers.
  func requireNumber() throws(SettingError) {
    if let number = Double(settingText: value) ?? Double(value) {
      guard number.isNaN else { return }
      throw SettingError(
        key: "where", value: "'\(value)'",
        allowed: "a number to compare \(column) with; nan is equal to no number")
    }
    throw SettingError(
      key: "where", value: "'\(value)'", allowed: "a number to compare \(column) with")
  }

  /// Compares numbers as numbers and everything else as text; NaN, and the empty cell of a run that does not have
  /// the setting, satisfy no comparison with a value except `!=`.
  func holds(_ cell: String) -> Bool {
    if cell.isEmpty, !value.isEmpty { return comparison == .unequal }
    // Labels are texts, also those that look like numbers.
    if isOfText { return holds(cell, value) }
    // Seeds can have more digits than a Double.
    if let wanted = UInt64(value), let number = UInt64(cell) { return holds(number, wanted) }
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
