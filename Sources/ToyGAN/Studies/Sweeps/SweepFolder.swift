import Foundation
import ToyGANFiles
import ToyGANGames
import ToyGANSettings

/// The folder of a sweep: a fixed plan, the runs, and tables made from these alone.
public struct SweepFolder: Sendable {
  /// Path of the folder.
  public let url: URL
  /// The parts that the runs' configurations may name.
  public let registry: Registry

  /// The folder at a path, whether it exists or not.
  public init(_ url: URL, registry: Registry = .standard) {
    self.url = url
    self.registry = registry
  }

  /// Whether the folder contains a sweep.
  public var exists: Bool { FileManager.default.fileExists(atPath: file("plan.jsonl").path) }

  /// Throws `MachineError` if the folder has been removed while this process trained its runs.
  func requireFolder() throws(MachineError) {
    guard AtomicFile.isMissing(url) else { return }
    throw MachineError(
      place: url.path.inOneLine(), problem: "the folder was removed while its runs were trained")
  }

  package func file(_ name: String) -> URL { url.appendingPathComponent(name) }

  package func run(_ id: String) -> URL { file("runs").appendingPathComponent(id) }

  /// Writes the plan, or compares it with the existing one.
  ///
  /// A plan may extend an earlier one, for example by more seeds. Throws `FileError` if the folder contains
  /// a different plan, a plan that cannot be read, or any file although it must be empty; nothing is
  /// written in these cases.
  func freeze(_ plan: [PlannedRun], mayExist: Bool) throws {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
    // Temporary files of another process, which are not yet renamed, start with a dot.
    let held = all.filter { !$0.hasPrefix(".") }
    guard held.isEmpty || mayExist else {
      throw FileError(
        file: url.path, value: "a folder that is not empty",
        allowed: "a new folder, or that the sweep there is continued")
    }
    let text = Data(plan.map(\.line).joined().utf8)
    let earlier = try RegularFile.bytes(at: file("plan.jsonl")).map { Data($0) }
    if let earlier {
      // An empty plan was cut off; the runs are found again by their names.
      if !earlier.isEmpty { try require(text, toContinue: earlier) }
    } else if !held.isEmpty {
      throw FileError(
        file: url.path, value: "a folder that holds no sweep", allowed: "a folder of a sweep")
    }
    try AtomicFile.makeFolder(url)
    try keepInputs(of: plan)
    // The plan is written first, so that every folder that is not empty contains a plan.
    if earlier != text { try writePlan(text) }
    try AtomicFile.makeFolder("runs", in: url)
  }

  /// Copies the files that the plan names, each once.
  private func keepInputs(of plan: [PlannedRun]) throws {
    var kept: Set<String> = []
    for points in plan.lazy.compactMap(\.points) where kept.insert(points.nameInSweep).inserted {
      try AtomicFile.makeFolder("inputs", in: url)
      let file = file(points.nameInSweep)
      guard !FileManager.default.fileExists(atPath: file.path) else { continue }
      try AtomicFile.write(points.bytes(), to: file, durably: true)
    }
  }

  /// The configuration of a run, which reads the points that the sweep has kept.
  func configuration(of run: PlannedRun) -> Configuration {
    run.points.map { run.configuration.readingPoints(from: file($0.nameInSweep).path) }
      ?? run.configuration
  }

  private func writePlan(_ text: Data) throws {
    var plan = try StreamedFile(file("plan.jsonl"))
    try plan.write(String(decoding: text, as: UTF8.self))
    try plan.finish(durably: true)
    AtomicFile.settle(url)
  }

  private func require(_ plan: Data, toContinue earlier: Data) throws {
    let isWhole = earlier.last == UInt8(ascii: "\n")
    guard !isWhole || plan.prefix(earlier.count) != earlier else { return }
    _ = try PlanFile.lines(PlanFile.Form.self, of: earlier, name: file("plan.jsonl").path)
    throw FileError(
      file: url.path, value: "a folder that holds another plan",
      allowed: "the experiment it was made with, or a new folder")
  }
}

extension SweepFolder {
  /// The comparison in Markdown, or an empty text if no run has ended.
  public var table: String {
    let bytes = try? RegularFile.bytes(at: file("table.md"))
    return String(decoding: bytes ?? [], as: UTF8.self)
  }
}
