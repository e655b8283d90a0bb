import Testing
import ToyGAN
import ToyGANLaws

/// The check is checked: derivatives that are wrong by little, or only later, do not pass.
@Suite struct GradientCheckTests {
  static let x = Tensor.leaf("x", 2, 3)
  static let given = [x: [0.3, -0.7, 1.1, 0.2, -0.4, 0.9]]
  static let ones = [x: Array(repeating: 1.0, count: 6)]

  /// The derivative of tanh along (1, ..., 1), times `factor`.
  private static func slope(_ factor: Double) -> Tensor {
    (factor * (1 - x.tanh().squared())).sum()
  }

  @Test func aRightDerivativePasses() {
    let check = GradientCheck(
      Self.x.tanh(), derivative: Self.slope(1), along: Self.ones, given: Self.given)
    #expect(check.error < 1e-11, "\(check)")
  }

  @Test(arguments: [1e-3, 1e-6, -1e-7])
  func aWrongFirstDerivativeIsCaught(_ relative: Double) {
    let check = GradientCheck(
      Self.x.tanh(), derivative: Self.slope(1 + relative), along: Self.ones, given: Self.given)
    #expect(abs(check.error / abs(relative) - 1) < 1e-2, "\(check)")
  }

  /// A rule whose value is right, but which cannot itself be differentiated rightly.
  @Test(arguments: [1e-3, 1e-6])
  func aDerivativeWrongAtSecondOrderOnlyIsCaught(_ relative: Double) {
    let first = Self.slope(1)
    let wrong = WrongRule(first, .tanh, relative: relative, given: Self.given)
    let firstOrder = GradientCheck(
      Self.x.tanh(), derivative: wrong.tensor, along: Self.ones, given: wrong.given)
    #expect(firstOrder.error < 1e-11, "\(firstOrder)")
    let second = GradientCheck(
      first, derivative: wrong.tensor.gradient(at: Self.x).sum(), along: Self.ones,
      given: wrong.given, order: 2)
    #expect(abs(second.error / relative - 1) < 1e-2, "\(second)")
  }

  /// Closer to a kink than the first steps, the quotient still finds the slope on its side.
  @Test func kinksAreKeptClearOf() {
    let given = [Self.x: [0.01, -0.002, 0.5, 3e-4, -1, 1]]
    let check = GradientCheck.orders(Self.x.relu() * Self.x, at: [Self.x], given: given)
    #expect(check.allSatisfy { $0.error < 1e-9 }, "\(check)")
  }

  @Test func notANumberIsAnError() {
    let check = GradientCheck(
      Self.x.log(), derivative: (1 / Self.x).sum(), along: Self.ones, given: Self.given)
    #expect(check.error == .infinity, "\(check)")
  }
}
