import Foundation
import ToyGANFiles
import ToyGANStudies

/// The distribution of each category's samples over the modes, for a run whose method has categories.
struct CategoriesFound {
  static let name = "categories"
  let run: StoredRun
  let summary: RunSummary?

  /// The figure, or nil if the run has no categories.
  func figure() throws -> Figure? {
    guard let counts = try CategoryTable(in: run.folder)?.counts else { return nil }
    var csv = CSVText(header: ["category", "mode", "share"])
    for (category, row) in counts.enumerated() {
      let total = Double(max(1, row.reduce(0, +)))
      for (mode, count) in row.enumerated() {
        csv.append("\(category)", "\(mode)", CSVText.number(Double(count) / total))
      }
    }
    let (rows, columns) = (counts.count, counts[0].count)
    return Figure(
      name: CategoriesFound.name, subject: "which category of the code found which mode",
      width: 160 + 30 * max(columns, 12), height: 170 + 30 * rows, data: [("", csv.text)],
      commands: commands(rows: rows, columns: columns, information: Self.information(counts)))
  }

  /// Mutual information of category and nearest mode in nats,
  /// estimated from the samples without bias correction.
  ///
  ///     Σ p(c, m) log(p(c, m) / (p(c) p(m)))
  ///
  /// For n samples of independent category and mode it is about (C - 1) (M - 1) / (2 n).
  static func information(_ counts: [[Int]]) -> Double {
    let byCategory = counts.map { Double($0.reduce(0, +)) }
    let byMode = (counts.first ?? []).indices.map { mode in
      Double(counts.reduce(0) { $0 + $1[mode] })
    }
    let all = byCategory.reduce(0, +)
    var sum = 0.0
    for (category, row) in counts.enumerated() {
      for (mode, count) in row.enumerated() where count > 0 {
        sum +=
          Double(count) / all * log(Double(count) * all / (byCategory[category] * byMode[mode]))
      }
    }
    return sum
  }

  private func commands(rows: Int, columns: Int, information: Double) -> String {
    let caption = [
      "Shade and figure: share of a category's samples nearest to a mode, in %; nothing below 1 %.",
      "Category and nearest mode share \(DecimalText.fixed(information, 3)) nats, of "
        + "\(DecimalText.fixed(log(Double(min(rows, columns))), 3)) at most. Last samples of one run.",
    ]
    let title = RunHeadline.title("Modes by category", summary)
    return """
      data = "\(Figure.dataFile(CategoriesFound.name))"
      \(FigureText.headline(title, caption: caption))
      \(FigureText.margins(left: 70, right: 30, top: 50, bottom: 95))
      set border 0
      set tics scale 0 textcolor rgb '#404040'
      set xrange [-0.5:\(columns - 1).5]
      set yrange [\(rows - 1).5:-0.5]
      set xtics 1
      set ytics 1
      set xlabel "mode"
      set ylabel "category"
      set key off
      unset colorbox
      set cbrange [0:1]
      set palette defined (0 '#FFFFFF', 1 '\(FigureColors.label(0))')
      shade(s) = s > 0.5 ? 0xFFFFFF : 0x1A1A1A
      plot data using 2:1:3 with image, \\
        data using 2:1:($3 < 0.01 ? "" : sprintf("%.0f", 100 * $3)):(shade($3)) \\
          with labels font face.",10" textcolor rgb variable
      """
  }
}
