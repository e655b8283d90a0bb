import Foundation
import Testing
import ToyGAN

@testable import ToyGANCluster
@testable import ToyGANCore
@testable import ToyGANFigures
@testable import ToyGANFiles
@testable import ToyGANGames
@testable import ToyGANMetrics
@testable import ToyGANStatistics
@testable import ToyGANStudies
@testable import ToyGANTargets
@testable import ToyGANTensorBoard
@testable import ToyGANTheory

@Suite struct FigurePartsTests {
  private func surface(_ value: (Double, Double) -> Double) throws -> StoredSurface {
    var text = "x,y,value\n"
    for y in stride(from: -3.0, through: 3, by: 0.5) {
      for x in stride(from: -4.0, through: 4, by: 1) { text += "\(x),\(y),\(value(x, y))\n" }
      text += "\n"
    }
    return try #require(try StoredSurface(CSVTable(bytes: Array(text.utf8), name: "s.csv")))
  }

  @Test func resamplingAPlaneIsExactAndFillsTheWindow() throws {
    var window = PlotWindow(around: [])
    window.half = 2
    let pixels = try #require(try surface { 3 * $0 - $1 }.resampled(in: window, side: 8))
    #expect(pixels.xs.count == 8 && pixels.xs.first == -1.75 && pixels.ys.last == 1.75)
    for (place, value) in pixels.values.enumerated() {
      #expect(abs(value - (3 * pixels.xs[place % 8] - pixels.ys[place / 8])) < 1e-12)
    }
  }

  @Test func awayFromItsGridASurfaceIsNothing() throws {
    var window = PlotWindow(around: [])
    window.x = 10
    #expect(try surface { $0 + $1 }.resampled(in: window, side: 8) == nil)
  }

  @Test func tintsSpanTheRobustRangeAndAFlatSurfaceIsInBetween() throws {
    let tints = try surface { x, y in x == 0 && y == 0 ? 1e9 : x }.tints()
    #expect(tints.min() == 0 && tints.max() == 1)
    #expect(Set(tints).count > 3, "one spike must not flatten the rest")
    #expect(try surface { _, _ in 7 }.tints().allSatisfy { $0 == 0.5 })
  }

  @Test func aWindowHoldsItsTargetInTheMiddle() {
    let window = PlotWindow(around: [(3.0, 1.0), (5.0, 1.0)].map { SamplePoint(x: $0.0, y: $0.1) })
    #expect(abs(window.x - 4) < 1e-9 && window.y == 1 && window.half > 1 && window.half < 1.5)
    #expect(PlotWindow(around: [SamplePoint(x: 2, y: 2)]).half == 1)
  }

  @Test func targetsOfOneSizeShareAWindow() {
    func square(_ side: Double) -> [SamplePoint] {
      [(-side, -side), (side, side)].map { SamplePoint(x: $0.0, y: $0.1) }
    }
    let windows = PlotWindow.aroundEach(of: [square(1), square(4), square(1.1), []])
    #expect(windows[0] == windows[2] && windows[0] == PlotWindow(around: square(1) + square(1.1)))
    #expect(windows[1] == PlotWindow(around: square(4)))
  }

  @Test func stepsAreChosenEvenlyWithBothEnds() {
    #expect(StepColumns.evenly(Array(0...50), 6) == [0, 10, 20, 30, 40, 50])
    #expect(StepColumns.evenly([5, 9], 6) == [5, 9])
  }

  @Test func rowsOfOneLengthShareTheirSteps() {
    let steps = StepColumns(
      stored: [[0, 50, 100], [0, 50], [0, 100]], isCompleted: [true, false, true])
    #expect(steps.isShared && steps.rows == Array(repeating: [0, 50, 100], count: 3))
    #expect(steps.heads == ["step 0", "step 50", "step 100"])
    #expect(StepColumns(stored: [[], []], isCompleted: [false, false]).count == 0)
  }

  /// One that has not ended goes with the longest.
  @Test func rowsOfOtherLengthsEndWhereTheyEnd() {
    let steps = StepColumns(
      stored: [[0, 50, 100], [0, 1000, 2000], [0, 1000]], isCompleted: [true, true, false])
    #expect(!steps.isShared && steps.count == 3 && steps.heads == ["start", "50 %", "end"])
    #expect(steps.rows == [[0, 50, 100], [0, 1000, 2000], [0, 1000, 2000]])
  }

  @Test(arguments: [(1, 1, 1), (4, 4, 1), (5, 3, 2), (7, 4, 2), (9, 3, 3), (12, 4, 3)])
  func panelsAreWiderThanHigh(panels: Int, columns: Int, rows: Int) {
    #expect(ModesOverSteps.layout(panels: panels) == (columns, rows))
  }

  @Test(arguments: [(8, 2), (25, 5), (25_000, 5000), (1, 1), (0, 1)])
  func ticksAreRoundAndFew(end: Int, step: Int) {
    #expect(ModesOverSteps.ticks(end) == step)
  }

  @Test func informationOfCategories() {
    func information(_ counts: [[Int]]) -> Double { CategoriesFound.information(counts) }
    #expect(abs(information([[50, 0], [0, 50]]) - log(2)) < 1e-12)
    #expect(abs(information([[20, 30], [40, 60]])) < 1e-12)
    // By hand: 0.4 log 1.6 + 0.1 log 0.4, twice.
    #expect(abs(information([[40, 10], [10, 40]]) - 0.192745) < 1e-6)
  }

  @Test func textIsQuotedForGnuplot() {
    #expect(Figure.quoted("it's `rm` $x\n\"y\"") == "'it\u{2019}s `rm` $x \"y\"'")
    #expect(FigureText.grouped(1_234_567) == "1,234,567")
    #expect(FigureText.grouped(-12) == "-12")
  }

  @Test func aSpikeOrOverflowLeavesTheAxisAlone() {
    let range = TrainingCurves.robustRange(
      Array(repeating: [0.0, 1], count: 99).joined() + [1e300])
    #expect(range.lowerBound == -0.15 && range.upperBound == 1.15)
    #expect(TrainingCurves.robustRange([.nan, .infinity, 1e300]) == 0...1)
  }

  @Test func darkerShadesAreColoursToo() {
    #expect(FigureColors.labelText(0) == "#004F7C")  // 0x72 * 7 / 10 = 0x4F, 0xB2 * 7 / 10 = 0x7C
    #expect(Set((0..<12).map(FigureColors.label)).count == 12)
  }

  /// Rows that were each run under the same settings share them as columns.
  @Test func labelsThatAreAProductMakeAGrid() {
    let grid = LabelGrid([
      "unrolled, K = 5, ring8", "unrolled, K = 5, grid25", "GAN, ring8", "GAN, grid25",
    ])
    #expect(grid.rows == ["unrolled, K = 5", "GAN"] && grid.columns == ["ring8", "grid25"])
    #expect(grid.places.map(\.row) == [0, 0, 1, 1] && grid.places.map(\.column) == [0, 1, 0, 1])
  }

  /// One setting, a missing one, one row only, and a label given twice, which no place has room for.
  @Test(arguments: [
    ["unrolled, K = 5", "unrolled, K = 10"], ["GAN", "WGAN"], ["a, x", "a, y", "b, x"],
    ["a, x", "a, x", "b, y", "b, y"],
  ])
  func otherLabelsAreRows(_ labels: [String]) {
    let grid = LabelGrid(labels)
    #expect(grid.rows == labels && grid.columns == [""])
    #expect(grid.places.map(\.row) == Array(labels.indices))
  }
}
