/// A short list of combinations in which any two choices of two factors occur together.
public enum PairwiseCover {
  /// Rows with one choice per factor; `sizes` are the numbers of choices.
  ///
  /// Each row starts with a pair that is not covered yet and takes, factor by factor, the choice that
  /// covers most new pairs; the list is at least as long as the product of the two largest factors.
  public static func rows(_ sizes: [Int]) -> [[Int]] {
    var left = Set<[Int]>()
    for (i, m) in sizes.enumerated() {
      for (j, n) in sizes.enumerated() where i < j {
        for a in 0..<m { for b in 0..<n { left.insert([i, a, j, b]) } }
      }
    }
    var rows: [[Int]] = []
    while let pair = left.min(by: { $0.lexicographicallyPrecedes($1) }) {
      var row = [Int?](repeating: nil, count: sizes.count)
      (row[pair[0]], row[pair[2]]) = (pair[1], pair[3])
      for factor in sizes.indices where row[factor] == nil {
        row[factor] = (0..<sizes[factor]).max { a, b in
          gain(of: a, at: factor, in: row, left) < gain(of: b, at: factor, in: row, left)
        }
      }
      let full = row.map { $0 ?? 0 }
      for i in full.indices {
        for j in full.indices where i < j { left.remove([i, full[i], j, full[j]]) }
      }
      rows.append(full)
    }
    return rows
  }

  private static func gain(
    of choice: Int, at factor: Int, in row: [Int?], _ left: Set<[Int]>
  ) -> Int {
    row.enumerated().reduce(0) { sum, other in
      guard let taken = other.element else { return sum }
      let pair =
        other.offset < factor
        ? [other.offset, taken, factor, choice] : [factor, choice, other.offset, taken]
      return sum + (left.contains(pair) ? 1 : 0)
    }
  }
}
