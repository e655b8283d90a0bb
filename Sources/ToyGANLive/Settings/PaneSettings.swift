import Foundation
import ToyGAN

/// The settings of a pane: those it was opened with, and the single settings that were changed since.
struct PaneSettings: Sendable {
  /// A setting to change; without a value it returns to that of the method's paper.
  struct Change: Sendable, Equatable, Codable {
    /// Dotted path of the setting.
    var key: String
    /// The value in YAML, as `--set` takes it.
    var value: String?
  }

  let registry: Registry
  /// The settings of a file or of a stored run; nil if every setting is that of the method's paper.
  private let base: SettingNode?
  /// The file that a command line must name to have the same settings.
  private let file: String?
  /// The settings that were changed, in an order in which each can be applied.
  private(set) var assignments: [Assignment]
  private(set) var configuration: Configuration

  /// Settings that begin with those of `base`, which `file` contains.
  ///
  /// Throws `SettingError` and `FileError` as `Configuration` does.
  init(
    base: SettingNode? = nil, file: String? = nil, assignments: [Assignment] = [],
    registry: Registry
  ) throws {
    (self.base, self.file, self.registry) = (base, file, registry)
    func made(_ assignments: [Assignment]) throws -> Configuration {
      try Configuration(
        layers: (base.map { [$0] } ?? []) + assignments.map { try $0.settings() },
        registry: registry)
    }
    configuration = try made(assignments)
    // An address names each setting once: what a later setting replaces is left out.
    let last = assignments.enumerated().filter { place, assignment in
      !assignments[(place + 1)...].contains { $0.path == assignment.path }
    }.map(\.element)
    let isTheSame = (try? made(last).node) == configuration.node
    self.assignments = isTheSame ? last : assignments
  }

  /// These settings with changes that a page asks for.
  ///
  /// Throws `SettingError` for a setting that cannot be used, and for one that names a file: a page must not
  /// read files.
  func changing(_ changes: [Change]) throws -> PaneSettings {
    guard changes.count <= Self.maximumChanges else {
      throw SettingError(
        key: "assignments", value: "\(changes.count)",
        allowed: "at most \(Self.maximumChanges) settings")
    }
    for change in changes { try Self.require(change) }
    var assignments = assignments
    for change in try changes.flatMap(inOwnForm) {
      try Self.refuseFiles(change)
      let written = try inWholeTarget(change)
      let isPart = { (path: String) in path == written.key || path.hasPrefix(written.key + ".") }
      assignments.removeAll { isPart($0.path) }
      if let value = written.value {
        assignments.append(Assignment(path: written.key, value: value))
      }
    }
    return try PaneSettings(
      base: base, file: file, assignments: assignments, registry: registry)
  }

  /// These settings with the points of a file that this program has written.
  func readingPoints(from path: String) throws -> PaneSettings {
    let assignments = assignments.filter { $0.path != "target" && !$0.path.hasPrefix("target.") }
    let target = Assignment(path: "target", value: "{points: {file: '\(path)'}}")
    return try PaneSettings(
      base: base, file: file, assignments: assignments + [target], registry: registry)
  }

  /// Largest number of settings that are changed together.
  private static let maximumChanges = 200

  /// A list of penalties as one change for each: those that stay keep their settings.
  private func inOwnForm(_ change: Change) throws -> [Change] {
    guard change.key == "penalties", let value = change.value else { return [change] }
    let node = try SettingsText.value(value, key: change.key)
    guard node.entries == nil else { return [change] }
    let wanted = node.isNone ? [] : (node.list ?? [node]).map { $0.text ?? $0.kindText }
    let present = configuration.penalties.map { type(of: $0).name }
    let added = wanted.filter { !present.contains($0) }.map {
      Change(key: "penalties.\($0)", value: "{}")
    }
    let removed = present.filter { !wanted.contains($0) }.map {
      Change(key: "penalties.\($0)", value: "none")
    }
    return added + removed
  }

  /// A setting of a family of targets, as a change of the whole target: a family needs all of its settings.
  private func inWholeTarget(_ change: Change) throws(SettingError) -> Change {
    let parts = change.key.split(separator: ".")
    guard parts.count > 1, parts[0] == "target" else { return change }
    let standard = SettingControl.all(of: self).first { $0.key == change.key }?.standard
    guard let value = change.value ?? standard else { return change }
    let path = parts.dropFirst().joined(separator: ".")
    let node = try SettingsText.value(value, key: change.key)
    let target = configuration.target.node.setting(node, at: path)
    return Change(key: "target", value: target.inline)
  }

  /// Throws `SettingError` for a key or a value that is far too long.
  private static func require(_ change: Change) throws(SettingError) {
    guard change.key.utf8.count <= 120, change.value?.utf8.count ?? 0 <= 65_536 else {
      throw SettingError(
        key: change.key.inOneLine(60), value: "a text that is too long",
        allowed: "a key of at most 120 bytes, and a value of at most 65536")
    }
  }

  private static func refuseFiles(_ change: Change) throws(SettingError) {
    guard let value = change.value else { return }
    let node = try Assignment(path: change.key, value: value).settings()
    guard node.mentions(PointsTarget.name) || node["start"] != nil else { return }
    throw SettingError(
      key: change.key, value: "a file that a page names",
      allowed:
        "a file of points that is loaded with the button, or a file named on the command line")
  }

  /// The settings in the order in which they are written.
  var node: SettingNode { configuration.node }

  /// The command line that trains with the same settings; points that a page sent are named `points.csv`.
  var command: String {
    let words = assignments.map { " --set \(ShellText.argument("\($0.path)=\($0.value)"))" }
    let text = "toygan train" + (file.map { " \(ShellText.argument($0))" } ?? "") + words.joined()
    return withoutInbox(text)
  }

  /// The settings as YAML; points that a page sent are named `points.csv`.
  var yaml: String { withoutInbox(configuration.yaml) }

  /// Whether the points are of a file that a page sent, which only exists while the program runs.
  var hasSentPoints: Bool { sentPoints != nil }

  private var sentPoints: String? {
    guard let file = configuration.target.settings(as: PointsTarget.self)?.file,
      PointsInbox.contains(file)
    else { return nil }
    return file
  }

  private func withoutInbox(_ text: String) -> String {
    sentPoints.map { text.replacing($0, with: "points.csv") } ?? text
  }

  /// The dotted path of every setting that was changed, with the text that was given.
  var changed: [Change] { assignments.map { Change(key: $0.path, value: $0.value) } }
}

extension SettingNode {
  /// Whether a setting of this name is given anywhere.
  fileprivate func mentions(_ name: String) -> Bool {
    switch self {
    case .scalar: false
    case .list(let nodes): nodes.contains { $0.mentions(name) }
    case .section(let entries): entries.contains { $0.name == name || $0.value.mentions(name) }
    }
  }
}
