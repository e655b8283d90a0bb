import Foundation
import ToyGANSettings

/// Limits on YAML from untrusted sources.
///
/// A few aliases of lists of aliases can expand to more values than fit in memory, and every level of
/// nesting uses stack space.
enum YAMLBounds {
  /// Largest number of bytes of a file without aliases.
  static let maximumBytes = 1 << 24
  /// Largest number of bytes of a file with aliases after expansion.
  static let maximumAliasedBytes = 1 << 16
  /// Largest number of names and values.
  static let maximumNodes = 200_000
  /// Largest nesting depth of lists and settings.
  static let maximumLevels = 64

  /// Throws `SettingError` for text that is too long, or that may be too long after its aliases are expanded.
  static func check(_ yaml: String, source: String) throws(SettingError) {
    let size = yaml.utf8.count
    guard size <= maximumBytes else {
      throw SettingError(
        key: source, value: "a text of \(size) bytes", allowed: "at most \(maximumBytes)")
    }
    let marks = yaml.utf8.count {
      [UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: "\n")].contains($0)
    }
    guard marks <= maximumNodes else {
      throw SettingError(
        key: source, value: "a text of more than \(maximumNodes) names and values",
        allowed: "at most \(maximumNodes); more points belong into a file of points")
    }
    let aliases = aliasCount(yaml)
    guard aliases == 0 || Double(size) * growth(aliases) <= Double(maximumAliasedBytes) else {
      throw SettingError(
        key: source, value: "a text of \(size) bytes with \(aliases) aliases (*name)",
        allowed: "fewer of them, so that it expands to at most \(maximumAliasedBytes) bytes")
    }
  }

  /// Throws `SettingError` if values are nested too deeply.
  static func check(_ node: YAMLNode?, source: String) throws(SettingError) {
    guard let node, node.isDeeper(than: maximumLevels) else { return }
    throw SettingError(
      key: source, value: "lists and settings nested more than \(maximumLevels) deep",
      allowed: "fewer levels")
  }

  /// In the worst case there are a third as many levels as aliases,
  /// each with three aliases of the previous level.
  private static func growth(_ aliases: Int) -> Double { pow(3, Double(aliases) / 3) }

  /// An upper bound on the number of aliases: some matches may be part of a comment.
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
