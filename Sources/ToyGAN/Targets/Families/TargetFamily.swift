import ToyGANSettings

/// A family of targets that configurations select with settings: `{ring: {modes: 8, radius: 2}}`.
public protocol TargetFamily: NamedSettings {
  /// The written form, for a list of targets.
  static var summary: String { get }

  /// The distribution with these settings; `key` is the path of the settings, for errors.
  ///
  /// Throws `SettingError` with the setting, or `FileError` with the file, that cannot be used.
  func target(at key: String) throws -> any Target
}

/// A target with a name and without settings: `target: ring8`.
public struct NamedTarget: Sendable {
  /// Name in configurations.
  public let name: String
  /// One line of description for a list of targets.
  public let summary: String
  /// Creates the distribution.
  public let target: @Sendable () -> any Target

  /// A target that configurations can name.
  public init(_ name: String, summary: String, target: @escaping @Sendable () -> any Target) {
    self.name = name
    self.summary = summary
    self.target = target
  }
}

extension TargetFamily {
  /// The names of the settings that must be given: "modes, radius and deviation".
  package static var requiredNames: String {
    let names = requiredSettings.map(\.name)
    guard names.count > 1, let last = names.last else { return names.first ?? "nothing" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }
}

extension Registry {
  /// The targets that have a name and no settings.
  public var namedTargets: [NamedTarget] { all(NamedTarget.self) }
  /// The families of targets.
  public var targetFamilies: [any TargetFamily.Type] { all((any TargetFamily.Type).self) }

  /// This registry with a further named target.
  public func adding(_ target: NamedTarget) -> Registry { adding([target]) { $0.name } }
  /// This registry with a further family of targets.
  public func adding(_ family: any TargetFamily.Type) -> Registry { adding([family]) { $0.name } }

  /// The targets and families of this library.
  package func addingStandardTargets() -> Registry {
    adding(TargetPreset.allCases.map(NamedTarget.init) + ToyShape.allCases.map(NamedTarget.init)) {
      $0.name
    }
    .adding(
      [
        RingTarget.self, GridTarget.self, MixtureTarget.self, RandomTarget.self, LatticeTarget.self,
        PointsTarget.self,
      ] as [any TargetFamily.Type]
    ) { $0.name }
  }
}

extension NamedTarget {
  /// A standard target.
  public init(_ preset: TargetPreset) {
    self.init(preset.rawValue, summary: preset.summary) { preset.target }
  }
  /// A toy shape.
  public init(_ shape: ToyShape) {
    self.init(shape.rawValue, summary: shape.summary) { shape }
  }
}
