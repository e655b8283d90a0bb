/// The assignment of a distinct column to every row of a square cost matrix with the least total cost.
///
/// With the dual variables `u` of rows and `v` of columns, `cost[i][j] >= u[i] + v[j]` for all pairs, with
/// equality if column `j` is assigned to row `i`; both hold up to rounding. Therefore no assignment costs
/// less than the sum of the dual variables, which proves that this one is optimal.
public struct LinearAssignment: Sendable, Equatable {
  /// The column of each row, `[n]`.
  public let columns: [Int]
  /// Dual variable of each row, `[n]`.
  public let rowDuals: [Double]
  /// Dual variable of each column, `[n]`.
  public let columnDuals: [Double]

  init(columns: [Int], rowDuals: [Double], columnDuals: [Double]) {
    self.columns = columns
    self.rowDuals = rowDuals
    self.columnDuals = columnDuals
  }

  /// Solves the linear assignment problem for row-major costs `[n, n]`, of any sign.
  ///
  /// Shortest augmenting paths (Jonker and Volgenant, Computing 38, 1987), `O(n³)` in
  /// the worst case; see `transport.c`. Traps unless there are `count` times `count`
  /// costs, at least one, each below 1e200 in magnitude.
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
