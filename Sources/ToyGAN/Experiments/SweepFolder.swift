import Foundation

/// The folder of a sweep: a frozen plan, the runs, and tables made from these alone.
public struct SweepFolder: Sendable {
  public let url: URL

  public init(_ url: URL) { self.url = url }

  /// Whether a sweep has been here.
  public var exists: Bool { FileManager.default.fileExists(atPath: file("plan.jsonl").path) }

  func file(_ name: String) -> URL { url.appendingPathComponent(name) }

  func run(_ id: String) -> URL { file("runs").appendingPathComponent(id) }

  /// Writes the plan, or checks it against the one that is there.
  ///
  /// A plan may go on where an earlier one ended, as when seeds are added. Throws
  /// `ConfigurationError` when the folder holds another plan, or anything where nothing may be.
  func freeze(_ plan: [PlannedRun], mayExist: Bool) throws(ConfigurationError) {
    let held = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
    guard held.isEmpty || mayExist else {
      throw ConfigurationError(
        key: "--out", value: "\(url.path), which exists,",
        allowed: "a new folder, or --resume to go on with what is there")
    }
    let text = plan.map(\.line).joined()
    if let data = FileManager.default.contents(atPath: file("plan.jsonl").path) {
      let earlier = String(decoding: data, as: UTF8.self)
      guard text.hasPrefix(earlier) else {
        throw ConfigurationError(
          key: "--out", value: "\(url.path), which holds another plan,",
          allowed: "the experiment it was made with, or a new folder")
      }
    } else if !held.isEmpty {
      throw ConfigurationError(
        key: "--out", value: "\(url.path), which holds no sweep,", allowed: "a folder of a sweep")
    }
    try AtomicFile.makeFolder(file("runs"))
    try AtomicFile.write(text, to: file("plan.jsonl"))
  }
}

extension SweepFolder {
  /// The comparison in Markdown, or nothing before the first run has ended.
  public var table: String {
    guard let data = FileManager.default.contents(atPath: file("table.md").path) else { return "" }
    return String(decoding: data, as: UTF8.self)
  }
}
