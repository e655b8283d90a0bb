import ToyGANCore

/// Something that is remembered of a player's weights; all start at the weights themselves.
public struct WeightTrace: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable {
    /// Where an extrapolation set out from.
    case anchor
    /// The slow weights of lookahead.
    case slow
    /// A running mean that forgets, of the generator that is evaluated beside the present one.
    case average
    /// The mean of all weights so far.
    case history
  }

  public var kind: Kind
  /// Share of an average that is kept at each update.
  public var decay: Double

  public init(_ kind: Kind, decay: Double = 0) { (self.kind, self.decay) = (kind, decay) }

  var name: String { "\(kind.rawValue) weights" }

  /// What it says after `updates` [1, 1] updates, the last of them to `parameters` [1, count].
  func next(_ weights: Tensor, parameters: Tensor, updates: Tensor) -> Tensor {
    switch kind {
    case .anchor, .slow: weights
    case .average: decay * weights + (1 - decay) * parameters
    // The mean of the weights at first and after each update.
    case .history: weights + (parameters - weights) / (updates + 1)
    }
  }
}
