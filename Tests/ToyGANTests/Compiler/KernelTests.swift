import Testing
import ToyGAN
import ToyGANLaws

@testable import ToyGANCore
@testable import ToyGANFigures
@testable import ToyGANGames
@testable import ToyGANMetrics
@testable import ToyGANStatistics
@testable import ToyGANStudies
@testable import ToyGANTargets
@testable import ToyGANTheory

/// Elementwise kernels against the C library in Double.
@Suite struct KernelTests {
  /// A function, where it is looked at, and the largest error there in units in the last place.
  struct Accuracy: Sendable, CustomTestStringConvertible {
    var function: Unary
    var range: ClosedRange<Double>
    var bound: Double
    var testDescription: String { "\(function) on \(range)" }
  }

  /// Measured over 400,000 points a row (at the end of each), and less than half a unit added for
  /// other CPUs.
  static let accuracies = [
    // Not below exp(-68) = 3e-30: programs take denormal numbers as zero, and where a product is not
    // fused with the sum it goes into, one appears on the way to a result below that.
    Accuracy(function: .exp, range: -68...88, bound: 1.2),  // 0.98
    Accuracy(function: .exp, range: -1...1, bound: 1.2),  // 0.87
    Accuracy(function: .expm1, range: -20...88, bound: 2.0),  // 1.55
    Accuracy(function: .expm1, range: -1...1, bound: 2.2),  // 1.75
    Accuracy(function: .log, range: 1e-6...1e6, bound: 0.8),  // 0.5
    Accuracy(function: .log, range: 0.5...2, bound: 1.2),  // 0.81
    Accuracy(function: .squareRoot, range: 0...1e6, bound: 0.5),  // 0.5
    Accuracy(function: .tanh, range: -12...12, bound: 2.5),  // 2.04
    Accuracy(function: .tanh, range: -0.01...0.01, bound: 2.6),  // 2.23
    Accuracy(function: .sigmoid, range: -68...86, bound: 2.5),  // 2.15
    Accuracy(function: .sigmoid, range: -2...2, bound: 2.4),  // 1.97
    Accuracy(function: .softplus, range: -68...100, bound: 2.9),  // 2.44
    Accuracy(function: .softplus, range: -2...2, bound: 3.0),  // 2.57
  ]

  @Test(arguments: accuracies)
  func errorInUnitsInTheLastPlace(_ accuracy: Accuracy) {
    let (range, points) = (accuracy.range, 150_000)
    let step = (range.upperBound - range.lowerBound) / Double(points - 1)
    let inputs = (0..<points).map { Float(range.lowerBound + Double($0) * step) }
    var worst = (error: 0.0, input: Float(0))
    for (x, y) in zip(inputs, Self.apply(accuracy.function, inputs)) {
      let exact = accuracy.function(Double(x))
      let error = abs(Double(y) - exact) / Double(Float(exact).ulp)
      if !(error <= worst.error) { worst = (error, x) }
    }
    #expect(worst.error <= accuracy.bound, "at \(worst.input)")
  }

  /// Also next to the zeros of either, where the angle has to be right to many more places.
  @Test(arguments: [Unary.sine, .cosine], [3.0, 300, 10_000])
  func wavesAreExactTo1e7(_ function: Unary, _ reach: Double) {
    let even = (0..<100_000).map { Float(reach * (2 * Double($0) / 99_999 - 1)) }
    let zeros = (0..<5000).flatMap { k -> [Float] in
      let zero = Float(Double(k) * Double.pi / 2)
      return [zero, zero.nextUp, -zero.nextUp]
    }
    let inputs = even + zeros.filter { abs($0) <= Float(reach) }
    let errors = zip(inputs, Self.apply(function, inputs)).map { x, y in
      abs(Double(y) - function(Double(x)))
    }
    #expect((errors.max() ?? .nan) < 1e-7)
  }

  @Test(arguments: Unary.allCases)
  func notANumberStaysSo(_ function: Unary) {
    let value = Self.apply(function, [.nan])[0]
    // Which is what the interpreter's functions give: comparisons with NaN are false.
    switch function {
    case .step, .sign: #expect(value == 0)
    default: #expect(value.isNaN)
    }
  }

  /// Limits of each function, from its definition.
  @Test func infinities() {
    let inf = Float.infinity
    let limits: [(Unary, below: Float, above: Float)] = [
      (.copy, -inf, inf), (.negate, inf, -inf), (.exp, 0, inf), (.expm1, -1, inf),
      (.squareRoot, .nan, inf), (.log, .nan, inf), (.tanh, -1, 1), (.sigmoid, 0, 1),
      (.softplus, 0, inf), (.relu, 0, inf), (.step, 0, 1), (.absolute, inf, inf), (.sign, -1, 1),
      (.sine, .nan, .nan), (.cosine, .nan, .nan),
    ]
    #expect(Set(limits.map(\.0)) == Set(Unary.allCases))
    for (function, below, above) in limits {
      let values = Self.apply(function, [-inf, inf])
      for (value, limit) in zip(values, [below, above]) {
        // Exponentials stop at the smallest normal numbers instead of at zero.
        let isRight = limit.isNaN ? value.isNaN : value == limit || abs(value - limit) < 3e-38
        #expect(isRight, "\(function): \(value) for \(limit)")
      }
    }
  }

  @Test func hugeArguments() {
    #expect(Self.apply(.softplus, [500, -500])[0] == 500)
    #expect((0...3e-38).contains(Self.apply(.softplus, [-500])[0]))
    #expect((0...3e-38).contains(Self.apply(.sigmoid, [-500])[0]))
    #expect(Self.apply(.sigmoid, [500])[0] == 1)
    let large = Self.apply(.exp, [88.5, 88.72, 88.73, 1000, -1000])
    #expect(large[0].isFinite && large[1].isFinite, "e^88.72 = 3.400e38, largest Float 3.403e38")
    #expect(large[2] == .infinity && large[3] == .infinity)
    #expect((0...3e-38).contains(large[4]))
    #expect(Self.apply(.tanh, [1e30, -1e30]) == [1, -1])
    #expect(Self.apply(.expm1, [1000, -1000]) == [.infinity, -1])
  }

  /// Zeros keep their sign where the function is odd.
  @Test func zeros() {
    for function in [Unary.tanh, .expm1, .copy, .squareRoot] {
      let values = Self.apply(function, [0, -0.0])
      #expect(values == [0, 0])
      if function != .expm1 { #expect(values[1].sign == .minus, "\(function)") }
    }
  }

  /// A wide matrix, so that the vector body and what is left over are both run.
  private static func apply(_ function: Unary, _ inputs: [Float]) -> [Float] {
    let x = Tensor.leaf("x", 1, inputs.count + 37)
    let program = Program([Routine("unary", outputs: [Tensor(.unary(function), [x], x.shape)])])
    guard let memory = program.values(of: x) else { return [] }
    for i in memory.indices { memory[i] = inputs[i % inputs.count] }
    program.run(0)
    return Array(program.outputs(of: 0)[0].prefix(inputs.count))
  }
}
