import ToyGANFiles
import ToyGANSettings

/// How a plan differs from the one that a folder holds.
struct PlanChange: Sendable {
  /// A run in one of the two plans.
  struct Line: Decodable, Sendable {
    var run: String
    var label: String
    var seed: UInt64
  }

  /// The runs of the folder that the new plan lacks.
  let lost: [Line]
  /// Number of runs that only the new plan has.
  let added: Int
  /// The labels that have another name in the new plan: the earlier and the new one.
  let renamed: [(from: String, to: String)]

  init(from earlier: [Line], to plan: [PlannedRun]) {
    let labels = Dictionary(plan.map { ($0.id, $0.label) }) { first, _ in first }
    lost = earlier.filter { labels[$0.run] == nil }
    added = plan.count - (earlier.count - lost.count)
    var (renamed, seen) = ([(from: String, to: String)](), Set<[String]>())
    for line in earlier {
      guard let label = labels[line.run], label != line.label else { continue }
      if seen.insert([line.label, label]).inserted { renamed.append((line.label, label)) }
    }
    self.renamed = renamed
  }

  /// Throws `FileError` with the first runs that would be lost, and how each differs from that of its label and seed
  /// in the new plan; `settings` are those of a run of the folder.
  func requireAll(
    in folder: String, plan: [PlannedRun], settings: (Line) -> SettingNode?
  ) throws(FileError) {
    guard !lost.isEmpty else { return }
    let shown = lost.prefix(4).map { line in
      let other = plan.first { $0.label == line.label && $0.configuration.seed == line.seed }
      let change = other.map { Self.change(from: settings(line), to: $0.settings) } ?? ""
      return "'\(line.label)' with seed \(line.seed) (\(change.isEmpty ? line.run : change))"
    }
    let more = lost.count > 4 ? ", and \(lost.count - 4) more" : ""
    throw FileError(
      file: folder,
      has: "\(lost.count) runs that the experiment lacks: \(shown.joined(separator: ", "))\(more)",
      allowed: "an experiment with every run of the folder, or a new folder")
  }

  /// The first settings that differ.
  private static func change(from old: SettingNode?, to new: SettingNode?) -> String {
    guard old != nil, new != nil else { return "" }
    let varied = VariedSettings([old, new], places: [0, 1])
    let changes = varied.keys.indices.map { index in
      let values = [0, 1].map { place in
        let value = varied.values(at: place)[index]
        return value.isEmpty ? "nothing" : value.inOneLine(80)
      }
      return "\(varied.keys[index]): \(values[0]) -> \(values[1])"
    }
    return changes.prefix(3).joined(separator: "; ")
      + (changes.count > 3 ? "; and \(changes.count - 3) more settings" : "")
  }

  /// What a user should know of the change, in a sentence; nil if the plan is the same.
  var text: String? {
    var parts: [String] = []
    if added > 0 { parts.append("the plan of the folder has \(added) more runs now") }
    if !renamed.isEmpty {
      let shown = renamed.prefix(3).map { "'\($0.from)' is now '\($0.to)'" }
      let more = renamed.count > 3 ? ", and \(renamed.count - 3) more" : ""
      parts.append("labels have changed: \(shown.joined(separator: ", "))\(more)")
    }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }
}
