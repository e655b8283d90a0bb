import Foundation
import ToyGANFiles
import ToyGANGames
import ToyGANSettings

/// The folder of one run, with the names and formats of its files.
///
/// Every file is written under a temporary name in the same folder and then renamed.
public struct RunFolder: Sendable {
  /// Path of the folder.
  public let url: URL
  /// The parts that the run's configuration may name.
  public let registry: Registry

  /// The folder at a path, whether it exists or not.
  public init(_ url: URL, registry: Registry = .standard) {
    self.url = url
    self.registry = registry
  }

  /// Whether the folder is missing or empty, so that a run may begin.
  public var isVacant: Bool {
    // Temporary files of a killed run, which were not yet renamed, start with a dot.
    let held = try? FileManager.default.contentsOfDirectory(atPath: url.path)
    return held?.allSatisfy { $0.hasPrefix(".") } ?? true
  }

  /// Whether the folder contains a run.
  public var exists: Bool {
    FileManager.default.fileExists(atPath: file("config.yaml").path)
  }

  /// Makes a folder for a new run.
  ///
  /// Throws `FileError` if the folder is not empty or cannot be written.
  static func create(at url: URL, registry: Registry) throws -> RunFolder {
    let run = RunFolder(url, registry: registry)
    guard run.isVacant else {
      throw FileError(
        file: url.path, value: "a folder that is not empty",
        allowed: "a new folder, or that the run there is continued")
    }
    try AtomicFile.makeFolder(url)
    return run
  }

  /// Removes temporary files that a killed session had not yet renamed.
  func removeLeftovers() {
    let files = [
      "config.yaml", "run.json", "summary.json", Trajectory.file, Self.lastName,
    ]
    AtomicFile.removeLeftovers(in: url, of: files.contains)
    for folder in ["samples", "surfaces"] {
      AtomicFile.removeLeftovers(in: file(folder)) { $0.hasSuffix(".csv") }
    }
  }

  package func file(_ name: String) -> URL { url.appendingPathComponent(name) }

  // MARK: - Configuration and outcome

  /// The configuration that the run was started with.
  public func configuration() throws -> Configuration {
    try Configuration(file: file("config.yaml").path, registry: registry)
  }

  func write(
    _ configuration: Configuration, as yaml: String? = nil
  ) throws {
    try AtomicFile.write(yaml ?? configuration.yaml, to: file("config.yaml"))
  }

  func write(_ record: RunRecord) throws {
    try AtomicFile.write(JSONText.of(record), to: file("run.json"))
  }

  package func record() -> RunRecord? { try? JSONText.read(RunRecord.self, at: file("run.json")) }

  func write(_ summary: RunSummary) throws {
    try AtomicFile.write(JSONText.of(summary), to: file("summary.json"))
  }

  /// The outcome, or nil if the run is still in progress, was killed, or has a file that is damaged.
  public func summary() -> RunSummary? { try? storedSummary() }

  /// The outcome, or nil if the run is still in progress or was killed.
  ///
  /// Throws `FileError` if the file is damaged.
  package func storedSummary() throws(FileError) -> RunSummary? {
    try JSONText.read(RunSummary.self, at: file("summary.json"))
  }

  /// Removes the outcome of a run that is resumed.
  func removeSummary() throws {
    guard unlink(file("summary.json").path) == 0 || errno == ENOENT else {
      throw MachineError(
        place: file("summary.json").path, problem: "a file that cannot be removed")
    }
  }
}
