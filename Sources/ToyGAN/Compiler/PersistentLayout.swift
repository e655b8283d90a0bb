/// The part of the arena that outlives a run: leaves, draws and outputs, shared by all routines.
struct PersistentLayout {
  /// Starts of buffers are multiples of this many floats, a cache line.
  static let alignment = 16

  private(set) var count = 0
  private var offsets: [Tensor: Int] = [:]

  static func aligned(_ count: Int) -> Int {
    (count + alignment - 1) / alignment * alignment
  }

  /// Where `tensor` lies, newly placed where it is not yet.
  @discardableResult
  mutating func place(_ tensor: Tensor) -> Int {
    if let known = offsets[tensor] { return known }
    let offset = reserve(tensor.shape.count)
    offsets[tensor] = offset
    return offset
  }

  mutating func reserve(_ size: Int) -> Int {
    defer { count += PersistentLayout.aligned(size) }
    return count
  }

  func offset(of tensor: Tensor) -> Int? { offsets[tensor] }
}
