import Foundation
import ToyGANSettings
import ToyGANStudies

/// The numeric settings that a sweep varies: those in which labels differ while all their other settings are equal.
struct NumericSettings {
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
  /// The dotted paths of all settings of the labels.
  let paths: Set<String>

  /// The part of a line of the plan that is compared.
  private struct PlanLine: Decodable, Sendable {
    var label: String
    var configuration: SettingNode
  }

  /// Settings that every label of the sweep has according to the plan; none if the plan does not say them.
  init(of sweep: StoredSweep) {
    let lines = (try? SweepFolder(sweep.folder).planned(PlanLine.self)) ?? []
    var planned = [(label: String, settings: SettingNode)]()
    for line in lines {
      let label = sweep.names.name(
        line.label, on: line.configuration["target"]?.inPlan ?? "")
      guard !planned.contains(where: { $0.label == label }) else { continue }
      planned.append((label, line.configuration))
    }
    self.init(planned.filter { sweep.labels.contains($0.label) })
  }

  /// The settings of labels, in the order of the plan.
  init(_ planned: [(label: String, settings: SettingNode)]) {
    let varied = VariedSettings(
      planned.map(\.settings), places: Array(planned.indices))
    paths = Set(planned.flatMap(\.settings.paths))
    let (labels, varying) = (planned.map(\.label), varied.keys)
    let flat = planned.indices.map { place in
      Dictionary(uniqueKeysWithValues: zip(varying, varied.values(at: place)))
    }
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
}
