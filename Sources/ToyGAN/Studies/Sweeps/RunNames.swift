import ToyGANFiles
import ToyGANSettings

/// The names by which a user can ask for a run of a sweep.
struct RunNames {
  /// The part of a line of the plan that names a run.
  struct Line: Decodable, Sendable {
    var run: String
    var label: String
    var seed: UInt64
  }

  private let lines: [Line]

  init(_ lines: [Line]) { self.lines = lines }

  /// The name of the folder of the run that a text names.
  ///
  /// Throws `SettingError` if no run has the name, or if several have it.
  func folder(named text: String) throws(SettingError) -> String {
    if let line = lines.first(where: { $0.run == text }) { return line.run }
    if let (label, seed) = Self.parts(text) {
      let runs = labelled(label)
      let chosen = runs.filter { $0.seed == seed }
      if !chosen.isEmpty { return try only(chosen, named: text) }
      if let first = runs.first {
        throw SettingError(
          key: Self.key, value: "'\(text)'",
          allowed: "'\(first.label)/SEED' with a seed from \(Self.seeds(of: runs))")
      }
    }
    let runs = labelled(text)
    if let first = runs.first {
      guard Set(runs.map(\.seed)).count > 1 else { return try only(runs, named: text) }
      throw SettingError(
        key: Self.key, value: "'\(text)', which is \(runs.count) runs,",
        allowed: "'\(first.label)/SEED' with a seed from \(Self.seeds(of: runs))")
    }
    // A short beginning would often be that of a run which is not meant: '0' for a seed.
    let beginning = text.count < Self.leastBeginning ? [] : lines.filter { $0.run.hasPrefix(text) }
    guard beginning.isEmpty else { return try only(beginning, named: text) }
    throw unknown(text)
  }

  private static let key = "run"
  /// The fewest characters by which a folder is named.
  static let leastBeginning = 4

  /// The label and the seed in `LABEL/SEED`; a label may contain the sign.
  private static func parts(_ text: String) -> (label: String, seed: UInt64)? {
    guard let sign = text.lastIndex(of: "/") else { return nil }
    let seed = text[text.index(after: sign)...].trimmed
    return UInt64(settingText: seed).map { (text[..<sign].trimmed, $0) }
  }

  /// The runs of a label; if none has it, those of the only label that differs by upper and lower case, or that
  /// begins so.
  private func labelled(_ label: String) -> [Line] {
    guard !label.isEmpty else { return [] }
    let word = label.lowercased()
    let choices = [
      lines.filter { $0.label == label }, lines.filter { $0.label.lowercased() == word },
      lines.filter { $0.label.lowercased().hasPrefix(word) },
    ]
    let found = choices.first { !$0.isEmpty } ?? []
    return Set(found.map(\.label)).count == 1 ? found : []
  }

  /// The only run of a list.
  private func only(_ runs: [Line], named text: String) throws(SettingError) -> String {
    guard let first = runs.first, runs.count > 1 else { return runs[0].run }
    let names = runs.prefix(4).map { "\($0.run) (\($0.label)/\($0.seed))" }
    let more = runs.count > 4 ? ", and \(runs.count - 4) more" : ""
    let isOneName = runs.allSatisfy { $0.label == first.label && $0.seed == first.seed }
    throw SettingError(
      key: Self.key, value: "'\(text)', which is \(runs.count) runs,",
      allowed: (isOneName ? "the folder of one of them: " : "one of them: ")
        + names.joined(separator: ", ") + more)
  }

  private func unknown(_ text: String) -> SettingError {
    let labels = lines.map(\.label).firstOccurrences
    let label = Self.parts(text)?.label ?? text
    let nearest = NearestName.of(label, among: labels)
    let seed = Self.parts(text).map { "/\($0.seed)" } ?? ""
    let guess = nearest.map { ["'\($0)\(seed)'"] } ?? []
    let meant = (meantSeed(text) ?? guess).joined(separator: " or ")
    return SettingError(
      key: Self.key, is: "'\(text)', which the sweep does not have",
      allowed: "LABEL/SEED, or at least \(Self.leastBeginning) characters of the beginning of a "
        + "run's folder (labels: \(Self.shown(labels)))"
        + (meant.isEmpty ? "" : "; did you mean \(meant)?"))
  }

  /// The first runs that have a number as their seed, if a text is one.
  private func meantSeed(_ text: String) -> [String]? {
    guard let seed = UInt64(settingText: text.trimmed) else { return nil }
    let names = lines.filter { $0.seed == seed }.map { "'\($0.label)/\(seed)'" }.firstOccurrences
    return names.isEmpty ? nil : Array(names.prefix(3))
  }

  private static func shown(_ labels: [String]) -> String {
    let more = labels.count > 8 ? "; and \(labels.count - 8) more" : ""
    return labels.prefix(8).joined(separator: "; ") + more
  }

  /// The seeds of some runs: `0, 1, 2` or, if there are many, `0 to 49`.
  private static func seeds(of runs: [Line]) -> String {
    let seeds = Set(runs.map(\.seed)).sorted()
    guard seeds.count > 8, let first = seeds.first, let last = seeds.last else {
      return seeds.map { "\($0)" }.joined(separator: ", ")
    }
    return last - first == UInt64(seeds.count - 1)
      ? "\(first) to \(last)"
      : seeds.prefix(8).map { "\($0)" }.joined(separator: ", ") + ", and \(seeds.count - 8) more"
  }
}

extension SweepFolder {
  /// The folder of the run that a user names: `LABEL/SEED`, such as `unrolled, K = 10/0`, the label alone if it has
  /// one run, or the beginning of the name of the run's folder, at least 4 characters, if no other begins so.
  ///
  /// Throws `SettingError` for `run` if no run of the plan has the name, or several, and `FileError` if the folder
  /// has no plan, or if the run has not started.
  public func run(named name: String) throws -> RunFolder {
    let id = try RunNames(planned(RunNames.Line.self)).folder(named: name)
    let folder = RunFolder(run(id), registry: registry)
    guard folder.exists else {
      throw FileError(
        cannot: "read run", "'\(name)'", because: "it has not started (\(folder.url.relativePath))")
    }
    return folder
  }
}
