import CKernels

/// A compiled routine as text: one line per instruction, with shapes, offsets and operations.
extension Program {
  /// The listings of all routines, in order.
  public var listing: String { code.indices.map(listing(of:)).joined(separator: "\n") }

  /// Floating-point operations in one run of a routine.
  ///
  /// 2 m n k for a matrix product, and the pairwise operations of minibatch discrimination. Elementwise
  /// work (activations, losses, optimizers) is not counted, as is usual, so that rates can be compared with
  /// those of a matrix product.
  public func flops(of routine: Int) -> Int {
    code[routine].instructions.reduce(0) { $0 + $1.flops }
  }

  /// Floating-point operations in one run of a routine if every product of its expressions is computed once.
  ///
  /// `flops(of:)` also counts thin products that groups compute again because to store them takes longer.
  public func leastFlops(of routine: Int) -> Int { code[routine].graph.flops }

  /// Bytes that the instructions of a routine read and write in one run: operands and results in the arena, each
  /// counted once an instruction.
  public func bytes(of routine: Int) -> Int {
    code[routine].instructions.reduce(0) { $0 + $1.bytes }
  }

  private func listing(of routine: Int) -> String {
    let code = code[routine]
    let header =
      "routine \(code.name): \(code.instructions.count) instructions, \(flops(of: routine)) FLOPs, "
      + "\(code.plan.end) floats planned (\(code.plan.unsharedCount) of temporaries unshared)"
    let lines = code.passes.flatMap { pass in
      (pass.numbers.count > 1 && pass.rows < .max
        ? ["  \(pass.band) of \(pass.rows) rows at a time:"] : [])
        + pass.numbers.map { "  \($0): \(code.instructions[$0])" }
    }
    return ([header] + lines).joined(separator: "\n")
  }
}

extension Instruction: CustomStringConvertible {
  var description: String {
    switch self {
    case .group(let group): group.pointee.summary
    case .multiply(let p):
      "product [\(p.m), \(p.k)]\(p.transposeLeft ? "ᵀ" : "") × [\(p.k), \(p.n)]"
        + "\(p.transposeRight ? "ᵀ" : "") \(p.a), \(p.b) → \(p.c)"
    case .closeness(let work): "closeness \(work.pointee.summary)"
    case .closenessTranspose(let work): "closeness transposed \(work.pointee.summary)"
    case .eigenvectors(let p): "eigenvectors [\(p.size), \(p.size)] \(p.matrix) → \(p.sink)"
    case .copy(let from, let to, let count): "copy \(count) \(from) → \(to)"
    case .copyColumns(let work):
      "columns [\(work.rows), \(work.columns)] \(work.from) → \(work.to)"
    case .zero(let at, let count): "zero \(count) \(at)"
    }
  }

  var flops: Int {
    switch self {
    case .group(let group): group.pointee.flops
    case .multiply(let product): product.flops
    case .closeness(let work), .closenessTranspose(let work): work.pointee.flops
    case .eigenvectors, .copy, .copyColumns, .zero: 0
    }
  }
}

extension Graph {
  /// Floating-point operations of all products and closenesses that outputs and updates need.
  fileprivate var flops: Int {
    var needed = Set(outputs + updates.map(\.value))
    for vertex in vertices.indices.reversed() where needed.contains(vertex) {
      needed.formUnion(vertices[vertex].operands)
    }
    return needed.reduce(0) { $0 + flops(of: $1) }
  }

  private func flops(of vertex: Int) -> Int {
    let v = vertices[vertex]
    let first = v.operands.first.map { vertices[$0].shape }
    guard let first else { return 0 }
    switch v.op {
    case .matmul(let tl, _): return 2 * v.shape.count * (tl ? first.rows : first.columns)
    case .closeness(let kernels), .closenessTranspose(let kernels):
      var work = toygan_closeness()
      (work.rows, work.kernels) = (Int32(first.rows), Int32(kernels))
      work.dimensions = Int32(first.columns / kernels)
      let directions =
        if case .closeness = v.op { v.operands.count - 1 } else { v.operands.count - 2 }
      work.directions = Int32(directions)
      return work.flops
    case .leaf, .draw, .constant, .unary, .binary, .sum, .broadcast, .slice, .concat, .columns,
      .placedColumns, .eigenvectors:
      return 0
    }
  }
}

extension toygan_closeness {
  fileprivate var summary: String {
    "[\(rows), \(dimensions) · \(kernels)] along \(directions) \(features) → \(sink)"
  }

  /// Three operations per pair and dimension, the same for each direction, and one exponential per pair.
  var flops: Int {
    let pairs = Int(rows) * (Int(rows) - 1) / 2
    return pairs * Int(kernels) * (3 * Int(dimensions) * (1 + Int(directions)) + 1)
  }
}

extension toygan_group {
  fileprivate var summary: String {
    let names = operations(each, each_count).map(\.name)
    return "group [\(rows), \(columns)] tiles [\(tile_rows), \(tile_columns)]: "
      + names.joined(separator: " ")
  }

  private func operations(
    _ start: UnsafePointer<toygan_operation>?, _ count: Int32
  ) -> UnsafeBufferPointer<toygan_operation> {
    UnsafeBufferPointer(start: start, count: Int(count))
  }

  /// Operations of products with one or two rows or columns, which are computed as groups.
  var flops: Int {
    let products = [toygan_outer, toygan_product_left, toygan_product_right]
    return operations(each, each_count).reduce(0) { sum, operation in
      guard products.contains(toygan_kind(UInt32(operation.kind))) else { return sum }
      return sum + 2 * Int(operation.count) * Int(rows) * Int(columns)
    }
  }
}

extension toygan_operation {
  /// The function that a product ends in.
  private var endingName: String {
    switch toygan_ending(UInt32(function)) {
    case toygan_rectified: "-relu"
    case toygan_where_positive: "-select"
    case toygan_squashed: "-tanh"
    case toygan_times_tanh_slope: "-tanh-slope"
    default: ""
    }
  }

  /// Name of the operation in one word.
  fileprivate var name: String {
    switch toygan_kind(UInt32(kind)) {
    case toygan_apply_unary: Unary(rawValue: function).map { "\($0)" } ?? "?"
    case toygan_apply_binary: Binary(rawValue: function).map { "\($0)" } ?? "?"
    case toygan_apply_binary_constant: Binary(rawValue: function).map { "\($0)(k)" } ?? "?"
    case toygan_apply_constant_binary: Binary(rawValue: function).map { "(k)\($0)" } ?? "?"
    case toygan_multiply_add: "multiply-add"
    case toygan_multiply_constant_add: "multiply(k)-add"
    case toygan_repeat_column: "repeat-column"
    case toygan_select: "select"
    case toygan_tanh_slope: "tanh-slope"
    case toygan_outer:
      (count > 0 ? "outer(\(count))" : "layer") + (addend < 0 && row < 0 ? "" : "-add")
        + endingName
        + (joined > 0 ? "\(is_kept > 0 ? "-kept" : "")-with(\(joined))" : "")
    case toygan_sum_rows: "sum-rows"
    case toygan_sum_columns: "sum-columns"
    case toygan_sum_all: "sum"
    case toygan_product_right: "product-right(\(count))"
    case toygan_product_left: "product-left(\(count))"
    default: "?"
    }
  }
}
