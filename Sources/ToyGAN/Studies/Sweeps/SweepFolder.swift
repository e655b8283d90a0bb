import Foundation
import ToyGANFiles
import ToyGANGames
import ToyGANSettings

/// The folder of a sweep: a frozen plan, the runs, and tables made from these alone.
public struct SweepFolder: Sendable {
  public let url: URL
  /// What the runs' configurations may name.
  public let registry: Registry

  public init(_ url: URL, registry: Registry = .standard) {
    self.url = url
    self.registry = registry
  }

  /// Whether a sweep has been here.
  public var exists: Bool { FileManager.default.fileExists(atPath: file("plan.jsonl").path) }

  package func file(_ name: String) -> URL { url.appendingPathComponent(name) }

  package func run(_ id: String) -> URL { file("runs").appendingPathComponent(id) }

  /// Writes the plan, or checks it against the one that is there.
  ///
  /// A plan may go on where an earlier one ended, as when seeds are added. Throws
  /// `FileError` when the folder holds another plan, one that cannot be read, or anything
  /// where nothing may be; nothing is written then.
  func freeze(_ plan: [PlannedRun], mayExist: Bool) throws {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
    // What another process has written beside a file, but not yet moved there, starts with a dot.
    let held = all.filter { !$0.hasPrefix(".") }
    guard held.isEmpty || mayExist else {
      throw FileError(
        file: url.path, value: "a folder that is not empty",
        allowed: "a new folder, or that the sweep there is resumed")
    }
    let text = Data(plan.map(\.line).joined().utf8)
    let earlier = FileManager.default.contents(atPath: file("plan.jsonl").path)
    if let earlier {
      try require(text, toGoOnFrom: earlier)
    } else if !held.isEmpty {
      throw FileError(
        file: url.path, value: "a folder that holds no sweep", allowed: "a folder of a sweep")
    }
    try AtomicFile.makeFolder(url)
    // The plan before anything else, so that whoever meets a folder that is not empty finds one.
    if earlier != text { try writePlan(text) }
    try AtomicFile.makeFolder(file("runs"))
  }

  private func writePlan(_ text: Data) throws {
    var plan = try StreamedFile(file("plan.jsonl"))
    try plan.write(String(decoding: text, as: UTF8.self))
    try plan.finish()
  }

  private func require(_ plan: Data, toGoOnFrom earlier: Data) throws {
    let isWhole = earlier.last == UInt8(ascii: "\n")
    guard !isWhole || plan.prefix(earlier.count) != earlier else { return }
    _ = try PlanFile.lines(PlanFile.Form.self, of: earlier, name: file("plan.jsonl").path)
    throw FileError(
      file: url.path, value: "a folder that holds another plan",
      allowed: "the experiment it was made with, or a new folder")
  }
}

extension SweepFolder {
  /// The comparison in Markdown, or nothing before the first run has ended.
  public var table: String {
    guard let data = FileManager.default.contents(atPath: file("table.md").path) else { return "" }
    return String(decoding: data, as: UTF8.self)
  }
}
