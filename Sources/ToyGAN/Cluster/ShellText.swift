import ToyGANSettings

/// Text in the quoting of the programs that read a batch script.
package enum ShellText {
  /// One word of a POSIX shell, whatever characters it contains.
  static func word(_ text: String) -> String { "'" + text.escaped(["'": "'\\''"]) + "'" }

  /// One word of a POSIX shell, in quotes only if it needs them.
  package static func argument(_ text: String) -> String {
    let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    let plain = Set("\(letters)0123456789/._-+,@%=".unicodeScalars)
    let isPlain =
      !text.isEmpty && text.first != "=" && text.unicodeScalars.allSatisfy(plain.contains)
    return isPlain ? text : word(text)
  }

  /// The value of an option in a `#SBATCH` line, in which only quotes and backslashes are special.
  static func batchValue(_ text: String) -> String {
    "\"" + text.escaped(["\\": "\\\\", "\"": "\\\""]) + "\""
  }

  /// A value in YAML's double quotes.
  static func yaml(_ text: String) -> String {
    let marked = text.escaped(["\\": "\\\\", "\"": "\\\"", "\n": "\\n", "\t": "\\t", "\r": "\\r"])
    var escaped = ""
    for scalar in marked.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator:
        let digits = String(scalar.value, radix: 16)
        escaped += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return "\"" + escaped + "\""
  }
}
