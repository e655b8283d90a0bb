import Testing
import ToyGAN
import ToyGANLaws

@testable import ToyGANCore
@testable import ToyGANFiles
@testable import ToyGANGames
@testable import ToyGANStudies
@testable import ToyGANTheory

/// A first layer and what is added up from it run as one pass; these are the ways they combine.
@Suite struct ThinLayerTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var batch, inputs, width, outputs: Int
    var activation: Activation
    var testDescription: String { "[\(batch), \(inputs)] to \(width) \(activation) to \(outputs)" }
  }

  /// One and two inputs and outputs fuse, three do not; widths that fill strips of four registers,
  /// leave single ones over, or do not fill registers; rows that do not fill a tile.
  static let cases = [
    Case(batch: 37, inputs: 2, width: 128, outputs: 1, activation: .relu),
    Case(batch: 64, inputs: 1, width: 80, outputs: 2, activation: .relu),
    Case(batch: 70, inputs: 2, width: 16, outputs: 2, activation: .relu),
    Case(batch: 5, inputs: 2, width: 64, outputs: 3, activation: .relu),
    Case(batch: 33, inputs: 3, width: 48, outputs: 1, activation: .relu),
    Case(batch: 19, inputs: 2, width: 24, outputs: 1, activation: .relu),
    Case(batch: 37, inputs: 2, width: 128, outputs: 1, activation: .tanh),
    Case(batch: 3, inputs: 2, width: 1100, outputs: 1, activation: .relu),
  ]

  /// A loss, its gradient, and the derivative of the gradient along a direction, of all weights
  /// and of the input.
  @Test(arguments: cases)
  func derivativesFollowTheInterpreter(_ example: Case) {
    let x = Tensor.leaf("x", example.batch, example.inputs)
    let w = Tensor.leaf("w", example.inputs, example.width)
    let b = Tensor.leaf("b", 1, example.width)
    let v = Tensor.leaf("v", example.width, example.outputs)
    let leaves = [x, w, b, v]
    let hidden = example.activation(x.matmul(w) + b)  // [batch, width]
    let loss = hidden.matmul(v).softplus().sum()
    let gradients = loss.gradients(at: leaves)
    let slope = zip(gradients, leaves).map { ($0 * $0 * $1).sum() }.reduce(Tensor(0), +)
    let routine = Routine("layer", outputs: [loss] + gradients + slope.gradients(at: leaves))
    var given: [Tensor: [Double]] = [:]
    for (seed, leaf) in leaves.enumerated() {
      given[leaf] = Self.numbers(leaf.shape.count, seed: UInt64(seed))
    }
    for comparison in compare(routine, given: given) {
      #expect(comparison.error < 5e-6, "\(comparison.name)")
    }
  }

  /// Multiples of 1/16 in [-1, 1): products of two are exact in Float, so that Float and Double
  /// stand on the same side of a rectifier's kink.
  private static func numbers(_ count: Int, seed: UInt64) -> [Double] {
    var buffer = [Float](repeating: 0, count: count)
    buffer.withUnsafeMutableBufferPointer {
      RandomStream(seed: seed, name: "numbers").fillUniforms($0)
    }
    return buffer.map { (Double($0) * 32).rounded(.down) / 16 - 1 }
  }
}
