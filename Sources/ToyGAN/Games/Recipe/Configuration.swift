import ToyGANSettings
import ToyGANTargets

/// All settings of a run: the same configuration, seed and build give identical bytes.
///
/// It starts from a method, with the parts and numbers of steps of the method's paper:
///
///     var configuration = Configuration(WGANGP())  // the paper's recipe, on the ring of 8 Gaussians
///     configuration.target = .preset(.grid25)
///
/// A `Recipe` is a configuration that has been validated; a trainer takes a recipe.
public struct Configuration: Sendable {
  /// The distribution that the generator learns.
  public var target = TargetConfiguration.preset(.ring8)
  /// Whether the players see a target that is shifted to mean zero and scaled to standard deviation one.
  ///
  /// Stored samples and scores are in the target's own units.
  public var isStandardized = false
  /// The network that generates samples, and its optimizer.
  public var generator = GeneratorConfiguration()
  /// The network that distinguishes real from generated samples, and its optimizer.
  public var discriminator = DiscriminatorConfiguration()
  /// The method that the configuration was made from.
  public package(set) var method: any TrainingMethod
  /// Terms added to the losses, each kind at most once.
  public var penalties: [any Penalty] = []
  /// Number of samples in a minibatch.
  public var batch = 512
  /// Total number of generator updates.
  public var steps = 25_000
  /// The order of the players' updates within a step.
  public var schedule = Schedule.alternating
  /// Lookahead with slow weights that follow the fast ones; nil for none.
  public var lookahead: Lookahead?
  /// The run with whose weights the training starts; nil for random weights.
  public var start: WarmStart?
  /// When a run is evaluated, and by which metrics.
  public var evaluation = EvaluationConfiguration()
  /// Seed of all random numbers.
  public var seed: UInt64 = 0

  /// The recipe of a method's paper.
  public init(_ method: any TrainingMethod) {
    self.method = method
    method.prepare(&self)
  }

  /// The recipe of the generative adversarial network.
  public init() { self.init(GAN()) }
}

extension Configuration: HasSettings {
  public static var settings: [Setting<Self>] {
    [
      Setting("target", \.target, "the distribution that the generator learns")
        .also("data", "dataset", "distribution"),
      Setting(
        "standardize", \.isStandardized,
        "whether the players' samples are shifted to mean 0 and scaled to deviation 1"
      ).also("normalize", "scale"),
      Setting("generator", \.generator, "").also("g", "net g"),
      Setting("discriminator", \.discriminator, "").also("d", "critic", "net d"),
      .method(\.method),
      .penalties(\.penalties),
      Setting("batch", \.batch, .from(1, to: 1 << 20), "samples in a minibatch")
        .also("batch size", "minibatch", "bs"),
      Setting(
        "steps", \.steps, .from(1, to: 1_000_000_000_000), "total number of generator updates"
      ).also(
        "iterations", "epochs", "updates", "max iter", "n iter", "num steps", "training steps",
        "train steps"),
      Setting("schedule", \.schedule, "order of the players' updates within a step")
        .also("update order", "alternation"),
      Setting("lookahead", \.lookahead, "slow weights that follow the trained weights"),
      Setting(
        "start", optional: \.start,
        "the run with whose weights the training starts, in place of random ones"
      ).also("warm start", "pretrained"),
      Setting("evaluation", \.evaluation, ""),
      Setting("seed", \.seed, "seed of all random numbers").also("random seed", "random state"),
    ]
  }

  /// Sets the optimizer of both players, which can then be changed for each player.
  static let optimizerOfBoth = "optimizer"

  /// The keys that a configuration may have.
  package static var keys: [String] { [optimizerOfBoth] + settings.map(\.name) }

  /// All settings, in order.
  package var node: SettingNode { .section(entries) }

  /// Reads layers of settings, each of which overrides the previous ones.
  ///
  /// Settings that no layer names have the values of the method's paper. Throws `SettingError` with the
  /// dotted path of the setting, and `FileError` for a file of points.
  package init(layers: [SettingNode], registry: Registry) throws {
    do {
      try self.init(reading: layers, registry: registry)
    } catch let error as SettingError {
      throw error.guessing(in: layers, registry: registry)
    }
  }

  private init(reading layers: [SettingNode], registry: Registry) throws {
    let place = SettingPlace(registry: registry)
    // The method is read first, because it decides the defaults of all other settings.
    self.init(try Self.method(of: layers, at: place))
    for layer in layers { try apply(layer, at: place) }
    let target = try validate()
    evaluation.fitDefaultMetrics(to: target)
  }

  private static func method(
    of layers: [SettingNode], at place: SettingPlace
  ) throws(SettingError) -> any TrainingMethod {
    var method: any TrainingMethod = GAN()
    for layer in layers {
      guard let node = layer["method"] else { continue }
      method = try place.at("method").method(node, over: method)
    }
    return method
  }

  /// Whether the recipe of the method that these layers name can have a value at a dotted path.
  static func accepts(
    _ value: SettingNode, at path: String, over layers: [SettingNode], registry: Registry
  ) -> Bool {
    let (place, added) = (SettingPlace(registry: registry), SettingNode(value, at: path))
    guard let method = try? method(of: layers + [added], at: place) else { return false }
    var configuration = Configuration(method)
    return (try? configuration.apply(added, at: place)) != nil
  }

  private mutating func apply(
    _ layer: SettingNode, at place: SettingPlace
  ) throws(SettingError) {
    let entries = try SettingPlace("configuration", registry: place.registry).entries(of: layer)
    for entry in entries where entry.name == Self.optimizerOfBoth {
      let both = place.at(entry.name)
      generator.optimizer = try both.optimizer(entry.value, over: generator.optimizer)
      discriminator.optimizer = try both.optimizer(entry.value, over: discriminator.optimizer)
    }
    try apply(entries.filter { $0.name != "method" }, at: place, besides: [Self.optimizerOfBoth])
  }
}
