import Foundation
import Testing
import ToyGAN

@testable import ToyGANFiles
@testable import ToyGANMetrics
@testable import ToyGANStatistics
@testable import ToyGANStudies

/// By which metric labels are compared, and with which label.
@Suite struct ComparedMetricTests {
  private typealias Run = WrittenSweep.Run

  private func compare(
    _ runs: [Run], metric: String? = nil, against: String? = nil
  ) throws -> SweepComparison {
    let folder = try TemporaryFolder()
    let sweep = try WrittenSweep.write(runs, to: folder.url.appendingPathComponent("sweep"))
    return try SweepComparison(sweep, metric: metric, against: against)
  }

  // MARK: - The metric

  /// A diffuse generator has a sample on every mode, and no mode's share.
  @Test func theStrictCountLeads() throws {
    let comparison = try compare(
      WrittenSweep.runs("diffuse", strict: [0, 0, 1], classical: [8, 8, 8])
        + WrittenSweep.runs("good", strict: [7, 7, 8]))
    #expect(comparison.metric == .modesByMass && comparison.notes == [])
    let labels = comparison.groups[0].labels
    #expect(labels.map(\.label) == ["good", "diffuse"])
    // By the classical count nothing would have collapsed.
    #expect(labels.map(\.collapsed.successes) == [0, 3])
    #expect(comparison.text.joinedWords.contains("at the end by modes_by_mass"))
    let named = try compare(WrittenSweep.runs("a", strict: [0]), metric: "modes_covered")
    #expect(named.metric == .modesCovered)
  }

  @Test func olderRunsAreComparedByTheClassicalCountAndItIsSaid() throws {
    let old = WrittenSweep.runs("old", "modes_covered", [8, 7])
    let new = WrittenSweep.runs("new", strict: [3, 3], classical: [8, 8])
    let comparison = try compare(old + new)
    #expect(comparison.metric == .modesCovered)
    #expect(comparison.groups[0].labels.map(\.label) == ["new", "old"])
    let text = comparison.text.joinedWords
    #expect(text.contains("because not every run has measured modes_by_mass"))
    // The one count that all have tells what has collapsed.
    #expect(comparison.groups[0].count == .modesCovered)
    #expect(comparison.groups[0].labels.map(\.collapsed.successes) == [0, 0])
  }

  /// Older runs would otherwise be worse than all others by a metric that nobody measured in them.
  @Test func whatWasNotMeasuredIsLeftOutAndNotWorst() throws {
    let runs =
      WrittenSweep.runs("old", "modes_covered", [8, 7]) + WrittenSweep.runs("new", strict: [3, 4])
    let comparison = try compare(runs, metric: "modes_by_mass")
    #expect(comparison.groups.flatMap { $0.labels.map(\.label) } == ["new"])
    #expect(comparison.text.contains("Left out, because modes_by_mass was not measured: old."))
  }

  @Test func withoutModesADistanceLeads() throws {
    let comparison = try compare(
      WrittenSweep.runs("a", "sliced_w1", [0.2, 0.3]) + WrittenSweep.runs("b", "sliced_w1", [1, 2]))
    #expect(comparison.metric == .slicedWasserstein1 && comparison.groups[0].count == nil)
    #expect(comparison.groups[0].labels.map(\.label) == ["a", "b"])
  }

  @Test func differentNumbersOfSamplesAreSaid() throws {
    var runs = WrittenSweep.runs("a", strict: [8, 8]) + WrittenSweep.runs("b", strict: [7, 7])
    (runs[2].samples, runs[3].samples) = (2500, 2500)
    let text = try compare(runs).text.joinedWords
    #expect(text.contains("different numbers of samples") && text.contains("100 (a), 2500 (b)"))
  }

  // MARK: - The label

  @Test func againstALabelFewerPairsAreCorrected() throws {
    let runs = (0..<4).flatMap { step in
      WrittenSweep.runs("label \(step)", strict: (0..<5).map { Double(step) + Double($0) / 10 })
    }
    let all = try compare(runs).groups[0]
    let some = try compare(runs, against: "label 1").groups[0]
    #expect(all.pairs.count == 6 && some.pairs.count == 3)
    // Every p is 2 / 252: six times that, and three times.
    #expect(all.pairs.allSatisfy { abs($0.correctedP - 12.0 / 252) < 1e-12 })
    #expect(some.pairs.allSatisfy { abs($0.correctedP - 6.0 / 252) < 1e-12 })
    #expect(some.pairs.allSatisfy { $0.involves("label 1") })
    let text = try compare(runs, against: "label 1").text
    #expect(text.contains("Compared with label 1:\n") && text.contains("  better\n"))
    #expect(text.contains("  worse\n") && text.joinedWords.contains("over the 3 pairs shown"))
  }

  @Test func anUnknownLabelIsBlamedWithASuggestion() throws {
    let runs = WrittenSweep.runs("wgan-gp", strict: [8, 8])
    let error = #expect(throws: SettingError.self) { try compare(runs, against: "wgan-pg") }
    #expect(error?.key == "against" && error?.allowed.contains("did you mean wgan-gp?") == true)
  }

  /// On another target the label has no runs, so that there is nothing to compare with.
  @Test func whereTheLabelHasNoRunsThereAreNoPairs() throws {
    let runs =
      WrittenSweep.runs("a", strict: [8, 8]) + WrittenSweep.runs("b", strict: [7, 7])
      + WrittenSweep.runs("c", strict: [20, 20], target: "grid25")
      + WrittenSweep.runs("d", strict: [21, 20], target: "grid25")
    let groups = try compare(runs, against: "a").groups
    #expect(groups.map(\.pairs.count) == [1, 0])
  }

  // MARK: - Power

  @Test func whatIsNotShownSaysHowManySeedsItNeeds() throws {
    // 14 of 25 pairs and 4 ties: P = 0.64.
    let runs =
      WrittenSweep.runs("high", strict: [2, 4, 6, 8, 8])
      + WrittenSweep.runs("low", strict: [1, 3, 4, 6, 8])
    let pair = try #require(try compare(runs).groups[0].pairs.first)
    let probability = try #require(pair.probability.value)
    let ties = MannWhitneyTest([2, 4, 6, 8, 8], against: [1, 3, 4, 6, 8]).shareOfTies
    let needed = RunsNeeded(probability: probability, shareOfTies: ties)
    #expect(!pair.isShown && pair.runsNeeded == needed?.count && pair.runsNeeded ?? 0 > 5)
    let text = try compare(runs).text
    #expect(text.contains("  \(needed?.count ?? 0)  not shown\n"))
    #expect(text.joinedWords.contains("Noether 1987, corrected for ties, for p below 0.05"))
  }

  @Test func withoutADifferenceItCannotBeSaid() throws {
    let runs = WrittenSweep.runs("a", strict: [7, 8]) + WrittenSweep.runs("b", strict: [8, 7])
    let comparison = try compare(runs)
    #expect(comparison.groups[0].pairs[0].runsNeeded == nil)
    #expect(comparison.text.contains("  -  not shown\n"))
    #expect(comparison.text.joinedWords.contains("'-' where it cannot be said"))
  }

  // MARK: - Intervals

  @Test func intervalsStayWithinWhatIsPossible() throws {
    let runs =
      WrittenSweep.runs("two", strict: [1, 3]) + WrittenSweep.runs("three", strict: [5, 8, 8])
    let comparison = try compare(runs)
    let labels = comparison.groups[0].labels
    #expect(labels.map(\.label) == ["three", "two"])
    #expect(labels[0].meanInterval?.upper == 8 && labels[1].meanInterval == nil)
    let text = comparison.text.joinedWords
    #expect(text.contains(", 8.00]") && text.contains("2.00 too few"))
    #expect(text.contains("From fewer than three runs no interval can be told"))
    #expect(!text.contains("±") && !text.contains("12.7"))
    // A distance from the target's value is not below 0, and has no upper end.
    let ratios = try compare(
      WrittenSweep.runs("a", "reverse_kl", [0, 0, 0.3]), metric: "reverse_kl")
    #expect(ratios.groups[0].labels[0].meanInterval?.lower == 0)
  }
}
