import ToyGAN

/// The curves of a pane: a row of numbers for each step that was measured, within a limit of rows.
///
/// A page asks for the rows that it lacks by their index. Where rows are dropped or columns change, a new epoch
/// begins, and pages get all rows again.
struct Curves: Sendable {
  /// Largest number of rows; beyond it every second one is dropped.
  static let limit = 20_000

  /// Names of the columns, without the step.
  private(set) var columns: [String]
  private(set) var epoch = 0
  private var steps: [Int] = []
  /// Row-major, [rows, columns].
  private var values: [Float] = []

  init(columns: [String] = [], epoch: Int = 0) { (self.columns, self.epoch) = (columns, epoch) }

  var lastStep: Int? { steps.last }

  /// The values of the row at a step, or of the last row before it.
  func values(at step: Int) -> [Float]? {
    guard let row = steps.lastIndex(where: { $0 <= step }) else { return nil }
    return Array(values[row * columns.count..<(row + 1) * columns.count])
  }

  /// Adds a row; it is ignored unless its step is after that of the last row.
  mutating func append(step: Int, _ row: [Float]) {
    guard row.count == columns.count else {
      fatalError("curves: a row of [\(row.count)] values in columns of [\(columns.count)]")
    }
    guard step > steps.last ?? -1 else { return }
    steps.append(step)
    values += row
    if steps.count > Self.limit { keep { $0.isMultiple(of: 2) } }
  }

  /// Removes the rows after a step.
  mutating func removeAll(after step: Int) {
    guard let last = steps.last, last > step else { return }
    let kept = steps.count { $0 <= step }
    keep { $0 < kept }
  }

  /// Continues with other columns: values are kept by name, and others are NaN.
  mutating func rename(_ new: [String]) {
    guard new != columns else { return }
    let places = new.map { columns.firstIndex(of: $0) }
    values = steps.indices.flatMap { row in
      places.map { $0.map { values[row * columns.count + $0] } ?? .nan }
    }
    columns = new
    epoch += 1
  }

  private mutating func keep(where isKept: (Int) -> Bool) {
    let width = columns.count
    let kept = steps.indices.filter(isKept)
    values = kept.flatMap { values[$0 * width..<($0 + 1) * width] }
    steps = kept.map { steps[$0] }
    epoch += 1
  }

  /// The rows that a page lacks, which has `count` rows of an epoch.
  func rows(epoch known: Int, from count: Int) -> Frame.CurveRows {
    let first = known == epoch ? min(max(0, count), steps.count) : 0
    let width = columns.count
    let rows = (first..<steps.count).flatMap { (row: Int) -> [Float] in
      [Float(steps[row])] + Array(values[row * width..<(row + 1) * width])
    }
    return Frame.CurveRows(epoch: epoch, first: first, columns: width + 1, values: rows)
  }
}
