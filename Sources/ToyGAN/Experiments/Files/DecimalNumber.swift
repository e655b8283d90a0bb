/// A decimal number as most files have it: at most 19 digits, and not far from 1.
///
/// Its nearest Double takes one product or division of whole numbers, several times less time than
/// the general `Double(String)`.
struct DecimalNumber {
  private let isNegative: Bool
  /// The number is `digits * 10^exponent`.
  private var (digits, exponent) = (UInt64(0), 0)

  /// Nil where the text has another form, more digits or an exponent beyond 27.
  init?(_ text: ArraySlice<UInt8>) {
    var rest = Remainder(text)
    isNegative = rest.skipSign()
    let whole = rest.takeDigits(onto: &digits)
    let fraction = rest.skip(UInt8(ascii: ".")) ? rest.takeDigits(onto: &digits) : 0
    guard whole + fraction > 0 else { return nil }
    if rest.skip(UInt8(ascii: "e")) || rest.skip(UInt8(ascii: "E")) {
      let isSmall = rest.skipSign()
      var power = UInt64(0)
      guard rest.takeDigits(onto: &power) > 0, power < 100 else { return nil }
      exponent = isSmall ? -Int(power) : Int(power)
    }
    exponent -= fraction
    guard rest.isEmpty, abs(exponent) < Self.powersOfFive.count else { return nil }
  }

  /// The nearest Double, ties to even.
  var value: Double {
    let five = Self.powersOfFive[abs(exponent)]
    let magnitude = digits == 0 ? 0 : exponent < 0 ? quotient(by: five) : product(with: five)
    return isNegative ? -magnitude : magnitude
  }

  /// As many as 64 bits hold.
  private static let powersOfFive = (0...27).map { power in
    (0..<power).reduce(UInt64(1)) { product, _ in product * 5 }
  }

  /// `digits / five * 2^exponent`, from the first 62 bits or more of the quotient.
  private func quotient(by five: UInt64) -> Double {
    let (up, down) = (digits.leadingZeroBitCount, five.leadingZeroBitCount)
    let numerator = digits << up
    let (quotient, rest) = (five << down).dividingFullWidth((numerator >> 1, numerator << 63))
    return Self.rounded(quotient, isExact: rest == 0, exponent: exponent - 63 + down - up)
  }

  /// `digits * five * 2^exponent`, from the first 64 bits of the product.
  private func product(with five: UInt64) -> Double {
    let (high, low) = digits.multipliedFullWidth(by: five)
    let up = high.leadingZeroBitCount
    return Self.rounded(
      high << up | low >> (64 - up), isExact: low << up == 0, exponent: exponent + 64 - up)
  }

  /// `bits * 2^exponent`, or a little more; a last bit of 1 tips what would be a tie.
  private static func rounded(_ bits: UInt64, isExact: Bool, exponent: Int) -> Double {
    Double(isExact ? bits : bits | 1) * Double(sign: .plus, exponent: exponent, significand: 1)
  }
}

/// What is left of a number's text.
private struct Remainder {
  private let text: ArraySlice<UInt8>
  private var place: Int

  init(_ text: ArraySlice<UInt8>) { (self.text, place) = (text, text.startIndex) }

  var isEmpty: Bool { place == text.endIndex }

  mutating func skip(_ byte: UInt8) -> Bool {
    guard place < text.endIndex, text[place] == byte else { return false }
    place += 1
    return true
  }

  /// Passes over a sign, and says whether it was a minus.
  mutating func skipSign() -> Bool {
    if skip(UInt8(ascii: "-")) { return true }
    _ = skip(UInt8(ascii: "+"))
    return false
  }

  /// Appends the digits that come next to a number while it has room, and counts them.
  mutating func takeDigits(onto number: inout UInt64) -> Int {
    let start = place
    while place < text.endIndex, number <= (UInt64.max - 9) / 10 {
      let digit = text[place] &- UInt8(ascii: "0")
      guard digit < 10 else { break }
      number = 10 * number + UInt64(digit)
      place += 1
    }
    return place - start
  }
}
