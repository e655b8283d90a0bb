import Foundation
import ToyGANFiles

/// The distribution of each category's samples over the modes, for a run whose method has categories.
struct CategoriesFound {
  static let name = "categories"
  let run: StoredRun
  let digest: RunDigest

  /// The figure, or nil if the run has no categories.
  func figure() throws -> Figure? {
    let file = run.folder.appendingPathComponent("categories.csv")
    guard FileManager.default.fileExists(atPath: file.path) else { return nil }
    let table = try CSVTable(contentsOf: file)
    let (categories, modes) = (try table.numbers("category"), try table.numbers("mode"))
    let counts = try table.numbers("samples")
    let totals = Self.totals(counts, by: categories)
    var csv = CSVText(header: ["category", "mode", "share"])
    for row in counts.indices {
      let share = counts[row] / max(1, totals[categories[row]] ?? 1)
      csv.append(
        CSVText.number(categories[row]), CSVText.number(modes[row]), CSVText.number(share))
    }
    let information = Self.information(counts, categories: categories, modes: modes)
    let (rows, columns) = (Int(categories.max() ?? 0) + 1, Int(modes.max() ?? 0) + 1)
    return Figure(
      name: CategoriesFound.name, subject: "which category of the code found which mode",
      width: 160 + 30 * max(columns, 12), height: 170 + 30 * rows, data: [("", csv.text)],
      commands: commands(rows: rows, columns: columns, information: information))
  }

  /// Mutual information of category and nearest mode in nats,
  /// estimated from the samples without bias correction.
  ///
  ///     Σ p(c, m) log(p(c, m) / (p(c) p(m)))
  ///
  /// For n samples of independent category and mode it is about (C - 1) (M - 1) / (2 n).
  static func information(
    _ counts: [Double], categories: [Double], modes: [Double]
  ) -> Double {
    let (byCategory, byMode) = (totals(counts, by: categories), totals(counts, by: modes))
    let all = counts.reduce(0, +)
    return counts.indices.reduce(0) { sum, row in
      guard counts[row] > 0 else { return sum }
      let apart = (byCategory[categories[row]] ?? 0) * (byMode[modes[row]] ?? 0)
      return sum + counts[row] / all * log(counts[row] * all / apart)
    }
  }

  private static func totals(_ counts: [Double], by groups: [Double]) -> [Double: Double] {
    zip(groups, counts).reduce(into: [:]) { $0[$1.0, default: 0] += $1.1 }
  }

  private func commands(rows: Int, columns: Int, information: Double) -> String {
    let caption = [
      "Shade and figure: share of a category's samples nearest to a mode, in %; nothing below 1 %.",
      "Category and nearest mode share \(FigureText.decimals(information, 3)) nats, of "
        + "\(FigureText.decimals(log(Double(min(rows, columns))), 3)) at most. Last samples of one run.",
    ]
    let title = RunHeadline.title("Modes by category", digest)
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
