import ToyGANCore
import ToyGANGames
import ToyGANMetrics
import ToyGANStudies
import ToyGANTargets
import ToyGANTraining

/// Games on the ring of Gaussians that differ in the order of the players' updates.
///
/// Goodfellow 2016, arXiv:1701.00160, section 5.1.1; Metz et al. 2017, arXiv:1611.02163, section 2.
struct OrderOfPlayStudy {
  /// The order of the players' updates.
  enum Order: Hashable, Sendable {
    /// A number of updates of the discriminator, then a number of updates of the generator against the
    /// fixed discriminator: the minimum over the generator is the inner problem, max min.
    case generatorInside(discriminator: Int, generator: Int)
    /// One update of each player in turn.
    case alternating
    /// The generator descends the loss after a number of updates of the discriminator: the maximum over the
    /// discriminator is the inner problem, min max.
    case unrolled(Int)

    var label: String {
      switch self {
      case .generatorInside(let discriminator, let generator):
        "\(discriminator) of D, \(generator) of G"
      case .alternating: "in turn, K = 0"
      case .unrolled(let steps): "unrolled, K = \(steps)"
      }
    }
  }

  /// The measurements of a run at one step.
  struct Point: Sendable {
    var step: Int
    var modes: Int
    /// Share of the samples that are nearest to the most frequent mode.
    var largestShare: Double
    /// Entropy of the samples' distribution over nearest modes, in nats.
    var entropy: Double
  }

  struct Run: Sendable {
    var order: Order
    var seed: UInt64
    var points: [Point]
    /// Samples at each of `shownSteps`, [n, 2].
    var shown: [SampleSet]

    /// A quantity averaged over the measurements in the second half of the run.
    func late(_ quantity: (Point) -> Double) -> Double {
      let half = points.suffix(points.count / 2)
      return half.reduce(0) { $0 + quantity($1) } / Double(half.count)
    }
  }

  static let target = TargetPreset.ring8

  var orders: [Order] = [
    .generatorInside(discriminator: 20, generator: 50), .alternating, .unrolled(1), .unrolled(5),
    .unrolled(10),
  ]
  var seeds: [UInt64] = [0, 1, 2, 3]
  /// Total generator updates, and those between two measurements; both are whole turns of the generator.
  var (steps, every) = (2000, 50)
  var shownSteps = [400, 800, 1200, 1600, 2000]
  var batch = 128
  var hidden = 64
  var samples = 1000

  /// Makes a run for every order and seed, in this order.
  func run() throws -> [Run] {
    // The longest runs start first, so that no thread works alone at the end.
    let plan = orders.reversed().flatMap { order in seeds.map { (order: order, seed: $0) } }
    let runs = try plan.inParallel { try run($0.order, seed: $0.seed) }
    return orders.flatMap { order in runs.filter { $0.order == order } }
  }

  func configuration(_ order: Order, seed: UInt64) -> Configuration {
    var configuration = Configuration()
    configuration.target = .preset(OrderOfPlayStudy.target)
    configuration.generator.latent = 16
    configuration.generator.hidden = [hidden, hidden]
    configuration.discriminator.hidden = [hidden]
    let optimizer = Adam(learningRate: 1e-3, epsilonUnderRoot: 1e-12)
    configuration.generator.optimizer = optimizer
    configuration.discriminator.optimizer = optimizer
    (configuration.batch, configuration.seed) = (batch, seed)
    configuration.method = GAN(objective: .minimax)
    switch order {
    case .generatorInside(let discriminator, let generator):
      (configuration.discriminator.updatesInARow, configuration.generator.updatesInARow) = (
        discriminator, generator
      )
    case .alternating: break
    case .unrolled(let steps): configuration.method = UnrolledGAN(steps: steps)
    }
    return configuration
  }

  private func run(_ order: Order, seed: UInt64) throws -> Run {
    let trainer = try Trainer(configuration(order, seed: seed))
    var run = Run(order: order, seed: seed, points: [], shown: [])
    for step in stride(from: every, through: steps, by: every) {
      if trainer.advance(to: step) != nil { break }
      let drawn = SampleSet(trainer.samples(samples), dimension: 2)
      run.points.append(OrderOfPlayStudy.point(of: drawn, at: step))
      if shownSteps.contains(step) { run.shown.append(drawn) }
    }
    return run
  }

  static func point(of samples: SampleSet, at step: Int) -> Point {
    let evidence = Evidence(samples, of: target.target)
    let histogram = evidence.coverage?.nearest
    let counts = histogram?.counts ?? []
    return Point(
      step: step, modes: Int(Metric.modesCovered.value(evidence) ?? 0),
      largestShare: Double(counts.max() ?? 0) / Double(max(1, counts.reduce(0, +))),
      entropy: histogram?.entropy ?? .nan)
  }
}
