import Foundation

/// Versions of what made a result.
public enum ToyGANVersion {
  public static let current = "0.1.0"
}

/// What `run.json` says: how the run went, and where.
struct RunRecord: Codable, Equatable {
  var status: String
  var label: String
  var method: String
  var seed: UInt64
  var step: Int
  var steps: Int
  /// What stopped being finite, in a run that diverged.
  var quantity: String?
  var version: String
  var processor: String
  var started: String
  var ended: String?
  /// Time spent, in all sittings.
  var seconds: Double
}

/// What `summary.json` says: the outcome of a run, and its last measurements.
public struct RunSummary: Codable, Equatable, Sendable {
  public var label: String
  public var method: String
  public var seed: UInt64
  /// `completed`, `diverged` or `interrupted`.
  public var status: String
  /// Generator updates made.
  public var steps: Int
  /// What stopped being finite, in a run that diverged.
  public var quantity: String?
  public var metrics: [Measurement]

  /// Whether there is nothing left to train.
  public var isFinished: Bool { status == "completed" || status == "diverged" }

  var isDiverged: Bool { status == "diverged" }

  /// The value of a metric, or nil.
  public func value(of metric: Metric) -> Double? {
    metrics.first { $0.name == metric.name }?.value
  }
}

/// JSON as it stands in our files: keys in alphabetical order, so that equal values are equal bytes.
enum JSONText {
  static func of(_ value: some Encodable, isPretty: Bool = true) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if isPretty { encoder.outputFormatting.insert(.prettyPrinted) }
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    do {
      return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
    } catch {
      fatalError("\(type(of: value)) cannot be written as JSON: \(error)")
    }
  }

  static func read<Value: Decodable>(_ type: Value.Type, at url: URL) -> Value? {
    guard let data = FileManager.default.contents(atPath: url.path) else { return nil }
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return try? decoder.decode(type, from: data)
  }
}
