import ToyGANFiles
import ToyGANSettings

/// A setting of an experiment and the values that its runs have, as in `vary`.
public struct VariedSetting: Sendable, Equatable {
  /// Dotted path of the setting.
  public let path: String
  /// The values, at least one.
  package private(set) var values: [SettingNode]

  private init(path: String, values: [SettingNode]) {
    (self.path, self.values) = (path, values)
  }

  /// Reads `key.path=value,value`, in which commas in brackets and quotes belong to a value.
  ///
  /// Throws `SettingError` for `vary` if there is no key or no value.
  public init(_ text: String) throws(SettingError) {
    guard let sign = text.firstIndex(of: "="),
      case let names = text[..<sign].split(separator: ".", omittingEmptySubsequences: false),
      !names.contains(""), names.count <= YAMLBounds.maximumLevels
    else {
      throw SettingError(
        key: "vary", value: "'\(text.inOneLine(60))'",
        allowed: "key.path=value,value, such as optimizer.learningRate=1e-4,1e-3")
    }
    let path = text[..<sign].filter { !$0.isWhitespace }
    try Self.requireSetting(path, of: text)
    let parts = Self.parts(of: text[text.index(after: sign)...])
    guard let parts, !parts.contains(where: \.isBlank) else {
      throw SettingError(
        key: "vary", has: "'\(text.inOneLine(60))'",
        allowed: "a value before and after every comma, and both brackets and quotes of a pair")
    }
    var values: [SettingNode] = []
    for part in parts { values.append(try SettingsText.value(part, key: path)) }
    self.init(path: path, values: values)
  }

  /// Throws `SettingError` if a path is that of a key of experiments.
  private static func requireSetting(_ path: String, of text: String) throws(SettingError) {
    let key = String(path.prefix { $0 != "." })
    let others = [ExperimentKey.vary, ExperimentKey.variants, ExperimentKey.sample]
    guard others.contains(key) else { return }
    let rest = key == ExperimentKey.vary ? text.drop { $0 != "." }.dropFirst() : ""
    throw SettingError(
      key: "vary", has: "'\(path.inOneLine(60))'",
      allowed: "the path of a setting" + (rest.isEmpty ? "" : ", '\(String(rest).inOneLine(60))'"))
  }

  /// The texts between the commas outside of brackets and quotes; nil if a bracket or a quote has no partner.
  private static func parts(of text: Substring) -> [String]? {
    var (parts, depth, quote) = ([""], 0, Character?.none)
    for character in text {
      if let open = quote {
        if character == open { quote = nil }
      } else if "'\"".contains(character), depth > 0 || parts[parts.count - 1].isBlank {
        quote = character
      } else if "[{(".contains(character) {
        depth += 1
      } else if "]})".contains(character) {
        depth -= 1
      } else if character == ",", depth == 0 {
        parts.append("")
        continue
      }
      parts[parts.count - 1].append(character)
    }
    return depth == 0 && quote == nil ? parts : nil
  }

  /// Reads what stands under `vary`: lists of values by dotted keys or in sections.
  ///
  /// Throws `SettingError` if a setting has no list, or two.
  static func list(_ entries: [SettingNode.Entry]) throws(SettingError) -> [VariedSetting] {
    var varied: [VariedSetting] = []
    for entry in entries {
      let path = entry.name.hasPrefix("vary.") ? String(entry.name.dropFirst(5)) : ""
      guard !path.isEmpty || entry.value.entries != nil else {
        throw SettingError(
          key: "vary", value: entry.value.kindText, allowed: "{key: [values], ...}")
      }
      try add(entry.value, at: path, to: &varied)
    }
    return varied
  }

  private static func add(
    _ node: SettingNode, at path: String, to varied: inout [VariedSetting]
  ) throws(SettingError) {
    switch node {
    case .section(let entries) where path.isEmpty || !entries.isEmpty:
      for entry in entries {
        try add(entry.value, at: path.isEmpty ? entry.name : "\(path).\(entry.name)", to: &varied)
      }
    case .list(let nodes) where !nodes.isEmpty:
      var values: [SettingNode] = []
      for (index, value) in nodes.enumerated() {
        values.append(try value.expandingDottedNames(at: "vary.\(path)[\(index)]"))
      }
      guard !varied.contains(where: { $0.path == path }) else {
        throw SettingError(
          key: "vary.\(path)", has: "two lists, by its dotted and by its nested name",
          allowed: "one list")
      }
      varied.append(VariedSetting(path: path, values: values))
    default:
      throw SettingError(key: "vary.\(path)", value: node.kindText, allowed: "a list of values")
    }
  }
}

extension [VariedSetting] {
  /// These settings with the values of `others`: a setting that is here has the new values after its own.
  func adding(_ others: [VariedSetting]) -> [VariedSetting] {
    var result = self
    for other in others {
      if let place = result.firstIndex(where: { $0.path == other.path }) {
        result[place] = result[place].adding(other.values)
      } else {
        result.append(other)
      }
    }
    return result
  }
}

extension [VariedSetting] {
  /// Throws `SettingError` if these settings have one value twice.
  func requireDistinctValues() throws(SettingError) {
    var given: Set<[String]> = []
    for setting in self {
      for value in setting.values where !given.insert([setting.path, value.inline]).inserted {
        throw SettingError(
          key: "vary", has: "\(value.inline.inOneLine(60)) twice for \(setting.path)",
          allowed: "every value once")
      }
    }
  }
}

extension SettingError {
  /// This error with what to vary as on a command line, if that is where the wrong key stands.
  func suggesting(asVaried varied: [VariedSetting]) -> SettingError {
    guard let wrong = suggestion?.wrong, let setting = varied.first(where: { $0.path == wrong })
    else { return self }
    var copy = self
    copy.suggestion?.isAssignment = true
    copy.suggestion?.value = setting.values.map(\.inline).joined(separator: ",")
    return copy
  }
}

extension VariedSetting {
  fileprivate func adding(_ others: [SettingNode]) -> VariedSetting {
    var copy = self
    copy.values += others.filter { !values.contains($0) }
    return copy
  }
}

extension String {
  fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
