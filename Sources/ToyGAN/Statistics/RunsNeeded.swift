import CGSL
import ToyGANCore

/// The number of runs of each of two methods with which the Mann-Whitney test would show a difference, if the
/// methods differ as much as stated.
///
/// Noether, "Sample size determination for some common nonparametric tests" (Journal of the American
/// Statistical Association 82, 1987), for groups of equal size:
///
///     n = (z(1 - significance / 2) + z(power))^2 (1 - t) / (6 K (P - 1/2)^2)
///
/// P is the probability of improvement and z a quantile of the normal distribution. The share t of ties is in
/// the variance as in Zhao, Rahardja and Qu (Statistics in Medicine 27, 2008). K is the number of tasks, whose
/// statistics are added. The result is never so small that even complete separation would not be shown.
public struct RunsNeeded: Sendable, Equatable {
  /// Runs of each method on each task.
  public let count: Int

  /// Nil if there is no difference, P = 1/2, or if P is NaN.
  ///
  /// Traps unless P, the significance, the power and the share of ties are probabilities, and if there is no task.
  public init?(
    probability: Double, shareOfTies ties: Double = 0, tasks: Int = 1,
    significance: Double = 0.05, power: Double = 0.8
  ) {
    guard !probability.isNaN, probability != 0.5 else { return nil }
    guard (0...1).contains(probability), (0...1).contains(ties), tasks > 0, significance > 0,
      significance < 1, power > 0, power < 1
    else {
      fatalError(
        "runs needed for P \(probability), ties \(ties), p \(significance), power \(power)")
    }
    GSL.start()
    let z = gsl_cdf_ugaussian_Qinv(significance / 2) + gsl_cdf_ugaussian_Pinv(power)
    let distance = probability - 0.5
    let runs = z * z * (1 - ties) / (6 * Double(tasks) * distance * distance)
    let rounded = Int(exactly: min(runs, 1e15).rounded(.up)) ?? .max
    count = max(rounded, Self.least(tasks: tasks, significance: significance))
  }

  /// The smallest number of runs with which complete separation has a p value below the significance.
  private static func least(tasks: Int, significance: Double) -> Int {
    (1...).first { runs in
      let counts = [(Int, Int)](repeating: (runs, runs), count: tasks)
      return MannWhitneyTest.smallestP(counts) < significance
    } ?? 1
  }
}
