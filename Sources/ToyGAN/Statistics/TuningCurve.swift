import Foundation

/// The best score of k trials, as a function of k, from the scores of n independent trials.
///
/// Higher scores are better; minus infinity is the score of a trial that failed. With the distribution function F of
/// a trial's score, that of the best of k is F^k.
public struct TuningCurve: Sendable {
  /// The scores in ascending order.
  public let scores: [Double]
  private let band: DistributionBand
  private let bounds: Bounds

  /// The curve of at least one score that lies within bounds; traps if there is none, or if one is NaN.
  public init(_ scores: [Double], within bounds: Bounds, _ confidence: Confidence = .percent95) {
    self.init(
      scores, within: bounds, band: DistributionBand(count: scores.count, confidence))
  }

  /// The curve with the band of as many values, which many curves can share.
  init(_ scores: [Double], within bounds: Bounds, band: DistributionBand) {
    guard !scores.contains(where: \.isNaN) else { fatalError("a tuning curve of a score NaN") }
    self.scores = scores.sorted()
    self.bounds = bounds
    self.band = band
  }

  /// The median of the best of k trials: the quantile `0.5^(1/k)` of a trial's score, estimated by the smallest
  /// score with at least this share of scores up to it.
  public func median(of k: Int) -> Double {
    let place = (Self.share(k) * Double(scores.count) - 1e-9).rounded(.up)
    return scores[min(scores.count, max(1, Int(place))) - 1]
  }

  /// The ends between which the median of the best of k trials lies for all k at once, with the confidence of the
  /// curve: the quantiles `0.5^(1/k)` of the ends of the band of the distribution function.
  ///
  /// Where the trials are too few to say anything, an end is that of the possible scores.
  public func interval(of k: Int) -> Interval {
    let share = Self.share(k)
    // The distribution function is at most upper[i] just below score i, so that a share beyond it needs score i.
    let low = band.upper.lastIndex { $0 < share }
    let high = band.lower.firstIndex { $0 >= share }
    return Interval(
      lower: low.map { scores[$0] } ?? bounds.lower, upper: high.map { scores[$0] } ?? bounds.upper,
      confidence: band.confidence)
  }

  /// The mean of the best of k scores that are drawn with replacement:
  /// `sum over i of y(i) ((i/n)^k - ((i-1)/n)^k)`, with the scores y in ascending order.
  ///
  /// Dodge et al., "Show your work" (EMNLP 2019, arXiv:1909.03004), equation 6. It is minus infinity if a trial
  /// failed, and too low for k near n; the median with its band is preferred for these reasons.
  public func expected(of k: Int) -> Double {
    let count = Double(scores.count)
    return scores.enumerated().reduce(0) { sum, item in
      let (place, score) = (Double(item.offset), item.element)
      let share = pow((place + 1) / count, Double(k)) - pow(place / count, Double(k))
      return sum + score * share
    }
  }

  /// The share of trials that are no better than the median of the best of k.
  private static func share(_ k: Int) -> Double {
    guard k > 0 else { fatalError("the best of \(k) trials") }
    return pow(0.5, 1 / Double(k))
  }
}
