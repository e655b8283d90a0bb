import CKernels

/// Pairs of neighbouring operations that one pass over a tile can do.
///
///     A B, then + C        →  A B + C
///     A B + C, then relu   →  relu(A B + C)
///     step(h), then · x    →  h > 0 ? x : 0
///
/// The first of a pair must be read by the second alone, and not be kept in memory.
struct Peephole {
  private(set) var operations: [toygan_operation]
  private var readers: [[Int]]
  private let registers: [GroupBuilder.Register]

  init(_ operations: [toygan_operation], _ registers: [GroupBuilder.Register]) {
    (self.operations, self.registers) = (operations, registers)
    readers = Array(repeating: [], count: registers.count)
    for (position, operation) in operations.enumerated() {
      for register in operation.reads { readers[register].append(position) }
    }
    var gone: Set<Int> = []
    for (position, operation) in operations.enumerated() {
      guard let reader = onlyReader(of: operation) else { continue }
      if let both = Peephole.joined(self.operations[position], self.operations[reader]) {
        self.operations[reader] = both
        gone.insert(position)
      }
    }
    self.operations = self.operations.indices.filter { !gone.contains($0) }
      .map { self.operations[$0] }
  }

  private func onlyReader(of operation: toygan_operation) -> Int? {
    guard let target = operation.writes, case .temporary = registers[target],
      readers[target].count == 1
    else { return nil }
    return readers[target][0]
  }

  private static func joined(
    _ first: toygan_operation, _ second: toygan_operation
  ) -> toygan_operation? {
    let isProduct =
      first.kind == toygan_outer.rawValue
      && first.function == toygan_as_it_is.rawValue
    if isProduct, first.addend < 0, second.isBinary(.add) {
      var both = first
      both.addend = second.left == first.target ? second.right : second.left
      both.target = second.target
      return both
    }
    if isProduct, second.isUnary(.relu) {
      var both = first
      both.function = Int32(toygan_rectified.rawValue)
      both.target = second.target
      return both
    }
    if first.isUnary(.step), second.isBinary(.multiply) {
      var both = second
      both.kind = Int32(toygan_select.rawValue)
      both.right = second.left == first.target ? second.right : second.left
      both.left = first.left
      return both
    }
    return nil
  }
}

extension toygan_operation {
  fileprivate func isUnary(_ function: Unary) -> Bool {
    kind == toygan_apply_unary.rawValue && self.function == function.rawValue
  }

  fileprivate func isBinary(_ function: Binary) -> Bool {
    kind == toygan_apply_binary.rawValue && self.function == function.rawValue
  }
}
