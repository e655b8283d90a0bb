import Testing
import ToyGAN

@testable import ToyGANCore

/// Misuse stops the program, and the message names what did not fit.
@Suite struct ShapeMisuseTests {
  @Test func productsAndSums() async {
    let product = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) { _ = Tensor.leaf("a", 2, 3).matmul(.leaf("b", 4, 5)) }
    Self.names(product, "[2, 3]", "[4, 5]")
    let sum = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor.leaf("a", 2, 3) + .leaf("b", 2, 4)
    }
    Self.names(sum, "[2, 3]", "[2, 4]")
  }

  @Test func reductionsAndRepetitions() async {
    let sum = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor.leaf("a", 2, 3).sum(to: Shape(2, 2))
    }
    Self.names(sum, "[2, 3]", "[2, 2]")
    let repetition = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) { _ = Tensor.leaf("a", 2, 3).broadcast(to: Shape(4, 3)) }
    Self.names(repetition, "[2, 3]", "[4, 3]")
  }

  @Test func parts() async {
    let slice = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor.leaf("a", 1, 6).slice(from: 3, Shape(2, 2))
    }
    Self.names(slice, "[2, 2]", "[1, 6]")
    let update = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let x = Tensor.leaf("a", 1, 6)
      _ = Routine("wrong", updates: [(x, .leaf("b", 6, 1))])
    }
    Self.names(update, "[1, 6]", "[6, 1]")
  }

  @Test func networks() async {
    let input = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Network("net", MLP(inputs: 2, hidden: [3], outputs: 1))(.leaf("x", 5, 4))
    }
    Self.names(input, "[5, 4]", "[n, 2]")
    let weights = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Network(MLP(inputs: 2, hidden: [], outputs: 1), parameters: .leaf("w", 1, 4))
    }
    Self.names(weights, "[1, 4]", "[1, 3]")
    let closeness = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) { _ = Tensor.leaf("m", 4, 7).closeness(kernels: 3) }
    Self.names(closeness, "[4, 7]", "3 kernels")
  }

  private static func names(_ result: ExitTest.Result?, _ parts: String...) {
    guard let result else { return }
    let message = String(decoding: result.standardErrorContent, as: UTF8.self)
    for part in parts { #expect(message.contains(part), "\(part) in: \(message)") }
  }
}
