/// Size of a matrix; all tensors in ToyGAN have rank 2.
public struct Shape: Hashable, Sendable, CustomStringConvertible {
  public var rows, columns: Int

  public init(_ rows: Int, _ columns: Int) { (self.rows, self.columns) = (rows, columns) }

  public static let scalar = Shape(1, 1)
  public var count: Int { rows * columns }
  public var description: String { "[\(rows), \(columns)]" }

  /// Whether each side is that of `other`, or 1.
  func broadcasts(to other: Shape) -> Bool {
    (rows == other.rows || rows == 1) && (columns == other.columns || columns == 1)
  }
}
