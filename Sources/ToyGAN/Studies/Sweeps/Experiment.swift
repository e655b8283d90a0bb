import Foundation
import ToyGANGames
import ToyGANSettings
import ToyGANTargets

/// An experiment: many runs given by common settings, the settings to vary, and the seeds.
///
/// An experiment file is a configuration with three more keys. `vary` maps dotted keys to lists;
/// all combinations of their values are run. `variants` lists groups of settings, each with a
/// `label`; a setting of a variant replaces the complete value in the base, and all other
/// settings are kept. `seeds` is a count or a list.
public struct Experiment {
  /// The settings that all runs share, before defaults are applied.
  private let base: SettingNode
  /// The parts that the experiment may name.
  public let registry: Registry
  private let variants: [Variant]
  private let seeds: [UInt64]?
  /// Settings that override those of the file, in order.
  private let assignments: [SettingNode]

  /// Largest number of runs in a sweep, and of combinations of the values under `vary`.
  static let maximumRuns = 100_000

  /// Reads an experiment, then settings that apply to all its runs; `seedCount` replaces its seeds.
  ///
  /// Throws `SettingError` with the dotted path of the setting.
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
    let known = own + Configuration.keys
    if let unknown = shared.first(where: { !known.contains($0.name) }) {
      throw SettingError.unknownKey(unknown.name, known: known)
    }
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

  /// All runs, with the seed as the outermost loop, so that a
  /// sweep that stops early has complete replications.
  ///
  /// Throws `SettingError` if a run cannot be made, if two runs would be identical, or if two variants with
  /// one label have the same target.
  public func plan() throws -> [PlannedRun] {
    let count = variants.count * (seeds?.count ?? 1)
    guard count <= Self.maximumRuns else {
      throw SettingError(
        key: "seeds", value: "\(variants.count) variants with \(seeds?.count ?? 1) seeds",
        allowed: "at most \(Self.maximumRuns) runs in a sweep")
    }
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
    guard label.inOneLine() == label else {
      throw SettingError(
        key: "variants", value: "the label '\(label.inOneLine())'",
        allowed: "a label without line breaks and other control characters")
    }
    return (configuration, try PlannedTexts(label: label, configuration))
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

  /// Throws if two variants share a label and a target, because tables treat such runs as replications.
  private static func requireOwnLabels(
    _ variants: [(label: String, target: TargetConfiguration)]
  ) throws {
    var targets: [String: [TargetConfiguration]] = [:]
    for (label, target) in variants {
      guard !targets[label, default: []].contains(target) else {
        throw SettingError(
          key: "variants", value: "'\(label)' twice",
          allowed: "a different label for every variant on one target")
      }
      targets[label, default: []].append(target)
    }
  }

  private static func seeds(_ node: SettingNode?, key: String) throws -> [UInt64]? {
    guard let node else { return nil }
    if let list = node.list, !list.isEmpty {
      var (seeds, given) = ([UInt64](), Set<UInt64>())
      for (index, item) in list.enumerated() {
        let place = SettingPlace("\(key)[\(index)]", registry: Registry())
        let seed = try UInt64.read(item, over: nil, at: place)
        guard given.insert(seed).inserted else {
          throw place.error("\(seed) again", allowed: "every seed once")
        }
        seeds.append(seed)
      }
      return seeds
    }
    let place = SettingPlace(key, registry: Registry())
    guard let count = try? Int.read(node, over: nil, at: place), count > 0, count <= maximumRuns
    else {
      throw place.error(
        node.kindText,
        allowed: "a number of seeds from 1 to \(maximumRuns), or a list such as [0, 1, 2]")
    }
    return (0..<count).map { UInt64($0) }
  }
}
