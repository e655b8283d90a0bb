import Foundation
import ToyGANGames
import ToyGANSettings
import ToyGANTargets

/// A target in a few words, for sentences: `ring8`, or `ring (modes 8, radius 2, deviation 0.1)`.
struct TargetText {
  private let registry: Registry

  /// Longest list of numbers that is written out.
  private static let longestList = 4

  init(registry: Registry = .standard) { self.registry = registry }

  /// The words for a target in the text of a plan: its name, or its settings as JSON.
  func words(_ text: String) -> String {
    guard text.hasPrefix("{"),
      let node = try? JSONDecoder().decode(SettingNode.self, from: Data(text.utf8))
    else { return text.inOneLine() }
    return words(node)
  }

  private func words(_ node: SettingNode) -> String {
    guard let entries = node.entries, entries.count == 1 else { return value(node) }
    let (name, settings) = (entries[0].name, entries[0].value.entries ?? [])
    let family = registry.targetFamilies.first { $0.name == name }
    let order = family.map { Self.order(of: $0) } ?? []
    let parts = settings.filter { !$0.value.isNone }.enumerated().sorted { a, b in
      let places = [a, b].map { order.firstIndex(of: $0.element.name) ?? order.count }
      return (places[0], a.offset) < (places[1], b.offset)
    }.map { "\($0.element.name) \(value($0.element.value))" }
    return name.inOneLine() + (parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))")
  }

  private func value(_ node: SettingNode) -> String {
    switch node {
    case .scalar(let scalar): scalar.text.inOneLine(60)
    case .section: words(node)
    case .list(let nodes):
      nodes.count > Self.longestList || nodes.contains { $0.text == nil }
        ? "of \(nodes.count) values" : node.inline
    }
  }

  private static func order<Family: TargetFamily>(of family: Family.Type) -> [String] {
    Family.settings.map(\.name)
  }
}
