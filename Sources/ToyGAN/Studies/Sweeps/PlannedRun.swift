import Foundation
import ToyGANCore
import ToyGANFiles
import ToyGANGames
import ToyGANSettings
import ToyGANTraining

/// A planned run of a sweep.
public struct PlannedRun: Sendable {
  /// Name of the run's folder: a hash of its configuration, which is the same on every machine.
  public let id: String
  /// Name of the run in tables and figures.
  public let label: String
  /// All settings of the run.
  public let configuration: Configuration
  private let texts: PlannedTexts
  /// The step at which the run waits to be continued; nil to train it to its end.
  var pause: Int?

  init(label: String, configuration: Configuration) throws {
    self.init(configuration, try PlannedTexts(label: label, configuration))
  }

  /// A run of a folder that has another name there.
  init(label: String, configuration: Configuration, id: String) throws {
    self.label = label
    self.configuration = configuration
    texts = try PlannedTexts(label: label, configuration)
    self.id = id
  }

  /// A run of one label with its own seed; `texts` are the same for all seeds.
  init(_ configuration: Configuration, _ texts: PlannedTexts) {
    label = texts.label
    self.configuration = configuration
    self.texts = texts
    id = Self.hash(texts.yaml(seed: configuration.seed))
  }

  /// The run of the same settings with another seed.
  func with(seed: UInt64) -> PlannedRun {
    var copy = configuration
    copy.seed = seed
    return PlannedRun(copy, texts)
  }

  /// The files that the run reads.
  package var inputs: [InputFile] { texts.inputs }

  /// The configuration as in the run's file.
  var yaml: String { texts.yaml(seed: configuration.seed) }

  /// The run as one line of JSON, with keys in alphabetical order.
  var line: String {
    let seed = configuration.seed
    return "{\"configuration\":\(texts.json(seed: seed)),\"label\":\(texts.labelJSON),"
      + "\"method\":\"\(type(of: configuration.method).name)\",\"run\":\"\(id)\",\"seed\":\(seed)}\n"
  }

  /// The settings as in the plan; nil only if they cannot be read back.
  var settings: SettingNode? {
    let json = texts.json(seed: configuration.seed)
    return try? JSONDecoder().decode(SettingNode.self, from: Data(json.utf8))
  }

  /// Twelve hexadecimal digits of the key of a random stream with that name: among ten thousand runs two
  /// are equal with probability 2e-7, and a plan with equal names is rejected.
  private static func hash(_ text: String) -> String {
    let digits = String(RandomStream.key(seed: 0, name: text), radix: 16)
    return String((String(repeating: "0", count: 16 - digits.count) + digits).prefix(12))
  }
}

extension PlannedRun {
  /// The step up to which the run is trained.
  var goal: Int { min(configuration.steps, pause ?? configuration.steps) }

  /// How the run ended, or that it waits at its pause; nil if it has to be trained.
  func outcome(in summary: RunSummary) -> Outcome? {
    if let ended = summary.outcome(of: configuration.steps) { return ended }
    guard let pause, summary.status == "interrupted", summary.steps >= pause else { return nil }
    return .interrupted(step: summary.steps)
  }

  /// Whether the run has reached its pause.
  func waits(after outcome: Outcome) -> Bool {
    guard let pause, case .interrupted(let step) = outcome else { return false }
    return step >= pause
  }

  /// Floating-point operations of the whole run; 0 if it cannot be
  /// made, which is reported when the run is attempted.
  var operations: Double {
    (OperationCounts.perStep(configuration) ?? 0) * Double(configuration.steps)
  }
}

/// The texts written for the runs of one label, whatever their seed.
struct PlannedTexts: Sendable {
  let label: String
  let labelJSON: String
  /// The files that the runs read.
  let inputs: [InputFile]
  private let yamlParts: SeedTemplate
  private let jsonParts: SeedTemplate

  /// Throws `FileError` if a file that the configuration names cannot be read.
  init(label: String, _ configuration: Configuration) throws {
    self.label = label
    labelJSON = Self.json(label)
    inputs = try InputFile.all(of: configuration)
    // The identity of a run depends on the contents of the files, and not on their places.
    let configuration = configuration.reading(inputs, from: \.nameInSweep)
    yamlParts = SeedTemplate(configuration) { $0.yaml }
    jsonParts = SeedTemplate(configuration) { $0.node.json }
  }

  func yaml(seed: UInt64) -> String { yamlParts.text(seed: seed) }
  func json(seed: UInt64) -> String { jsonParts.text(seed: seed) }

  private static func json(_ value: some Encodable) -> String {
    String(JSONText.of(value, isPretty: false).dropLast())
  }
}

/// The text of a configuration without its seed, so that a thousand seeds need only one encoding.
private struct SeedTemplate: Sendable {
  private let before: Substring
  private let after: Substring

  init(_ configuration: Configuration, text: (Configuration) -> String) {
    var (copy, parts) = (configuration, [Substring]())
    copy.seed = .max
    // Finds a number that occurs nowhere else in the text.
    repeat {
      parts = text(copy).split(separator: "\(copy.seed)", omittingEmptySubsequences: false)
      copy.seed -= 1
    } while parts.count != 2
    (before, after) = (parts[0], parts[1])
  }

  func text(seed: UInt64) -> String { "\(before)\(seed)\(after)" }
}
