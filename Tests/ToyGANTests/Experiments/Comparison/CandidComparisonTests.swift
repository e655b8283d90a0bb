import Foundation
import Testing
import ToyGAN

@testable import ToyGANFiles
@testable import ToyGANMetrics
@testable import ToyGANStudies

/// A comparison says what a reader would otherwise take for something else.
@Suite struct CandidComparisonTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func sweep(_ name: String, _ runs: [WrittenSweep.Run]) throws -> SweepFolder {
    try WrittenSweep.write(runs, to: folder.url.appendingPathComponent(name))
  }

  private func compare(
    _ runs: [WrittenSweep.Run], metric: String? = nil, against: String? = nil
  ) throws -> SweepComparison {
    try SweepComparison(sweep("study", runs), metric: metric, against: against)
  }

  private func object(_ json: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
  }

  private func firstGroup(_ comparison: SweepComparison) throws -> [String: Any] {
    let groups = try object(comparison.json)["groups"] as? [[String: Any]] ?? []
    return try #require(groups.first)
  }

  // MARK: - Other differences

  private static let differences = """
    setting,label,method,value
    generator.initialization,gan,gan,orthogonal
    generator.initialization,pacgan,pacgan,normal
    optimizer.beta1,gan,gan,0.5
    optimizer.beta1,pacgan,pacgan,0.8
    schedule,gan,gan,alternating
    schedule,pacgan,pacgan,simultaneous
    maxout,gan,gan,1
    maxout,unrolled,unrolled,1
    maxout,pacgan,pacgan,5

    """

  private var three: [WrittenSweep.Run] {
    WrittenSweep.runs("gan", strict: [0, 1, 0]) + WrittenSweep.runs("unrolled", strict: [8, 8, 7])
      + WrittenSweep.runs("pacgan", strict: [7, 7, 6])
  }

  /// A preset that brings another initialization is then compared, and not the idea of the method.
  @Test func everyFormNamesSettingsThatTheExperimentDoesNot() throws {
    let sweep = try sweep("study", three)
    try AtomicFile.write(Self.differences, to: sweep.file("differences.csv"))
    let comparison = try SweepComparison(sweep, against: "gan")
    let sentence =
      "Besides what the experiment names, labels differ: pacgan from gan in 4 settings: "
      + "generator.initialization (normal, not orthogonal), optimizer.beta1 (0.8, not 0.5), schedule "
      + "(simultaneous, not alternating), and 1 more. study/differences.csv has all."
    #expect(comparison.text.joinedWords.contains(sentence), "\(comparison.text)")
    let tables = ComparisonTables([comparison])
    #expect(tables.markdown.contains("pacgan from gan in 4 settings"))
    // Where a reader of the document sees it.
    let latex = tables.latex.joinedWords
    #expect(latex.contains("pacgan from gan in 4 settings") && !latex.contains("% Note"))
    let json = try object(comparison.json)
    let listed = try #require(json["differences"] as? [[String: Any]])
    #expect(listed.count == 1 && listed[0]["label"] as? String == "pacgan")
    #expect((listed[0]["settings"] as? [[String: Any]])?.count == 4)
    // Unrolled differs from pacgan in one.
    let others = try SweepComparison(sweep, against: "unrolled").text.joinedWords
    #expect(others.contains("pacgan from unrolled in 1 setting: maxout (5, not 1)"))
    #expect(!others.contains("optimizer.beta1"))
  }

  @Test func labelsOfTwoSweepsDifferInWhatTheirPlansSay() throws {
    let one = try sweep("one", WrittenSweep.runs("a", strict: [1, 2]))
    let two = try sweep("two", WrittenSweep.runs("b", strict: [5, 6]))
    let plan = two.file("plan.jsonl")
    let text = try String(contentsOf: plan, encoding: .utf8)
    try AtomicFile.write(text.replacing(#""batch":1"#, with: #""batch":64"#), to: plan)
    let comparison = try SweepComparison(ComparedRuns([one, two]), against: "a")
    #expect(
      comparison.text.joinedWords.contains(
        "Labels of different sweeps differ: b from a in 1 setting: batch (64, not 1)."))
  }

  // MARK: - The best

  @Test func amongEqualsNoneIsBest() throws {
    let comparison = try compare(
      WrittenSweep.runs("a", strict: [0, 0, 0]) + WrittenSweep.runs("b", strict: [0, 0, 0]))
    let text = comparison.text.joinedWords
    #expect(text.contains("All labels are equal by IQM") && text.contains("none is best."))
    #expect(text.contains("Every run of every label has collapsed."))
    #expect(!text.contains("the best"))
    let group = try firstGroup(comparison)
    #expect(group["best"] as? [String] == [])
    let tied = try compare(
      WrittenSweep.runs("a", strict: [8, 8]) + WrittenSweep.runs("b", strict: [8, 8])
        + WrittenSweep.runs("c", strict: [1, 1]))
    #expect(tied.text.contains("Compared with a, one of the 2 best by IQM:"))
  }

  /// Of five values each the means are 0.62 and 0.77, lower being better; the middle values are 0.7 and 0.5.
  @Test func whereMeansSayOtherwiseTheRankingIsShown() throws {
    let comparison = try compare(
      WrittenSweep.runs("gan", "reverse_kl", [0.1, 0.7, 0.7, 0.7, 0.9])
        + WrittenSweep.runs("wgan", "reverse_kl", [0.45, 0.5, 0.5, 0.5, 1.9]), metric: "reverse_kl")
    #expect(comparison.groups[0].labels.map(\.label) == ["wgan", "gan"])
    #expect(comparison.text.contains("Compared with wgan, the best by IQM:"))
    let bare = ComparisonTables([comparison], columns: [.runs, .mean]).markdown
    #expect(
      bare.contains(
        "Labels are ranked by IQM, the mean of the middle half of the runs: wgan 0.500, gan 0.700.")
    )
    #expect(ComparisonTables([comparison]).markdown.contains("| IQM |"))
    let agreeing = try compare(three)
    let short = ComparisonTables([agreeing], columns: [.mean]).markdown
    #expect(short.contains("; means give the same order."))
  }

  // MARK: - Values

  @Test func theNoiseFloorIsSaid() throws {
    var runs = WrittenSweep.runs("a", "sliced_w1", [0.2, 0.3])
    runs += WrittenSweep.runs("b", "sliced_w1", [1, 2])
    for place in runs.indices {
      runs[place].floor = NoiseFloor(mean: 0.0312, deviation: 0.0041, draws: 10)
    }
    let comparison = try compare(runs)
    #expect(
      comparison.text.joinedWords.contains(
        "Noise floor: 10 draws of the target itself score 0.0312 ± 0.0041"))
    let group = try firstGroup(comparison)
    let floors = try #require(group["noiseFloors"] as? [[String: Any]])
    #expect(floors.first?["deviation"] as? Double == 0.0041 && group["samples"] as? Int == 100)
    // Of different draws none is that of all.
    runs[0].floor = NoiseFloor(mean: 0.05, deviation: 0.01, draws: 10)
    #expect(try !compare(runs).text.contains("Noise floor"))
  }

  /// Four of five are infinite: the one that is left says nothing about the label.
  @Test func infiniteRunsAreCountedAndHaveNoMean() throws {
    let infinite = [Double.infinity, .infinity, .infinity, .infinity, 0.018]
    let comparison = try compare(
      WrittenSweep.runs("a", "forward_kl", infinite)
        + WrittenSweep.runs("b", "forward_kl", [0.5, 0.6, 0.5, 0.7, 0.4]), metric: "forward_kl")
    let labels = comparison.groups[0].labels
    #expect(labels.map(\.label) == ["b", "a"] && labels[1].infinite == 4)
    #expect(labels[1].withoutValue == 0 && labels[1].mean == nil)
    #expect(comparison.groups[0].pairs[0].difference == nil)
    let text = comparison.text.joinedWords
    #expect(text.contains("Infinite values: 4 of 5 runs of a."))
    #expect(text.contains("compared by ranks alone"))
    #expect(text.contains("a 5 inf - inf inf 4"), "\(comparison.text)")
    #expect(!text.contains("failed") && !text.contains("0.018") && !text.contains("no value"))
    let latex = ComparisonTables([comparison]).latex
    #expect(latex.contains("a & $5$ & $\\infty$ & -- & $\\infty$ &"))
    let group = try firstGroup(comparison)
    let second = try #require((group["labels"] as? [[String: Any]])?.last)
    #expect(second["infinite"] as? Int == 4 && second["mean"] == nil)
    #expect(second["worst"] as? String == "inf" && second["best"] as? Double == 0.018)
  }

  @Test func jsonHasWhatTheTableHas() throws {
    let comparison = try compare(three)
    let group = try firstGroup(comparison)
    let first = try #require((group["labels"] as? [[String: Any]])?.first)
    #expect(first["worst"] as? Double == 7 && first["best"] as? Double == 8)
    #expect(abs((first["deviation"] as? Double ?? 0) - 1 / 3.0.squareRoot()) < 1e-12)
    #expect(group["best"] as? [String] == ["unrolled"])
    let pairs = try #require(group["pairs"] as? [[String: Any]])
    #expect(pairs.contains { $0["verdict"] as? String == "not shown" })
    #expect(comparison.text.contains("  not shown\n"))
  }

  // MARK: - Targets

  /// Labels on targets without modes are compared by a distance, and not left out.
  @Test func everyTargetHasTheMetricThatLeadsOnIt() throws {
    let rolls = ["a", "b"].flatMap { label in
      [0.1, 0.2, 0.3].map {
        WrittenSweep.Run(
          label: "swiss-roll, \(label)", target: "swiss-roll", values: [("sliced_w1", $0)])
      }
    }
    let rings = WrittenSweep.runs("ring8, a", strict: [7, 8, 8])
    let runs = try ComparedRuns([sweep("many", rings + rolls)])
    let all = try SweepComparison.all(runs)
    #expect(all.map(\.metric) == [.modesByMass, .slicedWasserstein1])
    #expect(all[1].groups[0].labels.map(\.label) == ["swiss-roll, a", "swiss-roll, b"])
    #expect(!SweepComparison.text(all).contains("Left out"))
    #expect(ComparisonTables(all).tables.count == 2)
    // A metric that is named leaves them out, and says what they have.
    let named = try SweepComparison(runs, metric: "modes_by_mass")
    #expect(named.text.joinedWords.contains("swiss-roll, b. For these, sliced_w1 was measured."))
    let against = try SweepComparison.all(runs, against: "swiss-roll, a")
    #expect(against.map { $0.groups.map(\.pairs.count) } == [[0], [1]])
  }

  /// A label with runs on both kinds of target is not worst on the one that has no modes.
  @Test func whereATargetHasNoModesNothingCounts() throws {
    let runs = ["a", "b"].flatMap { label in
      WrittenSweep.runs(label, strict: [8, 7, 8])
        + [0.1, 0.2].map {
          WrittenSweep.Run(label: label, target: "moons", values: [("sliced_w1", $0)])
        }
    }
    let comparison = try compare(runs)
    #expect(comparison.groups.map(\.targets) == [["ring8"]])
    #expect(comparison.groups[0].labels.map(\.withoutValue) == [0, 0])
    #expect(comparison.text.joinedWords.contains("not measured: a on moons; b on moons."))
  }

  @Test func aTargetHasAShortText() {
    let words = TargetText()
    #expect(words.words("ring8") == "ring8")
    #expect(
      words.words(#"{"ring":{"deviation":0.1,"modes":8,"radius":2}}"#)
        == "ring (modes 8, radius 2, deviation 0.1)")
    #expect(
      words.words(
        #"{"mixture":{"deviations":[0.1,0.2],"means":[[0,0],[1,1]],"weights":"none"}}"#)
        == "mixture (means of 2 values, deviations [0.1, 0.2])")
    #expect(
      words.words(#"{"lattice":{"extent":4,"of":"ring8","side":64}}"#)
        == "lattice (side 64, extent 4, of ring8)")
    #expect(words.words(#"{"own":{"a":1}}"#) == "own (a 1)")
  }

  // MARK: - Documents

  /// One sweep lacks the metric that is named first.
  @Test func columnsOfRunsAreThoseOfAnyMetric() throws {
    let a = try sweep("one", WrittenSweep.runs("a", strict: [1, 2, 1]))
    var others = WrittenSweep.runs("b", strict: [8, 8, 7])
    for place in others.indices { others[place].values.append(("sliced_w1", 0.1)) }
    let runs = try ComparedRuns([a, sweep("two", others)])
    let comparisons = try SweepComparison.all(runs, metrics: ["sliced_w1", "modes_by_mass"])
    let rows = ComparisonTables(comparisons).markdown.split(separator: "\n")
    let row = try #require(rows.first { $0.hasPrefix("| a |") })
    #expect(row.hasPrefix("| a | 3 | - |") && row.contains("| 3/3 |"), "\(row)")
  }

  @Test func aCaptionIsShortAndInSentences() throws {
    let runs = three
    let comparisons = try ["modes_by_mass", "modes_covered"].map { try compare(runs, metric: $0) }
    let latex = ComparisonTables(comparisons).latex
    let caption = try #require(latex.components(separatedBy: "\\caption{%\n").last)
      .components(separatedBy: "\n}\n")[0]
    #expect(
      caption.hasPrefix("Comparison on ring8, 100 samples of each run, by modes\\_by\\_mass ("))
    // The target is not repeated for every metric.
    #expect(caption.components(separatedBy: "ring8").count == 2)
    #expect(caption.split(separator: "\n").count <= 4, "\(caption)")
    #expect(latex.contains("\\begin{minipage}{\\linewidth}"))
    let sentences = latex.joinedWords
    for begin in [". difference:", ". seeds:", ". p: Mann"] { #expect(!sentences.contains(begin)) }
    // Eight columns have no room in a column of two, and three have.
    #expect(latex.contains("\\begin{table*}"))
    let narrow = ComparisonTables([comparisons[0]], columns: [.runs, .mean]).latex
    #expect(narrow.contains("\\begin{table}\n") && !narrow.contains("table*"))
  }

  /// A column for which there is no room stands below.
  @Test(arguments: [40, 60, 80]) func noColumnIsLeftOutForWidth(width: Int) throws {
    let text = try compare(three).text(width: width)
    #expect(text.contains("95 % share"))
    #expect(text.split(separator: "\n").allSatisfy { $0.columns <= width })
  }

  // MARK: - The count

  @Test func oneRuleSaysWhichCountIsShared() throws {
    struct Measured: MeasuredRun {
      var names: Set<String>
      var isDiverged = false
      func hasMeasured(_ metric: String) -> Bool { names.contains(metric) }
    }
    let both = Measured(names: ["modes_by_mass", "modes_covered"])
    let old = Measured(names: ["modes_covered"])
    let none = Measured(names: ["sliced_w1"])
    #expect([both, none].sharedCount == .modesByMass)
    #expect([both, old].sharedCount == .modesCovered)
    // A run that diverged does not decide, unless there is no other.
    let diverged = Measured(names: ["modes_covered"], isDiverged: true)
    #expect([both, diverged].sharedCount == .modesByMass)
    #expect([diverged].sharedCount == .modesCovered)
    #expect([none].sharedCount == nil && [Measured]().sharedCount == nil)
  }
}
