import CKernels
import ToyGANCore

/// A square matrix of costs in the kernel's layout, `[n, n]` with padding after each row.
final class CostMatrix {
  /// Number of rows, and of columns.
  let count: Int
  private let stride: Int
  private let costs: UnsafeMutablePointer<Double>  // [n, stride]

  /// A matrix of zeros.
  init(count: Int) {
    (self.count, stride) = (count, SampleSet.paddedCount(count))
    let size = count * stride
    // The memory is allocated as floats, two per double, and uses large pages if the system has them.
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

  /// The cost of assigning `column` to `row`.
  subscript(row: Int, column: Int) -> Double {
    get { costs[row * stride + column] }
    set { costs[row * stride + column] = newValue }
  }

  /// The assignment with the least total cost; all costs must be finite.
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
