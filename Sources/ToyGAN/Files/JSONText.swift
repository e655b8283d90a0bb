import Foundation
import ToyGANSettings

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

  /// The value in a file; nil if there is no such file.
  ///
  /// Throws `FileError` if the file cannot be read, or if it holds another kind of value.
  package static func read<Value: Decodable>(
    _ type: Value.Type, at url: URL
  ) throws(FileError) -> Value? {
    guard let bytes = try RegularFile.bytes(at: url) else { return nil }
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    do { return try decoder.decode(type, from: Data(bytes)) } catch {
      throw FileError(
        file: url.path.inOneLine(), has: describe(error), allowed: "the JSON that toygan writes")
    }
  }

  /// An error of the decoder in words.
  private static func describe(_ error: any Error) -> String {
    func place(_ path: [any CodingKey]) -> String {
      path.reduce("") { text, key in
        if let index = key.intValue { return "\(text)[\(index)]" }
        return text.isEmpty ? key.stringValue : "\(text).\(key.stringValue)"
      }.inOneLine(60)
    }
    return switch error as? DecodingError {
    case .keyNotFound(let key, let context):
      "no value for '\(place(context.codingPath + [key]))'"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      "another kind of value for '\(place(context.codingPath))'"
    default: "a text that is not JSON"
    }
  }
}
