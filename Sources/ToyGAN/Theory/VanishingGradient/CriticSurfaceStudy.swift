import ToyGANCore
import ToyGANGames
import ToyGANMetrics
import ToyGANTargets
import ToyGANTraining

/// Critics trained to near optimality between a target and the same target with noise, with clipped weights
/// and with a gradient penalty.
///
/// Gulrajani et al. 2017, arXiv:1704.00028, section 3.1 and figure 1.
struct CriticSurfaceStudy {
  enum Constraint: String, CaseIterable, Sendable { case clipping, penalty }

  /// A target and a constraint.
  struct Case: Sendable {
    var name: String
    var target: TargetConfiguration
    var constraint: Constraint
  }

  /// The results of a trained critic on a target.
  struct Outcome: Sendable {
    var of: Case
    var surface: Surface
    /// Mean output on real samples minus that on generated samples.
    var estimate: Double
    /// Mean and largest norm of the gradient at equal numbers of real and generated samples.
    var meanSlope, largestSlope: Double
    /// The Wasserstein distance itself, from the same number of samples.
    var wasserstein: Double

    /// The fraction of the distance that the critic measures when it is scaled to a largest slope of 1.
    var share: Double { estimate / largestSlope / wasserstein }
  }

  var targets: [(name: String, target: TargetConfiguration)] = [
    ("ring8", .preset(.ring8)), ("grid25", .preset(.grid25)), ("swiss roll", .shape(.swissRoll)),
  ]
  var (updates, batch) = (3000, 256)
  var hidden = [64, 64, 64]
  /// Bound on the weights, c in the paper.
  var clip = 0.1
  /// Weight of the gradient penalty.
  var penalty = 1.0
  /// Standard deviation of the noise that turns a real sample into a generated one.
  var noise: Float = 1
  var seed: UInt64 = 0
  /// Number of surface points per side of a panel.
  var side = 112
  var judged = 2000

  func run() throws -> [Outcome] {
    try cases.inParallel { try outcome($0) }
  }

  var cases: [Case] {
    Constraint.allCases.flatMap { constraint in
      targets.map { Case(name: $0.name, target: $0.target, constraint: constraint) }
    }
  }

  func outcome(_ of: Case) throws -> Outcome {
    let target = try of.target.target()
    let game = AffineGame(configuration(of.constraint), dimension: 2, weights: [1, 0, 0, 1, 0, 0]) {
      target.draw(into: $0, from: $2.target)
      addNoise(to: $0, giving: $1, from: $2.latent)
    }
    game.updateDiscriminator(times: updates)
    let probe = game.probe([.wasserstein])
    let stream = RandomStream(seed: seed, name: "judged")
    let real = target.samples(judged, from: stream)  // [judged, 2]
    // From separate samples, because the distance is between distributions and not between pairs.
    var other = target.samples(judged, from: stream)
    other.withUnsafeMutableBufferPointer { addNoise(to: $0, giving: $0, from: stream) }
    let slopes = probe.slopes(at: real + other)
    let (realMean, otherMean) = (mean(probe.outputs(at: real)), mean(probe.outputs(at: other)))
    return Outcome(
      of: of, surface: surface(of: probe, around: target), estimate: realMean - otherMean,
      meanSlope: slopes.reduce(0, +) / Double(slopes.count), largestSlope: slopes.max() ?? .nan,
      wasserstein: OptimalTransport.distance(
        SampleSet(real, dimension: 2), SampleSet(other, dimension: 2), order: 1))
  }

  private func configuration(_ constraint: Constraint) -> Configuration {
    var configuration = Configuration()
    (configuration.method, configuration.batch, configuration.seed) = (WGAN(), batch, seed)
    configuration.discriminator.hidden = hidden
    configuration.discriminator.initialization = .he
    configuration.discriminator.inputScale = 0.5
    configuration.discriminator = configuration.discriminator.settling(in: updates)
    switch constraint {
    case .clipping: configuration.discriminator.weightClip = clip
    case .penalty: configuration.penalties = [GradientPenalty(weight: penalty)]
    }
    return configuration
  }

  private func addNoise(
    to samples: UnsafeMutableBufferPointer<Float>,
    giving noisy: UnsafeMutableBufferPointer<Float>, from stream: RandomStream
  ) {
    let kept = Array(samples)
    stream.fillNormals(noisy)
    for i in noisy.indices { noisy[i] = kept[i] + noise * noisy[i] }
  }

  private func surface(of probe: DiscriminatorProbe, around target: any Target) -> Surface {
    let box = TargetExtent(of: target).box
    // The region of samples with noise: smaller than the box, so
    // that distant regions do not use up all tints.
    func axis(_ middle: Double) -> [Double] {
      (0..<side).map { middle + 0.85 * box.half * (2 * Double($0) / Double(side - 1) - 1) }
    }
    let (xs, ys) = (axis(box.x), axis(box.y))
    let points = ys.flatMap { y in xs.flatMap { x in [Float(x), Float(y)] } }
    return Surface(xs: xs, ys: ys, values: probe.outputs(at: points))
  }

  private func mean(_ values: [Float]) -> Double {
    values.reduce(0) { $0 + Double($1) } / Double(values.count)
  }
}
