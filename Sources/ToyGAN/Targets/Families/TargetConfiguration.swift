import ToyGANSettings

/// The target of a run in its configuration: a name, or a family with its settings.
public enum TargetConfiguration: Sendable {
  case named(NamedTarget)
  case family(any TargetFamily)

  /// Creates the distribution; reads the file of a `points` target.
  ///
  /// Throws `SettingError` with the setting, or `FileError` with the line of the file, that cannot be used.
  public func target() throws -> any Target { try target(at: "target") }

  func target(at key: String) throws -> any Target {
    switch self {
    case .named(let named): named.target()
    case .family(let family): try family.target(at: "\(key).\(type(of: family).name)")
    }
  }

  /// The settings, if the target is of a family of this type; otherwise nil.
  public func settings<Family: TargetFamily>(as type: Family.Type) -> Family? {
    if case .family(let family) = self { family as? Family } else { nil }
  }
}

/// Target configurations are equal if their written forms are equal.
extension TargetConfiguration: Equatable {
  public static func == (a: TargetConfiguration, b: TargetConfiguration) -> Bool {
    a.node == b.node
  }
}

/// Reads the name of a target, or a family with its settings: `{ring: {modes: 8, ...}}`.
extension TargetConfiguration: SettingValue {
  public static var form: String { "the name of a target, or {family: {its settings}}" }

  public static func read(
    _ node: SettingNode, over current: TargetConfiguration?, at place: SettingPlace
  ) throws(SettingError) -> TargetConfiguration {
    let (registry, families) = (place.registry, place.registry.targetFamilies)
    let names = families.map { $0.name }
    let forms = names.map { "{\($0): {...}}" }.joined(separator: " or ")
    if let word = node.text {
      return .named(
        try place.member(word, of: registry.namedTargets, or: forms) { $0.name })
    }
    guard let entries = node.entries, entries.count == 1 else {
      throw place.error(
        node.entries == nil ? node.kindText : "\(node.entries?.count ?? 0) settings",
        allowed: "the name of a target, or \(forms)")
    }
    let family = try place.member(
      entries[0].name, of: families, or: "the name of a target", name: { $0.name })
    return .family(
      try Self.family(family, entries[0].value, over: current, at: place.at(entries[0].name)))
  }

  private static func family<Family: TargetFamily>(
    _ type: Family.Type, _ node: SettingNode, over current: TargetConfiguration?,
    at place: SettingPlace
  ) throws(SettingError) -> any TargetFamily {
    let entries = try place.entries(of: node)
    let missing = Family.requiredSettings.filter { required in
      !entries.contains { $0.name == required.name }
    }
    // A complete target replaces that of an earlier layer; a part of one changes it.
    let kept = missing.isEmpty ? nil : current?.settings(as: type)
    var family = kept ?? Family()
    try family.apply(entries, at: place)
    // All settings are required, so that readers need not know the defaults of an incomplete target.
    if kept == nil, let (name, form) = missing.first {
      throw place.at(name).error(
        is: "missing", allowed: "\(form); \(Family.name) needs \(Family.requiredNames)")
    }
    return family
  }

  public var node: SettingNode {
    switch self {
    case .named(let named): .word(named.name)
    case .family(let family):
      .section([SettingNode.Entry(type(of: family).name, .section(family.entries))])
    }
  }

  public func check(at place: SettingPlace) throws(SettingError) {
    guard case .family(let family) = self else { return }
    try family.checkSettings(at: place.at(type(of: family).name))
  }
}

// MARK: - The targets of this library

extension TargetConfiguration {
  /// A standard target.
  public static func preset(_ preset: TargetPreset) -> Self { .named(NamedTarget(preset)) }
  /// A toy shape, which has no modes.
  public static func shape(_ shape: ToyShape) -> Self { .named(NamedTarget(shape)) }

  /// Gaussians on a circle; see `GaussianMixture.ring`.
  public static func ring(
    modes: Int, radius: Double, deviation: Double, weights: [Double]? = nil
  ) -> Self {
    .family(RingTarget(modes: modes, radius: radius, deviation: deviation, weights: weights))
  }

  /// Gaussians on a square grid; see `GaussianMixture.grid`.
  public static func grid(
    side: Int, spacing: Double, deviation: Double, weights: [Double]? = nil
  ) -> Self {
    .family(GridTarget(side: side, spacing: spacing, deviation: deviation, weights: weights))
  }

  /// The spread of the modes of a mixture.
  public enum Spread: Sendable, Equatable {
    /// One standard deviation per mode, the same in every direction.
    case deviations([Double])
    /// One covariance matrix `[[xx, xy], [xy, yy]]` per mode.
    case covariances([[[Double]]])
  }

  /// Gaussians with given means in the plane.
  public static func mixture(
    means: [SIMD2<Double>], spread: Spread, weights: [Double]? = nil
  ) -> Self {
    var mixture = MixtureTarget()
    mixture.means = means.map { [$0.x, $0.y] }
    switch spread {
    case .deviations(let deviations): mixture.deviations = deviations
    case .covariances(let covariances): mixture.covariances = covariances
    }
    mixture.weights = weights
    return .family(mixture)
  }

  /// Round Gaussians in any number of dimensions.
  public static func roundMixture(
    means: [[Double]], deviations: [Double], weights: [Double]? = nil
  ) -> Self {
    var mixture = MixtureTarget()
    mixture.means = means
    mixture.deviations = deviations
    mixture.weights = weights
    return .family(mixture)
  }

  /// Modes at random positions in the square from -`extent` to `extent`.
  public static func random(
    modes: Int, extent: Double, deviation: Double, seed: UInt64
  ) -> Self {
    .family(RandomTarget(modes: modes, extent: extent, deviation: deviation, seed: seed))
  }

  /// Samples of a mixture, rounded to cells: `side` cells per coordinate between -`extent` and `extent`.
  public static func lattice(side: Int, extent: Double, of base: TargetConfiguration) -> Self {
    .family(LatticeTarget(side: side, extent: extent, of: base))
  }

  /// The points of a CSV file of `x,y` lines.
  public static func points(file: String) -> Self { .family(PointsTarget(file: file)) }
}
