import Foundation
import Testing
import ToyGAN

@testable import ToyGANCore
@testable import ToyGANFiles
@testable import ToyGANMetrics
@testable import ToyGANStudies
@testable import ToyGANTargets

/// Several sweeps, and samples of other programs, in one comparison.
@Suite struct ComparedRunsTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func place(_ path: String) -> URL { folder.url.appendingPathComponent(path) }

  private func sweep(_ path: String, _ runs: [WrittenSweep.Run]) throws -> SweepFolder {
    try WrittenSweep.write(runs, to: place(path))
  }

  /// Files of samples of the ring of eight, on some of its modes.
  private func files(
    _ name: String, modes: [Int], count: Int = 400, seeds: Int = 3, ending: String = "csv"
  ) throws -> [URL] {
    try AtomicFile.makeFolder(place(name))
    return try (0..<seeds).map { seed in
      let stream = RandomStream(seed: UInt64(seed), name: name)
      let drawn = TargetPreset.ring8.target.samples(8 * count, from: stream)
      let means = (0..<8).map { mode -> SIMD2<Float> in
        let angle = Float(mode) * .pi / 4
        return SIMD2(2 * Foundation.cos(angle), 2 * Foundation.sin(angle))
      }
      let points = (0..<8 * count).map { SIMD2(drawn[2 * $0], drawn[2 * $0 + 1]) }
      let kept = points.filter { point in
        modes.contains { ((point - means[$0]) * (point - means[$0])).sum() < 0.25 }
      }.prefix(count)
      let file = place("\(name)/\(seed).\(ending)")
      try SampleFile.write(kept.flatMap { [$0.x, $0.y] }, dimension: 2, to: file)
      return file
    }
  }

  private func added(_ label: String, _ files: [URL]) throws -> AddedSamples {
    try AddedSamples(label: label, files: files)
  }

  private let ring = TargetConfiguration.preset(.ring8)

  // MARK: - Sweeps

  @Test func labelsOfTwoSweepsAreToldApartByTheSweeps() throws {
    let one = try sweep(
      "one/study", WrittenSweep.runs("gan", strict: [1, 2]) + WrittenSweep.runs("a", strict: [8]))
    let two = try sweep(
      "two/study", WrittenSweep.runs("gan", strict: [5, 6]) + WrittenSweep.runs("b", strict: [3]))
    let runs = try ComparedRuns([one, two])
    let labels = try SweepComparison(runs).groups[0].labels
    #expect(labels.map(\.label) == ["a", "gan (two/study)", "b", "gan (one/study)"])
    #expect(labels.map(\.count) == [1, 2, 1, 2])
  }

  @Test func namesAreAsShortAsTheyCanBe() {
    let urls = { (paths: [String]) in paths.map { URL(fileURLWithPath: $0) } }
    #expect(SourceNames.of(urls(["/x/a", "/x/b"])) == ["a", "b"])
    #expect(SourceNames.of(urls(["/x/a/s", "/y/a/s"])) == ["x/a/s", "y/a/s"])
    #expect(SourceNames.of(urls(["/a", "/x/a"])) == ["a", "x/a"])
    // A label that looks like one that was told apart.
    let apart = SourceNames.apart([["g", "g (b)"], ["g"]], in: ["a", "b"])
    #expect(apart[0] == ["g": "g (a)", "g (b)": "g (b) (a)"] && apart[1] == ["g": "g (b)"])
  }

  @Test func aSweepNamedTwiceIsRefused() throws {
    let one = try sweep("one", WrittenSweep.runs("gan", strict: [1, 2]))
    try FileManager.default.createSymbolicLink(
      at: place("link"), withDestinationURL: place("one"))
    let error = #expect(throws: FileError.self) {
      try ComparedRuns([one, SweepFolder(place("link"))])
    }
    #expect(error?.description.contains("named twice") == true)
  }

  @Test func unfinishedRunsOfAllSweepsAreCounted() throws {
    var (one, two) = (
      WrittenSweep.runs("a", strict: [1, 2]), WrittenSweep.runs("b", strict: [1, 2, 3])
    )
    (one[1].status, two[1].status, two[2].status) = ("running", "running", "interrupted")
    let comparison = try SweepComparison(ComparedRuns([sweep("one", one), sweep("two", two)]))
    #expect(comparison.unfinished == 3)
  }

  // MARK: - Samples

  @Test func samplesAreScoredLikeRuns() throws {
    var runs = try ComparedRuns([sweep("study", WrittenSweep.runs("gan", strict: [2, 2, 3]))])
    var options = AddedSamplesOptions()
    (options.target, options.samples) = (ring, 400)
    let files = try files("mine", modes: [0, 1, 2, 3, 4, 5, 6])
    try runs.add([added("mine", files)], options: options)
    let comparison = try SweepComparison(runs)
    let labels = comparison.groups[0].labels
    #expect(labels.map(\.label) == ["mine", "gan"])
    #expect(labels[0].strata == [[7, 7, 7]] && labels[0].collapsed.successes == 0)
    #expect(comparison.groups.count == 1 && comparison.groups[0].pairs.count == 1)
    // The written runs were measured on another number.
    #expect(comparison.text.contains("100 (gan), 400 (mine)"))
  }

  @Test func withoutASweepTheSmallestFileSaysHowManySamplesCount() throws {
    var runs = try ComparedRuns([])
    var options = AddedSamplesOptions()
    options.target = ring
    try runs.add(
      [
        added("few", files("few", modes: [0, 1], count: 150, ending: "npy")),
        added("many", files("many", modes: [0, 1, 2, 3, 4, 5, 6, 7])),
      ], options: options)
    #expect(runs.runs.allSatisfy { $0.measurement("modes_by_mass")?.samples == 150 })
    let note =
      "150 samples of each file, chosen at random, are scored, as many as the smallest has."
    #expect(runs.notes == [note])
    let labels = try SweepComparison(runs).groups[0].labels
    #expect(labels.map(\.label) == ["many", "few"] && labels.map(\.median) == [8, 2])
  }

  @Test func filesWithFewerSamplesThanOthersAreNamed() throws {
    var runs = try ComparedRuns([])
    var options = AddedSamplesOptions()
    (options.target, options.samples) = (ring, 300)
    let files = try files("mine", modes: [0, 1, 2]) + self.files("small", modes: [3], count: 20)
    try runs.add([added("mine", files)], options: options)
    #expect(runs.notes.first?.contains("3 of 6 files have fewer than 300 samples") == true)
    #expect(runs.notes.last?.hasSuffix("scored, as asked.") == true)
  }

  @Test func aTargetThatNoSweepHasIsRefusedByName() throws {
    var runs = try ComparedRuns([sweep("study", WrittenSweep.runs("gan", strict: [2, 2]))])
    var options = AddedSamplesOptions()
    options.target = .preset(.grid25)
    let files = try files("mine", modes: [0])
    let error = #expect(throws: SettingError.self) {
      try runs.add([added("mine", files)], options: options)
    }
    #expect(error?.key == "target")
    #expect(error?.description.contains("ring8 (study), not grid25") == true)
  }

  @Test func withSeveralTargetsOneMustBeNamed() throws {
    let written =
      WrittenSweep.runs("a", strict: [2, 2])
      + WrittenSweep.runs("a", strict: [20, 21], target: "grid25")
    var runs = try ComparedRuns([sweep("study", written)])
    let files = try files("mine", modes: [0])
    let error = #expect(throws: SettingError.self) { try runs.add([added("mine", files)]) }
    #expect(error?.description.contains("ring8, grid25") == true)
    var options = AddedSamplesOptions()
    options.target = ring
    try runs.add([added("mine", files)], options: options)
    #expect(try SweepComparison(runs).groups.map(\.targets) == [["ring8"]])
    #expect(runs.notes.contains { $0.contains("not those on grid25") })
  }

  @Test func labelsMustBeNew() throws {
    var runs = try ComparedRuns([sweep("study", WrittenSweep.runs("gan", strict: [2, 2]))])
    let files = try files("mine", modes: [0])
    for labels in [["gan"], ["a", "a"]] {
      let samples = try labels.map { try added($0, files) }
      let error = #expect(throws: SettingError.self) { try runs.add(samples) }
      #expect(error?.key == "add" && error?.description.contains("which is taken") == true)
    }
  }

  @Test func aMetricThatTheTargetCannotHaveIsRefused() throws {
    var runs = try ComparedRuns([])
    var options = AddedSamplesOptions()
    (options.target, options.metrics) = (.shape(.spirals), ["modes_covered"])
    let files = try files("mine", modes: [0])
    let error = #expect(throws: SettingError.self) {
      try runs.add([added("mine", files)], options: options)
    }
    #expect(error?.description.contains("needs a target with modes") == true)
    options.metrics = ["modes_coverd"]
    let unknown = #expect(throws: SettingError.self) {
      try runs.add([added("mine", files)], options: options)
    }
    #expect(unknown?.description.contains("did you mean modes_covered?") == true)
    options.metrics = []
    try runs.add([added("mine", files)], options: options)
    #expect(try SweepComparison(runs).metric == .slicedWasserstein1)
  }

  /// A decimal comma between semicolons, which is recognized, and said; and an archive of NumPy's.
  @Test func everyFormatOfSamplesIsRead() throws {
    try AtomicFile.makeFolder(place("mine"))
    try AtomicFile.write("x;y\n2,0;0,0\n0,0;2,0\n", to: place("mine/0.txt"))
    try AtomicFile.write("2.0 0.0\n-2.0 0.0\n", to: place("mine/1.dat"))
    var runs = try ComparedRuns([])
    var options = AddedSamplesOptions()
    options.target = ring
    try runs.add(
      [added("mine", [place("mine/0.txt"), place("mine/1.dat")])], options: options)
    #expect(runs.runs.map { $0.measurement("modes_by_mass")?.value } == [2, 2])
    #expect(runs.notes.contains { $0.hasPrefix("mine is read as numbers between semicolons") })
    #expect(runs.notes.contains { $0.contains("between blanks") })
  }

  @Test func equalFilesAndDroppedSamplesAreSaid() throws {
    let file = try files("mine", modes: [0, 1], seeds: 1)[0]
    let copy = place("mine/copy.csv")
    try FileManager.default.copyItem(at: file, to: copy)
    try AtomicFile.write("x,y\n0,0\nnan,1\n", to: place("mine/odd.csv"))
    var runs = try ComparedRuns([])
    var options = AddedSamplesOptions()
    (options.target, options.samples) = (ring, 400)
    let samples = try added("mine", [file, copy, place("mine/odd.csv")])
    #expect(throws: FileError.self) { try runs.add([samples], options: options) }
    options.reading.dropsInvalid = true
    try runs.add([samples], options: options)
    #expect(runs.notes.contains { $0.contains("0.csv and copy.csv have the same samples") })
    #expect(runs.notes.contains("mine: 1 samples that are not finite were dropped."))
    let twice = #expect(throws: SettingError.self) { try added("mine", [file, file]) }
    #expect(twice?.description.contains("twice") == true)
  }

  // MARK: - Patterns

  @Test func patternsAreExpanded() throws {
    _ = try files("mine", modes: [0], count: 5)
    let names = { (pattern: String) throws in
      try FilePattern(self.place("mine").path + "/" + pattern).files().map(\.lastPathComponent)
    }
    #expect(try names("*.csv") == ["0.csv", "1.csv", "2.csv"])
    #expect(try names("[12].csv") == ["1.csv", "2.csv"])
    #expect(try names("{2,0,2}.csv") == ["0.csv", "2.csv"])
    #expect(try names("1.csv") == ["1.csv"])
    let error = #expect(throws: FileError.self) { try names("*.npy") }
    #expect(error?.description.contains("no file matches") == true)
  }

  @Test func labelAndFilesAreDividedWhereFilesAreFound() throws {
    _ = try files("lr=1", modes: [0], count: 5)
    let path = place("lr=1").path
    #expect(try AddedSamples(argument: "mine=\(path)/*.csv").label == "mine")
    #expect(try AddedSamples(argument: "K = 10=\(path)/*.csv").label == "K = 10")
    #expect(try AddedSamples(argument: "K = 10=\(path)/*.csv").files.count == 3)
    for text in ["mine", "=x.csv", "mine=", ""] {
      let error = #expect(throws: SettingError.self) { try AddedSamples(argument: text) }
      #expect(error?.allowed.contains("LABEL=FILES") == true)
    }
    #expect(throws: FileError.self) { try AddedSamples(argument: "mine=\(path)/*.npy") }
  }
}
