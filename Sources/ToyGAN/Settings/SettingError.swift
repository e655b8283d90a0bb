/// A setting that cannot be used, described in one sentence: its path, its value, and what is allowed.
public struct SettingError: Error, Equatable, CustomStringConvertible {
  /// Dotted path of the setting.
  public var key: String
  /// The value that was found, as the user wrote it.
  public var value: String
  /// The values that would have been accepted; after a semicolon there may be a remark.
  public var allowed: String
  /// The verb by which the value is said of the setting; nil if the sentence says what the setting must be.
  package var verb: String?
  /// What can be written in place of an unknown key.
  package var suggestion: Suggestion?

  /// A key that exists, and the value that was written under the unknown one.
  package struct Suggestion: Equatable, Sendable {
    /// Dotted path under which the value was written.
    package var wrong: String
    /// Dotted path to write it under.
    package var key: String
    package var value: String
    /// Whether it is written as on a command line, `key=value`.
    package var isAssignment = false

    package init(wrong: String, key: String, value: String) {
      (self.wrong, self.key, self.value) = (wrong, key, value)
    }

    /// What to write: a sentence by itself after a question, otherwise the last part of the sentence.
    fileprivate func text(after sentence: String) -> String {
      (sentence.hasSuffix("?") ? " Write " : "; write ")
        + (isAssignment ? "\(key)=\(value.shortened())" : "\(key): \(value.shortened())")
    }
  }

  /// The value of an error about an unknown key.
  package static let unknownKey = "an unknown key"
  /// Whether the key is unknown, not its value.
  package var isUnknownKey: Bool { verb != nil && value == Self.unknownKey }

  /// An error about the setting at a dotted path: "KEY must be ALLOWED, not VALUE".
  public init(key: String, value: String, allowed: String) {
    (self.key, self.value, self.allowed) = (key, value, allowed)
  }

  /// An error in the form "KEY has VALUE; expected ALLOWED".
  public init(key: String, has value: String, allowed: String) {
    self.init(key: key, value: value, allowed: allowed)
    verb = "has"
  }

  /// An error in the form "KEY is VALUE; expected ALLOWED".
  public init(key: String, is value: String, allowed: String) {
    self.init(key: key, value: value, allowed: allowed)
    verb = "is"
  }

  /// The sentence as one line, whatever characters the user wrote.
  public var description: String {
    let (key, value) = (key.shortened(), Self.withoutComma(value).shortened())
    if let verb {
      let written = suggestion?.text(after: allowed) ?? ""
      return "\(key) \(verb) \(value); expected \(allowed)\(written)".inOneLine()
    }
    // The remark follows the value: "method must be one of gan, wgan, not 'wgna'; did you mean wgan?".
    let remark = allowed.firstRange(of: "; ")?.lowerBound ?? allowed.endIndex
    return "\(key) must be \(allowed[..<remark]), not \(value)\(allowed[remark...])".inOneLine()
  }

  /// The comma that ends an insertion, as in "'3' in quotes, which is text,".
  package static func withoutComma(_ text: String) -> Substring {
    text.hasSuffix(",") ? text.dropLast() : text[...]
  }
}
