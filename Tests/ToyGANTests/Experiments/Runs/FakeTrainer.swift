import Foundation
import ToyGAN

@testable import ToyGANCore
@testable import ToyGANMetrics
@testable import ToyGANStatistics
@testable import ToyGANStudies
@testable import ToyGANTargets
@testable import ToyGANTheory
@testable import ToyGANTraining

/// A trainer whose every number is a function of its configuration and step, so that what a run
/// writes can be said in advance.
final class FakeTrainer: RunTrainer {
  private let configuration: Configuration
  private(set) var step = 0
  /// The step at which the generator's loss stops being finite.
  private let divergence: Int?
  /// Told after every advance.
  private let advanced: (Int) -> Void

  init(
    _ recipe: Recipe, divergence: Int? = nil,
    advanced: @escaping (Int) -> Void = { _ in }
  ) {
    configuration = recipe.configuration
    self.divergence = divergence
    self.advanced = advanced
  }

  func restore(_ checkpoint: Checkpoint) { step = checkpoint.step }

  func checkpoint() -> Checkpoint {
    let array = Checkpoint.Array(name: "weights", shape: [2, 1], values: [Float(step), 0.5])
    return Checkpoint(
      step: step, discriminatorUpdates: 2 * step, arrays: [array])
  }

  func advance(to goal: Int) -> Outcome? {
    if let divergence, goal >= divergence {
      step = divergence
      return .diverged(step: divergence, quantity: "generator loss")
    }
    step = goal
    advanced(step)
    return nil
  }

  func evaluate() -> TrajectoryPoint {
    TrajectoryPoint(
      step: step, generatorLoss: Double(step) / 3, discriminatorLoss: Double(configuration.seed),
      measurements: Metrics.measure(
        samples(40), of: TargetPreset.ring8.target, by: configuration.evaluation.metrics.metrics),
      monitors: [.init(name: "critic_slope", value: 1)])
  }

  func firstNonFiniteState() -> String? { nil }

  func samples(_ count: Int) -> [Float] {
    samples(count, from: RandomStream(seed: configuration.seed, name: "fake.\(step)"))
  }

  func samples(_ count: Int, from stream: RandomStream) -> [Float] {
    TargetPreset.ring8.target.samples(count, from: stream)
  }

  func targetSamples(_ count: Int) -> [Float] { [Float](repeating: 1, count: 2 * count) }

  func surface(side: Int) -> Surface {
    Surface(xs: [0, 1], ys: [0, 0.5], values: [1, 2, 3, .nan])
  }
}

/// A folder that is gone when the test is.
final class TemporaryFolder {
  let url = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)

  init() throws {
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func text(_ name: String) throws -> String {
    try String(contentsOf: url.appendingPathComponent(name), encoding: .utf8)
  }

  func names(in name: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(
      atPath: url.appendingPathComponent(name).path
    ).sorted()
  }
}
