/// Size of a matrix; all tensors in ToyGAN have rank 2.
public struct Shape: Hashable, Sendable, CustomStringConvertible {
  /// Number of rows, and of columns.
  public var rows, columns: Int

  /// A shape with these numbers of rows and columns.
  public init(_ rows: Int, _ columns: Int) { (self.rows, self.columns) = (rows, columns) }

  /// The shape of a scalar, [1, 1].
  public static let scalar = Shape(1, 1)
  /// Number of entries.
  public var count: Int { rows * columns }
  public var description: String { "[\(rows), \(columns)]" }

  /// Whether each side is that of `other`, or 1.
  func broadcasts(to other: Shape) -> Bool {
    (rows == other.rows || rows == 1) && (columns == other.columns || columns == 1)
  }
}
