/// A unit of work of a program: computes outputs, and replaces leaves by new values.
public struct Routine: Sendable {
  /// Name in listings and profiles.
  public var name: String
  /// Values to compute in a run, of any shape.
  public var outputs: [Tensor]
  /// Leaves and their new values; all new values are computed from old ones.
  public var updates: [(leaf: Tensor, value: Tensor)]

  /// A routine that computes `outputs`, then writes each new value into its leaf.
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
