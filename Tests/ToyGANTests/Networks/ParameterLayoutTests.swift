import Testing
import ToyGAN

@testable import ToyGANCluster
@testable import ToyGANCore
@testable import ToyGANGames
@testable import ToyGANTheory

@Suite struct ParameterLayoutTests {
  /// 3 · 5 + 5, 5 · 4 + 4, 4 · 2 + 2, counted by hand.
  @Test func countsWeightsAndBiases() {
    let layout = MLP(inputs: 3, hidden: [5, 4], outputs: 2).layout
    #expect(layout.count == 20 + 24 + 10)
    #expect(layout.offsets == [0, 15, 20, 40, 44, 52])
    #expect(
      layout.entries.map(\.name) == [
        "0.weight", "0.bias", "1.weight", "1.bias", "output.weight", "output.bias",
      ])
  }

  /// T is [4, 3 · 2] and has no bias; the output then meets 4 features and 3 kernels.
  @Test func minibatchDiscriminationWidensTheOutput() {
    let layer = MinibatchDiscrimination(kernels: 3, dimensions: 2)
    let layout = MLP(inputs: 2, hidden: [4], outputs: 1, minibatchDiscrimination: layer).layout
    #expect(
      layout.entries.map(\.shape) == [
        Shape(2, 4), Shape(1, 4), Shape(4, 6), Shape(7, 1), Shape(1, 1),
      ])
    #expect(layout.count == 8 + 4 + 24 + 7 + 1)
  }

  @Test func noHiddenLayerIsALinearMap() {
    #expect(MLP(inputs: 7, hidden: [], outputs: 3).layout.count == 7 * 3 + 3)
  }
}
