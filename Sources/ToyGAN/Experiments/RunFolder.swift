import Foundation

/// The folder of one run, and the names and forms of the files in it.
///
/// Every file is written beside its place and moved there whole.
public struct RunFolder: Sendable {
  public let url: URL

  public init(_ url: URL) { self.url = url }

  /// Whether a run has been here.
  public var exists: Bool {
    FileManager.default.fileExists(atPath: file("config.yaml").path)
  }

  /// Makes a folder for a new run.
  ///
  /// Throws `ConfigurationError` when the place holds anything, or cannot be written.
  static func create(at url: URL) throws(ConfigurationError) -> RunFolder {
    // What a killed run had written beside a file, but not yet moved there, starts with a dot.
    let held = try? FileManager.default.contentsOfDirectory(atPath: url.path)
    guard held?.allSatisfy({ $0.hasPrefix(".") }) ?? true else {
      throw ConfigurationError(
        key: "--out", value: "\(url.path), which exists,",
        allowed: "a new folder, or --resume to go on with what is there")
    }
    try AtomicFile.makeFolder(url)
    return RunFolder(url)
  }

  func file(_ name: String) -> URL { url.appendingPathComponent(name) }

  // MARK: - Configuration and outcome

  /// The configuration that the run was started with.
  public func configuration() throws(ConfigurationError) -> Configuration {
    try Configuration(file: file("config.yaml").path)
  }

  func write(_ configuration: Configuration) throws(ConfigurationError) {
    try AtomicFile.write(configuration.yaml, to: file("config.yaml"))
  }

  func write(_ record: RunRecord) throws(ConfigurationError) {
    try AtomicFile.write(JSONText.of(record), to: file("run.json"))
  }

  func record() -> RunRecord? { JSONText.read(RunRecord.self, at: file("run.json")) }

  func write(_ summary: RunSummary) throws(ConfigurationError) {
    try AtomicFile.write(JSONText.of(summary), to: file("summary.json"))
  }

  /// The outcome, or nil in a run that is going on or was killed.
  public func summary() -> RunSummary? {
    JSONText.read(RunSummary.self, at: file("summary.json"))
  }

  /// Removes the outcome of a run that goes on.
  func removeSummary() throws(ConfigurationError) {
    guard unlink(file("summary.json").path) == 0 || errno == ENOENT else {
      throw ConfigurationError(
        key: file("summary.json").path, value: "a file that cannot be removed",
        allowed: "a place that can be written")
    }
  }

  // MARK: - Checkpoint

  func write(_ checkpoint: Checkpoint) throws(ConfigurationError) {
    try AtomicFile.write(checkpoint.bytes, to: file("checkpoint.safetensors"), durably: true)
  }

  /// The last checkpoint, or nil before the first.
  public func checkpoint() throws(ConfigurationError) -> Checkpoint? {
    let path = file("checkpoint.safetensors").path
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw ConfigurationError(
        key: path, value: "a file that cannot be read", allowed: "a checkpoint of a run")
    }
    return try Checkpoint(bytes: Array(data), name: path)
  }
}
