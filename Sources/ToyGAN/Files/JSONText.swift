import Foundation

/// JSON in the form of our files: keys in alphabetical order, so that equal values give identical bytes.
package enum JSONText {
  package static func of(_ value: some Encodable, isPretty: Bool = true) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if isPretty { encoder.outputFormatting.insert(.prettyPrinted) }
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    do {
      return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
    } catch {
      fatalError("\(type(of: value)) cannot be written as JSON: \(error)")
    }
  }

  package static func read<Value: Decodable>(_ type: Value.Type, at url: URL) -> Value? {
    guard let data = FileManager.default.contents(atPath: url.path) else { return nil }
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return try? decoder.decode(type, from: data)
  }
}
