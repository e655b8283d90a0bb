import ToyGANFiles
import ToyGANSettings

extension ComparisonTables {
  /// The tables in LaTeX, each in a `table` with a caption and a label; they need the package booktabs.
  public var latex: String {
    let notes = remarks.map { "% \($0.inOneLine())\n" }.joined()
    return "% Needs \\usepackage{booktabs}.\n" + notes
      + tables.enumerated().map { "\n" + Self.text($1, number: $0) }.joined()
  }

  private static func text(_ table: Table, number: Int) -> String {
    let names = table.heads.compactMap(\.metric)
    let caption = (table.introduction + table.explanation).map(LaTeXText.escaped)
      .joined(separator: " ")
    let rows = zip(table.labels, table.rows).map { label, cells in
      row([LaTeXText.escaped(label)] + cells.map(LaTeXText.cell))
    }
    let lines =
      [
        "\\begin{table}", "\\centering", "\\caption{%", caption.wrapped(to: TextWidth.standard),
        "}", "\\label{\(label(names, number))}",
        "\\begin{tabular}{l\(String(repeating: "r", count: table.headings.count))}", "\\toprule",
      ] + (names.count > 1 ? metricHeads(table.heads) : [])
      + [row([""] + table.headings.map(heading)), "\\midrule"] + rows
      + ["\\bottomrule", "\\end{tabular}", "\\end{table}"]
    return lines.joined(separator: "\n") + "\n"
  }

  private static func row(_ cells: [String]) -> String {
    cells.joined(separator: " & ") + " \\\\"
  }

  /// The names of the metrics above their columns, and lines below the names.
  private static func metricHeads(_ heads: [(metric: String?, columns: Int)]) -> [String] {
    var (cells, lines, column) = ([""], "", 2)
    for head in heads {
      if let metric = head.metric {
        cells.append("\\multicolumn{\(head.columns)}{c}{\(LaTeXText.escaped(metric))}")
        lines += "\\cmidrule(lr){\(column)-\(column + head.columns - 1)}"
      } else {
        cells += [String](repeating: "", count: head.columns)
      }
      column += head.columns
    }
    return [row(cells), lines]
  }

  private static func heading(_ text: String) -> String {
    switch text {
    case "p": "$p$"
    case "smallest p": "smallest $p$"
    case "P(better)": "$P$(better)"
    case "P interval": "$P$ interval"
    case "95 % interval": "95\\,\\% interval"
    default: LaTeXText.escaped(text)
    }
  }

  /// A name for references, of letters, digits and dashes.
  private static func label(_ metrics: [String], _ number: Int) -> String {
    let name = metrics.joined(separator: "-").map { letter in
      letter.isASCII && (letter.isLetter || letter.isNumber) ? letter : "-"
    }
    return "tab:\(String(name))\(number == 0 ? "" : "-\(number + 1)")"
  }
}
