import ToyGANFiles
import ToyGANSettings

/// How the settings of a label differ from those of the label that it is compared with, besides what the experiment
/// names: a difference in score can come from these.
struct OtherDifference: Sendable, Hashable {
  let label: String
  let reference: String
  let settings: [Setting]
  /// The file that has all of them; nil for labels of two sweeps, of which no experiment names the difference.
  let file: String?

  /// A setting with both values in a short form.
  struct Setting: Sendable, Hashable {
    let key: String
    let value: String
    let referenceValue: String
  }
}

extension ComparedRuns {
  /// How labels differ from a reference besides what is meant to differ: labels of its sweep in settings that the
  /// experiment does not name, and labels of other sweeps in any setting.
  ///
  /// Throws `FileError` if a file of a sweep is damaged.
  func otherDifferences(of labels: [String], from reference: String) throws -> [OtherDifference] {
    guard let own = origin(of: reference) else { return [] }
    let listed = try sweeps[own.sweep].otherDifferences()
    let settings = sweeps.count > 1 ? try sweeps.map { try $0.settingsOfLabels() } : []
    return labels.compactMap { label in
      guard label != reference, let other = origin(of: label) else { return nil }
      let isSame = other.sweep == own.sweep
      let found =
        isSame
        ? listed.compactMap { $0.setting(of: other.label, from: own.label) }
        : SettingNode.differences(
          settings[other.sweep][other.label], settings[own.sweep][own.label])
      guard !found.isEmpty else { return nil }
      return OtherDifference(
        label: label, reference: reference, settings: found,
        file: isSame ? "\(names[own.sweep])/\([LabelDifference].file)" : nil)
    }
  }

  /// The sweep of a label, and its name there; nil for samples of another program.
  private func origin(of label: String) -> (sweep: Int, label: String)? {
    runs.first { $0.label == label }.flatMap { run in
      run.sweep.map { ($0, run.labelInSweep ?? label) }
    }
  }
}

extension SweepFolder {
  /// The settings in which labels differ although the experiment names them for none.
  fileprivate func otherDifferences() throws(FileError) -> [LabelDifference] {
    try noteTable([LabelDifference].file).map { table throws(FileError) in
      try [LabelDifference](table)
    } ?? []
  }
}

extension LabelDifference {
  /// The setting, if it has another value for a label than for the reference.
  fileprivate func setting(of label: String, from reference: String) -> OtherDifference.Setting? {
    guard let own = value(of: label), let other = value(of: reference), own != other else {
      return nil
    }
    return OtherDifference.Setting(key: key, value: own, referenceValue: other)
  }

  private func value(of label: String) -> String? {
    func first(where isMeant: (String) -> Bool) -> String? {
      values.first { $0.labels.contains { isMeant($0.name) } }?.text
    }
    // A label with another value on another target has its target behind its name.
    return first { $0 == label } ?? first { $0.hasPrefix("\(label) (") }
  }
}

extension SettingNode {
  /// The settings in which two configurations differ, besides seed and metrics.
  fileprivate static func differences(
    _ a: SettingNode?, _ b: SettingNode?, at path: String = ""
  ) -> [OtherDifference.Setting] {
    guard a != b, path != "seed", path != "evaluation.metrics", path != "target" else { return [] }
    let names = [a, b].map { $0?.entries?.first { $0.name == "name" }?.value }
    guard let own = a?.entries, let other = b?.entries, names[0] == names[1] else {
      let texts = [a, b].map { $0.map { $0.shortText.isEmpty ? "none" : $0.shortText } ?? "none" }
      return [OtherDifference.Setting(key: path, value: texts[0], referenceValue: texts[1])]
    }
    return (own + other).map(\.name).firstOccurrences.flatMap { name in
      differences(a?[name], b?[name], at: path.isEmpty ? name : "\(path).\(name)")
    }
  }
}

extension [OtherDifference] {
  /// A sentence or two for readers of a comparison; empty if there is no difference.
  var sentences: [String] {
    let (own, others) = (filter { $0.file != nil }, filter { $0.file == nil })
    var sentences: [String] = []
    if !own.isEmpty {
      let files = own.compactMap(\.file).firstOccurrences
      let verb = files.count == 1 ? "has" : "have"
      sentences.append(
        "Besides what the experiment names, labels differ: \(own.list)."
          + " \(files.joined(separator: " and ")) \(verb) all.")
    }
    if !others.isEmpty { sentences.append("Labels of different sweeps differ: \(others.list).") }
    return sentences.isEmpty ? [] : sentences + ["A difference in score can come from these."]
  }

  /// The pairs of labels, those that differ in the same settings together.
  private var list: String {
    let kinds = Dictionary(grouping: self, by: \.text)
    let texts = map(\.text).firstOccurrences
    let shown = texts.prefix(4).map { text in
      let pairs = kinds[text] ?? []
      let more = pairs.count - 1
      let alike = more == 0 ? "" : " (and \(more) more pair\(more == 1 ? "" : "s"))"
      return "\(pairs[0].label) from \(pairs[0].reference)\(alike) in \(text)"
    }
    let rest = texts.dropFirst(4).reduce(0) { $0 + (kinds[$1]?.count ?? 0) }
    return shown.joined(separator: "; ") + (rest > 0 ? "; and \(rest) more pairs" : "")
  }
}

extension OtherDifference {
  /// The number of settings, and the first of them.
  fileprivate var text: String {
    let shown = settings.prefix(3).map {
      "\($0.key) (\($0.value.inOneLine(30)), not \($0.referenceValue.inOneLine(30)))"
    }
    let more = settings.count > 3 ? ", and \(settings.count - 3) more" : ""
    return "\(settings.count) setting\(settings.count == 1 ? "" : "s"): "
      + shown.joined(separator: ", ") + more
  }
}
