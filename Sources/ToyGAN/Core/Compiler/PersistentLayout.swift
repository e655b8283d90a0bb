/// The part of the arena that persists between runs: leaves, draws and outputs, shared by all routines.
struct PersistentLayout {
  /// Buffers start at multiples of this many floats, a cache line.
  static let alignment = 16

  private(set) var count = 0
  private var offsets: [Tensor: Int] = [:]

  static func aligned(_ count: Int) -> Int {
    (count + alignment - 1) / alignment * alignment
  }

  /// Space for `count` floats and, for buffers of a page or more, a few additional cache lines.
  ///
  /// Otherwise all matrices whose sizes are powers of two would start at the same offset within a page, and
  /// processors would mistake a read of one matrix for a read of data being written to another.
  static func staggered(_ count: Int) -> Int {
    aligned(count) + (count < 1024 ? 0 : 5 * alignment)
  }

  /// The offset of `tensor`; assigns one if it has none yet.
  @discardableResult
  mutating func place(_ tensor: Tensor) -> Int {
    if let known = offsets[tensor] { return known }
    let offset = reserve(tensor.shape.count)
    offsets[tensor] = offset
    return offset
  }

  mutating func reserve(_ size: Int) -> Int {
    defer { count += PersistentLayout.staggered(size) }
    return count
  }

  func offset(of tensor: Tensor) -> Int? { offsets[tensor] }
}
