/// The values that a setting may have, and their description in messages.
public struct Allowed<Value>: Sendable {
  /// The description, for example "a whole number above 0".
  public let text: String
  /// Whether a value is allowed.
  public let holds: @Sendable (Value) -> Bool

  /// Values for which `holds` is true, and their description.
  public init(_ text: String, where holds: @escaping @Sendable (Value) -> Bool) {
    self.text = text
    self.holds = holds
  }
}

extension Allowed where Value == Int {
  /// A number above 0.
  public static var positive: Allowed { Allowed("a whole number above 0") { $0 > 0 } }
  /// A number that is 0 or above.
  public static var notNegative: Allowed { Allowed("a whole number, 0 or above") { $0 >= 0 } }

  /// A whole number in a range that includes its bounds.
  public static func from(_ least: Int, to most: Int) -> Allowed {
    Allowed("a whole number from \(least) to \(most)") { $0 >= least && $0 <= most }
  }
}

extension Allowed where Value == Double {
  /// A finite number above 0.
  public static var positive: Allowed {
    Allowed("a finite number above 0") { $0 > 0 && $0.isFinite }
  }
  /// A finite number that is 0 or above.
  public static var notNegative: Allowed {
    Allowed("a finite number, 0 or above") { $0 >= 0 && $0.isFinite }
  }
  /// A number that is at least 0 and below 1.
  public static var fraction: Allowed {
    Allowed("a number from 0 up to, not including, 1") { $0 >= 0 && $0 < 1 }
  }
  /// A number above 0 and at most 1.
  public static var share: Allowed {
    Allowed("a number above 0, at most 1") { $0 > 0 && $0 <= 1 }
  }
}
