import ToyGANSettings

/// The network that distinguishes real from generated samples, and its optimizer.
public struct DiscriminatorConfiguration: SettingSection {
  /// Width of each hidden layer.
  public var hidden = [128]
  /// Nonlinearity between the layers.
  public var activation = Activation.relu
  /// Distribution of the weights before training.
  public var initialization = Initialization.orthogonal(gain: 0.8)
  /// Options of the hidden layers, other than their widths and activation.
  public var layers = HiddenLayers()
  /// Factor that multiplies the samples before the first layer.
  public var inputScale = 0.25
  /// The minibatch discrimination layer; nil for none.
  public var minibatchDiscrimination: MinibatchDiscrimination?
  /// Number of samples in a pack, on which the discriminator makes one decision; 1 for single samples.
  ///
  /// Lin et al. 2018, arXiv:1712.04086.
  public var packing = 1
  /// Normal noise on all inputs of the discriminator; nil for none.
  public var instanceNoise: InstanceNoise?
  /// Bound on every weight after each update; nil for none.
  public var weightClip: Double?
  /// Number of consecutive updates before those of the generator, n_critic in the WGAN paper.
  public var updatesInARow = 1
  /// The rule by which the weights are updated.
  public var optimizer: any Optimizer = Adam()

  public init() {}

  public static var settings: [Setting<Self>] {
    [
      Setting(
        "steps", \.updatesInARow, .from(1, to: 1000),
        "consecutive updates before those of the generator, n_critic"
      ).also("n critic", "critic steps", "critic iterations", "discriminator steps", "d steps")
    ]
      + Setting.layers(
        widths: \.hidden, activation: \.activation, initialization: \.initialization)
      + [
        Setting(
          "inputScale", \.inputScale, .positive, "factor on the samples before the first layer"),
        Setting(
          "minibatchDiscrimination", \.minibatchDiscrimination,
          "a layer that measures how close each sample is to the rest of its minibatch"
        ).also("minibatch layer", "mbd"),
        Setting(
          "packing", \.packing, .from(1, to: 65_536),
          "number of samples that the discriminator classifies together"
        ).also("pack", "pac", "pack size"),
        Setting(
          "instanceNoise", \.instanceNoise, "normal noise added to the discriminator's inputs"
        )
        .also("noise", "input noise"),
        Setting(
          "weightClip", \.weightClip, orNone: .positive, "bound on every weight after each update"
        ).also("clip", "clipping", "clip value", "weight clipping"),
        .optimizer(\.optimizer),
      ] + HiddenLayers.settings.map { $0.lifted(through: \.layers) }
  }

  /// The network for inputs of `inputs` numbers.
  public func architecture(inputs: Int, outputs: Int) -> MLP {
    MLP(
      inputs: inputs * packing, hidden: hidden, outputs: outputs, activation: activation,
      initialization: initialization, inputScale: inputScale,
      minibatchDiscrimination: minibatchDiscrimination, layers: layers)
  }
}
