/// Names of files made from labels.
package enum FileName {
  /// A text in lower case, with a hyphen for everything but letters and digits, such as "unrolled-k-5", and with a
  /// number if the name is among `others`.
  package static func of(_ text: String, besides others: [String] = []) -> String {
    let letters = text.lowercased().map { letter in
      letter.isASCII && (letter.isLetter || letter.isNumber) ? letter : "-"
    }
    let words = String(letters.prefix(60)).split(separator: "-").joined(separator: "-")
    let name = words.isEmpty ? "label" : words
    return unique(name, besides: others)
  }

  /// The name of a figure that takes several pages: the first has the name alone.
  package static func page(_ number: Int, of name: String) -> String {
    number == 1 ? name : "\(name)-\(number)"
  }

  /// A name, followed by a number if it is among `others`.
  package static func unique(_ name: String, besides others: [String]) -> String {
    guard others.contains(name) else { return name }
    return (2...).lazy.map { "\(name)-\($0)" }.first { !others.contains($0) } ?? name
  }
}
