import ToyGANCore
import ToyGANSettings
import ToyGANTargets

/// A discriminator that also learns the mode of a sample from a few labelled samples.
///
/// It gives one logit for each of n classes, all of them real; with Z the sum of their exponentials
///
///     D(x) = Z / (Z + 1)
///
/// and it descends -E log p(y | x) of the labelled samples in addition to its objective. The generator only
/// matches features. The class of a sample is its nearest mode.
///
/// Two things differ from the authors' code (github.com/openai/improved-gan): it halves the loss of unlabelled
/// samples, and it evaluates an average of the discriminator's weights.
public struct SemiSupervisedGAN: MultiplayerMethod {
  public static let name = "semi-supervised"
  public static let summary =
    "the discriminator also learns the modes of a few labelled samples; the generator matches features"
  public static let reference = Reference(
    "Salimans et al.", 2016, "Improved Techniques for Training GANs", arXiv: "1606.03498",
    place: "section 5")

  /// The discriminator's objective on unlabelled samples.
  public var objective: Objective
  /// Number of labelled samples in each class.
  public var labels: Int
  /// Whether unlabelled samples, real and generated, are also used; if not, only a classifier is trained.
  public var usesUnlabelled: Bool

  public static var settings: [Setting<Self>] {
    [
      Setting("labels", \.labels, .from(1, to: 10_000), "labelled samples of each class"),
      Setting("objective", \.objective, Objective.meaning),
      Setting(
        "usesUnlabelled", \.usesUnlabelled,
        "whether samples without labels are used too; else a classifier learns alone"),
    ]
  }

  public init() { self.init(labels: 10) }
  /// The method with this number of labelled samples in each class.
  public init(labels: Int, usesUnlabelled: Bool = true, objective: Objective = .nonSaturating) {
    self.labels = labels
    self.usesUnlabelled = usesUnlabelled
    self.objective = objective
  }

  public func cast(_ configuration: Configuration, target: any Target) -> Cast {
    guard let modes = target.modeSet else { fatalError("\(Self.name): a target without modes") }
    var cast = Cast(configuration, dimension: target.dimension)
    cast.discriminatorOutputs = modes.weights.count
    func fixtures(_ name: String, most: Int?) -> [Fixture] {
      let stream = RandomStream(seed: configuration.seed, name: name)
      return LabelledSamples(of: target, modes, from: stream, maximumOfEach: most).fixtures(name)
    }
    cast.fixtures = fixtures("labelled", most: labels) + fixtures("test", most: nil)
    return cast
  }

  public func decision(_ outputs: Tensor) -> Tensor { outputs.rowLogSumExp() }

  public func losses(in game: Game) -> Losses {
    let labelled = game.players.fixture("labelled")  // [labels · classes, d]
    let outputs = game.discriminator(labelled)  // [labels · classes, classes]
    let right = game.players.fixture("labelled classes") * outputs.logSoftmax()
    let (real, fake) = (game.decision(game.real), game.decision(game.fake))  // [n, 1]
    let unlabelled = objective.discriminator(real: real, fake: fake)
    return game.penalized(
      Losses(discriminator: (usesUnlabelled ? unlabelled : 0) - right.rowSums().mean()))
  }

  public func observations(in game: Game) -> [Monitor] {
    let found = game.discriminator(game.players.fixture("test")).oneHot()  // [tests, classes]
    // Classes that tie share the count equally, and a row of NaN counts for none.
    let right = (found * game.players.fixture("test classes")).rowSums() / found.rowSums()
    return [
      Monitor(
        "test_accuracy", right.mean(), range: .share, unit: "share",
        meaning: "share of other samples whose class is found")
    ]
  }

  public func prepare(_ configuration: inout Configuration) {
    configuration.penalties = [FeatureMatching()]
  }

  public func validate(in configuration: Configuration) throws(SettingError) {
    try Check.singleSamples(in: configuration)
    try Check.matchesFeatures(in: configuration)
  }

  public func validate(target: any Target) throws(SettingError) {
    let modes = target.modeSet?.weights.count ?? 0
    guard (2...1024).contains(modes) else {
      throw SettingError(
        key: "target", value: "one of \(modes) modes",
        allowed: "2 to 1,024 modes with method \(Self.name)")
    }
  }
}
