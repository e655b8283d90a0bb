import Foundation
import ToyGANGames
import ToyGANSettings
import ToyGANTargets

/// A question put to many runs: settings, what to vary about them, and the seeds.
///
/// An experiment file is a configuration with three more keys. `vary` maps dotted keys to lists,
/// of which the product is run. `variants` lists settings that go together, each with a `label`;
/// what a variant names replaces what the base says there, whole, and the rest stays. `seeds` is a
/// count or a list.
public struct Experiment {
  /// What all runs share, before defaults.
  private let base: SettingNode
  /// What the experiment may name.
  public let registry: Registry
  private let variants: [Variant]
  private let seeds: [UInt64]?
  /// Settings that come after the file's, in order.
  private let assignments: [SettingNode]

  /// Reads an experiment, then settings that hold for all its runs; `seedCount` replaces its seeds.
  ///
  /// Throws `SettingError` naming the dotted path of the setting.
  public init(
    file: String, assignments: [Assignment] = [], seedCount: Int? = nil,
    registry: Registry = .standard
  ) throws {
    let tree = try SettingsText.read(file: file)
    try self.init(
      tree, file: file, assignments: assignments, seedCount: seedCount, registry: registry)
  }

  /// Reads an experiment from YAML text.
  public init(
    yaml: String, assignments: [Assignment] = [], seedCount: Int? = nil,
    registry: Registry = .standard
  ) throws {
    let tree = try SettingsText.read(yaml: yaml, source: "experiment")
    try self.init(
      tree, file: nil, assignments: assignments, seedCount: seedCount, registry: registry)
  }

  private init(
    _ tree: SettingNode, file: String?, assignments: [Assignment], seedCount: Int?,
    registry: Registry
  ) throws {
    let own = ["vary", "variants", "seeds"]
    self.registry = registry
    let shared = (tree.entries ?? []).filter { !own.contains($0.name) }
    base = SettingNode.section(shared).resolvingFiles(relativeTo: file)
    let variants = try Variant.list(tree["variants"], file: file)
    let varied = try Variant.product(tree["vary"], file: file)
    self.variants = variants.isEmpty ? varied : variants.crossed(with: varied)
    let count = seedCount.map { SettingNode.literal("\($0)") }
    seeds = try Self.seeds(count ?? tree["seeds"], key: "seeds")
    var layers: [SettingNode] = []
    for assignment in assignments { layers.append(try assignment.settings()) }
    self.assignments = layers
  }

  /// Every run, seed outermost, so that a sweep that stops early holds whole replications.
  ///
  /// Throws `SettingError` when a run cannot be made, two runs would be the same, or two
  /// variants of one label have one target.
  public func plan() throws -> [PlannedRun] {
    let labels = try variants.map { variant throws in try planned(variant) }
    var runs: [PlannedRun] = []
    for seed in seeds ?? [labels.first?.configuration.seed ?? 0] {
      for (configuration, texts) in labels {
        var configuration = configuration
        configuration.seed = seed
        runs.append(PlannedRun(configuration, texts))
      }
    }
    try Self.requireDistinct(runs)
    try Self.requireOwnLabels(labels.map { (label: $1.label, target: $0.target) })
    return runs
  }

  private func planned(
    _ variant: Variant
  ) throws -> (configuration: Configuration, texts: PlannedTexts) {
    let layer = try base.replacing(variant.settings)
    let configuration = try Configuration(layers: [layer] + assignments, registry: registry)
    let label = variant.label.isEmpty ? type(of: configuration.method).name : variant.label
    return (configuration, PlannedTexts(label: label, configuration))
  }

  private static func requireDistinct(_ runs: [PlannedRun]) throws {
    var labels: [String: String] = [:]
    for run in runs {
      if let other = labels.updateValue(run.label, forKey: run.id) {
        throw SettingError(
          key: "variants", value: "'\(run.label)' with the settings and seed of '\(other)'",
          allowed: "every run once")
      }
    }
  }

  /// Tables and comparisons take runs of one label and target for seeds of the same.
  private static func requireOwnLabels(
    _ variants: [(label: String, target: TargetConfiguration)]
  ) throws {
    var targets: [String: [TargetConfiguration]] = [:]
    for (label, target) in variants {
      guard !targets[label, default: []].contains(target) else {
        throw SettingError(
          key: "variants", value: "'\(label)' twice",
          allowed: "a label of its own for every variant on one target")
      }
      targets[label, default: []].append(target)
    }
  }

  private static func seeds(_ node: SettingNode?, key: String) throws -> [UInt64]? {
    guard let node else { return nil }
    if let list = node.list, !list.isEmpty {
      var seeds: [UInt64] = []
      for (index, item) in list.enumerated() {
        guard let seed = item.text.flatMap({ UInt64($0) }) else {
          throw SettingError(
            key: "\(key)[\(index)]", value: item.kindText, allowed: "a whole number, 0 or above")
        }
        seeds.append(seed)
      }
      return seeds
    }
    guard let count = node.text.flatMap({ Int($0) }), count > 0, count <= 1_000_000 else {
      throw SettingError(
        key: key, value: node.kindText, allowed: "how many seeds, or a list as [0, 1, 2]")
    }
    return (0..<count).map { UInt64($0) }
  }
}
