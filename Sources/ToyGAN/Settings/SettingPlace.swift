/// Where a setting is read: its dotted path, and what can be named there.
public struct SettingPlace: Sendable {
  /// Dotted path, as people write it: `discriminator.hidden[1]`.
  public let path: String
  /// The methods, targets and other parts that have names.
  public let registry: Registry

  public init(_ path: String = "", registry: Registry) {
    self.path = path
    self.registry = registry
  }

  /// The place of a setting of this section.
  public func at(_ name: String) -> SettingPlace {
    SettingPlace(path.isEmpty ? name : "\(path).\(name)", registry: registry)
  }

  /// The place of an element of this list.
  public func at(_ index: Int) -> SettingPlace {
    SettingPlace("\(path)[\(index)]", registry: registry)
  }

  /// An error here about what was found.
  public func error(_ value: String, allowed: String) -> SettingError {
    SettingError(key: path, value: value, allowed: allowed)
  }

  /// The entries of a section.
  ///
  /// Throws `SettingError` where `node` is none.
  public func entries(of node: SettingNode) throws(SettingError) -> [SettingNode.Entry] {
    guard let entries = node.entries else {
      throw error(node.kindText, allowed: "settings by name, {key: value}")
    }
    return entries
  }
}
