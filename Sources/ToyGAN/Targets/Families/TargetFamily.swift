import ToyGANSettings

/// A family of targets that configurations name with its settings: `{ring: {modes: 8, radius: 2}}`.
public protocol TargetFamily: NamedSettings {
  /// How it is written, for a list of targets.
  static var summary: String { get }

  /// The distribution of these settings; `key` is the path of the settings, for errors.
  ///
  /// Throws `SettingError` naming the setting, or `FileError` naming the file, that cannot be used.
  func target(at key: String) throws -> any Target
}

/// A target that has a name and no settings: `target: ring8`.
public struct NamedTarget: Sendable {
  public let name: String
  /// One line for a list of targets.
  public let summary: String
  /// Makes the distribution.
  public let target: @Sendable () -> any Target

  public init(_ name: String, summary: String, target: @escaping @Sendable () -> any Target) {
    self.name = name
    self.summary = summary
    self.target = target
  }
}

extension Registry {
  /// The targets that have a name and no settings.
  public var namedTargets: [NamedTarget] { all(NamedTarget.self) }
  /// The families of targets.
  public var targetFamilies: [any TargetFamily.Type] { all((any TargetFamily.Type).self) }

  /// This registry with a target that has a name.
  public func adding(_ target: NamedTarget) -> Registry { adding([target]) { $0.name } }
  /// This registry with a family of targets.
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
  public init(_ preset: TargetPreset) {
    self.init(preset.rawValue, summary: preset.summary) { preset.target }
  }
  public init(_ shape: ToyShape) {
    self.init(shape.rawValue, summary: shape.summary) { shape }
  }
}
