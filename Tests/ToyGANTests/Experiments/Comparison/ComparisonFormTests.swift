import Foundation
import Testing
import ToyGAN

@testable import ToyGANFiles
@testable import ToyGANMetrics
@testable import ToyGANStudies

/// Comparisons as text of any width, and as tables for documents.
@Suite struct ComparisonFormTests {
  private func comparison(
    _ runs: [WrittenSweep.Run], metric: String? = nil, against: String? = nil
  ) throws -> SweepComparison {
    let folder = try TemporaryFolder()
    let sweep = try WrittenSweep.write(runs, to: folder.url.appendingPathComponent("sweep"))
    return try SweepComparison(sweep, metric: metric, against: against)
  }

  /// Seven labels with long names, one of which has failures.
  private var seven: [WrittenSweep.Run] {
    var runs = (0..<7).flatMap { step in
      WrittenSweep.runs(
        "method=wgan-gp, optimizer.learningRate=0.000\(step)",
        strict: (0..<5).map { Double(min(8, step + $0 % 3)) })
    }
    runs[3].status = "diverged"
    return runs
  }

  // MARK: - Text

  @Test func withoutWishesThereIsNoWallOfPairs() throws {
    let comparison = try comparison(seven)
    let verdicts = { (text: String) in
      ["better", "worse", "not shown"].reduce(0) {
        $0 + text.components(separatedBy: "  \($1)\n").count - 1
      }
    }
    #expect(verdicts(comparison.text) == 6)
    #expect(verdicts(comparison.text(allPairs: true)) == 21)
  }

  @Test(arguments: [20, 27, 40, 60, 80, 100, 200])
  func everyLineFits(width: Int) throws {
    let comparison = try comparison(seven)
    for allPairs in [false, true] {
      let text = comparison.text(allPairs: allPairs, width: width)
      for line in text.split(separator: "\n") {
        // A long word of a sentence is not broken, so that it can be copied.
        let isWord = !line.drop { $0 == " " }.contains(" ")
        #expect(line.columns <= width || isWord, "\(line)")
        #expect(line.last != " ")
      }
      // Every number is there at every width.
      #expect(text.components(separatedBy: "worse").count > 1)
      #expect(text.joinedWords.contains("[") && text.contains("IQM"))
    }
  }

  @Test func longNamesAreBrokenAndNotCut() throws {
    let rows = [
      ["", "a", "b"], ["a name of several words", "1", "2"], ["averylongname", "3", "4"],
    ]
    let text = FittedTable(rows, width: 20).text
    #expect(
      text == """
                        a  b
        a name of       1  2
         several words
        averylongname   3  4

        """)
    let narrow = FittedTable([["", "first", "second"], ["averylongname", "1", "2"]], width: 14).text
    #expect(narrow.split(separator: "\n").allSatisfy { $0.count <= 14 })
    #expect(narrow.contains("first") && narrow.contains("second"))
    // Two tables, both with the name in parts.
    #expect(narrow.components(separatedBy: "\n\n").count == 2)
    #expect(narrow.filter { !$0.isWhitespace }.components(separatedBy: "averyl").count == 3)
  }

  @Test func columnsAreChosenByName() throws {
    let columns = try ComparisonColumn.list("median, p,Runs")
    #expect(columns == [.median, .p, .runs])
    let text = try comparison(seven).text(columns: columns)
    let head = try #require(text.split(separator: "\n").first { $0.contains("median") })
    #expect(head.split(separator: " ") == ["median", "p", "runs"])
    #expect(!text.contains("IQM interval") && text.joinedWords.contains("p: Mann-Whitney"))
    let unknown = #expect(throws: SettingError.self) { try ComparisonColumn.list("runs,medin") }
    #expect(unknown?.description.contains("did you mean median?") == true)
    #expect(throws: SettingError.self) { try ComparisonColumn.list("runs,runs") }
    #expect(throws: SettingError.self) { try ComparisonColumn.list("") }
  }

  /// Every column says something about some label.
  @Test func everyColumnHasCells() throws {
    let comparison = try comparison(seven)
    let group = comparison.groups[0]
    let cells = ComparisonCells(group)
    for column in ComparisonColumn.allCases {
      #expect(group.labels.contains { cells.text(column, $0) != "-" }, "\(column)")
      #expect(!column.meaning.isEmpty && !column.heading.isEmpty)
    }
  }

  // MARK: - Documents

  /// A label with every character that means something in Markdown or LaTeX.
  private static let strange = "a|b_c*d`<e>[f]#$%&{}~^\\ λ = 0.5 \"q\""

  private var documented: [WrittenSweep.Run] {
    let values = { (label: String, modes: [Double], kl: [Double]) in
      zip(modes, kl).map { modes, kl in
        WrittenSweep.Run(
          label: label,
          values: [("modes_by_mass", modes), ("modes_covered", 8), ("reverse_kl", kl)])
      }
    }
    return values(Self.strange, [1, 2, 3, 2], [0.5, 0.6, 0.55, 0.4])
      + values("[b]", [7, 8, 8, 7], [0.1, 0.2, 0.12, 0.11])
  }

  @Test func markdownHasOneRowALabelAndEscapesIt() throws {
    let comparison = try comparison(documented)
    let text = ComparisonTables([comparison]).markdown
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("|") }
    #expect(rows.count == 4)
    let cells = rows.map { row in
      // A bar that is escaped ends no cell.
      row.replacingOccurrences(of: "\\|", with: "").count { $0 == "|" }
    }
    #expect(Set(cells).count == 1, "\(rows)")
    #expect(rows[2].hasPrefix("| \\[b\\] | 4 |"))
    #expect(rows[3].contains("a\\|b\\_c\\*d\\`&lt;e&gt;\\[f\\]"))
    #expect(text.contains("Compared with \\[b\\], the best by IQM of modes\\_by\\_mass."))
  }

  @Test func latexIsBalancedAndEscaped() throws {
    let runs = documented
    let comparisons = try ["modes_by_mass", "reverse_kl"].map {
      try comparison(runs, metric: $0, against: "[b]")
    }
    let text = ComparisonTables(
      comparisons, columns: [.runs, .mean, .interval, .p, .difference, .verdict, .collapsed]
    ).latex
    for rule in ["toprule", "midrule", "bottomrule", "begin{table*}", "label{tab:modes-by-mass-"] {
      #expect(text.contains("\\\(rule)"))
    }
    #expect(text.hasPrefix("% Needs \\usepackage{booktabs}.\n"))
    // One of runs, five for each metric, one of collapsed, and the names.
    let rows = text.split(separator: "\n").filter { $0.hasSuffix(" \\\\") }
    #expect(rows.count == 4)
    let separators = rows.map { row in
      row.replacingOccurrences(of: "\\&", with: "").count { $0 == "&" }
    }
    #expect(Array(separators.dropFirst()) == [12, 12, 12])
    #expect(text.contains("{lrrrrrrrrrrrr}"))
    #expect(rows[0].contains("\\multicolumn{5}{c}{modes\\_by\\_mass}"))
    #expect(text.contains("\\cmidrule(lr){3-7}\\cmidrule(lr){8-12}"))
    // At the beginning of a row a bracket would be an option of the line break before it.
    #expect(rows[2].hasPrefix("{[}b{]} & "))
    #expect(rows[3].contains("$\\lambda$") && rows[3].contains("\\textbackslash{}"))
    #expect(rows[3].contains("$-5.50$"))
    #expect(text.allSatisfy({ $0.isASCII }), "\(text.filter { !$0.isASCII })")
    let unescaped = text.replacingOccurrences(of: "\\{", with: "")
      .replacingOccurrences(of: "\\}", with: "")
    #expect(unescaped.count { $0 == "{" } == unescaped.count { $0 == "}" })
    let math = text.replacingOccurrences(of: "\\$", with: "").count { $0 == "$" }
    #expect(math.isMultiple(of: 2))
  }

  @Test func numbersAreSetAsMathematics() {
    #expect(LaTeXText.cell("-0.20") == "$-0.20$" && LaTeXText.cell("+6.1") == "$+6.1$")
    #expect(LaTeXText.cell("1.1e-05") == "$1.1 \\times 10^{-5}$")
    #expect(LaTeXText.cell("[-0.2, 0.3]") == "$[-0.2, 0.3]$")
    #expect(LaTeXText.cell("not shown") == "not shown" && LaTeXText.cell("-") == "--")
    #expect(LaTeXText.cell("nan") == "nan" && LaTeXText.cell(">10000") == "\\textgreater{}10000")
    #expect(LaTeXText.cell("15-95 %") == "15-95 \\%")
  }

  // MARK: - JSON

  @Test func jsonHasThePowerAndTheChoice() throws {
    let one = try comparison(documented, against: "[b]")
    let object = { (text: String) throws in
      try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }
    let single = try object(SweepComparison.json([one]))
    let group = try #require((single["groups"] as? [[String: Any]])?.first)
    #expect(group["against"] as? String == "[b]")
    #expect(group["collapsedBy"] as? String == "modes_by_mass")
    #expect(single["power"] as? Double == 0.8 && single["notes"] as? [String] == [])
    let pair = try #require((group["pairs"] as? [[String: Any]])?.first)
    // Four runs show complete separation: 2 over 8 choose 4 is 0.029.
    #expect(pair["verdict"] as? String == "better" && pair["runsNeeded"] == nil)
    let several = try object(SweepComparison.json([one, one]))
    #expect((several["comparisons"] as? [[String: Any]])?.count == 2)
  }

  // MARK: - Much

  /// 100 labels of 50 seeds: no promise in seconds, but nothing that grows with the square of the seeds.
  @Test func aHundredLabelsAreCompared() throws {
    let runs = (0..<100).flatMap { label in
      WrittenSweep.runs(
        "label \(label)", strict: (0..<50).map { Double((label + $0 * $0) % 9) })
    }
    let comparison = try comparison(runs)
    let group = comparison.groups[0]
    #expect(group.labels.count == 100 && group.pairs.count == 4950)
    let text = comparison.text
    #expect(text.split(separator: "\n").count < 250)
    #expect(text.split(separator: "\n").allSatisfy { $0.columns <= 80 })
  }
}
