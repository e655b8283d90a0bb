/// Parses the few kinds of Python literals that a `.npy` header contains, one by one.
struct PythonLiterals {
  /// The text does not continue with the expected literal.
  struct Malformed: Error {
    /// The rest of the text, from the fault on.
    let rest: ArraySlice<UInt8>
    let expected: String
  }

  private var rest: ArraySlice<UInt8>

  init(_ text: ArraySlice<UInt8>) {
    rest = text
    advance(to: text.startIndex)
  }

  var isAtEnd: Bool { rest.isEmpty }

  /// Whether the text continues with this character; if so, moves past it.
  mutating func skip(_ sign: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: sign) else { return false }
    advance(to: rest.startIndex + 1)
    return true
  }

  mutating func take(_ sign: Unicode.Scalar) throws(Malformed) {
    guard skip(sign) else { throw malformed("'\(sign)'") }
  }

  mutating func string() throws(Malformed) -> String {
    guard let quote = rest.first, quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\""),
      let end = rest.dropFirst().firstIndex(of: quote)
    else { throw malformed("a text in quotes") }
    let text = String(decoding: rest[..<end].dropFirst(), as: UTF8.self)
    advance(to: end + 1)
    return text
  }

  mutating func boolean() throws(Malformed) -> Bool {
    for (word, value) in [("False", false), ("True", true)] where rest.starts(with: word.utf8) {
      advance(to: rest.startIndex + word.utf8.count)
      return value
    }
    throw malformed("True or False")
  }

  /// A tuple of whole numbers in parentheses; a tuple of one number needs a comma.
  mutating func tuple() throws(Malformed) -> [Int] {
    var (numbers, commas) = ([Int](), 0)
    try take("(")
    while !skip(")") {
      guard commas == numbers.count else { throw malformed("',' or ')'") }
      numbers.append(try integer())
      if skip(",") { commas += 1 }
    }
    guard numbers.count != 1 || commas == 1 else {
      throw malformed("a comma in a tuple of one number, such as (3,)")
    }
    return numbers
  }

  private mutating func integer() throws(Malformed) -> Int {
    let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard let number = Int(String(decoding: digits, as: UTF8.self)) else {
      throw malformed("a whole number")
    }
    advance(to: digits.endIndex)
    return number
  }

  /// The error that something else was expected at this place.
  func malformed(_ expected: String) -> Malformed { Malformed(rest: rest, expected: expected) }

  /// Whether the text continues with a list.
  var isAtList: Bool { rest.first == UInt8(ascii: "[") }

  private mutating func advance(to place: Int) {
    rest = rest[place...].drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }
  }
}
