import CKernels
import Testing
import ToyGAN
import ToyGANLaws

@testable import ToyGANCore
@testable import ToyGANGames
@testable import ToyGANMetrics
@testable import ToyGANStudies
@testable import ToyGANTheory

/// The pairwise kernels against the interpreter: every way to lay rows out in registers, and
/// features near and far from one another, for which exponentials are made in three ways.
@Suite struct ClosenessKernelTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var rows, kernels, dimensions: Int
    /// Features are uniform between minus this and this.
    var spread: Double
    var testDescription: String { "[\(rows), \(dimensions) · \(kernels)] within \(spread)" }
  }

  /// One kernel (sixteen rows a register), some (with idle lanes), a register's worth, more; an
  /// odd number of rows; more dimensions than are kept in registers.
  static let cases = [
    Case(rows: 2, kernels: 1, dimensions: 1, spread: 1),
    Case(rows: 37, kernels: 1, dimensions: 2, spread: 3),
    Case(rows: 33, kernels: 5, dimensions: 3, spread: 2),
    Case(rows: 70, kernels: 8, dimensions: 2, spread: 20),
    Case(rows: 40, kernels: 16, dimensions: 5, spread: 1),
    Case(rows: 29, kernels: 19, dimensions: 4, spread: 1),
    Case(rows: 21, kernels: 7, dimensions: 8, spread: 0.5),
    Case(rows: 21, kernels: 3, dimensions: 11, spread: 0.5),
    // Several blocks of groups, a last row without a partner.
    Case(rows: 101, kernels: 16, dimensions: 5, spread: 1),
    Case(rows: 60, kernels: 20, dimensions: 6, spread: 1),
    // 84 powers of 2 are 58.2 of e, the width at which dimensions are no longer joined, and then
    // the width of one dimension from which on every pair has its own exponential.
    Case(rows: 50, kernels: 8, dimensions: 2, spread: 14),
    Case(rows: 50, kernels: 8, dimensions: 2, spread: 16),
    Case(rows: 50, kernels: 8, dimensions: 2, spread: 28),
    Case(rows: 50, kernels: 8, dimensions: 2, spread: 31),
    Case(rows: 35, kernels: 16, dimensions: 5, spread: 20),
    Case(rows: 35, kernels: 3, dimensions: 10, spread: 4),
    Case(rows: 50, kernels: 4, dimensions: 9, spread: 1000),
  ]

  @Test(arguments: cases)
  func derivativesFollowTheInterpreter(_ example: Case) {
    let (n, kernels) = (example.rows, example.kernels)
    let width = kernels * example.dimensions
    let features = Tensor.leaf("features", n, width)
    let direction = Tensor.leaf("direction", n, width)
    let cotangent = Tensor.leaf("cotangent", n, kernels)
    let routine = Routine(
      "closeness",
      outputs: [
        features.closeness(kernels: kernels),
        features.closenessTranspose(kernels: kernels, cotangent, along: []),
        features.closeness(kernels: kernels, along: [direction]),
        features.closenessTranspose(kernels: kernels, cotangent, along: [direction]),
      ])
    let given = [
      features: Self.numbers(n * width, within: example.spread, seed: 1),
      direction: Self.numbers(n * width, within: 1, seed: 2),
      cotangent: Self.numbers(n * kernels, within: 1, seed: 3),
    ]
    for comparison in compare(routine, given: given) {
      #expect(comparison.error < 3e-6, "\(comparison.name)")
    }
  }

  /// Where there is AVX-512, what is chosen has a separate instruction, and the portable kernels
  /// are otherwise never run; elsewhere they are what is chosen.
  @Test(arguments: cases)
  func portableKernelsAgreeBitForBit(_ example: Case) {
    let (n, kernels) = (example.rows, example.kernels)
    let width = kernels * example.dimensions
    let features = Tensor.leaf("features", n, width)
    let cotangent = Tensor.leaf("cotangent", n, kernels)
    let routine = Routine(
      "closeness",
      outputs: [
        features.closeness(kernels: kernels),
        features.closenessTranspose(kernels: kernels, cotangent, along: []),
      ])
    let program = Program([routine])
    let given = [
      features: Self.numbers(n * width, within: example.spread, seed: 1),
      cotangent: Self.numbers(n * kernels, within: 1, seed: 3),
    ]
    program.fill(given, for: routine)
    program.run(0)
    let chosen = program.results(of: routine)
    let before = toygan_flush_denormals()
    defer { toygan_restore_denormals(before) }
    var found = 0
    for instruction in program.code[0].instructions {
      switch instruction {
      case .closeness(let work): toygan_run_closeness_portable(work, program.arena)
      case .closenessTranspose(let work):
        toygan_run_closeness_transpose_portable(work, program.arena)
      default: continue
      }
      found += 1
    }
    #expect(found == 2)
    #expect(program.results(of: routine) == chosen)
  }

  /// Two rows at one place are at distance 0, where the derivative is taken to be 0.
  @Test func equalRowsDoNotPullAtEachOther() {
    let features = Tensor.leaf("features", 20, 6)
    let cotangent = Tensor.leaf("cotangent", 20, 3)
    let routine = Routine(
      "collapsed",
      outputs: [
        features.closeness(kernels: 3),
        features.closenessTranspose(kernels: 3, cotangent, along: []),
      ])
    let given = [
      features: [Double](repeating: 0.3, count: 120),
      cotangent: Self.numbers(60, within: 1, seed: 3),
    ]
    let program = Program([routine])
    program.fill(given, for: routine)
    program.run(0)
    let results = program.results(of: routine)
    #expect(results[0].allSatisfy { $0 == 19 })
    #expect(results[1].allSatisfy { $0 == 0 })
  }

  /// What is not a number stays so, and does not reach kernels that it is no part of.
  @Test(arguments: [Double.nan, .infinity])
  func notANumberIsSeen(_ value: Double) {
    let features = Tensor.leaf("features", 9, 4)
    let routine = Routine("broken", outputs: [features.closeness(kernels: 2)])
    var numbers = Self.numbers(36, within: 1, seed: 4)
    numbers[4 * 5] = value  // row 5, kernel 0
    let program = Program([routine])
    program.fill([features: numbers], for: routine)
    program.run(0)
    let closeness = program.results(of: routine)[0]  // [9, 2]
    #expect((0..<9).allSatisfy { closeness[2 * $0 + 1].isFinite })
    if value.isNaN { #expect((0..<9).allSatisfy { closeness[2 * $0].isNaN }) }
    if value.isInfinite { #expect(closeness[2 * 5] < 1e-30 || closeness[2 * 5].isNaN) }
  }

  private static func numbers(_ count: Int, within bound: Double, seed: UInt64) -> [Double] {
    var buffer = [Float](repeating: 0, count: count)
    buffer.withUnsafeMutableBufferPointer {
      RandomStream(seed: seed, name: "numbers").fillUniforms($0)
    }
    return buffer.map { Double(Float(bound * (2 * Double($0) - 1))) }
  }
}
