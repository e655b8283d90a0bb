/// The cheapest way to give every row of a square matrix of costs a column of its own.
///
/// With the duals `u` of rows and `v` of columns, `cost[i][j] >= u[i] + v[j]` for all pairs, and
/// equality holds where row `i` has column `j`; both up to rounding. A sum of costs is thus nowhere
/// below the sum of duals, which is the proof that this one is the lowest.
public struct LinearAssignment: Sendable, Equatable {
  /// The column of each row, `[n]`.
  public let columns: [Int]
  /// Of each row, `[n]`.
  public let rowDuals: [Double]
  /// Of each column, `[n]`.
  public let columnDuals: [Double]

  init(columns: [Int], rowDuals: [Double], columnDuals: [Double]) {
    self.columns = columns
    self.rowDuals = rowDuals
    self.columnDuals = columnDuals
  }

  /// Solves the linear assignment problem for row-major costs `[n, n]`, of any sign.
  ///
  /// Shortest augmenting paths (Jonker and Volgenant, Computing 38, 1987), `O(n³)` at worst; see
  /// `transport.c`. Traps unless there are `count` times `count` costs, at least one, each below
  /// 1e200 in magnitude.
  public init(costs: [Double], count: Int) {
    guard count > 0, costs.count == count * count, costs.allSatisfy({ abs($0) < 1e200 }) else {
      fatalError("\(costs.count) costs are not [\(count), \(count)], or not below 1e200")
    }
    let order = SpreadOrder.indices(count)
    let matrix = CostMatrix(count: count)
    for i in 0..<count {
      for j in 0..<count { matrix[i, j] = costs[order[i] * count + order[j]] }
    }
    let solution = matrix.solved()
    var columns = [Int](repeating: 0, count: count)
    var (rowDuals, columnDuals) = (solution.rowDuals, solution.columnDuals)
    for i in 0..<count {
      columns[order[i]] = order[solution.columns[i]]
      rowDuals[order[i]] = solution.rowDuals[i]
      columnDuals[order[i]] = solution.columnDuals[i]
    }
    self.init(columns: columns, rowDuals: rowDuals, columnDuals: columnDuals)
  }
}
