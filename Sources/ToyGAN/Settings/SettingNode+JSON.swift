/// Decodes the JSON that `json` writes.
extension SettingNode: Decodable {
  public init(from decoder: any Decoder) throws {
    if let section = try? decoder.container(keyedBy: Name.self) {
      let names = section.allKeys.sorted { $0.stringValue < $1.stringValue }
      self = .section(
        try names.map { Entry($0.stringValue, try section.decode(SettingNode.self, forKey: $0)) })
      return
    }
    let value = try decoder.singleValueContainer()
    if let list = try? value.decode([SettingNode].self) {
      self = .list(list)
    } else if let word = try? value.decode(String.self) {
      self = .word(word)
    } else if let truth = try? value.decode(Bool.self) {
      self = truth.node
    } else if let whole = try? value.decode(Int.self) {
      self = whole.node
    } else {
      self = try value.decode(Double.self).node
    }
  }

  private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}
