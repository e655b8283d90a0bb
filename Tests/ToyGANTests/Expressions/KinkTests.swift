import Testing
import ToyGAN
import ToyGANLaws

@testable import ToyGANCore
@testable import ToyGANFigures
@testable import ToyGANGames
@testable import ToyGANStudies
@testable import ToyGANTheory

/// What derivatives are taken to be where there is none.
@Suite struct KinkTests {
  static let x = Tensor.leaf("x", 1, 3)
  static let given = [x: [-2.0, 0, 2]]

  @Test func valuesAtZero() {
    #expect(Interpreter(Self.given).value(Self.x.relu()) == [0, 0, 2])
    #expect(Interpreter(Self.given).value(Self.x.step()) == [0, 0, 1])
    #expect(Interpreter(Self.given).value(Self.x.sign()) == [-1, 0, 1])
  }

  /// PyTorch's and TensorFlow's: zero for relu and for the absolute value.
  @Test func slopesAtZeroAreZero() {
    #expect(Interpreter(Self.given).value(Self.x.relu().gradient(at: Self.x)) == [0, 0, 1])
    #expect(Interpreter(Self.given).value(Self.x.absolute().gradient(at: Self.x)) == [-1, 0, 1])
    #expect(Interpreter(Self.given).value(Self.x.step().gradient(at: Self.x)) == [0, 0, 0])
    #expect(Interpreter(Self.given).value(Self.x.sign().gradient(at: Self.x)) == [0, 0, 0])
  }

  /// At a tie the second operand receives all, so that nothing is counted twice or lost.
  @Test func tiesGoToTheSecondOperand() {
    let y = Tensor.leaf("y", 1, 3)
    let given = [Self.x: [1.0, 2, 3], y: [2.0, 2, 2]]
    for (f, left) in [
      (Self.x.minimum(y), [1.0, 0, 0]), (Self.x.maximum(y), [0.0, 0, 1]),
    ] {
      let gradients = Interpreter(given).values(f.gradients(at: [Self.x, y]))
      #expect(gradients[0] == left)
      #expect(gradients[1] == left.map { 1 - $0 })
    }
  }

  /// A program decides ties and zeros as the interpreter does.
  @Test func programsAgree() {
    let x = Self.x
    let functions = [x.relu(), x.absolute(), x.maximum(0 * x + 0), x.minimum(-x)]
    let routine = Routine("kinks", outputs: functions + functions.map { $0.gradient(at: x) })
    for comparison in compare(routine, given: Self.given) {
      #expect(comparison.error == 0, "\(comparison.name)")
    }
  }
}
