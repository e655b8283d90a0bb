import CKernels

/// A group with scratch memory assigned, ready to run.
struct GroupMemory {
  private(set) var registers: [toygan_register] = []
  private(set) var once, each, last: [toygan_operation]
  private(set) var tileRows = 1
  private(set) var tileColumns = 1
  /// Number of floats of scratch memory in use, without the pieces.
  private(set) var scratch = 0

  /// `base` is the start of scratch memory in the arena, and `pieces` where the group's pieces begin.
  init(_ group: GroupBuilder, scratchAt base: Int, piecesAt pieces: Int) {
    (once, each, last) = (group.once, group.each, group.last)
    var slots = GroupMemory.slots(group)
    let slotCount = (slots.compactMap { $0 }.max() ?? -1) + 1
    chooseTile(group.shape, slotCount, isCut: group.isCut)
    let size = PersistentLayout.staggered(tileRows * tileColumns)
    registers = group.registers.enumerated().map { number, register in
      switch register {
      case .memory(let offset, let moves):
        toygan_register(offset: Int64(offset), moves: Int32(moves.rawValue))
      case .hoisted, .temporary:
        toygan_register(
          offset: Int64(base + (slots[number] ?? 0) * size), moves: Int32(toygan_stays.rawValue))
      }
    }
    slots.removeAll()
    placePieces(group.pieces, from: pieces)
    scratch = slotCount * size
  }

  /// The scratch memory slot of each register; registers that are never needed at the same time share one.
  private static func slots(_ group: GroupBuilder) -> [Int?] {
    var slots = [Int?](repeating: nil, count: group.registers.count)
    var used = 0
    for (number, register) in group.registers.enumerated() {
      if case .hoisted = register {
        slots[number] = used
        used += 1
      }
    }
    var lastRead = [Int](repeating: -1, count: group.registers.count)
    for (position, operation) in group.each.enumerated() {
      for register in operation.reads { lastRead[register] = position }
    }
    var free: [Int] = []
    for (position, operation) in group.each.enumerated() {
      let target = operation.writes
      if let target, case .temporary = group.registers[target], slots[target] == nil {
        if free.isEmpty {
          free.append(used)
          used += 1
        }
        slots[target] = free.removeLast()
      }
      for register in Set(operation.reads + [target].compactMap { $0 }).sorted() {
        guard case .temporary = group.registers[register], let slot = slots[register],
          lastRead[register] <= position
        else { continue }
        free.append(slot)
      }
    }
    return slots
  }

  /// Chooses the tile size such that all slots together fit a first-level cache of 32 kB.
  private mutating func chooseTile(_ shape: Shape, _ slots: Int, isCut: Bool) {
    let room = slots <= 3 ? 2048 : slots <= 8 ? 1024 : slots <= 16 ? 512 : 256
    tileColumns = isCut ? min(room, 1024) : shape.columns
    tileRows = isCut ? 1 : max(1, min(shape.rows, room / shape.columns))
    if each.contains(where: { $0.kind == toygan_outer.rawValue }) {
      tileRows = min(tileRows, Int(toygan_most_tile_rows))
    }
  }

  private mutating func placePieces(_ pieces: [Int], from base: Int) {
    var offsets: [Int] = []
    var next = base
    for count in pieces {
      offsets.append(next)
      next += PersistentLayout.aligned(count)
    }
    func resolve(_ place: inout Int64) {
      if place < 0 { place = Int64(offsets[Int(-place) - 1]) }
    }
    func resolve(_ operations: inout [toygan_operation]) {
      for i in operations.indices {
        resolve(&operations[i].source)
        resolve(&operations[i].other)
        resolve(&operations[i].sink)
      }
    }
    resolve(&once)
    resolve(&each)
    resolve(&last)
  }
}

extension toygan_operation {
  /// Registers that the operation reads, among those computed for each tile.
  var reads: [Int] {
    switch toygan_kind(UInt32(kind)) {
    case toygan_apply_binary, toygan_select, toygan_tanh_slope: [Int(left), Int(right)]
    case toygan_multiply_add: [Int(left), Int(right), Int(addend)]
    case toygan_multiply_constant_add: [Int(left), Int(addend)]
    case toygan_outer:
      [addend, row].filter { $0 >= 0 }.map { Int($0) }
        + (hasDerivativeEnding ? [Int(right)] : [])
    case toygan_repeat_column: []
    default: [Int(left)]
    }
  }

  /// Whether a product ends in the derivative of an activation, which reads `right`.
  var hasDerivativeEnding: Bool {
    [toygan_where_positive, toygan_times_tanh_slope].contains { $0.rawValue == UInt32(function) }
  }

  /// The register that the operation writes; nil if it accumulates to memory instead.
  var writes: Int? {
    switch toygan_kind(UInt32(kind)) {
    case toygan_sum_rows, toygan_sum_columns, toygan_sum_all, toygan_product_right,
      toygan_product_left:
      nil
    case toygan_outer: joined > 0 && is_kept == 0 ? nil : Int(target)
    default: Int(target)
    }
  }
}
