/// Text in the quoting of the programs that read a batch script.
enum ShellText {
  /// One word of a POSIX shell, whatever characters it contains.
  static func word(_ text: String) -> String {
    "'" + text.replacing("'", with: "'\\''") + "'"
  }

  /// The value of an option in a `#SBATCH` line, in which only quotes and backslashes are special.
  static func batchValue(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  /// A value in YAML's double quotes.
  static func yaml(_ text: String) -> String {
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return "\"" + escaped.replacing("\n", with: "\\n").replacing("\t", with: "\\t") + "\""
  }
}
