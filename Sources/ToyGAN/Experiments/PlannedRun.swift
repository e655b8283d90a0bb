import Foundation

/// A run that a sweep is to make.
public struct PlannedRun: Sendable {
  /// Name of the run's folder: a hash of its configuration, the same wherever it is planned.
  public let id: String
  public let label: String
  public let configuration: Configuration

  init(label: String, configuration: Configuration) {
    (self.label, self.configuration) = (label, configuration)
    id = Self.hash(configuration.yaml)
  }

  /// The run as one line of JSON.
  var line: String {
    JSONText.of(
      Line(
        run: id, label: label, method: type(of: configuration.method).name,
        seed: configuration.seed, configuration: configuration), isPretty: false)
  }

  private struct Line: Encodable {
    var run: String
    var label: String
    var method: String
    var seed: UInt64
    var configuration: Configuration
  }

  /// Twelve hexadecimal digits of the key of a random stream of that name: ten thousand runs share
  /// one with probability 2e-7, and a plan in which any do is refused.
  private static func hash(_ text: String) -> String {
    let digits = String(RandomStream.key(seed: 0, name: text), radix: 16)
    return String((String(repeating: "0", count: 16 - digits.count) + digits).prefix(12))
  }
}

extension PlannedRun {
  /// Floating-point operations of the whole run; 0 where it cannot be made, which will be said when
  /// its turn comes.
  var operations: Double {
    guard let trainer = try? Trainer(configuration) else { return 0 }
    return trainer.operationsPerStep * Double(configuration.steps)
  }
}
