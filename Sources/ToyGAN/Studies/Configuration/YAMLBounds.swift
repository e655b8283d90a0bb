import Foundation
import ToyGANSettings

/// Limits on YAML that anybody may have written.
///
/// A few aliases of lists of aliases stand for more values than memory holds, and every level of
/// nesting takes a piece of the stack.
enum YAMLBounds {
  /// Bytes of a file without aliases.
  static let mostBytes = 1 << 24
  /// Bytes that a file with aliases may stand for.
  static let mostAliasedBytes = 1 << 16
  /// Lists and settings within one another.
  static let mostLevels = 64

  /// Throws `SettingError` for text that is too long, or may be once its aliases are replaced.
  static func check(_ yaml: String, source: String) throws(SettingError) {
    let size = yaml.utf8.count
    guard size <= mostBytes else {
      throw SettingError(
        key: source, value: "a text of \(size) bytes", allowed: "at most \(mostBytes)")
    }
    let aliases = aliasCount(yaml)
    guard aliases == 0 || Double(size) * growth(aliases) <= Double(mostAliasedBytes) else {
      throw SettingError(
        key: source, value: "a text of \(size) bytes with \(aliases) aliases (*name)",
        allowed: "fewer of them, so that it stands for at most \(mostAliasedBytes) bytes")
    }
  }

  /// Throws `SettingError` where values lie too deep.
  static func check(_ node: YAMLNode?, source: String) throws(SettingError) {
    guard let node, node.isDeeper(than: mostLevels) else { return }
    throw SettingError(
      key: source, value: "lists and settings more than \(mostLevels) within one another",
      allowed: "fewer levels")
  }

  /// At worst a third of the levels has three aliases each, of all of the level before.
  private static func growth(_ aliases: Int) -> Double { pow(3, Double(aliases) / 3) }

  /// How many there are at most: what looks like one may be part of a comment.
  private static func aliasCount(_ yaml: String) -> Int {
    var (count, isStar) = (0, false)
    for byte in yaml.utf8 {
      if isStar, isPartOfName(byte) { count += 1 }
      isStar = byte == UInt8(ascii: "*")
    }
    return count
  }

  private static func isPartOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
      UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
      true
    default: false
    }
  }
}

extension YAMLNode {
  fileprivate func isDeeper(than levels: Int) -> Bool {
    switch self {
    case .scalar, .alias: false
    case .sequence(let nodes):
      levels == 0 || nodes.contains { $0.isDeeper(than: levels - 1) }
    case .mapping(let mapping):
      levels == 0
        || mapping.contains { key, value in
          key.isDeeper(than: levels - 1) || value.isDeeper(than: levels - 1)
        }
    }
  }
}
