import CGSL
import Testing
import ToyGAN

@testable import ToyGANCluster
@testable import ToyGANCore
@testable import ToyGANMetrics
@testable import ToyGANStatistics
@testable import ToyGANStudies
@testable import ToyGANTargets
@testable import ToyGANTheory

@Suite struct RandomStreamTests {
  @Test func theSameCallsGiveTheSameNumbers() {
    let (a, b) = (stream("latent"), stream("latent"))
    for count in [1, 63, 64, 65, 1000] { #expect(normals(count, a) == normals(count, b)) }
  }

  @Test func seekingForgetsWhatWasDrawnBefore() {
    let (a, b) = (stream("latent"), stream("latent"))
    _ = normals(777, a)
    _ = gsl_rng_uniform(a.generator)
    a.seek(to: 12)
    b.seek(to: 12)
    #expect(normals(100, a) == normals(100, b))
    #expect(gsl_rng_uniform(a.generator) == gsl_rng_uniform(b.generator))
  }

  @Test func namesSeedsAndPositionsAreIndependent() {
    let base = normals(4096, stream("latent"))
    let moved = stream("latent")
    moved.seek(to: 1)
    let others = [
      stream("target"), stream("latent."), stream(""), RandomStream(seed: 8, name: "latent"), moved,
    ]
    for other in others {
      let numbers = normals(4096, other)
      let correlation = zip(base, numbers).reduce(0) { $0 + $1.0 * $1.1 } / 4096
      // Five standard errors of 1 / sqrt(n); the control is the stream with itself.
      #expect(abs(correlation) < 5 / 64)
    }
    #expect(base.reduce(0) { $0 + $1 * $1 } / 4096 > 0.9)
  }

  @Test func aRaggedEndIsThePrefixOfAWholeBlock() {
    #expect(normals(70, stream("a")) == Array(normals(128, stream("a")).prefix(70)))
  }

  @Test func anEmptyBufferIsLeftAlone() {
    stream("a").fillNormals(UnsafeMutableBufferPointer(start: nil, count: 0))
    stream("a").fillUniforms(UnsafeMutableBufferPointer(start: nil, count: 0))
  }

  @Test func uniformsLieInTheHalfOpenUnitInterval() {
    var numbers = [Float](repeating: -1, count: 200_001)
    let stream = stream("uniform")
    numbers.withUnsafeMutableBufferPointer { stream.fillUniforms($0) }
    #expect(numbers.allSatisfy { $0 >= 0 && $0 < 1 })
    #expect(kolmogorov(numbers) { $0 } < Self.kolmogorovLimit)
    #expect(kolmogorov(numbers.map { $0 * $0 }) { $0 } > Self.kolmogorovLimit)
  }

  @Test func normalsPassKolmogorovsTest() {
    let numbers = normals(200_000, stream("normal"))
    #expect(kolmogorov(numbers) { gsl_cdf_ugaussian_P($0) } < Self.kolmogorovLimit)
    let wide = numbers.map { 1.05 * $0 }
    #expect(kolmogorov(wide) { gsl_cdf_ugaussian_P($0) } > Self.kolmogorovLimit)
  }

  @Test func normalsHaveTheirMomentsAndTails() {
    let stream = stream("moments")
    var sums = (first: 0.0, second: 0.0, fourth: 0.0, beyond: 0.0)
    let (rounds, length) = (64, 65_536)
    for _ in 0..<rounds {
      for number in normals(length, stream) {
        let square = Double(number) * Double(number)
        sums.first += Double(number)
        sums.second += square
        sums.fourth += square * square
        if square > 16 { sums.beyond += 1 }
      }
    }
    // Within five standard errors: variances of x, x^2, x^4 are 1, 2 and 96.
    let n = Double(rounds * length)
    #expect(abs(sums.first / n) < 5 * (1 / n).squareRoot())
    #expect(abs(sums.second / n - 1) < 5 * (2 / n).squareRoot())
    #expect(abs(sums.fourth / n - 3) < 5 * (96 / n).squareRoot())
    let tail = 2 * gsl_cdf_ugaussian_Q(4) * n
    #expect(abs(sums.beyond - tail) < 5 * tail.squareRoot())
  }

  @Test func aNormalAndItsPartnerAreIndependent() {
    // Box and Muller's pairs lie 16 apart; x^2 and y^2 are uncorrelated only if angle and radius
    // are independent.
    let numbers = normals(65_536, stream("pairs")).map { Double($0) }
    var (product, squares, count) = (0.0, 0.0, 0.0)
    for block in stride(from: 0, to: numbers.count, by: 32) {
      for lane in block..<block + 16 {
        let (x, y) = (numbers[lane], numbers[lane + 16])
        (product, squares, count) = (product + x * y, squares + x * x * y * y - 1, count + 1)
      }
    }
    #expect(abs(product / count) < 5 / count.squareRoot())
    #expect(abs(squares / count) < 5 * (8 / count).squareRoot())
  }

  @Test func gslDrawsFromTheNamedStream() {
    let (a, b) = (stream("gsl"), stream("gsl"))
    #expect(String(cString: gsl_rng_name(a.generator)) == "toygan-xoshiro128++")
    let numbers = (0..<50_000).map { _ in Float(gsl_ran_gaussian_ziggurat(a.generator, 1)) }
    #expect(kolmogorov(numbers) { gsl_cdf_ugaussian_P($0) } < Self.kolmogorovLimit)
    #expect(numbers[0] == Float(gsl_ran_gaussian_ziggurat(b.generator, 1)))
    // Seeding through GSL would move a named stream.
    gsl_rng_set(b.generator, 99)
    #expect(numbers[1] == Float(gsl_ran_gaussian_ziggurat(b.generator, 1)))
  }

  /// Upper 0.1 % point of sqrt(n) D for large n (Smirnov, Annals Math Statistics 19, 1948).
  static let kolmogorovLimit = 1.95

  private func stream(_ name: String) -> RandomStream { RandomStream(seed: 7, name: name) }

  private func normals(_ count: Int, _ stream: RandomStream) -> [Float] {
    var numbers = [Float](repeating: .nan, count: count)
    numbers.withUnsafeMutableBufferPointer { stream.fillNormals($0) }
    return numbers
  }

  /// sqrt(n) times the largest distance between the distribution of `numbers` and `cdf`.
  private func kolmogorov(_ numbers: [Float], _ cdf: (Double) -> Double) -> Double {
    let n = Double(numbers.count)
    var largest = 0.0
    for (index, number) in numbers.sorted().enumerated() {
      let expected = cdf(Double(number))
      largest = max(largest, expected - Double(index) / n, Double(index + 1) / n - expected)
    }
    return largest * n.squareRoot()
  }
}
