import Testing
import ToyGAN

@testable import ToyGANCluster
@testable import ToyGANCore
@testable import ToyGANStudies

/// What stands in `table.md` of runs that are known.
@Suite struct ComparisonTableTests {
  /// A run that ended with so many of eight modes, nil on a target without any.
  private func summary(
    _ modes: Double?, byMass: Double? = nil, quality: Double = 0.9, status: String = "completed",
    distance: Double? = nil
  ) -> RunSummary {
    var values: [(Metric, Double, Double?)] = []
    if let byMass { values.append((.modesByMass, byMass, 8)) }
    if let modes {
      values += [(.modesCovered, modes, 8), (.highQuality, quality, 0.99), (.reverseKL, 0.1, 0)]
    }
    if let distance {
      values += [(.slicedWasserstein1, distance, nil), (.energyDistance, 2 * distance, nil)]
    }
    let measurements = values.map { metric, value, expectedForTarget in
      MetricValue(
        name: metric.name, value: value, definition: "", expectedForTarget: expectedForTarget,
        noiseFloor: NoiseFloor(mean: 0.01, deviation: 0, draws: 10), samples: 100)
    }
    return RunSummary(
      label: "a", method: "gan", seed: 0, status: status, steps: 10, metrics: measurements)
  }

  private func table(_ summaries: [RunSummary?]) -> [String] {
    lines(summaries.map { ("a", "ring8", $0) }).filter { $0.hasPrefix("|") }
  }

  private func lines(_ runs: [(label: String, target: String, summary: RunSummary?)]) -> [String] {
    markdown(runs).split(separator: "\n").map(String.init)
  }

  /// The text about runs with their labels and targets.
  private func markdown(
    _ runs: [(label: String, target: String, summary: RunSummary?)]
  ) -> String {
    let results = runs.map { run in
      ComparisonTable.PlannedResult(
        label: run.label, target: run.target,
        result: run.summary.map { RunResult($0, among: Registry.standard.metrics) })
    }
    return ComparisonTable(results).markdown
  }

  private func line(_ summaries: [RunSummary?]) -> String {
    table(summaries).first { $0.hasPrefix("| a |") } ?? ""
  }

  /// Neither the terminal nor the page loses a letter of a label to Markdown.
  @Test(arguments: ["K*2", "*a*", "`x`", "a | b", "c\\d", "&lt;", "e\\*f"])
  func labelsAreWholeInEveryForm(label: String) throws {
    let runs = [
      (label, "ring8", summary(8) as RunSummary?), ("b", "moons", summary(nil, distance: 0.5)),
    ]
    let text = MarkdownText(markdown(runs))
    #expect(text.text(width: 200).split(separator: "\n").contains { $0.hasPrefix("\(label) ") })
    #expect(text.tables.first?.contains { $0.first == label } == true)
  }

  /// A table that somebody edited, or two without a line between them, are shown.
  @Test(arguments: [20, 40, 100]) func rowsOfDifferentLengthsAreShown(width: Int) {
    let text = MarkdownText("| a | b |\n|---|---:|\n| c |\n| d | e | f |").text(width: width)
    #expect(["a", "b", "c", "d", "e", "f"].allSatisfy(text.contains), "\(text)")
  }

  /// Of 8, 8 and 7 the deviation is 1 / sqrt(3), and t(2) = 4.303: 7.67 ± 1.43, of which no more than 8 can be.
  @Test func withoutDivergenceAllCount() {
    let runs = [summary(8, quality: 0.99), summary(8, quality: 0.99), summary(7, quality: 0.9)]
    #expect(
      line(runs + [nil])
        == "| a | 3 of 4 | 7.67 [6.23, 8.00] | 8.0 | 96.0 % [83.1, 100.0] | 0.100 [0.100, 0.100] "
        + "| 2 of 3 | 0 |")
  }

  /// One had lost every mode, and one had all of them, when a number was no longer finite; an interval of two runs
  /// would say nothing.
  @Test func whatDivergedIsInNoMeanAndHasNotAllModes() {
    let diverged: [RunSummary?] = [0.0, 8].map { summary($0, quality: 0, status: "diverged") }
    #expect(
      line([summary(8), summary(8)] + diverged)
        == "| a | 4 | 8.00 (2) | 8.0 (2) | 90.0 % (2) | 0.100 (2) | 2 of 4 | 2 |")
    #expect(
      line([summary(7)] + diverged)
        == "| a | 3 | 7.00 (1) | 7.0 (1) | 90.0 % (1) | 0.100 (1) | 0 of 3 | 2 |")
    #expect(line(diverged) == "| a | 2 | - | - | - | - | 0 of 2 | 2 |")
  }

  /// A cloud with a sample on every mode covers all by the classical rule.
  @Test func theStrictCountLeadsAndTheClassicalIsBesideIt() {
    let runs = [summary(8, byMass: 8), summary(8, byMass: 3)]
    #expect(
      table(runs)[0].hasPrefix(
        "| | runs | modes by mass (mean, 95 % interval) | median | modes covered (mean) | high"))
    #expect(line(runs) == "| a | 2 | 5.50 | 5.5 | 8.00 | 90.0 % | 0.100 | 1 of 2 | 0 |")
    #expect(table(runs).last == "| *the target itself* | | 8 | 8 | 8 | 99.0 % | 0.000 | | |")
  }

  /// Runs of an older version lack it, and then no run is counted by it.
  @Test func withoutTheStrictCountTheClassicalLeads() {
    let runs = [summary(8), summary(8, byMass: 3)]
    #expect(
      table(runs)[0].hasPrefix("| | runs | modes covered (mean, 95 % interval) | median | hi"))
    #expect(line(runs) == "| a | 2 | 8.00 | 8.0 | 90.0 % | 0.100 | 2 of 2 | 0 |")
  }

  @Test func whatHasNoModesIsLeftOut() {
    #expect(line([summary(nil), summary(nil)]) == "| a | 2 | - | - | - | - | - | - | 0 |")
  }

  @Test func distancesLeadWithoutModes() {
    let runs = [0.1, 0.2, 0.3].map { summary(nil, distance: $0) }
    #expect(
      table(runs)[0]
        == "| | runs | sliced_w1 (mean, 95 % interval) | median | energy_distance (mean) "
        + "| diverged |")
    #expect(line(runs) == "| a | 3 | 0.2 [0, 0.4484] | 0.2 | 0.4 | 0 |")
    #expect(table(runs).last == "| *the target itself* | | 0.01 | 0.01 | 0.01 | |")
  }

  // MARK: - Targets

  /// 8 of 8 and 25 of 25: an interval of both together would be from 6.73 to 16.5.
  @Test func overSeveralTargetsThereIsNoInterval() {
    let counts = [8.0, 8, 8, 25, 25, 25]
    let runs = counts.map { count in
      var ended = summary(count, byMass: count)
      for place in ended.metrics.indices where ended.metrics[place].expectedForTarget == 8 {
        ended.metrics[place].expectedForTarget = count
      }
      return (label: "a", target: count == 8 ? "ring8" : "grid25", summary: Optional(ended))
    }
    let table = lines(runs)
    let row = table.first { $0.hasPrefix("| a |") } ?? ""
    #expect(row == "| a | 6 | 16.50 | 16.5 | 16.50 | 90.0 % | 0.100 | 6 of 6 | 0 |")
    #expect(table.contains("| *ring8 itself* | | 8 | 8 | 8 | 99.0 % | 0.000 | | |"))
    #expect(table.contains("| *grid25 itself* | | 25 | 25 | 25 | 99.0 % | 0.000 | | |"))
    // The same is refused where the plan does not say the targets.
    let column = LabelColumn.all(for: [])[0]
    let results = runs.compactMap { run in
      run.summary.map { RunResult($0, among: Registry.standard.metrics) }
    }
    #expect(column.metric == .modesByMass && column.cell(results) == "16.50")
  }

  @Test func targetsWithoutModesHaveATable() {
    let rings = [8.0, 7].map {
      (label: "ring8, a", target: "ring8", summary: Optional(summary($0)))
    }
    let rolls = [0.1, 0.2, 0.3].map {
      (label: "swiss-roll, a", target: "swiss-roll", summary: Optional(summary(nil, distance: $0)))
    }
    let table = lines(rings + rolls)
    #expect(table.count { $0.hasPrefix("|---") } == 2)
    #expect(table.contains("| ring8, a | 2 | 7.50 | 7.5 | 90.0 % | 0.100 | 1 of 2 | 0 |"))
    #expect(table.contains("| swiss-roll, a | 3 | 0.2 [0, 0.4484] | 0.2 | 0.4 | 0 |"))
    #expect(table.contains("| *the target itself* | | 0.01 | 0.01 | 0.01 | |"))
    #expect(!table.contains { $0.hasPrefix("| swiss-roll, a | 3 | -") })
  }

  // MARK: - What a reader may not know

  /// A cloud between the modes is even by the nearest mode, as the target itself.
  @Test func reverseKLCountsWhatIsOnNoMode() {
    var runs = [summary(8, byMass: 8), summary(8, byMass: 8)]
    #expect(table(runs)[0].contains("| reverse KL (nats) |"))
    #expect(
      lines([("a", "ring8", runs[0])]).contains { $0.contains("a cloud between modes can look") })
    for place in runs.indices {
      runs[place].metrics.append(
        MetricValue(
          name: "reverse_kl_off_mode", value: 3.5, definition: "", expectedForTarget: 0.004,
          samples: 100))
    }
    #expect(table(runs)[0].contains("| reverse KL off mode (nats) |"))
    #expect(line(runs).contains("| 3.500 |"))
  }

  @Test func infiniteValuesHaveNoMean() {
    var runs = [0.1, 0.2, 0.3].map { summary(nil, distance: $0) }
    runs[1].metrics[0].value = .infinity
    #expect(line(runs).contains("| infinite in 1 of 3 | infinite in 1 of 3 |"))
  }

  @Test func everyColumnIsExplained() {
    let table = lines([
      ("a", "ring8", summary(8, byMass: 8)), ("b", "moons", summary(nil, distance: 1)),
    ])
    let legend = table.filter { $0.hasPrefix("- ") }
    let words = [
      "modes by mass: modes that get at least a tenth", "modes covered: modes with at least one",
      "high quality: share of samples", "reverse KL: sum", "`sliced_w1`: ", "`energy_distance`: ",
      "all modes in: runs that ended with every mode by `modes_by_mass`", "diverged: ", "runs: ",
      "interval of the mean over seeds with 95 % confidence", "only says that all runs are equal",
      "the target itself: ",
    ]
    for word in words { #expect(legend.contains { $0.contains(word) }, "\(word)") }
  }
}
