import ToyGANCore

/// Names and shapes of a network's weights, which are stored one after another in one row vector.
///
/// With one vector, an optimizer step is one kernel, and "all weights" is one tensor.
public struct ParameterLayout: Hashable, Sendable {
  /// One weight matrix or bias, and its initial values.
  public struct Entry: Hashable, Sendable {
    /// Name within the network.
    public var name: String
    /// Shape of the matrix.
    public var shape: Shape
    /// Distribution of the initial values; nil if every number starts at `start`.
    public var initialization: Initialization?
    /// Initial value of every number if there is no distribution.
    public var start: Float
    /// Whether this is a weight matrix, and not a bias or other state.
    var isWeight: Bool { name.hasSuffix("weight") }
  }

  /// The matrices, in the order in which they are stored.
  public private(set) var entries: [Entry] = []
  /// Offset of each matrix in the row vector.
  public private(set) var offsets: [Int] = []
  /// Length of the row vector.
  public private(set) var count = 0

  mutating func append(
    _ name: String, _ rows: Int, _ columns: Int, _ initialization: Initialization?,
    startingAt start: Float = 0
  ) {
    entries.append(
      Entry(
        name: name, shape: Shape(rows, columns), initialization: initialization, start: start))
    offsets.append(count)
    count += rows * columns
  }

  /// Slices of `parameters` [1, count], one per entry.
  func slices(of parameters: Tensor) -> [Tensor] {
    guard parameters.shape == Shape(1, count) else {
      fatalError("parameters: \(parameters.shape) where [1, \(count)] is needed")
    }
    return zip(offsets, entries).map { parameters.slice(from: $0, $1.shape) }
  }

  /// The row vector [1, count] that joins these parts, one per entry.
  func joined(_ parts: [Tensor]) -> Tensor {
    zip(offsets, parts).map { $1.placed(at: $0, in: count) }.reduce(.constant(0), +)
  }

  /// Initial values; each entry draws from its own position of `stream`.
  package func initialValues(from stream: RandomStream) -> [Float] {
    entries.enumerated().flatMap { position, entry -> [Float] in
      guard let law = entry.initialization else {
        return [Float](repeating: entry.start, count: entry.shape.count)
      }
      stream.seek(to: UInt64(position))
      return law.values(entry.shape, from: stream)
    }
  }
}
