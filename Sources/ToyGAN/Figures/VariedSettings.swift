import Foundation
import ToyGANSettings
import ToyGANStudies

/// The numeric settings that a sweep varies: those in which labels differ while all their other settings are equal.
struct VariedSettings {
  /// Labels that differ in one setting only.
  struct Line: Equatable {
    /// What their labels have in common.
    var name: String
    /// The values of the setting in ascending order, and the label of each.
    var points: [Point]
  }

  struct Point: Equatable {
    var value: Double
    var label: String
  }

  /// A setting and the lines along which it varies.
  struct Varied {
    /// Dotted key.
    var key: String
    var lines: [Line]

    /// All values, ascending.
    var values: [Double] { Set(lines.flatMap { $0.points.map(\.value) }).sorted() }
  }

  /// In the order of their keys.
  let settings: [Varied]

  /// The part of a line of the plan that is compared.
  private struct PlanLine: Decodable, Sendable {
    var label: String
    var configuration: SettingNode
  }

  /// Settings that every label of the sweep has according to the plan; none if the plan does not say them.
  init(of sweep: StoredSweep) {
    let lines = (try? SweepFolder(sweep.folder).planned(PlanLine.self)) ?? []
    var planned = [(label: String, settings: SettingNode)]()
    for line in lines where !planned.contains(where: { $0.label == line.label }) {
      planned.append((line.label, line.configuration))
    }
    self.init(planned.filter { sweep.labels.contains($0.label) })
  }

  /// The settings of labels, in the order of the plan.
  init(_ planned: [(label: String, settings: SettingNode)]) {
    let flat = Self.withSharedOptimizers(planned.map { $0.settings.removing("seed").leaves })
    let labels = planned.map(\.label)
    let keys = Set(flat.flatMap(\.keys)).sorted()
    let varying = keys.filter { key in Set(flat.map { $0[key] ?? "" }).count > 1 }
    settings = varying.compactMap { key in
      let lines = Self.lines(of: key, flat, labels, besides: varying.filter { $0 != key })
      return lines.isEmpty ? nil : Varied(key: key, lines: lines)
    }
  }

  private static func lines(
    of key: String, _ flat: [[String: String]], _ labels: [String], besides others: [String]
  ) -> [Line] {
    var groups: [(rest: [String], members: [Point])] = []
    for (settings, label) in zip(flat, labels) {
      guard let value = settings[key].flatMap(Double.init), value.isFinite else { continue }
      let rest = others.map { settings[$0] ?? "" }
      let point = Point(value: value, label: label)
      if let place = groups.firstIndex(where: { $0.rest == rest }) {
        groups[place].members.append(point)
      } else {
        groups.append((rest, [point]))
      }
    }
    let lines = groups.filter { Set($0.members.map(\.value)).count > 1 }.map { group in
      Line(
        name: commonParts(group.members.map(\.label)),
        points: group.members.sorted { $0.value < $1.value })
    }
    let names = lines.map(\.name)
    return lines.enumerated().map { index, line in
      let isUnique = !line.name.isEmpty && names.filter { $0 == line.name }.count == 1
      return isUnique || lines.count == 1
        ? line : Line(name: "from \(line.points[0].label)", points: line.points)
    }
  }

  /// The parts between commas that all labels have: "GAN" for "GAN, batch=16" and "GAN, batch=32".
  private static func commonParts(_ labels: [String]) -> String {
    let parts = labels.map { $0.split(separator: ",").map { $0.drop { $0 == " " } } }
    let common = (parts.first ?? []).filter { part in parts.allSatisfy { $0.contains(part) } }
    return common.joined(separator: ", ")
  }

  /// Both players' optimizers as one where they are always equal, as `optimizer.learningRate` sets them.
  private static func withSharedOptimizers(_ flat: [[String: String]]) -> [[String: String]] {
    let prefix = "generator.optimizer."
    let names = Set(flat.flatMap(\.keys)).filter { $0.hasPrefix(prefix) }.map {
      String($0.dropFirst(prefix.count))
    }
    let shared = names.filter { name in
      flat.allSatisfy { $0[prefix + name] == $0["discriminator.optimizer.\(name)"] }
    }
    return flat.map { settings in
      var settings = settings
      for name in shared {
        settings["optimizer.\(name)"] = settings[prefix + name]
        settings[prefix + name] = nil
        settings["discriminator.optimizer.\(name)"] = nil
      }
      return settings
    }
  }
}

extension SettingNode {
  /// Every scalar and list by its dotted key.
  fileprivate var leaves: [String: String] {
    guard let entries else { return ["": inline] }
    var leaves = [String: String]()
    for entry in entries {
      for (path, text) in entry.value.leaves {
        leaves[path.isEmpty ? entry.name : "\(entry.name).\(path)"] = text
      }
    }
    return leaves
  }
}

extension VariedSettings {
  /// The figures of the score over each setting; two settings with many values have one map.
  func figures(of sweep: StoredSweep, page: Page) throws -> [Figure] {
    let modeCounts = try sweep.modeCounts()
    if settings.count == 2, isGrid, settings.contains(where: { $0.lines.count > 6 }) {
      let map = ScoreMap(
        sweep: sweep, modeCounts: modeCounts, across: settings[0], up: settings[1], page: page)
      let name = "score-over-\(Self.name(settings[0].key))-and-\(Self.name(settings[1].key))"
      return [map.figure(named: name)].compactMap { $0 }
    }
    var names = [String]()
    return settings.compactMap { varied in
      let short = Self.name(varied.key)
      let isUnique = settings.filter { Self.name($0.key) == short }.count == 1
      let name = FileName.unique(
        "score-over-\(isUnique ? short : Self.name(varied.key, isWhole: true))", besides: names)
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

  /// The last part of a dotted key, or the whole key, as a part of a file's name.
  private static func name(_ key: String, isWhole: Bool = false) -> String {
    let text = isWhole ? key[...] : key.split(separator: ".").last ?? "setting"
    return String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == ".") ? $0 : "-" })
  }
}
