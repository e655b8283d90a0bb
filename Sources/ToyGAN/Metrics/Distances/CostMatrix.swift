import CKernels
import ToyGANCore

/// A square matrix of costs as the kernel reads it, `[n, n]` with gaps after the rows.
final class CostMatrix {
  /// Rows, and columns.
  let count: Int
  private let stride: Int
  private let costs: UnsafeMutablePointer<Double>  // [n, stride]

  /// Zeros.
  init(count: Int) {
    (self.count, stride) = (count, SampleSet.paddedCount(count))
    let size = count * stride
    // In memory for floats, two to a double, which is on large pages where the system has them.
    guard count > 0, let memory = toygan_make_arena(2 * size) else {
      fatalError("no memory for costs [\(count), \(count)]")
    }
    costs = UnsafeMutableRawPointer(memory).bindMemory(to: Double.self, capacity: size)
  }

  /// Euclidean distances between samples `[n, d]` and `[n, d]`, or their squares.
  convenience init(_ a: SampleSet, _ b: SampleSet, isSquared: Bool) {
    self.init(count: a.count)
    SampleSet.withPairs(a, b) { toygan_fill_distances($0, isSquared ? 1 : 0, costs) }
  }

  deinit {
    let size = 2 * count * stride
    toygan_free_arena(UnsafeMutableRawPointer(costs).bindMemory(to: Float.self, capacity: size))
  }

  /// What it costs to give `row` the `column`.
  subscript(row: Int, column: Int) -> Double {
    get { costs[row * stride + column] }
    set { costs[row * stride + column] = newValue }
  }

  /// The cheapest assignment; all costs must be finite.
  func solved() -> LinearAssignment {
    var columns = [Int64](repeating: 0, count: count)
    var rowDuals = [Double](repeating: 0, count: count)
    var columnDuals = [Double](repeating: 0, count: stride)
    let isSolved = columns.withUnsafeMutableBufferPointer { columns in
      rowDuals.withUnsafeMutableBufferPointer { rowDuals in
        columnDuals.withUnsafeMutableBufferPointer { columnDuals in
          var problem = toygan_assignment(
            costs: costs, count: Int64(count), stride: Int64(stride), columns: columns.baseAddress,
            row_duals: rowDuals.baseAddress, column_duals: columnDuals.baseAddress)
          return toygan_assign(&problem)
        }
      }
    }
    guard isSolved == 1 else { fatalError("no memory to assign \(count) columns") }
    return LinearAssignment(
      columns: columns.map(Int.init), rowDuals: rowDuals,
      columnDuals: Array(columnDuals.prefix(count)))
  }
}
