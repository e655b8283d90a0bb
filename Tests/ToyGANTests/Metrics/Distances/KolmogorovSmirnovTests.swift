import Testing
import ToyGAN

@testable import ToyGANCore
@testable import ToyGANMetrics
@testable import ToyGANStatistics
@testable import ToyGANStudies
@testable import ToyGANTheory

@Suite struct KolmogorovSmirnovTests {
  /// Every quadrant of every origin, one sample after another.
  private func naive(_ a: SampleSet, _ b: SampleSet) -> Double {
    func shares(_ set: SampleSet, _ x: Double, _ y: Double) -> [Double] {
      var counts = [0.0, 0, 0, 0]
      for i in 0..<set.count {
        counts[(set.values[2 * i] > x ? 1 : 0) + (set.values[2 * i + 1] > y ? 2 : 0)] += 1
      }
      return counts.map { $0 / Double(set.count) }
    }
    func largest(_ origins: SampleSet) -> Double {
      (0..<origins.count).map { i in
        let (x, y) = (origins.values[2 * i], origins.values[2 * i + 1])
        return zip(shares(a, x, y), shares(b, x, y)).map { abs($0 - $1) }.max() ?? 0
      }.max() ?? 0
    }
    return (largest(a) + largest(b)) / 2
  }

  private func onColumn(_ set: SampleSet) -> SampleSet { set.mapped { [1, $0[$0.startIndex]] } }

  @Test(arguments: [(1, 1), (2, 5), (40, 40), (60, 23)])
  func sweepingSeesEveryQuadrant(_ n: Int, _ m: Int) {
    let a = TestSamples.normals(n, dimension: 2, "a")
    let b = TestSamples.normals(m, dimension: 2, "b").mapped { $0.map { 0.5 * $0 + 0.3 } }
    let tiedA = TestSamples.whole(n, dimension: 2, below: 4, "a")
    let tiedB = TestSamples.whole(m, dimension: 2, below: 3, "b")
    let (columnA, columnB) = (onColumn(tiedA), onColumn(tiedB))
    for (a, b) in [(a, b), (tiedA, tiedB), (tiedA, b), (columnA, columnB)] {
      let ours = KolmogorovSmirnov.statistic(a, b)
      #expect(abs(ours - naive(a, b)) < 1e-14)
      #expect(ours == KolmogorovSmirnov.statistic(b, a))
    }
  }

  /// From the upper right of two points the other is in the same quadrant.
  @Test func twoPoints() {
    let (low, high) = (TestSamples.plane([0, 0]), TestSamples.plane([1, 1]))
    #expect(KolmogorovSmirnov.statistic(low, high) == 0.5)
    #expect(KolmogorovSmirnov.statistic(low, TestSamples.plane([1, -1])) == 1)
    #expect(KolmogorovSmirnov.statistic(low, low) == 0)
    // What is level counts as left, or below: (1, 0) is above and right of neither.
    #expect(KolmogorovSmirnov.statistic(low, TestSamples.plane([1, 0])) == 0.5)
  }

  @Test func copiesMakeNoDifference() {
    let a = TestSamples.normals(30, dimension: 2, "a")
    let b = TestSamples.normals(20, dimension: 2, "b")
    #expect(KolmogorovSmirnov.statistic(a, a + a + a) == 0)
    let once = KolmogorovSmirnov.statistic(a, b)
    #expect(abs(KolmogorovSmirnov.statistic(a + a, b + b + b) - once) < 1e-15)
  }

  @Test func whatIsNotFiniteHasNoStatistic() {
    let a = TestSamples.plane([0, 1])
    #expect(KolmogorovSmirnov.statistic(a, TestSamples.plane([.nan, 0])).isNaN)
  }
}
