import ToyGANSettings

/// Text in LaTeX, in which no character has another meaning than itself.
enum LaTeXText {
  /// Text that may contain any characters.
  static func escaped(_ text: String) -> String {
    text.inOneLine().unicodeScalars.map { replacements[$0] ?? String($0) }.joined()
  }

  /// A cell of a table: numbers, and intervals of numbers, are set as mathematics, so that they have a minus.
  static func cell(_ text: String) -> String {
    if text == "-" { return "--" }
    if text == "inf" || text == "-inf" { return "$\(text.dropLast(3))\\infty$" }
    if text.first == "[", text.last == "]" {
      let ends = text.dropFirst().dropLast().split(separator: ", ").map { number($0) }
      if ends.count == 2, let lower = ends[0], let upper = ends[1] {
        return "$[\(lower), \(upper)]$"
      }
    }
    return number(text[...]).map { "$\($0)$" } ?? escaped(text)
  }

  /// A number in mathematics: `1.1e-05` is `1.1 \times 10^{-5}`.
  private static func number(_ text: Substring) -> String? {
    guard Double(text) != nil, text.allSatisfy("0123456789+-.e".contains) else { return nil }
    let parts = text.split(separator: "e")
    guard parts.count == 2, let exponent = Int(parts[1]) else { return String(text) }
    return "\(parts[0]) \\times 10^{\(exponent)}"
  }

  private static let replacements: [Unicode.Scalar: String] = {
    var all: [Unicode.Scalar: String] = [
      "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", "$": "\\$", "&": "\\&", "#": "\\#",
      "_": "\\_", "%": "\\%", "^": "\\textasciicircum{}", "~": "\\textasciitilde{}",
      "<": "\\textless{}", ">": "\\textgreater{}", "|": "\\textbar{}", "\"": "''",
      // Otherwise a bracket at the beginning of a row is an option of the line break before it.
      "[": "{[}", "]": "{]}", "*": "{*}",
      "…": "\\ldots{}", "–": "--", "—": "---", "‘": "`", "’": "'", "“": "``", "”": "''",
      "±": "$\\pm$", "×": "$\\times$", "·": "$\\cdot$", "−": "$-$", "∞": "$\\infty$",
      "≤": "$\\leq$", "≥": "$\\geq$", "≠": "$\\neq$", "≈": "$\\approx$", "→": "$\\to$",
      "²": "$^2$", "³": "$^3$", "√": "$\\surd$", "°": "$^\\circ$", "½": "$\\frac12$",
    ]
    let greek = [
      "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa",
      "lambda", "mu", "nu", "xi", "omicron", "pi", "rho", "varsigma", "sigma", "tau", "upsilon",
      "phi", "chi", "psi", "omega",
    ]
    for (place, name) in greek.enumerated() where name != "omicron" {
      Unicode.Scalar(0x3b1 + UInt32(place)).map { all[$0] = "$\\\(name)$" }
    }
    for (letter, name) in zip("ΓΔΘΛΞΠΣΦΨΩ".unicodeScalars, capitals) { all[letter] = "$\\\(name)$" }
    // The sign of micro is another character than the letter.
    all["µ"] = "$\\mu$"
    return all
  }()

  private static let capitals = [
    "Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi", "Sigma", "Phi", "Psi", "Omega",
  ]
}
