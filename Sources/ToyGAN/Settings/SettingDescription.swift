/// The description of a setting in `toygan list settings`.
public struct SettingDescription: Sendable, Codable, Equatable {
  /// Dotted path of the setting.
  public var key: String
  /// The allowed values, in words.
  public var allowed: String
  /// The default value, in YAML.
  public var standard: String
  /// The meaning of the setting, in one sentence.
  public var meaning: String
  /// The words that can be chosen; nil if other values are allowed too.
  public var choices: [String]?
  /// The name of the method, optimizer or target family that has the setting; nil if every configuration has it.
  public var part: String?
  /// Whether a configuration that has the part must give the setting; then `standard` is only an example.
  package var isRequired = false
  /// Whether the value is a section, whose settings have descriptions besides.
  package var isSection = false
  /// Common other names of each name on the path, from the outermost section to the setting itself.
  package var otherNames: [[String]]

  private enum CodingKeys: CodingKey { case key, allowed, standard, meaning, choices, part }

  /// A description with these texts.
  public init(
    key: String, allowed: String, standard: String, meaning: String, choices: [String]? = nil,
    part: String? = nil
  ) {
    self.key = key
    self.allowed = allowed
    self.standard = standard
    self.meaning = meaning
    self.choices = choices
    self.part = part
    otherNames = [[]]
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      key: try values.decode(String.self, forKey: .key),
      allowed: try values.decode(String.self, forKey: .allowed),
      standard: try values.decode(String.self, forKey: .standard),
      meaning: try values.decode(String.self, forKey: .meaning),
      choices: try values.decodeIfPresent([String].self, forKey: .choices),
      part: try values.decodeIfPresent(String.self, forKey: .part))
  }

  /// This setting as a setting of a section, which may have other names.
  package func inside(_ section: String, or others: [String] = []) -> SettingDescription {
    var copy = self
    copy.key = "\(section).\(key)"
    copy.otherNames.insert(others, at: 0)
    return copy
  }

  /// The names on the path, each followed by its other names.
  package var path: [[String]] {
    zip(key.split(separator: "."), otherNames).map { [String($0)] + $1 }
  }
}
