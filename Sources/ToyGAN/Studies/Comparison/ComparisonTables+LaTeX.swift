import ToyGANFiles
import ToyGANSettings

extension ComparisonTables {
  /// The tables in LaTeX, each with a caption, a label, and notes below it; they need the package booktabs.
  ///
  /// A table that is too wide for a column of two is a `table*`, which spans both.
  public var latex: String {
    let tables = tables.map { LaTeXTable($0) }
    return "% Needs \\usepackage{booktabs}.\n"
      + tables.enumerated().map { number, table in
        // What is about all tables stands below the last.
        "\n" + table.text(number: number, notes: number == tables.count - 1 ? remarks : [])
      }.joined()
  }
}

/// One table in LaTeX.
private struct LaTeXTable {
  private let table: ComparisonTables.Table

  /// Widths in points: of a column of two, of a page of one column, of a digit in 10 point type, and of the gap
  /// between columns.
  private static let (column, page, digit, gap) = (240.0, 345.0, 5.0, 12.0)
  /// The longest label that has one line, in letters.
  private static let longestLabel = 40

  init(_ table: ComparisonTables.Table) { self.table = table }

  /// Whether the table has no room in a column of two.
  var isWide: Bool { width > Self.column }

  /// The width in points, from the number of letters.
  private var width: Double {
    let names = min(table.labels.map(\.columns).max() ?? 0, Self.longestLabel)
    let widths = table.headings.indices.map { column in
      ([table.headings[column]] + table.rows.map { $0[column] }).map(\.columns).max() ?? 0
    }
    return ([names] + widths).reduce(0) { $0 + Double($1) * Self.digit + Self.gap }
  }

  func text(number: Int, notes: [String]) -> String {
    let name = isWide ? "table*" : "table"
    let rows = zip(table.labels, table.rows).map { label, cells in
      row([LaTeXText.escaped(label)] + cells.map(LaTeXText.cell))
    }
    let names = table.labels.contains { $0.columns > Self.longestLabel } ? "p{6cm}" : "l"
    let lines =
      [room].compactMap(\.self) + [
        "\\begin{\(name)}", "\\centering", "\\caption{%", wrapped(table.introduction), "}",
      ]
      + ["\\label{\(label(number))}"] + size
      + ["\\begin{tabular}{\(names)\(String(repeating: "r", count: table.headings.count))}"]
      + ["\\toprule"] + (table.metrics.count > 1 ? metricHeads : [])
      + [row([""] + table.headings.map(heading)), "\\midrule"] + rows
      + ["\\bottomrule", "\\end{tabular}", "\\par\\smallskip", "\\begin{minipage}{\\linewidth}"]
      + ["\\footnotesize\\raggedright", wrapped(table.explanation + notes), "\\end{minipage}"]
      + ["\\end{\(name)}"]
    return lines.joined(separator: "\n") + "\n"
  }

  /// Smaller type for a table that is wider than a page of one column, as far as letters can be read.
  private var size: [String] {
    switch scale {
    case 1: []
    case 0.85: ["\\small\\setlength{\\tabcolsep}{4pt}"]
    default: ["\\footnotesize\\setlength{\\tabcolsep}{3pt}"]
    }
  }

  /// By what `size` makes the table narrower.
  private var scale: Double {
    width > Self.page / 0.85 ? 0.75 : width > Self.page ? 0.85 : 1
  }

  /// Which pages have room for the table, as a comment; nil if any has.
  private var room: String? {
    guard isWide else { return nil }
    let points = Int((width * scale).rounded())
    return "% About \(points) pt wide: it needs a page of two columns, of which table* spans both"
      + (Double(points) > Self.page ? ", or fewer columns." : ", or a page of one column.")
  }

  private func wrapped(_ sentences: [String]) -> String {
    sentences.map(LaTeXText.escaped).joined(separator: " ").wrapped(to: TextWidth.standard)
  }

  private func row(_ cells: [String]) -> String { cells.joined(separator: " & ") + " \\\\" }

  /// The names of the metrics above their columns, and lines below the names.
  private var metricHeads: [String] {
    var (cells, lines, column) = ([""], "", 2)
    for head in table.heads {
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

  private func heading(_ text: String) -> String {
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
  private func label(_ number: Int) -> String {
    let name = table.metrics.joined(separator: "-").map { letter in
      letter.isASCII && (letter.isLetter || letter.isNumber) ? letter : "-"
    }
    return "tab:\(String(name))\(number == 0 ? "" : "-\(number + 1)")"
  }
}
