import ToyGANFiles
import ToyGANSettings

extension ComparisonTables {
  /// The tables in Markdown, each below what it shows.
  public var markdown: String {
    let parts = tables.map { table in
      let several = table.heads.count { $0.metric != nil } > 1
      let names = table.heads.flatMap { head in
        [String?](repeating: several ? head.metric : nil, count: head.columns)
      }
      let headings = zip(names, table.headings).map { name, heading in
        name.map { "\($0): \(heading)" } ?? heading
      }
      let rows = zip(table.labels, table.rows).map { Self.row([$0] + $1) }
      return Self.paragraph(table.introduction) + "\n" + Self.row([""] + headings)
        + MarkdownText.rule(columns: headings.count + 1) + "\n" + rows.joined() + "\n"
        + Self.paragraph(table.explanation)
    }
    let notes = remarks.isEmpty ? [] : [Self.paragraph(remarks)]
    return (parts + notes).joined(separator: "\n")
  }

  private static func row(_ cells: [String]) -> String {
    "| \(cells.map(escaped).joined(separator: " | ")) |\n"
  }

  private static func paragraph(_ sentences: [String]) -> String {
    // In one line: a line that begins with "1." would be a list.
    escaped(sentences.joined(separator: " ")) + "\n"
  }

  /// Text in which no character has a meaning in Markdown.
  private static func escaped(_ text: String) -> String {
    text.inOneLine().escaped([
      "\\": "\\\\", "|": "\\|", "*": "\\*", "_": "\\_", "`": "\\`", "<": "&lt;", ">": "&gt;",
      "[": "\\[", "]": "\\]", "&": "&amp;", "#": "\\#", "$": "\\$", "~": "\\~",
    ])
  }
}
