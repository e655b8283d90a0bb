import Foundation
import ToyGANCore
import ToyGANFiles
import ToyGANSettings

/// The settings in which the runs of a plan differ, besides their seeds.
package struct VariedSettings: Sendable {
  /// Dotted paths, in alphabetical order; `optimizer.` and a setting if it is the same for both players.
  package let keys: [String]
  /// The values of each variant, one for each key: as in a configuration, or empty if the variant has no such
  /// setting.
  private let variants: [[String]]
  /// The variant of each run of the plan.
  private let places: [Int]

  /// The values of the run at an index of the plan, one for each key.
  package func values(at place: Int) -> [String] {
    places.indices.contains(place) ? variants[places[place]] : []
  }

  /// Compares configurations of which `places` says which run has which.
  init(_ configurations: [SettingNode?], places: [Int]) {
    let settings = configurations.map { $0?.flattened ?? [:] }
    let names = Set(settings.flatMap(\.keys)).subtracting(["seed"]).sorted()
    let columns = names.map { name in (name, settings.map { $0[name] ?? "" }) }
      .filter { _, texts in texts.contains { $0 != texts.first } }
    let joined = Self.joined(columns)
    keys = joined.map(\.0)
    variants = settings.indices.map { index in joined.map { $0.1[index] } }
    self.places = places
  }

  /// The columns with one in place of two that are the same for both players' optimizers.
  private static func joined(_ columns: [(String, [String])]) -> [(String, [String])] {
    let (first, second) = ("generator.optimizer.", "discriminator.optimizer.")
    let all = Dictionary(columns) { first, _ in first }
    return columns.compactMap { key, texts in
      if key.hasPrefix(first), all[second + key.dropFirst(first.count)] == texts {
        return ("optimizer.\(key.dropFirst(first.count))", texts)
      }
      if key.hasPrefix(second), all[first + key.dropFirst(second.count)] == texts { return nil }
      return (key, texts)
    }.sorted { $0.0 < $1.0 }
  }
}

extension VariedSettings {
  /// The part of a line of the plan that says which variant a run is of; a plan may lack it.
  private struct Line: Decodable, Sendable {
    var label: String
    var seed: UInt64?
  }

  private struct Settings: Decodable, Sendable { var configuration: SettingNode? }

  /// Reads the plan of a sweep.
  ///
  /// Throws `FileError` if the folder has no plan, or a plan that cannot be read.
  package init(of folder: SweepFolder) throws {
    let lines = try folder.planned(Line.self)
    // The seed is the outermost loop of a plan: the lines of the first seed have every variant, in the same order.
    let count = lines.firstIndex { $0.seed != lines[0].seed } ?? lines.count
    let isRegular = lines.indices.allSatisfy { lines[$0].label == lines[$0 % count].label }
    let chosen = isRegular ? count : lines.count
    let settings = try folder.planned(Settings.self, first: chosen)
    self.init(settings.map(\.configuration), places: lines.indices.map { $0 % chosen })
  }
}

extension SettingNode {
  /// Each setting that is no section by its dotted path, with its value as in a configuration.
  fileprivate var flattened: [String: String] {
    var all: [String: String] = [:]
    func add(_ node: SettingNode, at path: String) {
      guard let entries = node.entries else { return all[path] = node.inline }
      for entry in entries {
        add(entry.value, at: path.isEmpty ? entry.name : "\(path).\(entry.name)")
      }
    }
    add(self, at: "")
    return all
  }
}
