import ToyGANCore

/// A copy or average of a player's earlier weights; each starts at the initial weights.
public struct AuxiliaryWeights: Hashable, Sendable {
  /// The kind of copy or average.
  public enum Kind: String, Hashable, Sendable {
    /// The weights before an extrapolation.
    case anchor
    /// The slow weights of lookahead.
    case slow
    /// An exponential moving average of the weights, used to evaluate an averaged generator.
    case average
    /// The mean of all weights so far, including the initial ones.
    case history
  }

  /// The kind of copy or average.
  public var kind: Kind
  /// Share of an average that is retained at each update.
  public var decay: Double

  /// A copy or average of this kind; only an average uses `decay`.
  public init(_ kind: Kind, decay: Double = 0) { (self.kind, self.decay) = (kind, decay) }

  package var name: String { "\(kind.rawValue) weights" }

  /// Its value after `updates` [1, 1] updates, the last of which led to `parameters` [1, count].
  func next(_ weights: Tensor, parameters: Tensor, updates: Tensor) -> Tensor {
    switch kind {
    case .anchor, .slow: weights
    case .average: decay * weights + (1 - decay) * parameters
    // The mean of the initial weights and of the weights after each update.
    case .history: weights + (parameters - weights) / (updates + 1)
    }
  }
}
