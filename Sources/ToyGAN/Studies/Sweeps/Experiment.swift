import Foundation
import ToyGANGames
import ToyGANSettings
import ToyGANTargets

/// An experiment: many runs given by common settings, the settings to vary, and the seeds.
///
/// An experiment file is a configuration with five more keys. `vary` maps dotted keys to lists;
/// all combinations of their values are run. `variants` lists groups of settings, which may have a
/// `label`; a setting of a variant replaces the complete value in the base, and all other
/// settings are kept. `sample` adds trials of a random search to each of them. `seeds` is a count or a list. `tune`
/// says how `Tuning` compares trials.
public struct Experiment: Sendable {
  /// The settings that all runs share, before defaults are applied.
  let base: SettingNode
  /// The parts that the experiment may name.
  public let registry: Registry
  let variants: [Variant]
  /// What trials draw; nil for an experiment without trials.
  let sampling: TrialSampling?
  /// The section `tune`; nil in an experiment without one.
  let tuning: TuningSettings?
  /// What decides the steps of every run in place of its settings.
  var budget: FrozenBudget?
  let seeds: [UInt64]?
  /// Settings that override those of the file, in order.
  let assignments: [SettingNode]
  /// Whether combinations that cannot work are left out.
  let skipsInvalid: Bool
  /// What was varied in addition to the file.
  private let addedVaried: [VariedSetting]

  /// Largest number of runs in a sweep, and of combinations of the values under `vary`.
  static let maximumRuns = 100_000

  /// Reads an experiment, then settings that apply to all its runs; `seedCount` replaces its seeds, and `trialCount`
  /// the number of trials under `sample`.
  ///
  /// The values in `varied` are added to those of `vary`. Without a file the base is the recipe of the method's
  /// paper. With `skipsInvalid`, the plan leaves out combinations of settings that cannot work. Throws
  /// `SettingError` with the dotted path of the setting.
  public init(
    file: String?, assignments: [Assignment] = [], varied: [VariedSetting] = [],
    seedCount: Int? = nil, trialCount: Int? = nil, skipsInvalid: Bool = false,
    registry: Registry = .standard
  ) throws {
    let tree = try file.map { try SettingsText.read(file: $0) } ?? .section([])
    try self.init(
      tree, file: file, assignments: assignments, varied: varied, seedCount: seedCount,
      trialCount: trialCount, skipsInvalid: skipsInvalid, registry: registry)
  }

  /// Reads an experiment from YAML text.
  public init(
    yaml: String, assignments: [Assignment] = [], varied: [VariedSetting] = [],
    seedCount: Int? = nil, trialCount: Int? = nil, skipsInvalid: Bool = false,
    registry: Registry = .standard
  ) throws {
    let tree = try SettingsText.read(yaml: yaml, source: "experiment")
    try self.init(
      tree, file: nil, assignments: assignments, varied: varied, seedCount: seedCount,
      trialCount: trialCount, skipsInvalid: skipsInvalid, registry: registry)
  }

  private init(
    _ tree: SettingNode, file: String?, assignments: [Assignment], varied: [VariedSetting],
    seedCount: Int?, trialCount: Int?, skipsInvalid: Bool, registry: Registry
  ) throws {
    let own = ExperimentKey.names
    self.registry = registry
    self.skipsInvalid = skipsInvalid
    addedVaried = varied
    try varied.requireDistinctValues()
    let entries = tree.entries ?? []
    let vary = entries.filter {
      $0.name == ExperimentKey.vary || ExperimentKey.vary.isAround($0.name)
    }
    let shared = entries.filter { entry in
      !own.contains(entry.name) && !vary.contains { $0.name == entry.name }
    }
    let known = own + Configuration.keys
    if let unknown = shared.first(where: { !known.contains($0.name) }) {
      throw SettingError.unknownKey(unknown.name, known: known)
        .guessing(in: [.section(shared)], registry: registry)
    }
    base = SettingNode.section(shared).resolvingFiles(relativeTo: file)
    let variants = try Variant.list(tree[ExperimentKey.variants], file: file)
    let allVaried = try VariedSetting.list(vary).adding(varied)
    try Self.requireNoSeed(allVaried.map { (key: ExperimentKey.vary, path: $0.path) })
    try Self.requireNoSeed(
      variants.flatMap { $0.settings.map { (key: ExperimentKey.variants, path: $0.path) } })
    let product = try Variant.product(allVaried, file: file)
    let labels = variants.isEmpty ? product : variants.crossed(with: product)
    sampling = try Self.sampling(
      tree[ExperimentKey.sample], of: variants, count: trialCount)
    tuning = try tree[ExperimentKey.tune].map { try TuningSettings($0, registry: registry) }
    self.variants = try sampling?.trials(of: labels, varied: allVaried) ?? labels
    let count = seedCount.map { SettingNode.literal("\($0)") }
    seeds = try Self.seeds(
      count ?? tree[ExperimentKey.seeds], key: ExperimentKey.seeds, isCount: seedCount != nil)
    var layers: [SettingNode] = []
    for assignment in assignments { layers.append(try assignment.settings()) }
    self.assignments = layers
    try requireOneWayOfSeeds()
    try requireOneWayOfTrials()
  }

  private static func sampling(
    _ node: SettingNode?, of variants: [Variant], count: Int?
  ) throws(SettingError) -> TrialSampling? {
    if let node { return try TrialSampling(node, count: count) }
    guard let index = variants.firstIndex(where: { !$0.searched.isEmpty }) else { return nil }
    throw SettingError(
      key: "variants[\(index)].\(ExperimentKey.sample)",
      is: "given, but nothing says how many trials there are",
      allowed: "sample: {count: 48} at the top of the file too")
  }

  /// The configuration of a variant, with the seed of the base.
  ///
  /// Throws `SettingError` if it cannot work.
  func configuration(of variant: Variant) throws -> Configuration {
    let layers = try layers(of: variant) + assignments
    do {
      var configuration = try Configuration(layers: layers, registry: registry)
      if let budget { configuration.steps = try budget.steps(of: configuration) }
      _ = try Recipe(configuration)
      return configuration
    } catch let error as SettingError {
      throw error.suggesting(as: assignments).suggesting(asVaried: addedVaried)
    }
  }

  /// Throws if seeds are among what labels differ in: they are replications of every label.
  private static func requireNoSeed(
    _ settings: [(key: String, path: String)]
  ) throws(SettingError) {
    for (key, path) in settings where ["seed", "seeds"].contains(path) {
      throw SettingError(
        key: key, has: "'\(path)'",
        allowed: "the seeds of all labels beside it, as seeds: 5 or seeds: [0, 7]")
    }
  }

  /// The seeds of a list, or so many from 0; an option gives only a count.
  static func seeds(
    _ node: SettingNode?, key: String, isCount: Bool
  ) throws(SettingError) -> [UInt64]? {
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
        allowed: "a number of seeds from 1 to \(maximumRuns)"
          + (isCount
            ? "; a list of seeds, such as seeds: [0, 7], can stand in the experiment's file"
            : ", or a list such as [0, 1, 2]"))
    }
    return (0..<count).map { UInt64($0) }
  }
}
