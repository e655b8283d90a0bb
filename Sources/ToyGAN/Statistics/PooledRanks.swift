/// The ranks of two samples in the pooled sample; equal values share the mean of their ranks.
///
/// Ranks are doubled, so that the ranks of ties are whole numbers.
struct PooledRanks {
  /// Sizes of the two samples.
  private let m, n: Int
  /// Doubled ranks in ascending order, `[m + n]`.
  private let doubledRanks: [Int]
  /// Twice the number of pairs in which the value of the first sample is larger; ties count as one half.
  let doubledStatistic: Int
  /// Sum over groups of t equal values of `t^3 - t`.
  private let ties: Double

  /// Traps if one of the samples is empty, or if a value is NaN.
  init(_ x: [Double], _ y: [Double]) {
    guard !x.isEmpty, !y.isEmpty, !(x + y).contains(where: \.isNaN) else {
      fatalError("ranks of values [\(x.count)] and [\(y.count)]: \(x), \(y)")
    }
    let pooled = (x.map { ($0, 1) } + y.map { ($0, 0) }).sorted { $0.0 < $1.0 }
    var (ranks, sum, ties) = ([Int](), 0, 0.0)
    while ranks.count < pooled.count {
      let start = ranks.count
      let group = pooled[start...].prefix { $0.0 == pooled[start].0 }
      // Ranks are start + 1 to end: twice their mean is their sum.
      let rank = start + 1 + group.endIndex
      ranks += group.map { _ in rank }
      sum += rank * group.reduce(0) { $0 + $1.1 }
      let t = Double(group.count)
      ties += t * t * t - t
    }
    m = x.count
    n = y.count
    doubledRanks = ranks
    self.ties = ties
    doubledStatistic = sum - x.count * (x.count + 1)
  }

  /// Number of pairs of a value of the first sample and one of the second.
  var pairs: Int { m * n }

  /// Variance of the statistic over all assignments of the ranks,
  /// `m n / 12 (N + 1 - sum of (t^3 - t) / (N (N - 1)))` with N = m + n.
  var variance: Double {
    let total = Double(m + n)
    return Double(pairs) / 12 * (total + 1 - ties / (total * (total - 1)))
  }

  /// The variance if all values were different, `m n (N + 1) / 12`.
  var varianceWithoutTies: Double { Double(pairs) / 12 * Double(m + n + 1) }

  /// Number of assignments of ranks to the first sample, by twice the statistic, `[2 m n + 1]`.
  func ways() -> [Double] {
    // The ranks of one sample determine those of the other; the smaller sample has fewer possible sums.
    let chosen = min(m, n)
    let (least, largest) = (chosen * (chosen + 1), doubledRanks.suffix(chosen).reduce(0, +))
    let width = largest + 1
    // Numbers of ways to choose k of the ranks seen so far with a given sum, `[chosen + 1, largest + 1]`.
    var table = [Double](repeating: 0, count: (chosen + 1) * width)
    table[0] = 1
    table.withUnsafeMutableBufferPointer { table in
      for rank in doubledRanks {
        for k in stride(from: chosen, to: 0, by: -1) {
          for sum in rank...largest {
            table[k * width + sum] += table[(k - 1) * width + sum - rank]
          }
        }
      }
    }
    let ways = (0...2 * pairs).map {
      least + $0 <= largest ? table[chosen * width + least + $0] : 0
    }
    return m <= n ? ways : ways.reversed()
  }
}
