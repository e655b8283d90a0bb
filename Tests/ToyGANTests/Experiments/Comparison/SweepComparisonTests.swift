import Foundation
import Testing
import ToyGAN

@testable import ToyGANCluster
@testable import ToyGANCore
@testable import ToyGANFigures
@testable import ToyGANFiles
@testable import ToyGANMetrics
@testable import ToyGANStatistics
@testable import ToyGANStudies
@testable import ToyGANTargets
@testable import ToyGANTheory

@Suite struct SweepComparisonTests {
  /// A run to be written: what it covers, or nil where it diverges.
  private struct Planned {
    var label: String
    var target = "ring8"
    var status = "completed"
    var values: [String: (value: Double, expectedForTarget: Double?)]
  }

  /// Runs of one label by modes covered, of eight; nil diverges, having covered all a moment ago.
  private func runs(_ label: String, _ modes: [Double?], target: String = "ring8") -> [Planned] {
    modes.map { modes in
      let all = target == "grid25" ? 25.0 : 8
      return Planned(
        label: label, target: target, status: modes == nil ? "diverged" : "completed",
        values: ["modes_covered": (modes ?? all, all)])
    }
  }

  private func runs(
    _ label: String, _ metric: String, _ values: [Double], expectedForTarget: Double? = nil
  ) -> [Planned] {
    values.map { Planned(label: label, values: [metric: ($0, expectedForTarget)]) }
  }

  private func sweep(_ runs: [Planned], in folder: TemporaryFolder) throws -> SweepFolder {
    var plan = ""
    for (index, run) in runs.enumerated() {
      plan += #"{"run":"r\#(index)","label":"\#(run.label)","#
      plan += #""configuration":{"target":"\#(run.target)","batch":1}}"# + "\n"
      guard run.status != "running" else { continue }
      let place = RunFolder(folder.url.appendingPathComponent("runs/r\(index)"))
      try AtomicFile.makeFolder(place.url)
      let metrics = run.values.sorted { $0.key < $1.key }.map {
        MetricValue(
          name: $0.key, value: $0.value.value, definition: "what it is",
          expectedForTarget: $0.value.expectedForTarget, samples: 100)
      }
      try place.write(
        RunSummary(
          label: run.label, method: "gan", seed: UInt64(index), status: run.status, steps: 10,
          metrics: metrics))
    }
    try AtomicFile.write(plan, to: folder.url.appendingPathComponent("plan.jsonl"))
    return SweepFolder(folder.url)
  }

  private func compare(
    _ runs: [Planned], by metric: String = "modes_covered"
  ) throws -> SweepComparison {
    let folder = try TemporaryFolder()
    return try SweepComparison(sweep(runs, in: folder), metric: metric)
  }

  /// A text whose line breaks depend on the width, without them.
  private func words(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  // MARK: - Scores

  @Test func theBestStandFirstAndFailuresLast() throws {
    let comparison = try compare(
      runs("poor", [1, 2, 3, 4, 5]) + runs("failing", [8, nil, 8, nil, 8])
        + runs("good", [8, nil, 8, 8, 8]) + runs("fair", [7, 7, 7, 7, 8]))
    let labels = comparison.groups[0].labels
    #expect(labels.map(\.label) == ["good", "fair", "poor", "failing"])
    // Of five, one is cut from either end.
    #expect(labels.map(\.interquartileMean.value) == [8, 7, 3, -.infinity])
    #expect(labels.map(\.median) == [8, 7, 3, 8])
    #expect(labels.map(\.diverged) == [1, 0, 0, 2])
    // Three of 1...5 are below half of eight.
    #expect(labels.map(\.collapsed.successes) == [1, 0, 3, 2])
    #expect(labels[0].finite.count == 4 && labels[0].finite.mean == 8)
    #expect(labels[1].meanInterval == Observations([7, 7, 7, 7, 8]).meanInterval())
    let text = words(comparison.text(width: 100))
    #expect(text.contains("8.00 (4) [8.00, 8.00]") && text.contains("7.20 [6.64, 7.76] "))
    #expect(text.contains("failed") && text.contains("worse than any other"))
    #expect(text.contains("3/5 15-95 %"))
  }

  @Test func ofEqualsTheOneThatFailsLessIsFirst() throws {
    let planned = runs("failed", [8, 8, 8, 8, nil]) + runs("fell", [8, 8, 8, 8, 7])
    #expect(try compare(planned).groups[0].labels.map(\.label) == ["fell", "failed"])
  }

  /// Interquartile means 5 and 4, and yet 10 of 25 pairs for the one.
  @Test func theLikelierWinnerNeedNotBeRankedFirst() throws {
    let group = try compare(runs("rarely", [3, 3, 3, 9, 9]) + runs("mostly", [4, 4, 4, 4, 4]))
      .groups[0]
    #expect(group.labels.map(\.label) == ["rarely", "mostly"])
    let pair = try #require(group.pairs.first)
    #expect(pair.first.label == "mostly" && pair.second.label == "rarely")
    #expect(pair.probability.value == 0.6)
    #expect(abs((pair.difference ?? 0) + 1.4) < 1e-12)
  }

  @Test func lowerMayBeBetter() throws {
    var planned =
      runs("wide", "reverse_kl", [0.9, 1, 1.1]) + runs("even", "reverse_kl", [0.1, 0.2, 0.3])
    planned[0].status = "diverged"
    let comparison = try compare(planned, by: "reverse_kl")
    let group = comparison.groups[0]
    #expect(group.labels.map(\.label) == ["even", "wide"])
    // Of three nothing is cut.
    #expect(group.labels[1].interquartileMean.value == .infinity)
    let pair = try #require(group.pairs.first)
    #expect(pair.first.label == "even" && pair.probability.value == 1)
    #expect(abs((pair.difference ?? 0) - (0.2 - 1.05)) < 1e-12)
    let text = comparison.text
    // The row is that of the worse one.
    #expect(words(text).contains("Lower is better") && text.contains("+0.850"))
  }

  @Test func orTheNearestToTheCeiling() throws {
    let planned =
      runs("narrow", "deviation_ratio", [0.5, 0.6], expectedForTarget: 1)
      + runs("about", "deviation_ratio", [0.9, 1.2], expectedForTarget: 1)
    let labels = try compare(planned, by: "deviation_ratio").groups[0].labels
    #expect(labels.map(\.label) == ["about", "narrow"])
    for (scores, mean) in zip(labels, [0.15, 0.45]) {
      #expect(abs((scores.finite.mean ?? 0) - mean) < 1e-12)
    }
  }

  @Test func aRunWithoutAValueFails() throws {
    var planned = runs("a", "reverse_kl", [0.5, 0.5, .nan]) + runs("b", "reverse_kl", [0.7, 0.8])
    planned[4].values = [:]
    let comparison = try compare(planned, by: "reverse_kl")
    #expect(comparison.groups[0].labels.map(\.withoutValue) == [1, 1])
    #expect(comparison.groups[0].labels.map(\.diverged) == [0, 0])
    let text = comparison.text
    #expect(text.contains("no value") && !text.contains("diverged  no value"))
    // Nobody counted modes.
    #expect(!text.contains("ollapsed"))
  }

  // MARK: - Pairs

  @Test func separationIsShownWhereThereAreEnoughRuns() throws {
    let ten = (0..<10).map { Double($0 % 2) }
    let enough = try compare(runs("low", ten) + runs("high", ten.map { $0 + 6 }))
    let pair = try #require(enough.groups[0].pairs.first)
    #expect(pair.first.label == "high" && pair.verdict == "better")
    #expect(abs(pair.correctedP - 2.0 / 184_756) < 1e-12)
    #expect(pair.difference == 6)
    let shown = words(enough.text)
    #expect(!shown.contains("cannot show") && shown.contains("at least 1.1e-05"))

    let few = try compare(runs("low", [0, 1, 2]) + runs("high", [6, 7, 8]))
    #expect(few.groups[0].pairs[0].p == 0.1)
    #expect(few.groups[0].pairs[0].verdict == "not shown")
    let text = words(few.text)
    #expect(text.contains("at least 0.1") && text.contains("cannot show any difference"))
    #expect(text == words(few.text))
  }

  @Test func pairsAreCorrectedTogether() throws {
    let spread = (0..<5).map { Double($0) / 10 }
    let planned = (0..<4).flatMap { step in
      runs("label \(step)", spread.map { $0 + Double(step) })
    }
    let group = try compare(planned).groups[0]
    #expect(group.labels.map(\.label) == ["label 3", "label 2", "label 1", "label 0"])
    #expect(group.pairs.count == 6)
    // Every p is 2 / 252, the smallest of six counting six times.
    for pair in group.pairs {
      #expect(abs(pair.p - 2.0 / 252) < 1e-12 && abs(pair.correctedP - 12.0 / 252) < 1e-12)
      #expect(pair.isShown && pair.first.label > pair.second.label)
    }
  }

  @Test func amongManyTextShowsTheBestAndJSONAll() throws {
    let planned = (0..<9).flatMap { runs("label \($0)", [Double($0), Double($0), 8]) }
    let comparison = try compare(planned)
    #expect(comparison.groups[0].pairs.count == 36)
    let text = comparison.text
    #expect(text.components(separatedBy: "  not shown\n").count == 1 + 8)
    #expect(text.contains("Compared with label 8, the best by IQM:\n"))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    let all = comparison.text(allPairs: true)
    #expect(all.components(separatedBy: "  not shown\n").count == 1 + 36)
    #expect(all.components(separatedBy: " against\n").count == 1 + 8)

    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(comparison.json.utf8)) as? [String: Any])
    let group = try #require((json["groups"] as? [[String: Any]])?.first)
    #expect((group["pairs"] as? [[String: Any]])?.count == 36)
    let first = try #require((group["labels"] as? [[String: Any]])?.first)
    #expect(first["label"] as? String == "label 8" && first["mean"] as? Double == 8)
    #expect(first["collapsed"] as? Int == 0 && first["meanInterval"] as? [Double] == [8, 8])
    #expect(json["preference"] as? String == "higher")
  }

  // MARK: - Targets

  @Test func labelsOfOtherTargetsAreNotCompared() throws {
    let comparison = try compare(
      runs("a, ring8", [8, 8]) + runs("a, grid25", [20, 25], target: "grid25")
        + runs("b, ring8", [1, 2]) + runs("b, grid25", [3, 4], target: "grid25"))
    #expect(comparison.groups.map(\.targets) == [["ring8"], ["grid25"]])
    #expect(
      comparison.groups.map { $0.labels.map(\.label) } == [
        ["a, ring8", "b, ring8"], ["a, grid25", "b, grid25"],
      ])
    #expect(comparison.groups.map(\.expectedForTarget) == [8, 25])
    #expect(comparison.groups.allSatisfy { $0.pairs.count == 1 })
  }

  @Test func targetsOfOneLabelAreStrata() throws {
    let comparison = try compare(
      runs("a", [8, 8, 8]) + runs("a", [25, 20, 15], target: "grid25")
        + runs("b", [4, 4, 4]) + runs("b", [5, 10, nil], target: "grid25"))
    let group = comparison.groups[0]
    #expect(comparison.groups.count == 1 && group.targets == ["ring8", "grid25"])
    // Eight modes and twenty-five are not to be added up.
    #expect(group.isRelative)
    #expect(group.labels[0].strata == [[1, 1, 1], [1, 0.8, 0.6]])
    #expect(group.labels[1].strata == [[0.5, 0.5, 0.5], [0.2, 0.4, -.infinity]])
    #expect(group.labels[0].meanInterval == nil && group.labels[0].collapsed.successes == 0)
    #expect(group.labels[1].collapsed == Proportion(successes: 3, of: 6))
    #expect(group.pairs[0].probability.value == 1)
    // Each task can be dealt out in twenty ways.
    #expect(abs(group.pairs[0].p - 2.0 / 400) < 1e-12)
    #expect(abs(group.pairs[0].smallestP - 2.0 / 400) < 1e-12)
    #expect(comparison.text.contains("on ring8 and grid25"))
  }

  // MARK: - Folders

  @Test func aSweepInProgressIsComparedByTheRunsThatEnded() throws {
    var planned = runs("a", [8, 7, 6])
    (planned[1].status, planned[2].status) = ("interrupted", "running")
    let comparison = try compare(planned)
    #expect(comparison.unfinished == 2 && comparison.groups[0].labels[0].count == 1)
    #expect(comparison.groups[0].pairs.isEmpty)
    #expect(comparison.text.contains("not ended: 2"))
  }

  @Test func aTrainedSweepIsRead() throws {
    let folder = try TemporaryFolder()
    let yaml = """
      {steps: 20, evaluation: {every: 10, samples: 20}, seeds: 3, vary: {method: [gan, wgan]}}
      """
    let place = folder.url.appendingPathComponent("sweep")
    let sweep = try Sweep(Experiment(yaml: yaml), in: place)
    _ = try sweep.start(training: {
      FakeTrainer(
        $0, divergence: $0.configuration.method is WGAN && $0.configuration.seed == 1 ? 5 : nil)
    })
    let group = try SweepComparison(sweep.folder).groups[0]
    #expect(group.targets == ["ring8"] && group.expectedForTarget == 8)
    #expect(group.labels.map(\.label) == ["gan", "wgan"])
    #expect(group.labels.map(\.count) == [3, 3] && group.labels.map(\.diverged) == [0, 1])
  }

  @Test func badFoldersAndNamesAreBlamed() throws {
    let folder = try TemporaryFolder()
    func error(_ metric: String = "modes_covered") -> SettingError? {
      #expect(throws: SettingError.self) {
        try SweepComparison(SweepFolder(folder.url), metric: metric)
      }
    }
    func fileError() -> FileError? {
      #expect(throws: FileError.self) { try SweepComparison(SweepFolder(folder.url)) }
    }
    #expect(fileError()?.key == folder.url.path)
    #expect(fileError()?.allowed == "the folder of a sweep")
    _ = try sweep([Planned(label: "a", status: "running", values: [:])], in: folder)
    #expect(fileError()?.value.contains("no run has ended") == true)
    _ = try sweep(runs("a", [8]), in: folder)
    #expect(error("mode_covered")?.allowed == "one of modes_covered; did you mean modes_covered?")
    #expect(error("reverse_kl")?.key == "metric")
    _ = try sweep([Planned(label: "a", values: [:])], in: folder)
    #expect(error()?.description.contains("measured by no run") == true)
    try AtomicFile.write("{}\n", to: folder.url.appendingPathComponent("plan.jsonl"))
    #expect(fileError()?.key.hasSuffix("plan.jsonl line 1") == true)
  }
}
