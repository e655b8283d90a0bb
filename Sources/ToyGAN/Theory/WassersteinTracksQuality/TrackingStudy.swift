import ToyGANCore
import ToyGANGames
import ToyGANStatistics
import ToyGANStudies
import ToyGANTraining

/// The loss during training compared with the distance that it should estimate: by
/// method, with and without batch normalization.
///
/// Arjovsky, Chintala and Bottou 2017, arXiv:1701.07875, figures 3 and 4.
struct TrackingStudy {
  enum Loss: String, CaseIterable, Sendable {
    /// The critic's difference of means, with clipped weights or a gradient penalty.
    case clipped = "WGAN", penalized = "WGAN-GP"
    /// log 2 - L / 2 for the discriminator's loss L: an estimate of the
    /// Jensen-Shannon divergence, and at most that divergence.
    case jensenShannon = "GAN"

    var title: String {
      switch self {
      case .clipped: "WGAN, clipped"
      case .penalized: "WGAN-GP"
      case .jensenShannon: "GAN"
      }
    }
  }

  enum Normalization: String, CaseIterable, Sendable {
    case none, generator, both

    var title: String {
      switch self {
      case .none: "no batch normalization"
      case .generator: "batch-normalized generator"
      case .both: "both batch-normalized"
      }
    }
  }

  struct Condition: Hashable, Sendable {
    var loss: Loss
    var normalization: Normalization
  }

  struct Point: Sendable {
    var step: Int
    /// The estimate of the distance from the loss.
    var estimate: Double
    /// Exact W1 between generated samples and the same number of target samples.
    var wasserstein: Double
  }

  struct Run: Sendable {
    var condition: Condition
    var seed: UInt64
    /// The generator update from which on the loss is compared with the distance.
    var settled: Int
    var points: [Point]

    var judged: [Point] { points.filter { $0.step >= settled } }

    /// Correlations of estimate and distance during training; nil if one of them is constant.
    var spearman: Double? {
      Correlation.spearman(judged.map(\.estimate), judged.map(\.wasserstein))
    }
    var pearson: Double? {
      Correlation.pearson(judged.map(\.estimate), judged.map(\.wasserstein))
    }
  }

  var seeds: [UInt64] = [0, 1, 2, 3, 4]
  /// Total generator updates, and those between two measurements.
  var (steps, every) = (2000, 25)
  /// Number of updates before which the discriminator or critic is not yet trained well enough.
  var settled = 200
  var batch = 128
  var hidden = [64, 64, 64]
  var samples = 500

  /// Batch normalization is not combined with a gradient penalty: the penalty is on each sample's own slope.
  ///
  /// Gulrajani et al. 2017, arXiv:1704.00028, section 4.
  static let conditions = Loss.allCases.flatMap { loss in
    Normalization.allCases.filter { loss != .penalized || $0 != .both }.map {
      Condition(loss: loss, normalization: $0)
    }
  }

  /// Makes a run for every condition and seed, in this order.
  func run(_ conditions: [Condition] = conditions) throws -> [Run] {
    let plan = conditions.flatMap { condition in seeds.map { (condition, $0) } }
    return try plan.inParallel { try run($0.0, seed: $0.1) }
  }

  func configuration(_ condition: Condition, seed: UInt64) -> Configuration {
    var configuration = Configuration()
    switch condition.loss {
    case .clipped:
      configuration.method = WGAN()
      configuration.discriminator.weightClip = 0.1
      configuration.discriminator.optimizer = RMSProp(learningRate: 5e-4)
      configuration.generator.optimizer = RMSProp(learningRate: 5e-4)
    case .penalized:
      configuration.method = WGANGP()
      configuration.penalties = [GradientPenalty(weight: 1)]
      configuration.discriminator.optimizer = Adam(learningRate: 1e-3, beta2: 0.9)
      configuration.generator.optimizer = Adam(learningRate: 1e-3, beta2: 0.9)
    case .jensenShannon:
      configuration.method = GAN()
      configuration.discriminator.optimizer = Adam(learningRate: 1e-3)
      configuration.generator.optimizer = Adam(learningRate: 1e-3)
    }
    configuration.generator.latent = 16
    (configuration.generator.hidden, configuration.discriminator.hidden) = (hidden, hidden)
    configuration.generator.initialization = .he
    configuration.discriminator.initialization = .he
    configuration.discriminator.inputScale = 0.5
    configuration.discriminator.updatesInARow = 5
    if condition.normalization != .none {
      configuration.generator.layers.batchNormalization = BatchNormalization()
    }
    if condition.normalization == .both {
      configuration.discriminator.layers.batchNormalization = BatchNormalization()
    }
    configuration.evaluation.metrics = .named([.wasserstein1])
    configuration.evaluation.samples = samples
    (configuration.batch, configuration.seed) = (batch, seed)
    return configuration
  }

  private func run(_ condition: Condition, seed: UInt64) throws -> Run {
    let trainer = try Trainer(configuration(condition, seed: seed))
    var run = Run(condition: condition, seed: seed, settled: settled, points: [])
    for step in stride(from: every, through: steps, by: every) {
      if trainer.advance(to: step) != nil { break }
      let point = trainer.evaluate()
      run.points.append(
        Point(
          step: step, estimate: TrackingStudy.estimate(condition.loss, at: point),
          wasserstein: point.value(of: .wasserstein1) ?? .nan))
    }
    return run
  }

  /// The estimate, from the loss, of the distance between generator and target.
  static func estimate(_ loss: Loss, at point: TrajectoryPoint) -> Double {
    switch loss {
    case .clipped, .penalized:
      point.monitors.first { $0.name == "wasserstein_estimate" }?.value ?? .nan
    case .jensenShannon: LibM.log(2) - point.discriminatorLoss / 2
    }
  }
}
