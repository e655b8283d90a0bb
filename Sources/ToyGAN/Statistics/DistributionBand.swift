import CGSL
import ToyGANCore

/// A band that contains the whole distribution function of independent values with a stated confidence.
///
/// The value of the distribution function at the i-th smallest of n values has the distribution Beta(i, n + 1 - i).
/// The band takes its interval with equal tails, and one level for all i, with which all n intervals together hold
/// with the stated probability: for a continuous distribution exactly, for one with ties at least. Learned-Miller
/// and DeStefano, "A probabilistic upper bound on differential entropy" (IEEE Transactions on Information Theory
/// 54, 2008); for tuning curves Lourie, Cho and He, "Show your work with confidence" (NAACL 2024,
/// arXiv:2311.09480), section 4. The level is found by the exact probability, and not by simulation.
public struct DistributionBand: Sendable {
  /// Number of values.
  public let count: Int
  /// Probability with which the band contains the distribution function everywhere.
  public let confidence: Confidence
  /// The least value of the distribution function at the i-th smallest value, from i = 1.
  public let lower: [Double]
  /// The largest value of the distribution function just below the i-th smallest value, from i = 1.
  public let upper: [Double]

  /// The band for a number of values; traps if it is not positive.
  public init(count: Int, _ confidence: Confidence = .percent95) {
    guard count > 0 else { fatalError("a band of \(count) values") }
    GSL.start()
    (self.count, self.confidence) = (count, confidence)
    let level = Self.level(count, confidence)
    (lower, upper) = Self.intervals(count, level: level)
  }

  /// The confidence of each interval with which all together have the wanted one, to ten digits.
  private static func level(_ count: Int, _ confidence: Confidence) -> Double {
    var (low, high) = (confidence.level, 1.0)
    for _ in 0..<36 {
      let middle = (low + high) / 2
      let (lower, upper) = intervals(count, level: middle)
      if coverage(lower: lower, upper: upper) < confidence.level {
        low = middle
      } else {
        high = middle
      }
    }
    return high
  }

  private static func intervals(_ count: Int, level: Double) -> (lower: [Double], upper: [Double]) {
    let tail = (1 - level) / 2
    let ends = (1...count).map { i in
      let (a, b) = (Double(i), Double(count + 1 - i))
      return (gsl_cdf_beta_Pinv(tail, a, b), gsl_cdf_beta_Qinv(tail, a, b))
    }
    return (ends.map(\.0), ends.map(\.1))
  }

  /// The probability that each of the ordered uniform values `U(i)` lies from `lower[i]` to `upper[i]`.
  ///
  /// The values up to t are a Poisson process, given that it has n points in all. At each end of an interval only some
  /// counts are allowed: at least i at `upper[i]`, fewer than i at `lower[i]`. Between two ends the count grows by a
  /// Poisson variable (Moscovich and Nadler, "Fast calculation of boundary crossing probabilities for Poisson
  /// processes", Statistics and Probability Letters 123, 2017).
  static func coverage(lower: [Double], upper: [Double]) -> Double {
    let count = lower.count
    let ends =
      lower.map { (place: $0, isLower: true) } + upper.map { (place: $0, isLower: false) }
    var (place, least, passed) = (0.0, 0, 0)
    // The probability of each allowed count, from the least one.
    var chances = [1.0]
    for end in ends.sorted(by: { $0.place < $1.place }) {
      // The count stays below the rank of the next lower end, which is one more than those that were passed.
      chances = grown(chances, by: Double(count) * (end.place - place), to: passed - least + 1)
      place = end.place
      if end.isLower {
        passed += 1
      } else {
        chances = Array(chances.dropFirst())
        least += 1
      }
      if chances.isEmpty { return 0 }
    }
    let whole = grown(chances, by: Double(count) * (1 - place), to: count - least + 1)
    return (whole.last ?? 0) / gsl_ran_poisson_pdf(UInt32(count), Double(count))
  }

  /// The probabilities after each count has grown by a Poisson variable, of the first `length` counts.
  private static func grown(_ chances: [Double], by mean: Double, to length: Int) -> [Double] {
    // Between two ends at one place nothing grows; the library's probability of 0 with mean 0 is not a number.
    let steps = (0..<max(0, length)).map { count in
      mean > 0 ? gsl_ran_poisson_pdf(UInt32(count), mean) : count == 0 ? 1 : 0
    }
    return steps.indices.map { count in
      var sum = 0.0
      for (earlier, chance) in chances.prefix(count + 1).enumerated() {
        sum += chance * steps[count - earlier]
      }
      return sum
    }
  }
}
