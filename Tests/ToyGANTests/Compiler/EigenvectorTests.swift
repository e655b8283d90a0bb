import Testing
import ToyGAN
import ToyGANLaws

@testable import ToyGANGames
@testable import ToyGANSettings
@testable import ToyGANStudies
@testable import ToyGANTraining

/// Compiled eigenvectors, GSL's, against the interpreter's Jacobi rotations.
@Suite struct EigenvectorTests {
  private static func routine(_ n: Int) -> (x: Tensor, routine: Routine) {
    let x = Tensor.leaf("x", n, n)
    let (values, vectors) = x.eigenvectors()
    return (x, Routine("eigenvectors", outputs: [values, vectors]))
  }

  @Test(arguments: [1, 2, 5, 24])
  func equalsTheInterpreter(_ n: Int) {
    let (x, routine) = Self.routine(n)
    var random = SeededGenerator(UInt64(n))
    // Diagonals a whole number apart, so that no two values come close.
    let numbers = random.numbers(n * n).enumerated().map { i, number in
      i / n == i % n ? Double(i / n) + 0.1 * number : 0.1 * number
    }
    for comparison in compare(routine, given: [x: numbers]) { #expect(comparison.error < 1e-6) }
  }

  /// A v = λ v, with vectors of length 1 at right angles, the largest value first.
  @Test func theyAreEigenvectors() {
    let n = 17
    let (x, routine) = Self.routine(n)
    var random = SeededGenerator(3)
    let numbers = random.numbers(n * n)
    let matrix = (0..<n * n).map { 0.5 * (numbers[$0] + numbers[$0 % n * n + $0 / n]) }
    let found = Interpreter([x: numbers]).values(routine.outputs)
    #expect(found[0] == found[0].sorted(by: >))
    for i in 0..<n {
      let v = found[1][i * n..<(i + 1) * n]
      for k in 0..<n {
        let product = zip(matrix[k * n..<(k + 1) * n], v).reduce(0) { $0 + $1.0 * $1.1 }
        #expect(abs(product - found[0][i] * v[i * n + k]) < 1e-12)
        let angle = zip(v, found[1][k * n..<(k + 1) * n]).reduce(0) { $0 + $1.0 * $1.1 }
        #expect(abs(angle - (i == k ? 1 : 0)) < 1e-12)
      }
    }
  }

  /// A double value that rounding has split counts as one, however large: its vectors are noise.
  @Test func aDoubleValueGivesItsVectorsNoShare() {
    let (x, _) = Self.routine(3)
    let (_, vectors) = x.eigenvectors()
    let weights = Tensor.leaf("weights", 3, 3)
    let gradient = (weights * vectors).sum().gradient(at: x)
    let given: [Tensor: [Double]] = [
      x: [200, 1e-5, 0, 1e-5, 200, 0, 0, 0, 100], weights: [1, 2, 3, 4, 5, 6, 7, 8, 9],
    ]
    let found = Interpreter(given).value(gradient)
    #expect((found.map(abs).max() ?? .infinity) < 1)
  }

  @Test(arguments: [Float.nan, .infinity])
  func whatIsNotFiniteIsPassedOn(_ entry: Float) {
    let (x, routine) = Self.routine(3)
    let program = Program([routine])
    program.values(of: x)?[4] = entry
    program.run(0)
    #expect(program.outputs(of: 0).allSatisfy { $0.allSatisfy(\.isNaN) })
  }
}
