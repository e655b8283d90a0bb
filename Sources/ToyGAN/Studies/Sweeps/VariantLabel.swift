import ToyGANSettings

/// Labels that say what a variant changes.
enum VariantLabel {
  /// The label of a setting: `wgan` for a method or target by name, `steps=5` for anything else.
  static func text(_ name: String, _ value: SettingNode) -> String {
    ["method", "target"].contains(name) ? value.shortText : "\(name)=\(value.shortText)"
  }

  /// The names of settings in labels: the last names of their paths, with as many before as tell two apart.
  static func names(of paths: [String]) -> [String] {
    let parts = paths.map { $0.split(separator: ".").map(String.init) }
    func ending(_ index: Int, _ count: Int) -> String {
      parts[index].suffix(count).joined(separator: ".")
    }
    return parts.indices.map { index in
      let counts = 1...max(1, parts[index].count)
      let count = counts.first { count in
        parts.indices.allSatisfy { $0 == index || ending($0, count) != ending(index, count) }
      }
      return ending(index, count ?? parts[index].count)
    }
  }

  /// Largest number of characters of a label that is put together from several changes, and of one value.
  fileprivate static let limits = (label: 48, value: 32)
}

extension Variant {
  /// The variants with a label for each that has none.
  ///
  /// A long label is cut where it differs from the others; a number tells apart labels that are equal nevertheless.
  static func labelled(_ variants: [Variant]) -> [Variant] {
    let texts = variants.map(\.changes)
    var given = Set(variants.map(\.label).filter { !$0.isEmpty })
    var numbers: [String: Int] = [:]
    var beginnings: [[String]: Int] = [:]
    for changes in texts where changes.joined(separator: ", ").count > VariantLabel.limits.label {
      for count in changes.indices { beginnings[Array(changes.prefix(count + 1))] = 0 }
    }
    for changes in texts {
      for count in changes.indices { beginnings[Array(changes.prefix(count + 1))]? += 1 }
    }
    return variants.enumerated().map { index, variant in
      // A variant that changes nothing is named by its method.
      guard variant.label.isEmpty, !variant.settings.isEmpty else { return variant }
      let label = shortest(texts[index], beginnings)
      var own = label
      while !given.insert(own).inserted {
        let number = (numbers[label] ?? 1) + 1
        numbers[label] = number
        own = "\(label) (\(number))"
      }
      return Variant(
        label: own, settings: variant.settings, stated: variant.settings,
        searched: variant.searched)
    }
  }

  /// What the variant changes, the method and the target first.
  private var changes: [String] {
    let first = settings.filter { ["method", "target"].contains($0.path) }
    let rest = settings.filter { !["method", "target"].contains($0.path) }
    let ordered = first + rest
    return zip(VariantLabel.names(of: ordered.map(\.path)), ordered).map { name, setting in
      let text = VariantLabel.text(name, setting.value).inOneLine()
      let limit = VariantLabel.limits.value + name.count
      return text.count > limit ? text.prefix(limit) + "…" : text
    }
  }

  /// The changes of a variant, as few as tell it from the others if all are too long; `beginnings` has the number of
  /// variants that begin with the same changes.
  private static func shortest(_ changes: [String], _ beginnings: [[String]: Int]) -> String {
    let whole = changes.joined(separator: ", ")
    guard whole.count > VariantLabel.limits.label else { return whole }
    let count = (1...changes.count).first { beginnings[Array(changes.prefix($0))] == 1 }
    return changes.prefix(count ?? changes.count).joined(separator: ", ")
  }
}

extension SettingNode {
  /// A value in a short form: `unrolled steps=5` for `{name: unrolled, steps: 5}`.
  var shortText: String {
    switch self {
    case .scalar(let scalar): scalar.text
    case .list(let items): "[\(items.map(\.shortText).joined(separator: " "))]"
    case .section(let entries):
      entries.map { entry in
        entry.name == "name" ? entry.value.shortText : "\(entry.name)=\(entry.value.shortText)"
      }.joined(separator: " ")
    }
  }
}
