/// Text as the readers of a batch script take it.
enum ShellText {
  /// One word of a POSIX shell, whatever is in it.
  static func word(_ text: String) -> String {
    "'" + text.replacing("'", with: "'\\''") + "'"
  }

  /// The value of an option in a `#SBATCH` line, which knows quotes and backslashes only.
  static func batchValue(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  /// A value in YAML's double quotes.
  static func yaml(_ text: String) -> String {
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return "\"" + escaped.replacing("\n", with: "\\n").replacing("\t", with: "\\t") + "\""
  }
}
