import Foundation
import Testing
import ToyGAN

@testable import ToyGANCluster
@testable import ToyGANCore
@testable import ToyGANFigures
@testable import ToyGANGames
@testable import ToyGANMetrics
@testable import ToyGANStatistics
@testable import ToyGANStudies
@testable import ToyGANTensorBoard
@testable import ToyGANTheory

@Suite struct MannWhitneyTests {
  /// What `statistics.json` holds; see `statistics.py`.
  struct Reference: Decodable {
    struct RankTest: Decodable {
      var x, y: [Double]
      /// Of SciPy's `mannwhitneyu`, or `brute force`.
      var method: String
      var statistic, p: Double
    }
    struct TrimmedMean: Decodable {
      var values: [Double]
      var mean: Double
    }
    var rankTests: [RankTest]
    var trimmedMeans: [TrimmedMean]
  }

  static func reference() throws -> Reference {
    let file = Bundle.module.url(forResource: "statistics", withExtension: "json")
    return try JSONDecoder().decode(Reference.self, from: Data(contentsOf: #require(file)))
  }

  @Test func valuesAreSciPysOrThoseOfBruteForce() throws {
    for test in try Self.reference().rankTests {
      let ours = MannWhitneyTest(test.x, against: test.y)
      #expect(ours.statistic == test.statistic)
      #expect(abs(ours.p - test.p) < 1e-9, "\(test)")
      #expect(ours.isExact == (test.method != "asymptotic"))
      let swapped = MannWhitneyTest(test.y, against: test.x)
      #expect(abs(swapped.p - test.p) < 1e-9)
      #expect(swapped.statistic + ours.statistic == Double(test.x.count * test.y.count))
      let share = ProbabilityOfImprovement(test.x, over: test.y).value
      #expect(share == test.statistic / Double(test.x.count * test.y.count))
    }
  }

  /// Every way to deal out values among which there are ties is as likely, and no more than alpha of
  /// them may have p at most alpha.
  @Test(arguments: [
    [0, 0, 0, 1, 1, 2, 3, 3], [1, 2, 2, 3, 4, 5, 5, 5], [1, 2, 3, 4, 5, 6, 7, 8],
  ])
  func itErrsAtMostAsOftenAsItSays(values: [Double]) {
    for size in [2, 4] {
      let found = choices(size, of: 8).map { chosen in
        let (x, y) = split(values, chosen)
        return MannWhitneyTest(x, against: y).p
      }
      for p in found {
        #expect(Double(found.count { $0 <= p + 1e-12 }) <= p * Double(found.count) + 1e-9)
      }
    }
  }

  /// Two tasks, counted by hand: every way to deal out the one with every way to deal out the other.
  @Test func tasksAreDealtOutApart() {
    let (first, second) = ([1.0, 2, 2, 4, 5], [3.0, 3, 7, 8])
    func statistic(_ a: [Int], _ b: [Int]) -> (x: [[Double]], y: [[Double]], sum: Double) {
      let parts = [split(first, a), split(second, b)]
      let sums = parts.map { MannWhitneyTest($0.0, against: $0.1).statistic }
      return (parts.map(\.0), parts.map(\.1), sums.reduce(0, +))
    }
    let all = choices(2, of: 5).flatMap { a in choices(2, of: 4).map { statistic(a, $0) } }
    #expect(all.count == 60)
    for (x, y, sum) in all {
      let tail = min(all.count { $0.sum <= sum }, all.count { $0.sum >= sum })
      let test = MannWhitneyTest(x, against: y)
      #expect(test.statistic == sum)
      #expect(abs(test.p - min(1, 2 * Double(tail) / 60)) < 1e-12)
    }
    // What separates two tasks is hidden when they are thrown together.
    let (low, high) = ([0.0, 1, 2, 3], [100.0, 101, 102, 103])
    let apart = MannWhitneyTest([low, high], against: [low, high].map { $0.map { $0 - 3.5 } })
    let together = MannWhitneyTest(low + high, against: (low + high).map { $0 - 3.5 })
    #expect(apart.p < 0.01 && together.p > 0.1)
  }

  @Test func failuresAreTiesBelowAllElse() {
    let failed = MannWhitneyTest([3, 4, -.infinity], against: [-.infinity, 1, -.infinity])
    let worst = MannWhitneyTest([3, 4, -9], against: [-9, 1, -9])
    #expect(failed == worst)
  }

  @Test func theSmallestPIsThatOfCompleteSeparation() {
    // 2 over 6 choose 3, 10 choose 5 and 20 choose 10, which is 184756.
    #expect(MannWhitneyTest.smallestP([(3, 3)]) == 0.1)
    #expect(abs(MannWhitneyTest.smallestP([(5, 5)]) - 2.0 / 252) < 1e-15)
    #expect(abs(MannWhitneyTest.smallestP([(10, 10)]) - 2.0 / 184_756) < 1e-15)
    #expect(MannWhitneyTest.smallestP([(1, 1)]) == 1)
    #expect(abs(MannWhitneyTest.smallestP([(3, 3), (3, 3)]) - 0.005) < 1e-15)
    for (m, n) in [(3, 3), (2, 5), (1, 1)] {
      let low = (0..<m).map(Double.init)
      let high = (0..<n).map { Double(100 + $0) }
      #expect(
        abs(MannWhitneyTest(low, against: high).p - MannWhitneyTest.smallestP([(m, n)])) < 1e-12)
    }
  }

  @Test func withoutAnyDifferenceNothingIsShown() {
    for count in [1, 20, 30] {
      let same = [Double](repeating: 1, count: count)
      #expect(MannWhitneyTest(same, against: same).p == 1)
    }
  }

  private func split(_ values: [Double], _ chosen: [Int]) -> ([Double], [Double]) {
    let rest = values.indices.filter { !chosen.contains($0) }
    return (chosen.map { values[$0] }, rest.map { values[$0] })
  }

  /// Every choice of so many of `0..<count`.
  private func choices(_ size: Int, of count: Int) -> [[Int]] {
    guard size > 0 else { return [[]] }
    return (size - 1..<count).flatMap { last in
      choices(size - 1, of: last).map { $0 + [last] }
    }
  }
}
