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
  static let maximumAliasedBytes = 1 << 20
  /// Largest number of names and values.
  static let maximumNodes = 200_000
  /// Largest nesting depth of lists and settings.
  static let maximumLevels = 64

  /// Throws `SettingError` for text that is too long, or that may be too much work before its size is known.
  static func check(_ yaml: String, source: String) throws(SettingError) {
    let size = yaml.utf8.count
    guard size <= maximumBytes else {
      throw SettingError(
        key: source, has: "a text of \(size) bytes", allowed: "at most \(maximumBytes)")
    }
    let marks = yaml.utf8.count {
      [UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: "\n")].contains($0)
    }
    guard marks <= maximumNodes else {
      throw SettingError(
        key: source, has: "a text of more than \(maximumNodes) names and values",
        allowed: "at most \(maximumNodes); more points belong into a file of points")
    }
    let text = AliasedText(yaml)
    guard text.aliases == 0 || text.isReadInLinearTime || text.largestSize <= 65_536 else {
      throw tooLong(aliases: text.aliases, source: source)
    }
  }

  /// Throws `SettingError` if values are nested too deeply, or if their aliases expand to too many.
  static func check(_ node: YAMLNode?, of yaml: String, source: String) throws(SettingError) {
    var extents = YAMLExtents()
    guard let node, let extent = extents.extent(of: node, at: 0) else {
      guard node != nil else { return }
      throw SettingError(
        key: source, has: "lists and settings nested more than \(maximumLevels) deep",
        allowed: "fewer levels")
    }
    let aliases = AliasedText(yaml).aliases
    guard aliases == 0 || extent.bytes <= Double(maximumAliasedBytes) else {
      throw tooLong(aliases: aliases, source: source)
    }
  }

  private static func tooLong(aliases: Int, source: String) -> SettingError {
    SettingError(
      key: source, has: "\(aliases) aliases (*name) of long values",
      allowed: "fewer of them, so that the text expands to at most \(maximumAliasedBytes) bytes")
  }
}

/// What the bytes of a YAML text say about its aliases, before it is read.
private struct AliasedText {
  /// An upper bound on the number of aliases: some matches may be part of a comment.
  private(set) var aliases = 0
  /// Whether a list or a section may be the name of a setting: names are hashed, with everything in them.
  private var hasLongNames = false
  /// An upper bound on the number of lists and sections, and so on how deep they are nested after expansion.
  private var collections = 0
  private let size: Int

  init(_ yaml: String) {
    size = yaml.utf8.count
    guard yaml.utf8.contains(UInt8(ascii: "*")) else { return }
    var (before, isAlias, isEnd) = (UInt8(ascii: "\n"), false, false)
    for byte in yaml.utf8 {
      let isBlank = Self.blanks.contains(byte)
      if before == UInt8(ascii: "*"), Self.isPartOfName(byte) {
        (aliases, isAlias) = (aliases + 1, true)
      }
      // `isEnd` is true at the end of a list, a section or an alias, and for the blanks after it.
      if isAlias, !Self.isPartOfName(byte) { (isAlias, isEnd) = (false, true) }
      let isStart = Self.blanks.contains(before) || Self.openings.contains(before)
      if byte == UInt8(ascii: "?") && isStart || byte == UInt8(ascii: ":") && isEnd {
        hasLongNames = true
      }
      if !isBlank { isEnd = byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") }
      if byte == UInt8(ascii: "\n") || Self.openings.contains(byte) { collections += 1 }
      if before == UInt8(ascii: "-"), isBlank { collections += 1 }
      before = byte
    }
  }

  /// Whether reading the text takes no longer than a text of its length without aliases.
  ///
  /// The values of aliases are shared. Only names are hashed as often as they occur, and what is nested deeply needs
  /// stack space also when it is given up.
  var isReadInLinearTime: Bool { !hasLongNames && collections <= 4000 }

  /// The size after expansion in the worst case, with a third as many levels as aliases, each with three aliases of
  /// the previous level.
  var largestSize: Double { Double(size) * pow(3, Double(aliases) / 3) }

  private static let blanks = Array(" \t\n\r".utf8)
  private static let openings = Array("[{,".utf8)

  private static func isPartOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
      UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
      true
    default: false
    }
  }
}

/// The sizes of nodes after the expansion of aliases; a node with many aliases is measured once.
private struct YAMLExtents {
  struct Extent {
    var bytes: Double
    var levels: Int
  }

  private struct Place: Hashable {
    var line, column, count: Int
    var isMapping: Bool
  }

  private var known: [Place: Extent] = [:]

  /// Nil if the node is nested too deeply.
  mutating func extent(of node: YAMLNode, at level: Int) -> Extent? {
    let inner: [YAMLNode]
    switch node {
    case .scalar(let scalar):
      return Extent(bytes: Double(scalar.string.utf8.count + 2), levels: 0)
    case .alias: return Extent(bytes: 2, levels: 0)
    case .sequence(let nodes): inner = Array(nodes)
    case .mapping(let mapping): inner = mapping.flatMap { [$0.key, $0.value] }
    }
    let place = node.mark.map {
      Place(line: $0.line, column: $0.column, count: inner.count, isMapping: node.mapping != nil)
    }
    if let place, let extent = known[place] {
      return level + extent.levels > YAMLBounds.maximumLevels ? nil : extent
    }
    guard level < YAMLBounds.maximumLevels else { return nil }
    var extent = Extent(bytes: 2, levels: 1)
    for node in inner {
      guard let part = self.extent(of: node, at: level + 1) else { return nil }
      extent.bytes += part.bytes
      extent.levels = max(extent.levels, part.levels + 1)
    }
    if let place { known[place] = extent }
    return extent
  }
}
