import Foundation
import ToyGANFiles
import ToyGANStudies

/// The score of every trial over one of the settings that trials draw; a panel per label.
struct ScoreOverTrials {
  let search: StoredSearch
  let path: String
  let page: Page

  /// A trial that has the setting.
  private struct Dot {
    var line: Int
    var x: Double
    var trial: StoredSearch.Trial
  }

  /// Words that are no numbers, in order of first appearance; empty for numbers.
  private let words: [String]
  private let dots: [Dot]
  private let labels: [String]

  init(search: StoredSearch, path: String, page: Page) {
    (self.search, self.path, self.page) = (search, path, page)
    let having = search.trials.filter { trial in
      trial.rank != nil && trial.settings[path].map { !$0.isEmpty } ?? false
    }
    let texts = having.compactMap { $0.settings[path] }
    let words =
      texts.allSatisfy { Double($0)?.isFinite ?? false } ? [] : texts.firstOccurrences
    let labels = having.map(\.label).firstOccurrences
    (self.words, self.labels) = (words, labels)
    dots = having.map { trial in
      let text = trial.settings[path] ?? ""
      let place = words.firstIndex(of: text).map { Double($0 + 1) }
      return Dot(
        line: (labels.firstIndex(of: trial.label) ?? 0) + 1, x: place ?? Double(text) ?? .nan,
        trial: trial)
    }
  }

  /// The figure, or nil if no trial with the setting has a score.
  func figure(named name: String) -> Figure? {
    let scores = dots.map(\.trial.score).filter(\.isFinite)
    guard let low = scores.min(), let high = scores.max() else { return nil }
    let margin = low == high ? max(1, abs(low)) / 2 : 0.08 * (high - low)
    let range = (low: low - margin, high: high + margin)
    let title = Score.title(search.metric)
    let layout = SettingPanels(
      lines: labels, isTogether: labels.count == 1,
      numbers: LinearTicks.width(from: range.low, to: range.high, page),
      title: "\(title.prefix(1).uppercased() + title.dropFirst()) of every trial over \(path)",
      caption: caption, key: key, page: page)
    var figure = Figure(
      name: name, subject: "\(search.metric.name) of trials over \(path)",
      width: Int(layout.width), height: Int(layout.height), data: [("", csv)],
      commands: commands(layout, range, name: name))
    figure.look = page.look(width: layout.width)
    return figure
  }

  private var caption: [String] {
    let lost = dots.count { !$0.trial.score.isFinite }
    return [
      "Dot: a trial. Ring: the best of its label. Diamond: the label's own settings. Cross: stopped at a rung."
        + (lost > 0 ? " Without a score: \(lost)." : ""),
      Score(search.metric).meaning,
    ].filter { !$0.isEmpty }
  }

  private var key: [KeyEntry] {
    [
      KeyEntry(sign: .point(7), text: "trial"), KeyEntry(sign: .point(6), text: "best"),
      KeyEntry(sign: .point(12), text: "own settings"), KeyEntry(sign: .point(2), text: "stopped"),
    ]
  }

  /// The kind of a dot: 1 for a trial, 2 for a stopped one, 3 for the label's own settings.
  private func kind(_ trial: StoredSearch.Trial) -> Int {
    trial.number == 0 ? 3 : trial.status == "stopped" ? 2 : 1
  }

  private var csv: String {
    var csv = CSVText(header: ["line", "x", "score", "kind", "best", "trial", "label"])
    for dot in dots {
      csv.append(
        "\(dot.line)", FigureText.number(dot.x), FigureText.number(dot.trial.score),
        "\(kind(dot.trial))", dot.trial.rank == 1 ? "1" : "0", "\(dot.trial.number)",
        CSVText.quoted(dot.trial.label))
    }
    return csv.text
  }

  private func commands(
    _ layout: SettingPanels, _ range: (low: Double, high: Double), name: String
  ) -> String {
    // A label has the colour that it has in the other figures.
    let palette = FigurePalette(isGray: page.style.isGray, count: search.labels.count)
    let panel = layout.panels[0]
    let up = LinearTicks.most(height: panel.height, page)
    return """
      data = "\(Figure.dataFile(name))"
      \(layout.headline.commands)
      \(layout.axes(x: path, y: Score.title(search.metric)))
      \(FigureText.axes)
      \(axis(width: panel.width))
      set yrange [\(FigureText.number(range.low)):\(FigureText.number(range.high))]
      set ytics \(LinearTicks.step(over: range.high - range.low, most: up))
      set key off
      set multiplot
      \(labels.indices.map { self.panel($0, layout, palette) }.joined(separator: "\nunset label\nunset arrow\n"))
      unset multiplot
      """
  }

  /// Most values that are ticks themselves.
  private static let mostTicks = 8

  private func axis(width: Double) -> String {
    guard words.isEmpty else {
      let texts = words.enumerated().map { "\(Figure.quoted($1.inOneLine(24))) \($0 + 1)" }
      return "set xrange [0.5:\(words.count).5]\nset xtics (\(texts.joined(separator: ", ")))"
    }
    let values = Set(dots.map(\.x)).sorted()
    guard values.count > 1 else { return "set xtics (\(values.map { "'\($0)' \($0)" }.joined()))" }
    let axis = SettingAxis(values: values)
    let ticks =
      values.count <= Self.mostTicks ? "set xtics (\(axis.ticks(width: width, page)))" : ""
    return """
      \(axis.isLogarithmic ? "set logscale x" : "")
      set xrange [\(axis.range)]
      unset mxtics
      \(ticks)
      """
  }

  private func panel(_ index: Int, _ layout: SettingPanels, _ palette: FigurePalette) -> String {
    let (line, place) = (index + 1, search.labels.firstIndex(of: labels[index]) ?? 0)
    let colour = palette.label(place)
    func dots(_ condition: String) -> String {
      "data using ($1 == \(line) && \(condition) ? $2 : NaN):3 with points \(page.line(1.1)) "
        + "linecolor rgb '\(colour)'"
    }
    let plots = [
      dots("$4 == 1") + " pointtype 7 \(page.mark(4.5))",
      dots("$4 == 2") + " pointtype 2 \(page.mark(4.5))",
      dots("$4 == 3") + " pointtype 12 \(page.mark(8))",
      dots("$5 == 1") + " pointtype 6 \(page.mark(10))",
    ]
    return """
      \(layout.panels[index].margins)
      \(labels.count == 1 ? "" : layout.heading(index))
      set ytics format "\(index % layout.columns == 0 ? "%g" : "")"
      plot \(plots.joined(separator: ", \\\n  "))
      """
  }
}
