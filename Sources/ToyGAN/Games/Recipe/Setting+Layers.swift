import ToyGANCore
import ToyGANSettings

extension Setting {
  /// The settings of the layers, which both networks have.
  static func layers(
    widths: WritableKeyPath<Root, [Int]> & Sendable,
    activation: WritableKeyPath<Root, Activation> & Sendable,
    initialization: WritableKeyPath<Root, Initialization> & Sendable
  ) -> [Setting] {
    [
      Setting(
        "hidden", widths, each: .from(1, to: 65_536), example: "[128, 128]",
        "width of each hidden layer"
      ).also(
        "layers", "width", "hidden layers", "hidden size", "hidden dim", "units", "neurons",
        "layer sizes", "depth"),
      Setting("activation", activation, "nonlinearity between the layers")
        .also("nonlinearity", "activation function"),
      Setting("initialization", initialization, "distribution of the weights before training")
        .also("init", "weight init", "weight initialization"),
    ]
  }
}
