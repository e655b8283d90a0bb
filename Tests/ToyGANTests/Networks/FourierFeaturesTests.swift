import Foundation
import Testing
import ToyGAN
import ToyGANLaws

@Suite struct FourierFeaturesTests {
  /// One wave in the plane, by hand: two weights for its cosine and sine, and a linear output.
  @Test func oneWave() {
    let architecture = MLP(
      inputs: 2, hidden: [1], outputs: 1, activation: .linear, inputScale: 0.5,
      layers: HiddenLayers(isResidual: true, fourierFeatures: FourierFeatures(count: 1)))
    let network = Network("network", architecture)
    let x = Tensor.leaf("x", 1, 2)
    guard let frequencies = network.frequencies else {
      Issue.record("no frequencies")
      return
    }
    let found = Interpreter([
      x: [0.6, -0.2], frequencies: [1.5, 0.25],
      // Cosine, sine, bias; output weight, bias.
      network.parameters: [2, -3, 0.5, 4, 1],
    ]).value(network(x))[0]
    let angle: Double = 2 * .pi * (0.3 * 1.5 - 0.1 * 0.25)
    #expect(abs(found - (4 * (2 * cos(angle) - 3 * sin(angle) + 0.5) + 1)) < 1e-12)
  }

  /// A network without a hidden layer sees the waves themselves.
  @Test func withoutAHiddenLayer() {
    let architecture = MLP(
      inputs: 1, hidden: [], outputs: 1,
      layers: HiddenLayers(fourierFeatures: FourierFeatures(count: 3)))
    let network = Network("network", architecture)
    #expect(network(.leaf("x", 5, 1)).shape == Shape(5, 1))
    #expect(network.parameters.shape.count == 7)
  }

  /// Frequencies are drawn once, by the seed, and are part of a checkpoint.
  @Test func frequenciesAreRestored() throws {
    var configuration = Configuration.small(GAN())
    configuration.discriminator.layers.fourierFeatures = FourierFeatures(count: 6, deviation: 2)
    let first = try Trainer(configuration)
    #expect(first.advance(to: 5) == nil)
    configuration.seed += 1
    let other = try Trainer(configuration)
    let before = other.checkpoint().array("discriminator.frequencies")?.values
    try other.restore(first.checkpoint())
    let after = other.checkpoint().array("discriminator.frequencies")?.values
    #expect(before?.count == 12 && before != after)
    #expect(after == first.checkpoint().array("discriminator.frequencies")?.values)
    #expect(
      after
        == (try Trainer(first.configuration)).checkpoint()
        .array("discriminator.frequencies")?.values)
  }
}
