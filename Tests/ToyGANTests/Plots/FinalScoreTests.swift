import Foundation
import Testing

@testable import ToyGANCore
@testable import ToyGANFigures
@testable import ToyGANFiles
@testable import ToyGANGames
@testable import ToyGANMetrics
@testable import ToyGANSettings
@testable import ToyGANStudies
@testable import ToyGANTargets

/// Bars, points and cells of final scores say what tables and `toygan compare` say.
@Suite struct FinalScoreTests {
  private typealias Run = ScoredSweep.Run

  /// Draws a sweep, and calls with its folder and its stored form.
  private func drawn(
    _ sweep: ScoredSweep, _ options: PlotOptions = PlotOptions(),
    _ body: (TemporaryFolder, StoredSweep) throws -> Void
  ) throws {
    let folder = try TemporaryFolder()
    try sweep.write(to: folder.url)
    var options = options
    options.formats = [.svg]
    _ = try Plots.sweep(at: folder.url, options: options)
    try body(folder, try StoredSweep(folder: folder.url))
  }

  private func table(_ name: String, in folder: TemporaryFolder) throws -> CSVTable {
    try CSVTable(contentsOf: folder.url.appendingPathComponent("plots/\(name).csv"))
  }

  /// Trials of a search and its labels' own settings, confirmed: a row for each label, and a panel for each of both.
  @Test func aConfirmationHasARowForEachLabel() throws {
    let folder = try TemporaryFolder()
    let runs = ["a, default", "a, trial 3", "b, trial, x, default"].flatMap { label in
      (0..<3).map { Run.modes(label, $0, label.hasPrefix("b") ? 2 : label.hasSuffix("3") ? 8 : 1) }
    }
    try ScoredSweep(runs: runs).write(to: folder.url.appendingPathComponent("confirmation"))
    let trials = """
      label,trial,rank,status,step,updates,discriminator_samples,gates,runs,modes_by_mass,generator.latent
      a,0,2,completed,5,5,5,passed,x,1.0,4
      a,3,1,completed,5,5,5,passed,y,8.0,8
      "b, trial, x",0,1,completed,5,5,5,passed,z,2.0,4

      """
    try Data(trials.utf8).write(to: folder.url.appendingPathComponent("trials.csv"))
    var options = PlotOptions()
    (options.formats, options.only) = ([.svg], ["confirmation"])
    _ = try Plots.search(at: folder.url, options: options)
    let bars = try table("confirmation", in: folder)
    #expect(try bars.numbers("row") == [1, 1, 2] && bars.numbers("column") == [1, 2, 1])
    #expect(try bars.numbers("mean") == [1, 8, 2])
    let svg = try folder.text("plots/confirmation.svg")
    #expect(svg.contains("its own settings") && svg.contains("its best trial"))
  }

  /// 8, 8 and one that diverged with 0: the mean is 8 of two, in the figure as in the table.
  @Test(arguments: ["diverged", "interrupted"])
  func runsThatDidNotCompleteHaveADotButNoShareInTheMean(status: String) throws {
    let runs: [Run] = [
      .modes("a", 0, 8), .modes("a", 1, 8), .modes("a", 2, 0, status: status),
      .modes("b", 0, 1), .modes("b", 1, 2), .modes("b", 2, 3),
    ]
    try drawn(ScoredSweep(runs: runs)) { folder, sweep in
      let bars = try table("modes-recovered", in: folder)
      #expect(try bars.numbers("mean") == [8, 2] && bars.numbers("runs") == [2, 3])
      #expect(try bars.numbers("lower")[0].isNaN, "two runs have no interval")
      let dots = try table("modes-recovered-seeds", in: folder)
      #expect(try dots.numbers("modes") == [8, 8, 0, 1, 2, 3])
      #expect(try dots.numbers("included") == [1, 1, 0, 1, 1, 1])
      let svg = try folder.text("plots/modes-recovered.svg")
      #expect(svg.contains("1 \(status)") && svg.contains("Cross:"))
      if status == "diverged" {
        var results = SweepResults((0..<6).map { "\($0)" }, in: SweepFolder(folder.url))
        _ = results.refresh()
        let table = ComparisonTable(
          zip(runs, results.results).map { run, result in
            ComparisonTable.PlannedResult(label: run.label, target: run.target, result: result)
          })
        #expect(table.markdown.contains("| a | 3 | 8.00 (2) |"))
      }
      #expect(sweep.runs(of: "a").observations(of: .modesByMass).mean == 8)
    }
  }

  private func node(_ text: String) throws -> SettingNode {
    try JSONDecoder().decode(SettingNode.self, from: Data(text.utf8))
  }

  @Test func scoresOverSettingsLeaveThemOutToo() throws {
    let batches = [16, 32].flatMap { batch in
      [0, 1].map { Run.modes("batch=\(batch)", $0, 8) }
        + [Run.modes("batch=\(batch)", 2, 0, status: "diverged")]
    }
    var sweep = ScoredSweep(runs: batches)
    sweep.settings = ["batch=16": ["batch": 16], "batch=32": ["batch": 32]]
    try drawn(sweep) { folder, stored in
      let means = try table("score-over-batch", in: folder)
      #expect(try means.numbers("mean") == [8, 8] && means.numbers("runs") == [2, 2])
      let varied = try #require(NumericSettings(of: stored).settings.first)
      let map = ScoreMap(
        sweep: stored, modeCounts: stored.modeCounts(), across: varied, up: varied,
        page: Page(.standard))
      let drawing = try #require(map.figure(named: "map"))
      let cells = drawing.data[0].text
      #expect(cells.contains(",8,batch=16") && !cells.contains("5.3"), "\(cells)")
    }
  }

  /// All modes of both targets: one interval over 8 and 25 would be that of no target.
  @Test func aLabelOnSeveralTargetsHasABarOnEach() throws {
    let runs =
      (0..<3).map { Run.modes("a", $0, 8) }
      + (0..<3).map { Run.modes("a", $0, 25, of: 25, target: "grid25") }
    try drawn(ScoredSweep(runs: runs)) { folder, sweep in
      let bars = try table("modes-recovered", in: folder)
      #expect(try bars.numbers("mean") == [8, 25] && bars.numbers("column") == [1, 2])
      #expect(try bars.numbers("lower") == [8, 25] && bars.numbers("upper") == [8, 25])
      let score = try #require(sweep.score)
      #expect(sweep.runs.interval(of: score) == nil && sweep.runs.modesOfTarget == nil)
      #expect(sweep.labels == ["a, ring8", "a, grid25"] && sweep.modeCounts() == [8, 25])
      let courses = try table("modes-over-steps", in: folder)
      #expect(try Set(courses.numbers("median")) == [8, 25], "a panel for each target")
      let svg = try folder.text("plots/modes-recovered.svg")
      #expect(svg.contains(">ring8<") && svg.contains(">grid25<"))
      #expect(svg.contains("of 8") && svg.contains("of 25"))
    }
  }

  /// Methods are compared: they are the rows, whatever the order of the label's parts.
  @Test(arguments: [["ring8, gan", "ring8, wgan"], ["gan, ring8", "wgan, ring8"]])
  func panelsAreTargetsAndRowsAreMethods(labels: [String]) throws {
    let runs = ["ring8", "grid25"].flatMap { target in
      labels.map {
        Run.modes($0.replacing("ring8", with: target), 0, 3, of: 8, target: target)
      }
    }
    try drawn(ScoredSweep(runs: runs)) { _, sweep in
      let grid = BarGrid(sweep)
      #expect(grid.rows == ["gan", "wgan"] && grid.columns == ["ring8", "grid25"])
      #expect(grid.bars.map(\.label).count == 4 && !grid.hasRowsOfLabels)
    }
  }

  /// A label on several targets has one row, also beside a label that is on one of them and does not name it.
  @Test func aLabelOnOneTargetIsARowToo() throws {
    let runs: [Run] = [
      .modes("a", 0, 3), .modes("a", 0, 9, of: 25, target: "grid25"), .modes("b", 0, 4),
    ]
    try drawn(ScoredSweep(runs: runs)) { _, sweep in
      let grid = BarGrid(sweep)
      #expect(grid.rows == ["a", "b"] && grid.columns == ["ring8", "grid25"])
      #expect(grid.bars.map(\.row) == [0, 1, 0] && grid.bars.map(\.column) == [0, 0, 1])
    }
  }

  /// Labels that name their target alone share a row, and others keep their names.
  @Test func oneLabelOnEachTargetKeepsItsName() throws {
    for (labels, rows) in [(["ring8", "grid25"], ["all runs"]), (["a", "b"], ["a", "b"])] {
      let runs: [Run] = [
        .modes(labels[0], 0, 3), .modes(labels[1], 0, 9, of: 25, target: "grid25"),
      ]
      try drawn(ScoredSweep(runs: runs)) { _, sweep in #expect(BarGrid(sweep).rows == rows) }
    }
  }

  /// Labels that do not say their target alike stay whole.
  @Test func labelsThatCannotBeShortenedAreRows() throws {
    let runs: [Run] = [
      .modes("gan", 0, 3), .modes("wgan", 0, 3), .modes("gan on grid", 0, 3, target: "grid25"),
    ]
    try drawn(ScoredSweep(runs: runs)) { _, sweep in
      #expect(BarGrid(sweep).rows == ["gan", "wgan", "gan on grid"])
    }
  }

  /// Three distances have a wide interval, which the axis holds, and the target's own value is drawn.
  @Test func theAxisHoldsIntervalsAndTheTargetItself() throws {
    let runs = ["swiss-roll", "checkerboard"].flatMap { target in
      [0.2, 0.9, 0.3].enumerated().map { Run.distance("gan", $0, $1, target: target) }
        + [0.5, 0.5, 0.6].enumerated().map { Run.distance("wgan", $0, $1, target: target) }
    }
    try drawn(ScoredSweep(runs: runs)) { folder, sweep in
      let score = try #require(sweep.score)
      let bars = BarGrid(sweep).bars(in: 0)
      let axis = BarAxis(bars, score, reference: 0.06)
      let ends = bars.compactMap { $0.runs.interval(of: score)?.upper }
      let upper = try #require(ends.max())
      #expect(upper > 1.3 && axis.end >= upper && axis.start == 0)
      #expect(bars.flatMap(\.runs).reference(of: score.metric) == 0.06)
      let svg = try folder.text("plots/score-at-the-end.svg")
      #expect(svg.contains("Dashed: the target itself."))
      #expect(try folder.text("plots/score-at-the-end.gp").contains("from 0.06,graph 0"))
    }
  }

  @Test func dotsThatWouldCoverOneAnotherAreApart() {
    let offsets = ModesRecovered.offsets([2, 1, 1.01, 1], apart: 0.05)
    #expect(Set(offsets[1...]).count == 3, "three at about 1")
    #expect(ModesRecovered.offsets([1, 2, 3], apart: 0.05) == [-0.1, -0.1, -0.1])
  }

  /// Samples of another program are a label with its files as seeds, in the panel of their target alone.
  @Test func addedSamplesAreABarOfTheirTarget() throws {
    let folder = try TemporaryFolder()
    let runs = ["ring8", "grid25"].flatMap { target in
      (0..<3).map {
        Run.modes("\(target), gan", $0, 3, of: target == "ring8" ? 8 : 25, target: target)
      }
    }
    try ScoredSweep(runs: runs).write(to: folder.url)
    let files = try (UInt64(0)..<3).map { seed in
      let file = folder.url.appendingPathComponent("\(seed).npy")
      let samples = TargetPreset.ring8.target.samples(
        2500, from: RandomStream(seed: seed, name: "x"))
      try SampleFile.write(samples, dimension: 2, to: file)
      return file
    }
    var added = AddedToFigures([try AddedSamples(label: "mine", files: files)])
    added.options.target = .preset(.ring8)
    let sweep = try StoredSweep(folder: folder.url, added: added)
    let grid = BarGrid(sweep)
    #expect(grid.rows.contains("mine") && grid.columns == ["ring8", "grid25"])
    let bar = try #require(grid.bars.first { $0.label == "mine" })
    #expect(bar.column == 0 && bar.runs.count == 3)
    #expect(bar.runs.observations(of: .modesByMass).mean == 8)
    #expect(sweep.trained.labels == ["ring8, gan", "grid25, gan"])
    var options = PlotOptions()
    (options.added, options.formats) = (added, [.svg])
    _ = try Plots.sweep(at: folder.url, options: options)
    #expect(try folder.text("plots/modes-recovered.svg").contains(">mine<"))
    #expect(try !folder.text("plots/modes-over-steps.svg").contains("mine"))
    // A label of the sweep is taken, on whichever target.
    added.samples = [try AddedSamples(label: "grid25, gan", files: files)]
    let error = #expect(throws: SettingError.self) {
      try StoredSweep(folder: folder.url, added: added)
    }
    #expect(error?.key == "add")
  }

  @Test(arguments: [
    ([512, 1024, 2048], ["512", "1024", "2048"]), ([1e-4, 0.25], ["0.0001", "0.25"]),
    ([5000, 10_000, 1.5], ["5000", "10000", "1.5"]),
    ([0.123456, 0.123457], ["0.123456", "0.123457"]),
    ([1_000_000], ["1000000"]), ([1e9], ["1e+09"]),
  ])
  func valuesOfSettingsAreWrittenAsUsersWriteThem(values: [Double], texts: [String]) {
    #expect(SettingAxis.texts(values) == texts)
  }

  @Test func figuresOfSettingsWithTheSameLastNameHaveTheWholeName() throws {
    let nodes = [5, 10].map { steps in
      try? node("{\"steps\": 100, \"batch\": 8, \"method\": {\"steps\": \(steps)}}")
    }
    let varied = NumericSettings(zip(["a", "b"], nodes.compactMap { $0 }).map { ($0, $1) })
    #expect(varied.settings.map(\.key) == ["method.steps"])
    #expect(varied.name("method.steps") == "method-steps" && varied.name("batch") == "batch")
  }

  /// The labels that are no points of a line are named.
  @Test func aScoreOverASettingNamesWhatItLeavesOut() throws {
    let runs = ["steps=1", "steps=5", "gan"].flatMap { label in
      (0..<3).map { Run.modes(label, $0, 3) }
    }
    var sweep = ScoredSweep(runs: runs)
    sweep.settings = [
      "steps=1": ["method": ["name": "unrolled", "steps": 1], "steps": 3000],
      "steps=5": ["method": ["name": "unrolled", "steps": 5], "steps": 3000],
      "gan": ["method": ["name": "gan"], "steps": 3000],
    ]
    try drawn(sweep) { folder, _ in
      let svg = try folder.text("plots/score-over-method-steps.svg")
      #expect(svg.contains("Not shown: gan."), "\(svg)")
    }
  }
}
