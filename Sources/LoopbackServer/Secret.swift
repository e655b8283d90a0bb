/// A random text that only this process and those it tells can know: 128 bits as hexadecimal digits.
struct Secret: Sendable {
  let text: String

  init() {
    var generator = SystemRandomNumberGenerator()
    let digits = (0..<32).map { _ in String(Int.random(in: 0..<16, using: &generator), radix: 16) }
    text = digits.joined()
  }

  /// Whether a text is this one.
  ///
  /// The time that this takes does not depend on where two texts differ, so it tells nothing about the secret.
  func matches(_ other: some StringProtocol) -> Bool {
    let (own, other) = (Array(text.utf8), Array(other.utf8))
    guard own.count == other.count else { return false }
    return zip(own, other).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
