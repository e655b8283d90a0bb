import Foundation
import ToyGANFiles
import ToyGANStudies

/// The distribution of each category's samples over the modes, for a run whose method has categories.
struct CategoriesFound {
  static let name = "categories"
  let run: StoredRun
  let summary: RunSummary?
  var page = Page(.standard)

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
    let layout = layout(counts)
    var figure = Figure(
      name: CategoriesFound.name, subject: "which category of the code found which mode",
      width: Int(layout.width), height: Int(layout.height), data: [("", csv.text)],
      commands: commands(layout, rows: counts.count, columns: counts[0].count))
    figure.look = page.look(width: layout.width)
    return figure
  }

  private struct Layout {
    var width: Double
    var height: Double
    var headline: Headline
    var panel: Panel
  }

  private func layout(_ counts: [[Int]]) -> Layout {
    let (rows, columns, unit) = (Double(counts.count), Double(counts[0].count), page.unit)
    let width = page.width(160 + 30 * max(columns, 12))
    let headline = Headline(
      RunHeadline.title("Modes by category", summary),
      caption: caption(
        rows: counts.count, columns: counts[0].count, information: Self.information(counts)),
      page: page, width: width)
    let (left, right) = (page.pad + 54 * unit, page.pad + 14 * unit)
    let around = headline.top + headline.bottom + 14 * unit + 46 * unit
    let cell = page.isSized ? min(30 * unit, (width - left - right) / columns) : 30
    let height = page.height(around + max(cell, 15 * unit) * rows, width: width)
    return Layout(
      width: width, height: height, headline: headline,
      panel: Panel(
        left: left, top: headline.top + 14 * unit, width: width - left - right,
        height: height - around))
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

  private func caption(rows: Int, columns: Int, information: Double) -> [String] {
    [
      "Shade and figure: share of a category's samples nearest to a mode, in %; nothing below 1 %.",
      "Category and nearest mode share \(DecimalText.fixed(information, 3)) nats, of "
        + "\(DecimalText.fixed(log(Double(min(rows, columns))), 3)) at most. Last samples of one run.",
    ]
  }

  private func commands(_ layout: Layout, rows: Int, columns: Int) -> String {
    let (panel, unit) = (layout.panel, page.unit)
    let across = max(1, Int((1.6 * page.base * Double(columns) / panel.width).rounded(.up)))
    let down = max(1, Int((1.3 * page.base * Double(rows) / panel.height).rounded(.up)))
    // "100" must fit into a cell.
    let isWide = page.width(of: "100", .caption) <= panel.width / Double(columns)
    let numbers = """
      , \\
        data using 2:1:($3 < 0.01 ? "" : sprintf("%.0f", 100 * $3)):(shade($3)) \\
          with labels \(page.font(.caption)) textcolor rgb variable
      """
    return """
      data = "\(Figure.dataFile(CategoriesFound.name))"
      \(layout.headline.commands)
      \(page.text("mode", panel.left + panel.width / 2, panel.bottom + 34 * unit, .center))
      \(page.text("category", page.pad + 5 * unit, panel.top + panel.height / 2, .center, isRotated: true))
      \(panel.margins)
      set border 0
      set tics scale 0 textcolor rgb '#404040'
      set xrange [-0.5:\(columns - 1).5]
      set yrange [\(rows - 1).5:-0.5]
      set xtics \(across)
      set ytics \(down)
      set key off
      unset colorbox
      set cbrange [0:1]
      set palette defined (0 '#FFFFFF', 1 '\(FigureColors.label(0))')
      shade(s) = s > 0.5 ? 0xFFFFFF : 0x1A1A1A
      plot data using 2:1:3 with image\(isWide ? numbers : "")
      """
  }
}
