import ToyGANCore
import ToyGANGames
import ToyGANMetrics
import ToyGANSettings
import ToyGANTargets
import ToyGANTraining

extension Listing.Topic {
  /// What the topic lists, in one line.
  public var summary: String {
    switch self {
    case .targets: "distributions that a generator can learn"
    case .methods: "training methods, each with the recipe of its paper"
    case .objectives: "loss pairs of discriminator and generator"
    case .penalties: "terms that can be added to the losses"
    case .optimizers: "update rules of the weights"
    case .activations: "nonlinearities between the layers"
    case .initializations: "distributions of the weights before training"
    case .schedules: "orders of the players' updates within a step"
    case .latents: "distributions of the generator's inputs"
    case .courses: "curves along which a learning rate can fall"
    case .metrics: "scores of samples, and what is recorded during training"
    case .settings: "settings of a configuration; list settings WORD searches them"
    case .experiment: "further keys of an experiment file, for toygan sweep"
    }
  }

  func items(in registry: Registry) -> [Listing.Item] {
    switch self {
    case .targets:
      registry.namedTargets.map { Listing.Item(name: $0.name, summary: $0.summary) }
        + registry.targetFamilies.map {
          Listing.Item(name: $0.name, summary: "\($0.summary); needs \($0.requiredNames)")
        }
    case .methods:
      registry.methods.map {
        Listing.Item(
          name: $0.name, summary: "\($0.summary); \($0.reference)", reference: $0.reference)
      }
    case .metrics:
      registry.metrics.map { Listing.Item(name: $0.name, summary: $0.definition) }
        + DiagnosticReport.columns.map {
          Listing.Item(name: $0, summary: "\($1) (with evaluation.diagnostics)")
        }
    case .objectives:
      registry.objectives.map { Listing.Item(name: $0.name, summary: $0.summary) }
    case .penalties:
      registry.penalties.map {
        Listing.Item(name: $0.name, summary: $0.reference.description, reference: $0.reference)
      }
    case .optimizers:
      registry.optimizers.map { Listing.Item(name: $0.name, summary: Self.settings(of: $0)) }
    case .activations: Activation.described.map(Listing.Item.init)
    case .initializations: Initialization.described.map(Listing.Item.init)
    case .schedules: Schedule.described.map(Listing.Item.init)
    case .latents: Distribution.described.map(Listing.Item.init)
    case .courses: ScheduleCurve.described.map(Listing.Item.init)
    case .settings: SettingGroup.all(registry).map(\.item)
    case .experiment: ExperimentKey.all.map { Listing.Item(name: $0.name, summary: $0.meaning) }
    }
  }

  /// The settings of an optimizer with their defaults, in one line.
  private static func settings(of optimizer: any Optimizer.Type) -> String {
    optimizer.init().entries.map { "\($0.name) \($0.value.inline)" }.joined(separator: ", ")
  }

  /// The last names of settings, each once, for suggestions.
  func lastNames(_ registry: Registry) -> [String] {
    var names: [String] = []
    for setting in Configuration.settingDescriptions(registry: registry) {
      let last = setting.key.split(separator: ".").last.map(String.init) ?? setting.key
      if !names.contains(last) { names.append(last) }
    }
    return names
  }
}

extension Listing.Item {
  fileprivate init(_ choice: DescribedChoice) {
    self.init(name: choice.name, summary: choice.summary)
  }
}

/// A setting that several parts have in the same form, such as the learning rate of every optimizer.
struct SettingGroup {
  private var setting: SettingDescription
  private var owners: [(part: String, standard: String)]

  private init(_ setting: SettingDescription) {
    self.setting = setting
    owners = setting.part.map { [($0, setting.standard)] } ?? []
  }

  /// The settings in the order of a configuration.
  static func all(_ registry: Registry) -> [SettingGroup] {
    var groups: [SettingGroup] = []
    for setting in Configuration.settingDescriptions(registry: registry) {
      let place = groups.firstIndex {
        $0.setting.key == setting.key && $0.setting.meaning == setting.meaning
          && $0.setting.allowed == setting.allowed
      }
      guard let place, let part = setting.part else {
        groups.append(SettingGroup(setting))
        continue
      }
      groups[place].owners.append((part, setting.standard))
    }
    return groups
  }

  /// The setting with the names of all parts that have it, by which it is found too.
  var searched: SettingDescription {
    var searched = setting
    searched.part = owners.map(\.part).joined(separator: " ")
    return searched
  }

  var item: Listing.Item {
    let parts = owners.map(\.part).joined(separator: ", ")
    return Listing.Item(
      name: setting.key,
      summary: (parts.isEmpty ? "" : "\(parts): ")
        + "\(setting.meaning) (\(setting.allowed); \(value))",
      standard: setting.isRequired ? nil : standard)
  }

  private var value: String {
    guard setting.isRequired else { return "default \(standard)" }
    return ["", "[]"].contains(standard)
      ? "must be given" : "must be given, for example \(standard)"
  }

  /// The default value, or that of each part if they differ.
  private var standard: String {
    guard Set(owners.map(\.standard)).count > 1 else { return setting.standard }
    return owners.map { "\($0.standard) for \($0.part)" }.joined(separator: ", ")
  }
}
