/// Something a program can do in one go: compute outputs, and replace leaves by new values.
public struct Routine: Sendable {
  public var name: String
  /// Values wanted after a run; of any shape.
  public var outputs: [Tensor]
  /// Leaves, and what each becomes, all new values being computed from old ones.
  public var updates: [(leaf: Tensor, value: Tensor)]

  public init(_ name: String, outputs: [Tensor] = [], updates: [(leaf: Tensor, value: Tensor)] = [])
  {
    self.name = name
    self.outputs = outputs
    self.updates = updates
    for (leaf, value) in updates where leaf.shape != value.shape {
      fatalError("routine \(name): \(leaf.shape) cannot become \(value.shape)")
    }
  }
}
