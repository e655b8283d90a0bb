import Foundation
import ToyGAN

/// What a pane asks of the target itself: its scores in some metrics, for a number of samples.
struct FloorsRequest: Sendable, Equatable {
  let target: TargetConfiguration
  let metrics: [Metric]
  let samples: Int

  init(of configuration: Configuration) {
    target = configuration.target
    metrics = configuration.evaluation.metrics.metrics
    samples = configuration.evaluation.samples
  }

  /// One computation at a time, so that panes that change often do not fill the machine.
  private static let queue = DispatchQueue(label: "noise floors", qos: .utility)

  /// Computes the scores beside the training, and gives them to a receiver.
  func compute(_ drawn: any Target, _ receive: @escaping @Sendable ([String: Double]) -> Void) {
    Self.queue.async {
      let floors = isNamed ? NoiseFloors(of: target, drawn) : NoiseFloors(of: drawn)
      let values = floors.floors(
        in: metrics.filter { $0.applies(to: drawn) }, samples: samples)
      receive(values.mapValues(\.mean))
    }
  }

  /// Only targets with a name are worth a file in the user's cache: others are drawn once.
  private var isNamed: Bool { if case .named = target { true } else { false } }
}
