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

  /// Twelve hexadecimal digits of FNV-1a over 64 bits: ten thousand runs share one with
  /// probability 2e-7, and a plan in which any do is refused.
  private static func hash(_ text: String) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    let digits = String(hash, radix: 16)
    return String((String(repeating: "0", count: 16 - digits.count) + digits).prefix(12))
  }
}
