import Foundation
import ToyGANFiles
import ToyGANGames
import ToyGANSettings

/// Another process has taken over the run that this one was training.
struct RunLost: Error {}

/// The folder of one run, with the names and formats of its files.
///
/// Every file is written under a temporary name in the same folder and then renamed.
public struct RunFolder: Sendable {
  /// Path of the folder.
  public let url: URL
  /// The parts that the run's configuration may name.
  public let registry: Registry
  /// The claim under which this process writes the run's files; nil if it only reads them.
  var claim: RunClaim?

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

  /// Removes the temporary files of earlier sessions, which the owner of a run does before it reads the run.
  ///
  /// A process that lost the run while it was stopped has nothing left to rename afterwards.
  func removeLeftovers() {
    for folder in [url, file("samples"), file("surfaces")] {
      AtomicFile.removeLeftovers(in: folder)
    }
  }

  /// Whether this process still owns the run.
  var isOwned: Bool { claim?.renew() ?? true }

  /// Replaces a file of the run.
  ///
  /// Throws `RunLost` if another process has taken over the run.
  func put(
    _ text: String, in name: String, durably: Bool = false
  ) throws {
    try put(Array(text.utf8), in: name, durably: durably)
  }

  /// Replaces a file of the run; the old file is kept as `previous`, if that is given.
  ///
  /// Throws `RunLost` if another process has taken over the run.
  func put(
    _ bytes: [UInt8], in name: String, durably: Bool = false, keeping previous: String? = nil
  ) throws {
    let isWritten = try AtomicFile.write(
      bytes, to: file(name), durably: durably, keeping: previous.map(file), if: { isOwned })
    guard isWritten else { throw RunLost() }
  }

  /// Throws `MachineError` if the folder has been removed while this process trained its run.
  func requireFolder() throws(MachineError) {
    guard AtomicFile.isMissing(url) else { return }
    throw MachineError(
      place: url.path.inOneLine(), problem: "the folder was removed while its run was trained")
  }

  package func file(_ name: String) -> URL { url.appendingPathComponent(name) }

  // MARK: - Configuration and outcome

  /// The configuration that the run was started with.
  ///
  /// Throws `FileError` if the file cannot be read, or has other settings than those that were trained.
  public func configuration() throws -> Configuration {
    try Configuration(layers: [resolvedSettings()], registry: registry)
  }

  /// The settings in `config.yaml`, with the path of a file of points that does not depend on the current folder.
  ///
  /// Throws as `settings`.
  package func resolvedSettings() throws -> SettingNode {
    try settings().resolvingFiles(relativeTo: configurationFile())
  }

  /// The settings in `config.yaml`, without those that a later version added.
  ///
  /// Throws `FileError` if the file cannot be read, or has other settings than those that were trained.
  package func settings() throws -> SettingNode {
    let path = try configurationFile()
    let settings = try SettingsText.read(file: path)
    let found = Self.checksum(of: settings)
    if let stated = record()?.settings, stated != found {
      throw FileError(
        file: path, has: "settings with checksum \(found)",
        allowed: "those with which the run was trained, of checksum \(stated)")
    }
    return settings
  }

  /// Checksum of the written settings other than steps: a later version may add settings.
  static func checksum(of settings: SettingNode) -> String {
    RedundancyCheck.zlib.text(Array(settings.removing("steps").json.utf8))
  }

  /// The path of `config.yaml`, which is a regular file: a pipe would never end.
  private func configurationFile() throws(FileError) -> String {
    let file = file("config.yaml")
    guard RegularFile.isRegular(file) else {
      throw FileError(
        cannot: "read", file.path, because: "it is a pipe, a device or a folder",
        allowed: "a regular file")
    }
    return file.path
  }

  func write(yaml: String) throws {
    try put(yaml, in: "config.yaml", durably: true)
    AtomicFile.settle(url)
  }

  func write(_ record: RunRecord, durably: Bool = false) throws {
    try put(JSONText.of(record), in: "run.json", durably: durably)
  }

  package func record() -> RunRecord? { try? JSONText.read(RunRecord.self, at: file("run.json")) }

  func write(_ summary: RunSummary) throws {
    try put(JSONText.of(summary), in: "summary.json")
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
  func removeOutcome() throws {
    guard isOwned else { throw RunLost() }
    for name in ["summary.json", CategoryTable.file] {
      guard unlink(file(name).path) == 0 || errno == ENOENT else {
        throw MachineError(
          cannot: "remove", file(name).path, because: SystemReason.text(errno))
      }
    }
  }
}
