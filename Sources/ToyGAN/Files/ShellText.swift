import ToyGANSettings

/// Text in the quoting of other programs.
package enum ShellText {
  /// One word of a POSIX shell, whatever characters it contains.
  package static func word(_ text: String) -> String { "'" + text.escaped(["'": "'\\''"]) + "'" }

  /// One word of a POSIX shell, in quotes only if it needs them.
  package static func argument(_ text: String) -> String {
    let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    let plain = Set("\(letters)0123456789/._-+,@%=".unicodeScalars)
    let isPlain =
      !text.isEmpty && text.first != "=" && text.unicodeScalars.allSatisfy(plain.contains)
    return isPlain ? text : word(text)
  }
}
