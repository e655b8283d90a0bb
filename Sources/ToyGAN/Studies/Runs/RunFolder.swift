import Foundation
import ToyGANFiles
import ToyGANGames
import ToyGANSettings

/// The folder of one run, and the names and forms of the files in it.
///
/// Every file is written beside its place and moved there whole.
public struct RunFolder: Sendable {
  public let url: URL

  public init(_ url: URL) { self.url = url }

  /// Whether nothing is known to be here, so that a run may begin.
  public var isVacant: Bool {
    // What a killed run had written beside a file, but not yet moved there, starts with a dot.
    let held = try? FileManager.default.contentsOfDirectory(atPath: url.path)
    return held?.allSatisfy { $0.hasPrefix(".") } ?? true
  }

  /// Whether a run has been here.
  public var exists: Bool {
    FileManager.default.fileExists(atPath: file("config.yaml").path)
  }

  /// Makes a folder for a new run.
  ///
  /// Throws `ConfigurationError` when the place holds anything, or cannot be written.
  static func create(at url: URL) throws(ConfigurationError) -> RunFolder {
    let run = RunFolder(url)
    guard run.isVacant else {
      throw ConfigurationError(
        key: "--out", value: "\(url.path), which exists,",
        allowed: "a new folder, or --resume to go on with what is there")
    }
    try AtomicFile.makeFolder(url)
    return run
  }

  /// Removes what a killed sitting had written beside a file, but not yet moved there.
  func removeLeftovers() {
    let files = [
      "config.yaml", "run.json", "summary.json", "trajectory.csv", Self.lastName,
    ]
    AtomicFile.removeLeftovers(in: url, of: files.contains)
    for folder in ["samples", "surfaces"] {
      AtomicFile.removeLeftovers(in: file(folder)) { $0.hasSuffix(".csv") }
    }
  }

  package func file(_ name: String) -> URL { url.appendingPathComponent(name) }

  // MARK: - Configuration and outcome

  /// The configuration that the run was started with.
  public func configuration() throws(ConfigurationError) -> Configuration {
    try Configuration(file: file("config.yaml").path)
  }

  func write(
    _ configuration: Configuration, as yaml: String? = nil
  ) throws(ConfigurationError) {
    try AtomicFile.write(yaml ?? configuration.yaml, to: file("config.yaml"))
  }

  func write(_ record: RunRecord) throws(ConfigurationError) {
    try AtomicFile.write(JSONText.of(record), to: file("run.json"))
  }

  package func record() -> RunRecord? { JSONText.read(RunRecord.self, at: file("run.json")) }

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
}
