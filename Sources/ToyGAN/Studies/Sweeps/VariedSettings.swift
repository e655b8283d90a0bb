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
  package init(_ configurations: [SettingNode?], places: [Int]) {
    let settings = configurations.map { $0?.flattened ?? [:] }
    let names = Set(settings.flatMap(\.keys)).subtracting(["seed"]).sorted()
    let columns = names.map { name in (key: name, item: settings.map { $0[name] ?? "" }) }
      .filter { _, texts in texts.contains { $0 != texts.first } }
    let joined = BothPlayers.joined(columns).sorted { $0.key < $1.key }
    keys = joined.map(\.key)
    variants = settings.indices.map { index in joined.map { $0.item[index] } }
    self.places = places
  }
}

/// Settings of the players' optimizers that are the same for both, under the name that sets both.
enum BothPlayers {
  /// The items by their dotted paths, with one at `optimizer` in place of two that are equal.
  static func joined<Item: Equatable>(
    _ items: [(key: String, item: Item)]
  ) -> [(key: String, item: Item)] {
    let (first, second) = ("generator.optimizer", "discriminator.optimizer")
    let all = Dictionary(items.map { ($0.key, $0.item) }) { first, _ in first }
    func isTwice(_ key: String, _ item: Item, of player: String, and other: String) -> Bool {
      guard key == player || player.isAround(key) else { return false }
      return all[other + key.dropFirst(player.count)] == item
    }
    return items.compactMap { key, item in
      if isTwice(key, item, of: second, and: first) { return nil }
      guard isTwice(key, item, of: first, and: second) else { return (key, item) }
      return ("optimizer" + key.dropFirst(first.count), item)
    }
  }
}

extension VariedSettings {
  /// The part of a line of the plan that says which variant a run is of; a plan may lack it.
  private struct Line: Decodable, Sendable {
    var run: String
    var label: String
    var seed: UInt64?
  }

  private struct Settings: Decodable, Sendable { var configuration: SettingNode? }

  /// Reads the plan of a sweep.
  ///
  /// Throws `FileError` if the folder has no plan, or a plan that cannot be read, or one with other settings of a run
  /// than those with which it was trained.
  package init(of folder: SweepFolder) throws {
    let lines = try folder.planned(Line.self)
    // The seed is the outermost loop of a plan: the lines of the first seed have every variant, in the same order.
    let count = lines.firstIndex { $0.seed != lines[0].seed } ?? lines.count
    let isRegular = lines.indices.allSatisfy { lines[$0].label == lines[$0 % count].label }
    let chosen = isRegular ? count : lines.count
    let settings = try folder.planned(Settings.self, first: chosen)
    let places = lines.indices.map { $0 % chosen }
    let nodes = settings.map(\.configuration)
    try Self.require(nodes, at: places, of: lines.map(\.run), in: folder)
    self.init(nodes, places: places)
  }

  /// Throws `FileError` if the first run of some settings that has begun was trained with others.
  private static func require(
    _ settings: [SettingNode?], at places: [Int], of runs: [String], in folder: SweepFolder
  ) throws {
    var begun: [Int?] = settings.map { _ in nil }
    for (index, place) in places.enumerated() where begun[place] == nil {
      if RunFolder(folder.run(runs[index])).exists { begun[place] = index }
    }
    let pairs = zip(settings, begun).compactMap { settings, index in
      index.flatMap { index in settings.map { (index: index, planned: $0.flattened) } }
    }
    let wrong = pairs.inChunks(of: 16).inParallel { chunk in
      chunk.compactMap { index, planned in
        changed(planned, folder.run(runs[index])).map { (index: index, text: $0) }
      }
    }.joined().first
    guard let wrong else { return }
    throw FileError(
      file: "\(folder.file("plan.jsonl").path) line \(wrong.index % settings.count + 1)",
      has: wrong.text, allowed: "the settings with which run \(runs[wrong.index]) was trained")
  }

  /// The first planned setting of which the folder of a run has another value; nil also if the folder cannot be read.
  private static func changed(_ planned: [String: String], _ folder: URL) -> String? {
    guard let file = try? RegularFile.bytes(at: folder.appendingPathComponent("config.yaml")),
      let text = String(validating: file, as: UTF8.self),
      let trained = try? SettingsText.read(yaml: text, source: "config.yaml").flattened
    else { return nil }
    // Each run has its own path to the files that it reads, and an earlier version had fewer settings.
    let others = ["seed"] + InputFile.Kind.allCases.map(\.key)
    let key = planned.keys.sorted().first { key in
      !others.contains(key) && trained[key].map { !$0.isSame(as: planned[key] ?? "") } ?? false
    }
    return key.map {
      "\($0): \((planned[$0] ?? "").inOneLine(60)) in place of \((trained[$0] ?? "").inOneLine(60))"
    }
  }
}

extension String {
  /// Whether two values are equal, also where files write a number in two ways.
  fileprivate func isSame(as other: String) -> Bool {
    func words(_ text: String) -> [Substring] { text.split { " ,:[]{}".contains($0) } }
    let (own, others) = (words(self), words(other))
    return self == other
      || own.count == others.count
        && zip(own, others).allSatisfy { $0 == $1 || Double($0) != nil && Double($0) == Double($1) }
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
