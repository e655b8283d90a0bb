import ToyGANFiles
import ToyGANSettings
import ToyGANStudies

extension NumericSettings {
  /// The figures of the score over each setting; two settings with many values have one map.
  func figures(of sweep: StoredSweep, page: Page) -> [Figure] {
    let modeCounts = sweep.modeCounts()
    if settings.count == 2, isGrid, settings.contains(where: { $0.lines.count > 6 }) {
      let map = ScoreMap(
        sweep: sweep, modeCounts: modeCounts, across: settings[0], up: settings[1], page: page)
      let name = "score-over-\(name(settings[0].key))-and-\(name(settings[1].key))"
      return [map.figure(named: name)].compactMap { $0 }
    }
    var names = [String]()
    return settings.compactMap { varied in
      let name = FileName.unique("score-over-\(name(varied.key))", besides: names)
      names.append(name)
      return ScoreOverSetting(sweep: sweep, modeCounts: modeCounts, varied: varied, page: page)
        .figure(named: name)
    }
  }

  /// Whether every label is a pair of values of two settings.
  private var isGrid: Bool {
    settings[0].lines.count == settings[1].values.count
      && settings[1].lines.count == settings[0].values.count
  }

  /// The last name of a dotted key as a part of a file's name, or the whole key where another setting has the same
  /// last name: there are steps of training, of a method and of the discriminator.
  func name(_ key: String) -> String {
    let same = [key, "generator.\(key)", "discriminator.\(key)"]
    let last = key.split(separator: ".").last.map(String.init) ?? "setting"
    let isAmbiguous = paths.contains { path in
      !same.contains(path) && path.split(separator: ".").last.map(String.init) == last
    }
    return String(
      (isAmbiguous ? key : last).map {
        $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-"
      })
  }
}

extension SettingNode {
  /// The dotted paths of all scalars and lists.
  var paths: [String] {
    guard let entries else { return [""] }
    return entries.flatMap { entry in
      entry.value.paths.map { $0.isEmpty ? entry.name : "\(entry.name).\($0)" }
    }
  }
}
