import ToyGANFiles
import ToyGANGames
import ToyGANMetrics
import ToyGANSettings
import ToyGANTargets

/// All that is known of one name: what it means, its publication, and every setting that it brings.
public struct NamedPart: Codable, Sendable {
  /// A property in words, such as the number of modes of a target.
  public struct Fact: Codable, Sendable {
    /// What the property is.
    public var name: String
    /// Its value.
    public var value: String
  }

  /// A setting with the value that the name brings.
  public struct Value: Codable, Sendable {
    /// Dotted path of the setting.
    public var key: String
    /// The value, in YAML.
    public var value: String
    /// The value in the recipe of gan, for the settings of a method; nil if gan has no such setting.
    public var gan: String?
    /// Whether a method's value differs from that of gan.
    public var differs: Bool?
    /// Whether a configuration that has the part must give the setting; then the value is an example.
    public var required: Bool?
    /// The allowed values, in words.
    public var allowed: String
    /// The meaning, in one sentence.
    public var meaning: String
  }

  /// The topic that has the name.
  public var topic: String
  /// The name.
  public var name: String
  /// What the name means, in one sentence.
  public var summary: String
  /// The publication, for a method or a penalty.
  public var reference: Reference?
  /// Properties of a target, an objective or a metric.
  public var facts: [Fact]
  /// The settings that the name brings; for a method every setting of a configuration.
  public var settings: [Value]
  /// For a method, assignments that give it and gan the same values wherever its idea does not need others, so that
  /// a comparison with gan shows the idea alone; nil for other topics.
  public var sameAsGAN: [String]?

  /// All that is known of a name; nil if the topic has no such name.
  ///
  /// Throws an error of the target if a named target cannot be made.
  public init?(_ name: String, of topic: Listing.Topic, registry: Registry = .standard) throws {
    guard let item = topic.items(in: registry).first(where: { $0.name == name }) else {
      return nil
    }
    self.init(topic: topic.rawValue, name: name, summary: item.summary, facts: [], settings: [])
    reference = item.reference
    switch topic {
    case .methods:
      guard let method = registry.method(name) else { return }
      let recipe = Configuration(method.init())
      summary = method.summary
      facts = [Fact(name: "objective", value: Self.objective(recipe.method.objective))]
      settings = Self.recipe(recipe, registry)
      sameAsGAN = Self.sameAsGAN(recipe, registry)
    case .targets:
      if let target = registry.namedTargets.first(where: { $0.name == name }) {
        facts = Self.facts(of: target.target())
      } else {
        summary = "a family of targets with settings, written \(item.summary)"
      }
      settings = Self.values("target.\(name).", part: name, registry)
    case .optimizers: settings = Self.values("optimizer.", part: name, registry)
    case .penalties:
      summary = "a term that is added to the losses: penalties: {\(name): {}} adds it"
      settings = Self.values("penalties.\(name).", part: nil, registry)
    case .objectives:
      if let objective = registry.objectives.first(where: { $0.name == name }) {
        facts = Self.facts(of: objective, registry)
      }
    case .metrics: facts = registry.metric(name).map(Self.facts) ?? []
    case .settings:
      settings = Configuration.settingDescriptions(registry: registry)
        .filter { $0.key == name }.map { setting in
          var value = Self.value(setting)
          value.meaning = (setting.part.map { "\($0): " } ?? "") + value.meaning
          return value
        }
      summary = ""
    case .activations, .initializations, .schedules, .latents, .courses, .experiment: break
    }
  }

  private init(
    topic: String, name: String, summary: String, facts: [Fact], settings: [Value]
  ) {
    (self.topic, self.name, self.summary) = (topic, name, summary)
    (self.facts, self.settings) = (facts, settings)
  }

  /// One object.
  public var json: String { JSONText.of(self) }
}

extension NamedPart {
  /// Every setting of a method's recipe, beside its value in the recipe of gan.
  private static func recipe(_ recipe: Configuration, _ registry: Registry) -> [Value] {
    let plain = Configuration()
    let gan = plain.described(registry: registry)
    return recipe.described(registry: registry).map { described in
      let other = gan.first { $0.setting.key == described.setting.key }?.text
      return Value(
        key: described.setting.key, value: described.text, gan: other,
        differs: described.text != other, allowed: described.setting.allowed,
        meaning: described.setting.meaning)
    }
  }

  /// Those values of gan that differ and that the method can have, in the order of a file.
  private static func sameAsGAN(_ recipe: Configuration, _ registry: Registry) -> [String] {
    let own = recipe.described(registry: registry)
    let method = SettingNode(.word(type(of: recipe.method).name), at: "method")
    return Configuration().described(registry: registry).compactMap { gan in
      let key = gan.setting.key
      // Penalties are what a method adds.
      guard key != "method", key != "penalties",
        own.first(where: { $0.setting.key == key })?.text != gan.text,
        let assignment = try? Assignment("\(key)=\(gan.text)"),
        let layer = try? assignment.settings(),
        (try? Configuration(layers: [method, layer], registry: registry)) != nil
      else { return nil }
      return "\(assignment.path)=\(assignment.value)"
    }
  }

  /// The settings whose keys begin with a section, with their defaults.
  private static func values(
    _ section: String, part: String?, _ registry: Registry
  ) -> [Value] {
    Configuration.settingDescriptions(registry: registry)
      .filter { $0.key.hasPrefix(section) && (part == nil || $0.part == part) }.map(value)
  }

  private static func value(_ setting: SettingDescription) -> Value {
    Value(
      key: setting.key, value: setting.standard, required: setting.isRequired ? true : nil,
      allowed: setting.allowed, meaning: setting.meaning)
  }

  private static func objective(_ objective: Objective) -> String {
    "\(objective.name): \(objective.summary)"
  }

  private static func facts(of objective: Objective, _ registry: Registry) -> [Fact] {
    func word(_ truth: Bool) -> String { truth ? "yes" : "no" }
    let methods = registry.methods.filter { $0.init().objective == objective }.map { $0.name }
    return [
      Fact(name: "zero-sum", value: word(objective.isZeroSum)),
      Fact(
        name: "discriminator outputs logits of a probability",
        value: word(objective.isProbabilistic)),
      Fact(name: "has labels, which can be smoothed", value: word(objective.hasLabels)),
      Fact(
        name: "default objective of", value: methods.isEmpty ? "no method" : methods.listed),
    ]
  }

  private static func facts(of metric: Metric) -> [Fact] {
    [
      Fact(name: "family", value: metric.family.rawValue),
      Fact(name: "direction", value: metric.preference.text),
      Fact(name: "needs", value: metric.need.text),
    ]
  }

  private static func facts(of target: any Target) -> [Fact] {
    let dimension = Fact(name: "dimensions", value: "\(target.dimension)")
    guard let modes = target.modeSet else {
      return [dimension, Fact(name: "modes", value: "none, or not counted")]
    }
    let isEven = Set(modes.weights.map { ($0 * 1e9).rounded() }).count == 1
    return [
      dimension, Fact(name: "modes", value: "\(modes.weights.count)"),
      Fact(
        name: "shares of the modes",
        value: isEven
          ? "equal" : modes.weights.prefix(30).map { DecimalText.significant($0, 3) }.listed),
      Fact(
        name: "a sample is good within",
        value: "\(DecimalText.significant(modes.radius, 4)) deviations of its nearest mode"),
    ]
  }
}

extension [String] {
  fileprivate var listed: String { joined(separator: ", ") }
}
