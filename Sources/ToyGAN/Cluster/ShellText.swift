import ToyGANFiles
import ToyGANSettings

/// The quoting of the programs that read a batch script.
extension ShellText {
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
