/// A key that is known only when the file is read.
package struct AnyKey: CodingKey {
  package let stringValue: String
  package var intValue: Int? { nil }

  package init(stringValue: String) { self.stringValue = stringValue }
  package init?(intValue: Int) { nil }
}

extension [any CodingKey] {
  /// The path as the user would write it: `discriminator.hidden[1]`.
  package var dotted: String {
    reduce(into: "") { path, key in
      if let index = key.intValue {
        path += "[\(index)]"
      } else {
        path += (path.isEmpty ? "" : ".") + key.stringValue
      }
    }
  }
}

extension Decoder {
  /// Throws `ConfigurationError` at the first key of this mapping that is not among `known`.
  package func requireKnown(_ known: [String]) throws {
    for key in try container(keyedBy: AnyKey.self).allKeys
    where !known.contains(key.stringValue) {
      throw ConfigurationError.unknownKey((codingPath + [key]).dotted, known: known)
    }
  }

  /// The single key of this mapping, one of `forms`.
  package func onlyKey(of forms: [String], or others: String) throws -> String {
    let written = forms.map { "{\($0): ...}" }.joined(separator: " or ")
    guard let keys = try? container(keyedBy: AnyKey.self).allKeys, keys.count == 1 else {
      throw ConfigurationError(
        key: codingPath.dotted, value: "what is written there", allowed: "\(others), or \(written)")
    }
    guard forms.contains(keys[0].stringValue) else {
      throw ConfigurationError.unknown(
        keys[0].stringValue, key: codingPath.dotted, known: forms, or: others)
    }
    return keys[0].stringValue
  }
}

/// A setting whose value is one of a few words; another word is an error that lists them.
public protocol SettingWord: RawRepresentable, CaseIterable, Codable where RawValue == String {}

extension SettingWord {
  public init(from decoder: any Decoder) throws {
    let word = try decoder.singleValueContainer().decode(String.self)
    guard let value = Self(rawValue: word) else {
      throw ConfigurationError.unknown(
        word, key: decoder.codingPath.dotted, known: Self.allCases.map(\.rawValue))
    }
    self = value
  }
}
