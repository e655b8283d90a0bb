/// A type of setting: how its values are read from a user's text, and how they are written.
public protocol SettingValue: Sendable {
  /// The form in which users write a value, for example "a whole number".
  static var form: String { get }

  /// The value that `node` represents.
  ///
  /// A section changes the `current` value: settings that it does not name keep their values. Throws
  /// `SettingError` if the node does not have this form.
  static func read(
    _ node: SettingNode, over current: Self?, at place: SettingPlace
  ) throws(SettingError) -> Self

  /// The node to write for this value.
  var node: SettingNode { get }

  /// Throws `SettingError` if a value made in Swift is not allowed by its settings.
  func check(at place: SettingPlace) throws(SettingError)

  /// The words that can be chosen, for a list of choices; nil if other values are allowed too.
  static func choices(in registry: Registry) -> [String]?

  /// Two values in YAML, for the example of a list in messages; empty for none.
  static var examples: [String] { get }
}

extension SettingValue {
  public static var examples: [String] { [] }
  public static func choices(in registry: Registry) -> [String]? { nil }
  public func check(at place: SettingPlace) throws(SettingError) {}
}

/// A value that is a single word or number.
public protocol ScalarSettingValue: SettingValue {
  /// The value with this text; nil if the text has another form.
  init?(settingText text: String)
  /// Whether the value is a text, which may be written in quotes.
  static var isText: Bool { get }
}

extension ScalarSettingValue {
  public static var isText: Bool { false }

  public static func read(
    _ node: SettingNode, over current: Self?, at place: SettingPlace
  ) throws(SettingError) -> Self {
    guard case .scalar(let scalar) = node, !scalar.isQuoted || Self.isText,
      let value = Self(settingText: scalar.text)
    else { throw place.error(node.kindText, allowed: expected(inPlaceOf: node.text ?? "")) }
    return value
  }

  /// What is expected in place of a text: the form of the value, and for whole numbers what is wrong with them.
  public static func expected(inPlaceOf text: String) -> String {
    let digits = text.drop { $0 == "-" || $0 == "+" }
    let isWhole = !digits.isEmpty && digits.utf8.allSatisfy { $0 >= 48 && $0 <= 57 }
    if text.hasLeadingZeros { return isWhole ? "\(form) without leading zeros" : form }
    guard let limit, let number = Double(settingText: text), number == number.rounded(),
      number >= 0x1p63
    else { return form }
    return "\(form), up to \(limit)"
  }

  /// The largest value of a type of whole numbers.
  private static var limit: String? {
    ((Self.self as? any FixedWidthInteger.Type)?.max).map { "\($0)" }
  }
}

extension String {
  /// Whether the text begins with a zero before another digit: some programs read such numbers as octal.
  fileprivate var hasLeadingZeros: Bool {
    let digits = drop { $0 == "-" || $0 == "+" }
    return digits.first == "0" && digits.dropFirst().first?.isNumber == true
  }
}

extension String {
  /// The digits of a whole number, and its sign if there is one; nil if the text is no whole number.
  ///
  /// A number with an exponent is exact: `1e4` and `1.5e1` are whole, `1.55e1` and `1e-1` are not. Without an
  /// exponent there is no decimal point, and there are no leading zeros.
  fileprivate var wholeDigits: String? {
    guard !hasLeadingZeros else { return nil }
    guard let mark = firstIndex(where: { $0 == "e" || $0 == "E" }) else { return self }
    let mantissa = self[..<mark].split(separator: ".", omittingEmptySubsequences: false)
    let exponent = self[index(after: mark)...]
    let power = exponent.first == "+" ? exponent.dropFirst() : exponent
    let sign = mantissa[0].prefix { $0 == "-" || $0 == "+" }
    let whole = mantissa[0].dropFirst(sign.count)
    var fraction = mantissa.count > 1 ? mantissa[1] : ""
    guard mantissa.count <= 2, sign.count <= 1, whole.isDigits, power.isDigits,
      mantissa.count == 1 || fraction.isDigits, let zeros = Int(power)
    else { return nil }
    while fraction.last == "0" { fraction.removeLast() }
    // No type of whole numbers has as many digits.
    guard fraction.count <= zeros, zeros - fraction.count <= 40 else { return nil }
    let digits = "\(whole)\(fraction)" + String(repeating: "0", count: zeros - fraction.count)
    let significant = digits.drop { $0 == "0" }
    return "\(sign)\(significant.isEmpty ? "0" : significant)"
  }
}

extension StringProtocol {
  /// Whether there are only the digits 0 to 9, and at least one.
  fileprivate var isDigits: Bool { !isEmpty && utf8.allSatisfy { $0 >= 48 && $0 <= 57 } }
}

extension Int: ScalarSettingValue {
  public static var form: String { "a whole number" }
  public static var examples: [String] { ["64", "32"] }
  /// Digits, or digits with an exponent such as `1e4`.
  public init?(settingText text: String) {
    guard let digits = text.wholeDigits else { return nil }
    self.init(digits)
  }
  public var node: SettingNode { .literal("\(self)") }
}

extension UInt64: ScalarSettingValue {
  public static var form: String { "a whole number, 0 or above" }
  /// Digits, or digits with an exponent such as `1e4`.
  public init?(settingText text: String) {
    guard let digits = text.wholeDigits else { return nil }
    self.init(digits)
  }
  public var node: SettingNode { .literal("\(self)") }
}

extension Double: ScalarSettingValue {
  public static var form: String { "a number" }
  public static var examples: [String] { ["1", "0.5"] }

  /// A decimal number, or `nan` or `inf`; no setting allows these two, but messages can then name them.
  public init?(settingText text: String) {
    switch text {
    case ".inf", "+.inf": self = .infinity
    case "-.inf": self = -.infinity
    case ".nan": self = .nan
    default:
      // Hexadecimal numbers are rejected, although `Double` can read them.
      guard !text.hasLeadingZeros, text.utf8.allSatisfy("0123456789+-.eEnaifNAIF".utf8.contains)
      else { return nil }
      self.init(text)
    }
  }

  /// The shortest exact form, with whole numbers without a decimal point.
  public var node: SettingNode {
    guard isFinite else { return .word(isNaN ? ".nan" : self > 0 ? ".inf" : "-.inf") }
    let text = "\(self)"
    return .literal(text.hasSuffix(".0") ? String(text.dropLast(2)) : text)
  }
}

extension Bool: ScalarSettingValue {
  public static var form: String { "true or false" }
  public static func choices(in registry: Registry) -> [String]? { ["true", "false"] }
  public init?(settingText text: String) {
    switch text {
    case "true": self = true
    case "false": self = false
    default: return nil
    }
  }
  public var node: SettingNode { .literal("\(self)") }
}

extension String: ScalarSettingValue {
  public static var form: String { "one word" }
  public static var isText: Bool { true }
  public init?(settingText text: String) { self = text }
  public var node: SettingNode { .word(self) }
}

/// `none`, or a value of the wrapped type.
extension Optional: SettingValue where Wrapped: SettingValue {
  public static var form: String { "none, or \(Wrapped.form)" }

  public static func read(
    _ node: SettingNode, over current: Wrapped??, at place: SettingPlace
  ) throws(SettingError) -> Wrapped? {
    if node.isNone { return nil }
    do {
      return try Wrapped.read(node, over: current ?? nil, at: place)
    } catch {
      throw error.key == place.path && error.allowed.hasPrefix(Wrapped.form)
        ? place.error(error.value, allowed: "none, or \(error.allowed)") : error
    }
  }

  public var node: SettingNode { self?.node ?? .word("none") }

  public func check(at place: SettingPlace) throws(SettingError) { try self?.check(at: place) }
}

/// A setting that is one of a few words; another word is an error that lists the allowed words.
public protocol SettingWord: SettingValue, RawRepresentable, CaseIterable
where RawValue == String {}

extension SettingWord {
  public static var form: String { allCases.map(\.rawValue).joined(separator: ", ") }
  public static func choices(in registry: Registry) -> [String]? { allCases.map(\.rawValue) }

  public static func read(
    _ node: SettingNode, over current: Self?, at place: SettingPlace
  ) throws(SettingError) -> Self {
    guard let word = node.text else { throw place.error(node.kindText, allowed: "one word") }
    guard let value = Self(rawValue: word) else {
      throw SettingError.unknown(word, key: place.path, known: allCases.map(\.rawValue))
    }
    return value
  }

  public var node: SettingNode { .word(rawValue) }
}
