import Foundation
import Testing

@testable import ToyGANFigures
@testable import ToyGANFiles
@testable import ToyGANGames
@testable import ToyGANMetrics
@testable import ToyGANSettings
@testable import ToyGANStudies
@testable import ToyGANTargets
@testable import ToyGANTheory

/// What figures of scores show, apart from their look.
@Suite struct ScoreFigureTests {
  private func sweep(_ labels: [String], seeds: Int = 3) -> SyntheticSweep {
    var sweep = SyntheticSweep()
    sweep.behaviours = labels.enumerated().map {
      .init(label: $1, modes: Double($0 * 5 % 9), settles: 200)
    }
    (sweep.seeds, sweep.steps, sweep.storedEvery) = (seeds, 1000, 500)
    (sweep.samples, sweep.grid, sweep.hasStrictCount) = (30, 6, true)
    return sweep
  }

  /// Writes a sweep, draws it as SVG, and calls with its folder.
  private func drawn(_ sweep: SyntheticSweep, _ body: (TemporaryFolder) throws -> Void) throws {
    let folder = try TemporaryFolder()
    try sweep.write(to: folder.url)
    var options = PlotOptions()
    options.formats = [.svg]
    _ = try Plots.sweep(at: folder.url, options: options)
    try body(folder)
  }

  @Test func theStrictCountLeadsAndTheClassicalIsBesideIt() throws {
    try drawn(sweep(["a", "b"])) { folder in
      let bars = try CSVTable(
        contentsOf: folder.url.appendingPathComponent("plots/modes-recovered.csv"))
      let (strict, classical) = (try bars.numbers("mean"), try bars.numbers("classical_mean"))
      #expect(
        zip(strict, classical).contains { $0 < $1 }
          && zip(strict, classical).allSatisfy { $0 <= $1 })
      for name in ["modes-over-steps", "modes-recovered"] {
        let svg = try folder.text("plots/\(name).svg")
        #expect(svg.contains("modes by mass, of 8") && svg.contains("classical count"))
      }
    }
  }

  /// Runs of an older version have the classical count only, which is called by its name.
  @Test func withoutTheStrictCountTheClassicalOneIsNamed() throws {
    var old = sweep(["a", "b"])
    old.hasStrictCount = false
    try drawn(old) { folder in
      let svg = try folder.text("plots/modes-recovered.svg")
      #expect(svg.contains("modes covered, of 8") && !svg.contains("modes by mass"))
    }
  }

  @Test func twoSeedsHaveNoIntervalAndThreeHaveOneWithinBounds() throws {
    try drawn(sweep(["a", "b"], seeds: 2)) { folder in
      let bars = try CSVTable(
        contentsOf: folder.url.appendingPathComponent("plots/modes-recovered.csv"))
      let (low, high) = (try bars.numbers("lower"), try bars.numbers("upper"))
      #expect(low.allSatisfy(\.isNaN) && high.allSatisfy(\.isNaN))
      #expect(try folder.text("plots/modes-recovered.svg").contains("too few for an interval"))
    }
    try drawn(sweep(["a", "b", "c", "d"], seeds: 3)) { folder in
      let bars = try CSVTable(
        contentsOf: folder.url.appendingPathComponent("plots/modes-recovered.csv"))
      let (low, high) = (try bars.numbers("lower"), try bars.numbers("upper"))
      #expect(low.allSatisfy { $0 >= 0 } && high.allSatisfy { $0 <= 8 })
    }
  }

  /// More labels than colours are sorted from the best to the worst, and have one colour.
  @Test func manyLabelsAreSortedAndHaveOneColour() throws {
    try drawn(sweep((0..<14).map { "label \($0)" })) { folder in
      let stored = try StoredSweep(folder: folder.url)
      #expect(stored.labels.count == 14 && stored.labels != stored.labelsOfPlan)
      let bars = try CSVTable(
        contentsOf: folder.url.appendingPathComponent("plots/modes-recovered.csv"))
      let (rows, means) = (try bars.numbers("row"), try bars.numbers("mean"))
      #expect(rows == rows.sorted() && means == means.sorted(by: >))
      let script = try folder.text("plots/modes-recovered.gp")
      let colours = try #require(
        script.split(separator: "\n").first { $0.hasPrefix("array colour") })
      #expect(
        Set(colours.matches(of: try Regex("#[0-9A-F]{6}")).map { $0.output[0].substring }).count
          == 1)
    }
    try drawn(sweep((0..<12).map { "label \($0)" })) { folder in
      let stored = try StoredSweep(folder: folder.url)
      #expect(stored.labels == stored.labelsOfPlan, "twelve have their own colours")
    }
  }

  @Test func aVariedSettingHasAPicture() throws {
    var sweep = sweep([
      "GAN, r=0.1", "GAN, r=0.01", "GAN, r=0.001", "W, r=0.1", "W, r=0.01", "W, r=0.001",
    ])
    for label in sweep.behaviours.map(\.label) {
      let rate = Double(label.split(separator: "=").last ?? "") ?? 0
      sweep.settings[label] = [
        "generator.optimizer.learningRate": rate, "discriminator.optimizer.learningRate": rate,
        // What a method brings with it is not varied.
        "discriminator.steps": label.hasPrefix("W") ? 5 : 1, "method": label.hasPrefix("W") ? 1 : 0,
      ]
    }
    try drawn(sweep) { folder in
      let names = try folder.names(in: "plots").filter { $0.hasPrefix("score-over") }
      #expect(
        Set(names) == [
          "score-over-learningRate.csv", "score-over-learningRate-seeds.csv",
          "score-over-learningRate.gp", "score-over-learningRate.svg",
        ])
      let script = try folder.text("plots/score-over-learningRate.gp")
      #expect(script.contains("set logscale x") && script.contains("optimizer.learningRate"))
      let means = try CSVTable(
        contentsOf: folder.url.appendingPathComponent("plots/score-over-learningRate.csv"))
      #expect(try means.numbers("line") == [1, 1, 1, 2, 2, 2])
      #expect(try means.numbers("value") == [0.001, 0.01, 0.1, 0.001, 0.01, 0.1])
      let seeds = try CSVTable(
        contentsOf: folder.url.appendingPathComponent("plots/score-over-learningRate-seeds.csv"))
      #expect(seeds.records.count == 18)
    }
  }

  private func node(_ settings: [String: Double]) -> SettingNode {
    .section(settings.keys.sorted().map { .init($0, .literal("\(settings[$0] ?? 0)")) })
  }

  @Test func settingsAreVariedWhereNothingElseDiffers() {
    let product = [16.0, 32].flatMap { batch in
      [0.1, 0.2, 0.3].map { ("b=\(batch), r=\($0)", node(["batch": batch, "rate": $0])) }
    }
    let both = NumericSettings(product)
    #expect(both.settings.map(\.key) == ["batch", "rate"])
    #expect(both.settings.map(\.lines.count) == [3, 2])
    #expect(both.settings[1].lines[0].name == "b=16.0")
    // Two settings that change together cannot be told apart.
    let tied = NumericSettings([
      ("a", node(["batch": 1, "rate": 1])), ("b", node(["batch": 2, "rate": 2])),
    ])
    #expect(tied.settings.isEmpty)
    #expect(NumericSettings([("a", node(["batch": 1]))]).settings.isEmpty)
  }

  @Test(arguments: [
    ([0.0001, 0.001, 0.01], true), ([1, 2, 4, 8], true), ([16, 64], true),
    ([1, 2, 3, 4, 5], false),
    ([0, 1, 10], false), ([10, 20], false), ([-1, 100], false),
  ])
  func axesAreLogarithmicWhereValuesAreSpreadByFactors(values: [Double], isLogarithmic: Bool) {
    #expect(SettingAxis(values: values).isLogarithmic == isLogarithmic)
  }

  /// A run of few evaluations draws points, and the losses before the first step are not missing.
  @Test func shortRunsDrawPointsAndStepZeroIsNoFault() throws {
    let folder = try TemporaryFolder()
    let text =
      "step,loss_generator,loss_discriminator,modes_by_mass,modes_covered\n0,nan,nan,0,1\n500,0.7,1.4,3,4\n"
    try Data(text.utf8).write(to: folder.url.appendingPathComponent("trajectory.csv"))
    let trajectory = try StoredRun(folder: folder.url).trajectory()
    let figure = try #require(
      try TrainingCurves(trajectory: trajectory, summary: nil).figure())
    #expect(figure.commands.contains("linespoints") && !figure.commands.contains("not finite"))
    #expect(figure.commands.contains("using 1:5"), "the classical count")
    let broken = text + "600,nan,1.3,3,3\n"
    try Data(broken.utf8).write(to: folder.url.appendingPathComponent("trajectory.csv"))
    let other = try #require(
      try TrainingCurves(
        trajectory: try StoredRun(folder: folder.url).trajectory(), summary: nil
      ).figure())
    #expect(other.commands.contains("not finite or off the axis: 1."))
  }

  @Test(arguments: [
    (500, "500"), (1500, "1.5k"), (2000, "2k"), (25_000, "25k"), (1_250_000, "1.25M"),
  ])
  func stepsAreShortAndExact(step: Int, text: String) {
    #expect(StepTicks.text(step) == text)
  }

  /// 90 points are a panel of two in a row on 8 cm.
  @Test(arguments: [
    (8000, "('0' 0, '5k' 5000, '8k' 8000)"), (3000, "('0' 0, '2k' 2000, '3k' 3000)"),
    (10_000, "('0' 0, '5k' 5000, '10k' 10000)"),
    (5500, "('0' 0, '2k' 2000, '4k' 4000, '5.5k' 5500)"),
    (4100, "('0' 0, '2k' 2000, '4.1k' 4100)"),
    // A text that is too wide for the space beside the panel.
    (12_345, "('0' 0, '5k' 5000, '10k' 10000)"), (0, "('0' 0, '1' 1)"),
  ])
  func theLastStepIsLabelled(last: Int, ticks: String) throws {
    var style = FigureStyle()
    style.width = try FigureLength("8cm")
    #expect(StepTicks.list(to: last, most: 2, width: 90, Page(style)) == ticks)
  }

  @Test func ticksOfALowPanelAreFew() {
    let page = Page(.standard)
    #expect(LinearTicks.most(height: 30, page) == 1 && LinearTicks.most(height: 500, page) == 5)
    #expect(LinearTicks.width(from: 0, to: 0.001, page) > LinearTicks.width(from: 0, to: 5, page))
  }

  /// λ is the eigenvalue in these panels, and no penalty's weight.
  @Test func noSymbolMeansTwoThingsInAPanel() {
    #expect(DiracVariant.all.allSatisfy { !$0.title.contains("λ") })
  }
}
