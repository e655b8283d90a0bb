import Foundation
import ToyGAN

/// Stores a history as a run folder, by training it again from its checkpoints.
struct RunSaver: Sendable {
  let history: History
  let root: URL

  /// What was saved, and the command line that continues it.
  struct Saved: Sendable {
    var folder: String
    var command: String
  }

  /// Trains into a hidden folder, and renames it when everything is there.
  ///
  /// Throws `FileError` or `MachineError` if the folder cannot be written.
  func save(progress: @escaping (Int) -> Void) throws -> Saved {
    let settings = history.segments[history.segments.count - 1].settings
    let configuration = settings.configuration
    let stem = "live-\(type(of: configuration.method).name)-seed-\(configuration.seed)"
    let hidden = root.appendingPathComponent("\(Self.prefix)\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: hidden) }
    let interruption = Interruption()
    let run = try Run(configuration, in: hidden, registry: settings.registry)
    let history = history
    _ = try run.start(
      training: { _ in try HistoryTrainer(history, interruption: interruption) },
      interruption: interruption, progress: { progress($0.step) })
    if !history.isPlain {
      try Data(changes.utf8).write(to: hidden.appendingPathComponent("changes.csv"))
    }
    let folder = try place(hidden, stem: stem)
    let path = ShellText.argument(folder.relativePath)
    return Saved(folder: folder.relativePath, command: "toygan train --resume --out \(path)")
  }

  /// Begin of the names of folders in which runs are saved, before they get their own name.
  private static let prefix = ".saving-"

  /// Removes what programs that were killed while they saved have left.
  static func removeLeftovers(in root: URL) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
    for name in names where name.hasPrefix(prefix) {
      let folder = root.appendingPathComponent(name)
      let facts = try? FileManager.default.attributesOfItem(atPath: folder.path)
      let age = (facts?[.modificationDate] as? Date).map { -$0.timeIntervalSinceNow } ?? 0
      // The last moments of a save are without a claim.
      guard age > 60, !RunFolder(folder).isHeld else { continue }
      try? FileManager.default.removeItem(at: folder)
    }
  }

  /// Moves the folder to the first name that is not taken.
  private func place(_ hidden: URL, stem: String) throws -> URL {
    for number in 1...10_000 {
      let name = number == 1 ? stem : "\(stem)-\(number)"
      let folder = root.appendingPathComponent(name)
      // `rename` replaces an empty folder only, and nothing else.
      if rename(hidden.path, folder.path) == 0 { return folder }
      guard [EEXIST, ENOTEMPTY, ENOTDIR].contains(errno) else { break }
    }
    throw MachineError(
      place: root.path.inOneLine(), problem: "a folder in which no run can be stored")
  }

  /// Every change that was made during training: a run with changes does not follow from its settings alone.
  private var changes: String {
    var lines = history.segments.dropFirst().map { (step: $0.start, text: $0.text) }
    lines += history.generatorOnly.map { ($0, "only the generator was updated") }
    lines += history.discriminatorOnly.map { step, count in
      (step, "\(count) updates of the discriminator alone")
    }
    let rows = lines.sorted { ($0.step, $0.text) < ($1.step, $1.text) }
      .map { "\($0.step),\(CSV.field($0.text))\n" }
    return "step,change\n" + rows.joined()
  }
}
