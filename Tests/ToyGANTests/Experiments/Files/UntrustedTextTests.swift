import Foundation
import Testing
import ToyGAN
import ToyGANLaws

@testable import ToyGANCluster
@testable import ToyGANCore
@testable import ToyGANFiles
@testable import ToyGANMetrics
@testable import ToyGANStudies

/// C's `strtod`, which rounds correctly, is what numbers are compared with, bit for bit.
@Suite struct UntrustedTextTests {
  private func expectAsC(_ texts: [String]) {
    let wrong = texts.filter { text in
      Array(text.utf8)[...].number?.bitPattern != strtod(text, nil).bitPattern
    }
    #expect(wrong.isEmpty, "\(wrong.count) numbers, first \(wrong.first?.prefix(50) ?? "")")
  }

  @Test func randomNumbersAreRoundedCorrectly() {
    var generator = SeededGenerator(3)
    var byMultiplication = 0
    let texts = (0..<30_000).map { _ in
      let digits = generator.next() >> UInt64.random(in: 0..<64, using: &generator)
      let exponent = Int.random(in: -30...30, using: &generator)
      byMultiplication += exactly(digits, exponent) ? 1 : 0
      return "\(Bool.random(using: &generator) ? "-" : "")\(digits)e\(exponent)"
    }
    expectAsC(texts)
    // The control: one product of Doubles rounds many of the same numbers wrongly.
    #expect(byMultiplication < 25_000)
  }

  private func exactly(_ digits: UInt64, _ exponent: Int) -> Bool {
    Double(digits) * pow(10, Double(exponent)) == strtod("\(digits)e\(exponent)", nil)
  }

  @Test func numbersOfPrintersAreRoundedCorrectly() {
    var generator = SeededGenerator(4)
    let numbers = (0..<3000).map { _ in Double.random(in: -20...20, using: &generator) }
    expectAsC(numbers.map { "\($0)" } + numbers.map { "\(Float($0))" })
    for format in ["%.18e", "%.17g", "%.6f", "%.3e", "%.40f"] {
      expectAsC(numbers.prefix(500).map { String(format: format, $0) })
    }
    let any = (0..<3000).map { _ in Double(bitPattern: generator.next()) }.filter(\.isFinite)
    expectAsC(any.map { "\($0)" } + any.prefix(200).map { String(format: "%.1074f", $0) })
  }

  /// Halfway between two Doubles, where the even one is right, and the nearest decimals beside.
  @Test func tiesGoToEven() {
    expectAsC([
      "9007199254740993", "9007199254740992.9", "9007199254740993.1", "9007199254740995",
      "4503599627370496.5", "4503599627370497.5", "450359962737049.75e1", "0.5e-1",
      "18014398509481986", "18014398509481987", "18014398509481985", "1801439850948198600e1",
      "9007199254740993.0000000000000000001", "90071992547409930e-1", "9007199254740993000e-3",
    ])
    #expect(Array("9007199254740993".utf8)[...].number == 9_007_199_254_740_992)
    #expect(Array("4503599627370497.5".utf8)[...].number == 4_503_599_627_370_498)
  }

  @Test func theEndsOfTheRangeAreThoseOfC() {
    expectAsC([
      "0", "-0", "0e99", "0.0e-27", "1e27", "1e-27", "1e28", "1e-28", "18446744073709551615e27",
      "18446744073709551609", "18446744073709551610", "18446744073709551616", "1e308", "1.8e308",
      "1e309", "-1e999", "5e-324", "2e-324", "1e-999", "2.2250738585072011e-308", "1e0000000005",
      "0000000000000000000000000000000001", "0.00000000000000000000000000000000000001", "inf",
      "-inf",
      "Infinity", "1e99", "1e-99", "12345678901234567890123456789e-29",
    ])
    #expect(Array("nan".utf8)[...].number?.isNaN == true)
    #expect(Array("-NaN".utf8)[...].number?.isNaN == true)
  }

  @Test(arguments: [
    "", "-", "+", ".", "e5", "1e", "1e+", "1.2.3", "1e5.0", "0x1p3", "1f", "1,5", "١", "in",
    "1e5e5",
    " 1", "1 ", "1\0", "--1", "+-1", "1d5d5", "d5", "infinit", "٣.٥",
  ])
  func whatIsNoNumberIsNone(_ text: String) {
    #expect(Array(text.utf8)[...].number == nil)
  }
}
