/// The place where a setting is read: its dotted path, and the parts that can be named there.
public struct SettingPlace: Sendable {
  /// Dotted path, as users write it: `discriminator.hidden[1]`.
  public let path: String
  /// The methods, targets and other parts that can be chosen by name.
  public let registry: Registry

  /// A place at a dotted path, where the parts of the registry can be named.
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

  /// An error at this place about the value that was found.
  public func error(_ value: String, allowed: String) -> SettingError {
    SettingError(key: path, value: value, allowed: allowed)
  }

  /// An error in the form "KEY has VALUE; expected ALLOWED".
  public func error(has value: String, allowed: String) -> SettingError {
    SettingError(key: path, has: value, allowed: allowed)
  }

  /// An error in the form "KEY is VALUE; expected ALLOWED".
  public func error(is value: String, allowed: String) -> SettingError {
    SettingError(key: path, is: value, allowed: allowed)
  }

  /// The entries of a section.
  ///
  /// Throws `SettingError` if `node` is not a section.
  public func entries(of node: SettingNode) throws(SettingError) -> [SettingNode.Entry] {
    guard let entries = node.entries else {
      throw error(node.kindText, allowed: "settings by name, {key: value}")
    }
    return entries
  }
}
