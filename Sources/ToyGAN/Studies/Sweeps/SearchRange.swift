import Foundation
import ToyGANCore
import ToyGANFiles
import ToyGANSettings

/// The values that a searched setting can have, and how a number from 0 to 1 chooses one.
enum SearchRange: Sendable {
  /// `low * (high / low)^u`: every factor is equally likely.
  case log(low: Double, high: Double)
  /// `low + (high - low) u`.
  case uniform(low: Double, high: Double)
  /// Every whole number is equally likely; both ends belong to the range.
  case integer(low: Int, high: Int)
  /// Whole numbers, of which `n` has a probability proportional to `log((n + 1) / n)`.
  case logInteger(low: Int, high: Int)
  /// Every value of a list is equally likely.
  case choice([SettingNode])

  /// The kinds by their names in a file.
  enum Kind: String, CaseIterable { case log, uniform, integer, logInteger, choice }

  /// Digits of a drawn number.
  ///
  /// With all digits the last one could depend on the computer's mathematical library,
  /// and with it the name of the run.
  private static let digits = 5

  /// The value for `u`, at least 0 and below 1.
  func value(at u: Double) -> SettingNode {
    switch self {
    case .log(let low, let high):
      Self.number(low * pow(high / low, u), from: low, to: high)
    case .uniform(let low, let high):
      Self.number(low + (high - low) * u, from: low, to: high)
    case .integer(let low, let high):
      Self.whole(Double(low) + (u * (Double(high) - Double(low) + 1)).rounded(.down), low, high)
    case .logInteger(let low, let high):
      Self.whole((Double(low) * pow((Double(high) + 1) / Double(low), u)).rounded(.down), low, high)
    case .choice(let values):
      values[min(values.count - 1, Int(u * Double(values.count)))]
    }
  }

  private static func number(_ value: Double, from low: Double, to high: Double) -> SettingNode {
    let text = DecimalText.significant(value, digits)
    let rounded = Double(text) ?? value
    guard rounded >= low, rounded <= high else { return .literal("\(min(max(value, low), high))") }
    return .literal(text)
  }

  /// Rounding could lead over an end of the range.
  private static func whole(_ value: Double, _ low: Int, _ high: Int) -> SettingNode {
    .literal("\(min(max(Int(value), low), high))")
  }
}

extension SearchRange {
  /// Reads the list after the name of a kind, such as `[1e-5, 1e-2]` after `log`.
  ///
  /// Throws `SettingError` unless the list has two ends in ascending order that the kind allows or, for a choice,
  /// two values or more that differ.
  init(_ kind: Kind, _ node: SettingNode, at place: SettingPlace) throws(SettingError) {
    guard let items = node.list else {
      throw place.error(node.kindText, allowed: Self.form(of: kind))
    }
    switch kind {
    case .choice:
      guard items.count > 1, Set(items.map(\.inline)).count == items.count else {
        throw place.error(node.inline.inOneLine(60), allowed: Self.form(of: kind))
      }
      self = .choice(items)
    case .log, .uniform:
      let (low, high) = try Self.ends(Double.self, items, kind, at: place)
      self = kind == .log ? .log(low: low, high: high) : .uniform(low: low, high: high)
    case .integer, .logInteger:
      let (low, high) = try Self.ends(Int.self, items, kind, at: place)
      self = kind == .integer ? .integer(low: low, high: high) : .logInteger(low: low, high: high)
    }
  }

  private static func ends<Value: SettingValue & Comparable & Numeric>(
    _ type: Value.Type, _ items: [SettingNode], _ kind: Kind, at place: SettingPlace
  ) throws(SettingError) -> (Value, Value) {
    let text = SettingNode.list(items).inline.inOneLine(60)
    guard items.count == 2 else { throw place.error(text, allowed: form(of: kind)) }
    let low = try Value.read(items[0], over: nil, at: place.at(0))
    let high = try Value.read(items[1], over: nil, at: place.at(1))
    let isLogarithmic = kind == .log || kind == .logInteger
    guard low < high, !isLogarithmic || low > 0, isFinite(low), isFinite(high) else {
      throw place.error(text, allowed: form(of: kind))
    }
    return (low, high)
  }

  /// Whole numbers beyond 2^53 are not among the values of a Double.
  private static func isFinite<Value>(_ value: Value) -> Bool {
    (value as? Double)?.isFinite ?? (value as? Int).map { abs($0) < 1 << 53 } ?? false
  }

  private static func form(of kind: Kind) -> String {
    switch kind {
    case .log: "a list of two numbers above 0, the smaller one first, such as [1e-5, 1e-2]"
    case .uniform: "a list of two numbers, the smaller one first, such as [0, 0.9]"
    case .integer: "a list of two whole numbers, the smaller one first, such as [1, 5]"
    case .logInteger:
      "a list of two whole numbers above 0, the smaller one first, such as [2, 256]"
    case .choice: "a list of two different values or more, such as [1, 2, 5]"
    }
  }
}
