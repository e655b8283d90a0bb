import ToyGANGames
import ToyGANSettings

/// The settings of a variant as layers over those of the file.
///
/// A section changes what it names, as in `--set`, and so does a part by its name: both are layers, which the
/// configuration reads one after the other. Any other value replaces that of the file at its path.
struct VariantLayers {
  /// The settings of the file, with the values that replace others.
  private(set) var base: SettingNode
  private var placed: [(path: String, node: SettingNode)] = []

  /// The layers over the base, in order.
  var layers: [SettingNode] { placed.map(\.node) }

  /// The layers of settings in their order; those inside of the parts at `parts` follow these.
  ///
  /// Throws `SettingError` for a path that is none.
  init(
    _ settings: [(path: String, value: SettingNode)], over base: SettingNode, after parts: [String]
  ) throws(SettingError) {
    self.base = base
    for (path, value) in settings {
      let added = [(path: path, value: value)]
      if value.entries != nil || value.text != nil && Self.parts.contains(path) {
        placed.append((path, try SettingNode.section([]).replacing(added)))
      } else if let place = placed.lastIndex(where: { $0.path.covers(path) }) {
        placed[place].node = try placed[place].node.replacing(added)
      } else if (parts + placed.map(\.path)).contains(where: { $0.concerns(path) })
        || self.base.isReplaced(at: path)
      {
        placed.append((path, try SettingNode.section([]).replacing(added)))
      } else {
        self.base = try self.base.replacing(added)
      }
    }
  }

  /// The paths of the parts that are chosen by name.
  private static let parts: Set<String> = {
    var found: Set<String> = []
    func add(_ node: SettingNode, at path: String) {
      if node["name"]?.text != nil { found.insert(path) }
      for entry in node.entries ?? [] {
        add(entry.value, at: path.isEmpty ? entry.name : "\(path).\(entry.name)")
      }
    }
    add(Configuration().node, at: "")
    let both = "optimizer"
    return Variant.paths(both).allSatisfy(found.contains) ? found.union([both]) : found
  }()

  /// Whether a word at a path is the name of a part.
  static func isPart(_ path: String) -> Bool { parts.contains(path) }
}

extension SettingNode {
  /// Whether a section around the setting at a path is a word or a list here, and not the name of a part: `none`
  /// cannot have settings, and the names in a list are not lost when one of them has a setting.
  fileprivate func isReplaced(at path: String) -> Bool {
    Variant.paths(path).flatMap(\.outerSections).contains { outer in
      guard let found = self[outer], found.entries == nil else { return false }
      return !(VariantLayers.isPart(outer) && found.text != nil)
    }
  }

  /// The paths of the words, numbers and lists in these settings.
  var leafPaths: [String] { (entries ?? []).flatMap { $0.value.leafPaths(at: $0.name) } }

  /// The paths of the words, numbers and lists in this value, which is at a path.
  func leafPaths(at path: String) -> [String] {
    guard let entries, !entries.isEmpty else { return [path] }
    return entries.flatMap { $0.value.leafPaths(at: "\(path).\($0.name)") }
  }
}

extension String {
  /// The paths of the sections around the setting at this path.
  var outerSections: [String] {
    let names = split(separator: ".")
    return names.isEmpty
      ? [] : (1..<names.count).map { names.prefix($0).joined(separator: ".") }
  }

  /// Whether all that a setting sets is in the section at this path.
  func covers(_ path: String) -> Bool {
    let own = Variant.paths(self)
    return Variant.paths(path).allSatisfy { inner in
      own.contains { $0 == inner || $0.isAround(inner) }
    }
  }

  /// Whether the settings at two paths are the same, or one is in the other.
  func concerns(_ path: String) -> Bool {
    let others = Variant.paths(path)
    return Variant.paths(self).contains { own in
      others.contains { own == $0 || own.isAround($0) || $0.isAround(own) }
    }
  }
}
