import Foundation
import ToyGANFiles
import ToyGANMetrics
import ToyGANStudies

/// The score over generator steps: a small panel per label.
///
/// Seven lines with seven bands in one panel would be hard to distinguish; therefore each label has its own
/// panel, with the medians of the others in grey behind it for comparison.
struct ModesOverSteps {
  let sweep: StoredSweep
  let modeCounts: [Int?]
  let page: Page
  private let number: Int
  private let palette: FigurePalette

  /// The figure of a sweep, or of the part of it on the page with a number.
  init(sweep: StoredSweep, page: Page = Page(.standard), number: Int = 1) {
    (self.sweep, self.page, self.number) = (sweep, page, number)
    modeCounts = sweep.modeCounts()
    palette = FigurePalette(sweep, page)
  }

  /// The figure, or nil if no run was evaluated by the score during training.
  func figure() throws -> Figure? {
    guard let courses = try ScoreCourses(of: sweep) else { return nil }
    let layout = layout(courses)
    var figure = Figure(
      name: FileName.page(
        number, of: courses.score.countsModes ? "modes-over-steps" : "score-during-training"),
      subject: "\(courses.score.title) during training, per label",
      width: Int(layout.width), height: Int(layout.height),
      data: [("", courses.csv(labels: sweep.labels))], commands: "")
    figure.look = page.look(width: layout.width)
    figure.isCrowded = page.isCrowded(
      height: layout.height, panel: layout.panels[0].height, least: 4.5 * page.base)
    figure.commands = commands(courses, layout, data: Figure.dataFile(figure.name))
    return figure
  }

  // MARK: - Layout

  private struct Layout {
    var width: Double
    var height: Double
    var headline: Headline
    var panels: [Panel]
    var columns: Int
    var headings: [[String]]
  }

  private func layout(_ courses: ScoreCourses) -> Layout {
    let (count, unit) = (sweep.labels.count, page.unit)
    let usual = ModesOverSteps.layout(panels: count).columns
    let width = page.width(max(520, 250 * Double(usual) + 80))
    let (low, high) = courses.range(modeCounts)
    // The title of the axis, the numbers, and the ticks.
    let numbers = LinearTicks.width(from: courses.score.countsModes ? high : low, to: high, page)
    let left = page.pad + 16 * unit + max(26 * unit, numbers + 10 * unit)
    let right = page.pad * 0.3 + 14 * unit
    let (across, least) = (20 * unit, 10.5 * page.base)
    let fitting = max(1, Int((width - left - right + across) / (least + across)))
    let columns =
      page.style.columns.map { min($0, count) }
      ?? (page.isSized ? ModesOverSteps.balanced(count, most: fitting) : usual)
    let rows = (count + columns - 1) / columns
    let inner = (width - left - right - across * Double(columns - 1)) / Double(columns)
    let headings = sweep.labels.map { page.lines(heading($0), room: inner + across * 0.6) }
    let headline = Headline(
      "\(courses.score.heading) during training", caption: caption(courses), key: key(courses),
      page: page, width: width)
    let above = Double(headings.map(\.count).max() ?? 1) * page.leading(.body) + 4 * unit
    let (ticks, axis) = (26 * unit, 16 * unit)
    // The title of the axis fits beside the panels.
    let beside = page.width(of: courses.score.axis(modeCounts)) / Double(rows) - above - ticks
    let panel = page.isSized ? max(inner * 0.62, 60 * unit, beside) : 119
    let usualHeight =
      headline.top + headline.bottom + axis + Double(rows) * (above + ticks + panel)
    let height = page.height(usualHeight, width: width)
    let room = (height - headline.top - headline.bottom - axis) / Double(rows) - above - ticks
    let panels = (0..<count).map { index in
      Panel(
        left: left + Double(index % columns) * (inner + across),
        top: headline.top + Double(index / columns) * (room + above + ticks) + above,
        width: inner, height: max(room, 12 * unit))
    }
    return Layout(
      width: width, height: height, headline: headline, panels: panels, columns: columns,
      headings: headings)
  }

  private func heading(_ label: String) -> String {
    let remark = sweep.remark(on: label)
    return remark.isEmpty ? label : "\(label) (\(remark))"
  }

  // MARK: - Commands

  private func commands(_ courses: ScoreCourses, _ layout: Layout, data: String) -> String {
    let unit = page.unit
    let axisY = (layout.panels[0].top + (layout.panels.last?.bottom ?? 0)) / 2
    let lastTop = layout.panels.map(\.bottom).max() ?? 0
    let inner = layout.panels[0].width
    return """
      data = "\(data)"
      \(layout.headline.commands)
      \(page.text(courses.score.axis(modeCounts), page.pad + 5 * unit, axisY, .center, isRotated: true))
      \(page.text("generator step", layout.width / 2, lastTop + 33 * unit, .center))
      \(FigureText.axes)
      set xrange [0:\(max(1, courses.last))]
      set yrange \(courses.yRange(modeCounts))
      set xtics \(StepTicks.list(to: courses.last, most: max(1, min(3, Int(inner / (4 * page.base)))), width: inner, page))
      \(yTicks(courses, panelHeight: layout.panels[0].height))
      set style fill solid 0.22 noborder
      set key off
      set multiplot
      \(sweep.labels.indices.map { panel($0, courses, layout) }.joined(separator: "\nunset label\nunset arrow\n"))
      unset multiplot
      """
  }

  private func yTicks(_ courses: ScoreCourses, panelHeight: Double) -> String {
    let most = LinearTicks.most(height: panelHeight, page)
    guard courses.score.countsModes else {
      let (low, high) = courses.range(modeCounts)
      return "set ytics \(LinearTicks.step(over: high - low, most: most))"
    }
    return
      "set ytics \(ModesOverSteps.ticks(Int(clamping: courses.highest(modeCounts).rounded(.up)), most: most))"
  }

  private func panel(_ index: Int, _ courses: ScoreCourses, _ layout: Layout) -> String {
    let (panel, number) = (layout.panels[index], index + 1)
    let lines = layout.headings[index]
    let start = panel.top - 4 * page.unit - (Double(lines.count) - 0.5) * page.leading(.body)
    let background =
      hasOthers
      ? "for [other=1:\(sweep.labels.count)] data using ($1 == other ? $2 : NaN):4 \\\n"
        + "    with lines \(page.line(0.8)) linecolor rgb '\(FigureColors.faint)', \\\n  " : ""
    let ceiling = courses.score.countsModes ? modeCounts[index] : nil
    let all = ceiling.map {
      "\($0) with lines dashtype 3 \(page.line(0.8)) linecolor rgb '#8C8C8C', \\\n  "
    }
    let classical =
      courses.classical == nil
      ? ""
      : "data using ($1 == \(number) ? $2 : NaN):8 with lines dashtype (8,5) \(page.line(1.1)) "
        + "linecolor rgb '\(palette.area(index))', \\\n  "
    return """
      \(panel.margins)
      \(page.texts(lines, panel.left + panel.width / 2, start, .center, colour: palette.text(index)))
      set ytics format "\(index % layout.columns == 0 ? "%g" : "")"
      plot \(background)\(all ?? "")data using ($1 == \(number) ? $2 : NaN):3:5 \\
          with filledcurves linecolor rgb '\(palette.area(index))', \\
        \(classical)data using ($1 == \(number) ? $2 : NaN):4 \\
          with \(courses.style(of: index, page)) \(page.line(2)) \\
          linecolor rgb '\(palette.area(index))'
      """
  }

  private func caption(_ courses: ScoreCourses) -> [String] {
    let line =
      sweep.hasOneSeed
      ? "Line: the one run of each label."
      : "Line: median over \(sweep.seedCount); band: quartiles."
    let stopped = sweep.runs.contains { $0.status != "completed" }
    let modes = courses.score.countsModes
    return [
      line + (hasOthers ? " Grey: the other labels." : "") + (modes ? " Dotted: all modes." : "")
        + (stopped ? " A run that stopped early counts until then." : ""),
      courses.score.meaning + courses.score.classicalNote("Dashed"),
    ].filter { !$0.isEmpty }
  }

  /// What the lines mean, in few words.
  private func key(_ courses: ScoreCourses) -> [KeyEntry] {
    let line = KeyEntry(
      sign: .line("1"), text: sweep.hasOneSeed ? courses.score.title : "median; band: quartiles")
    let classical = KeyEntry(sign: .line("(8,5)"), text: "modes covered, the classical count")
    return [line] + (courses.classical == nil ? [] : [classical])
      + (courses.score.countsModes ? [KeyEntry(sign: .line("3"), text: "all modes")] : [])
  }

  /// Whether the medians of the other labels are behind each panel.
  private var hasOthers: Bool { (2...FigurePalette.most).contains(sweep.labels.count) }

  // MARK: - Shared with other figures

  /// Columns and rows for a number of panels; there are at least as many columns as rows.
  static func layout(panels: Int) -> (columns: Int, rows: Int) {
    let columns = panels <= 4 ? max(1, panels) : panels <= 6 || panels == 9 ? 3 : 4
    return (columns, (panels + columns - 1) / columns)
  }

  /// The number of columns, at most `most`, with which the last row is as full as possible.
  static func balanced(_ panels: Int, most: Int) -> Int {
    let rows = (panels + most - 1) / most
    return (panels + rows - 1) / rows
  }

  /// The smallest round distance between ticks with at most `most` ticks above 0, up to a whole number.
  static func ticks(_ end: Int, most: Int = 5) -> Int {
    var unit = 1
    while true {
      for step in [unit, 2 * unit, 5 * unit] where end / step <= most { return step }
      unit *= 10
    }
  }
}
