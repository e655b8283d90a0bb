/// Steps that run one after another on a few rows of the minibatch at a time, while these are in cache.
///
///     for each band of rows:  A₁ = X W₁ (rows)   Y₁ = tanh(A₁ + b₁) (rows)   G += Xᵀ D (rows)   ...
///
/// A step can be part of a pass if row i of its results needs only row i of what the pass makes before, or if it sums
/// over rows; a sum is complete after the last band, so that nothing in the pass may read it.
struct Passes {
  /// One pass; a step by itself is a pass of one band.
  struct Pass {
    var steps: Range<Int>
    /// Rows of the minibatch; nil if the pass is a single step.
    var rows: Int?
    /// Rows of a band.
    var band: Int
  }

  private(set) var all: [Pass] = []
  private var passOf: [Int] = []

  /// `rowsOfBand` gives the rows for the smaller side of a pass's largest right factor.
  init(_ graph: Graph, _ steps: [Steps.Step], rowsOfBand: (_ width: Int) -> Int) {
    let changing = Set(graph.updates.map(\.value))
    var open: OpenPass?
    func close() {
      guard let pass = open else { return }
      open = nil
      let band = rowsOfBand(pass.width)
      if pass.steps.count > 1, pass.rows >= 2 * band {
        all.append(Pass(steps: pass.steps, rows: pass.rows, band: band))
      } else {
        all += pass.steps.map { Pass(steps: $0..<$0 + 1, rows: nil, band: 0) }
      }
    }
    for (number, step) in steps.enumerated() {
      if open?.admits(step) != true { close() }
      let rows = changing.isDisjoint(with: step.vertices) ? graph.bandedRows(of: step) : nil
      if let rows {
        if open == nil { open = OpenPass(graph, rows: rows, from: number) }
        open?.add(step)
      } else {
        close()
        all.append(Pass(steps: number..<number + 1, rows: nil, band: 0))
      }
    }
    close()
    passOf = all.enumerated().flatMap { number, pass in pass.steps.map { _ in number } }
  }

  /// The pass of a step.
  func pass(of step: Int) -> Pass { all[passOf[step]] }
}

/// A pass to which steps are added.
private struct OpenPass {
  let graph: Graph
  let rows: Int
  private(set) var steps: Range<Int>
  /// Vertices that the pass makes, and whether row by row.
  private var made: [Int: Bool] = [:]
  /// The smaller side of the largest right factor of a product.
  private(set) var width = 0

  init(_ graph: Graph, rows: Int, from step: Int) {
    self.graph = graph
    self.rows = rows
    steps = step..<step
  }

  func admits(_ step: Steps.Step) -> Bool {
    guard graph.bandedRows(of: step) == rows else { return false }
    let own = Set(step.vertices)
    return step.vertices.allSatisfy { vertex in
      graph.rowReads(of: vertex).allSatisfy { read in
        own.contains(read.vertex) || made[read.vertex].map { $0 && read.isByRows } ?? true
      }
    }
  }

  mutating func add(_ step: Steps.Step) {
    steps = steps.lowerBound..<steps.upperBound + 1
    for vertex in step.vertices { made[vertex] = graph.isMadeByRows(vertex) }
    if case .standalone(let product) = step {
      let left = graph.vertices[graph.vertices[product].operands[0]].shape
      width = max(width, min(left.columns, graph.vertices[product].shape.columns))
    }
  }
}

extension Passes {
  /// So many rows that the copy that a library makes of a right factor is small beside the product, and no fewer than
  /// give a matrix of 128 kB; a pass's matrices then fit a second-level cache.
  static func rowsOfBand(width: Int) -> Int { max(2 * width, 32_768 / max(width, 1)) }
}

extension Graph {
  /// The rows over which a step can run in bands; nil if it needs all of them at once.
  fileprivate func bandedRows(of step: Steps.Step) -> Int? {
    switch step {
    case .group(let vertices): return vertices.first.flatMap { groupShape(of: $0)?.rows }
    case .standalone(let vertex):
      guard case .matmul(let tl, let tr) = vertices[vertex].op, !(tl && tr) else { return nil }
      return vertices[vertices[vertex].operands[0]].shape.rows
    }
  }

  /// Whether row i of a value is computed from row i of its operands.
  func isMadeByRows(_ vertex: Int) -> Bool {
    switch kindWhenStored(of: vertex) {
    case .elementwise, .outer: true
    case .contraction(let kind, _): kind == .sumColumns || kind == .productRight
    case .standalone:
      if case .matmul(transposeLeft: false, _) = vertices[vertex].op { true } else { false }
    case .source, .inline, .view: false
    }
  }

  /// A value that a vertex reads from memory or from its own group.
  struct RowRead {
    var vertex: Int
    /// Whether row i of the value is only read for row i of the step.
    var isByRows: Bool
  }

  /// The values that `vertex` reads, except constants.
  func rowReads(of vertex: Int) -> [RowRead] {
    vertices[vertex].operands.enumerated().flatMap { position, operand -> [RowRead] in
      if recomputed.contains(operand) { return rowReads(of: operand) }
      switch vertices[operand].op {
      case .constant: return []
      case .broadcast:
        let isColumn = vertices[vertices[operand].operands[0]].shape.columns == 1
        let isByRows = isColumn && vertices[vertices[operand].operands[0]].shape.rows > 1
        return [RowRead(vertex: root(of: operand), isByRows: isByRows)]
      default:
        let root = root(of: operand)
        return [RowRead(vertex: root, isByRows: root == operand && readsByRows(vertex, position))]
      }
    }
  }

  private func readsByRows(_ user: Int, _ position: Int) -> Bool {
    switch (kindWhenStored(of: user), vertices[user].op) {
    case (.elementwise, _), (.contraction(.sumRows, _), _), (.contraction(.sumColumns, _), _),
      (.contraction(.sumAll, _), _), (.contraction(.productLeft, _), _):
      true
    case (.contraction(.productRight, _), _): position == 0
    case (.contraction(.productLeftTransposed, _), .matmul(_, let tr)): position == 0 || !tr
    case (.outer, .matmul(let tl, _)): position == 0 && !tl
    case (.standalone, .matmul(let tl, _)): position == 0 || tl
    default: false
    }
  }
}
