import ToyGANCore
import ToyGANSettings

/// The network that turns latents into samples, and its optimizer.
public struct GeneratorConfiguration: SettingSection {
  /// Dimension of the latents.
  public var latent = 256
  /// Distribution of the latents: standard normal, or uniform on [-1, 1).
  public var latentDistribution = Distribution.normal
  /// Width of each hidden layer.
  public var hidden = [128, 128]
  /// Nonlinearity between the layers.
  public var activation = Activation.relu
  /// Distribution of the weights before training.
  public var initialization = Initialization.orthogonal(gain: 0.8)
  /// Options of the hidden layers, other than their widths and activation.
  public var layers = HiddenLayers()
  /// Number of consecutive generator updates in a step, after those of the discriminator.
  public var updatesInARow = 1
  /// Decay of the exponential moving average of the weights: the share retained at each update, in [0, 1).
  ///
  /// The generator with the averaged weights is evaluated in addition to the current one; nil for none. Its
  /// running statistics of batch normalization are those of the current generator.
  public var average: Double?
  /// The rule by which the weights are updated.
  public var optimizer: any Optimizer = Adam()

  public init() {}

  public static var settings: [Setting<Self>] {
    [
      Setting(
        "steps", \.updatesInARow, .from(1, to: 1000),
        "consecutive updates, after those of the discriminator"
      ).also("generator steps", "g steps"),
      Setting("latent", \.latent, .from(1, to: 65_536), "dimension of the latents")
        .also(
          "z", "nz", "z dim", "z size", "latent dim", "latent dimension", "latent size",
          "latent space", "noise dim", "noise dimension", "noise size"),
      Setting("latentDistribution", \.latentDistribution, "standard normal, or uniform on [-1, 1)")
        .also("prior", "noise distribution"),
    ]
      + Setting.layers(
        widths: \.hidden, activation: \.activation, initialization: \.initialization)
      + [
        .optimizer(\.optimizer),
        Setting(
          "average", \.average, orNone: .fraction,
          "share of the running mean of the weights that is retained at each update"
        ).also("ema", "ema decay", "moving average", "weight averaging"),
      ] + HiddenLayers.settings.map { $0.lifted(through: \.layers) }
  }

  /// The network from `inputs` to `outputs` numbers.
  public func architecture(inputs: Int, outputs: Int) -> MLP {
    MLP(
      inputs: inputs, hidden: hidden, outputs: outputs, activation: activation,
      initialization: initialization, layers: layers)
  }
}
