import Foundation
import ToyGAN

/// Stores a history as a run folder, by training it again from its checkpoints.
struct RunSaver: Sendable {
  let history: History
  let root: URL
  /// Requested to give up.
  let interruption: Interruption

  /// What was saved, and the command line that continues it.
  struct Saved: Sendable {
    var folder: String
    /// The absolute path of the folder.
    var path: String
    var command: String
  }

  /// Trains into a hidden folder, and renames it when everything is there.
  ///
  /// Throws `FileError` or `MachineError` if the folder cannot be written.
  func save(progress: @escaping (Int) -> Void) throws -> Saved {
    try requireWholeHistory()
    let settings = history.segments[history.segments.count - 1].settings
    var configuration = settings.configuration
    // A pane may be sent past its last step.
    configuration.steps = max(configuration.steps, history.last)
    let stem = "live-\(type(of: configuration.method).name)-seed-\(configuration.seed)"
    let hidden = root.appendingPathComponent("\(Self.prefix)\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: hidden) }
    let run = try Run(configuration, in: hidden, registry: settings.registry)
    let (history, interruption) = (history, interruption)
    _ = try run.start(
      training: { _ in try HistoryTrainer(history, interruption: interruption) },
      interruption: interruption, progress: { progress($0.step) })
    guard let kept = try run.folder.checkpoint(), kept.step == history.last else {
      throw SettingError(key: "save", value: "a pane that was closed", allowed: "an open pane")
    }
    if !history.isPlain {
      try Data(changes.utf8).write(to: hidden.appendingPathComponent(Self.changesFile))
    }
    let folder = try place(hidden, stem: stem)
    let path = ShellText.argument(folder.relativePath)
    return Saved(
      folder: folder.relativePath, path: folder.standardizedFileURL.path,
      command: "toygan train --resume --out \(path)")
  }

  /// The file of a run that lists what was changed while it was trained.
  static let changesFile = "changes.csv"

  /// Throws `SettingError` if the run cannot be stored with all of its rows and pictures.
  private func requireWholeHistory() throws(SettingError) {
    guard history.first == 0 else {
      throw SettingError(
        key: "save", value: "a run with changes that was opened from its folder",
        allowed: "a pane whose steps were all trained here; the folder can be copied")
    }
    let dimensions = Set(history.segments.map(\.recipe.target.dimension))
    guard dimensions.count == 1 else {
      throw SettingError(
        key: "save", value: "a pane whose targets have different numbers of dimensions",
        allowed: "targets of one dimension; restart the pane with the last one")
    }
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
      (step, "updates of the discriminator alone: \(count)")
    }
    let rows = lines.sorted { ($0.step, $0.text) < ($1.step, $1.text) }
      .map { "\($0.step),\(CSV.field($0.text))\n" }
    return "step,change\n" + rows.joined()
  }
}
