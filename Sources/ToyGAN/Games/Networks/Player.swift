import ToyGANCore

/// A player of the game: a network, the optimizer that trains it, and the optimizer's state.
public struct Player: Sendable {
  /// Name of the player, and prefix of the names of its leaves.
  public let name: String
  /// The network, with its current weights as an expression.
  public private(set) var network: Network
  /// The rule by which the weights are updated.
  public let optimizer: any Optimizer
  /// One row vector per slot of the optimizer, with the shape of the network's parameters.
  public private(set) var optimizerState: [Tensor]
  /// Number of optimizer steps so far, [1, 1].
  public private(set) var time: Tensor
  /// Copies or averages of earlier weights, each with the shape of the network's parameters.
  public private(set) var auxiliaryWeights: [(rule: AuxiliaryWeights, weights: Tensor)]
  /// Bound on every weight after each update; nil for none.
  ///
  /// The WGAN paper's algorithm 1, line 7 (arXiv:1701.07875).
  public let weightClip: Double?
  /// Number of optimizer steps that were made before the run, if it starts with the state of another one.
  package var timeBefore = 0.0

  /// A player before an update, whose weights and optimizer state are leaves named after it.
  public init(
    _ name: String, _ architecture: MLP, _ optimizer: any Optimizer, weightClip: Double? = nil,
    auxiliaryWeights: [AuxiliaryWeights] = []
  ) {
    self.name = name
    self.optimizer = optimizer
    self.weightClip = weightClip
    network = Network(name, architecture)
    let count = architecture.layout.count
    optimizerState = optimizer.slots.map { .leaf("\(name).\($0)", 1, count) }
    time = .leaf("\(name).time", 1, 1)
    self.auxiliaryWeights = auxiliaryWeights.map { ($0, .leaf("\(name).\($0.name)", 1, count)) }
  }

  /// Outputs of the network for inputs [n, inputs].
  public func callAsFunction(_ x: Tensor) -> Tensor { network(x) }

  /// All values that an update changes, in a fixed order.
  public var state: [Tensor] {
    [network.parameters] + optimizerState + auxiliaryWeights.map(\.weights)
      + [network.statistics, network.singularVectors].compactMap(\.self) + [time]
  }

  /// Number of complete updates in the run, [1, 1]; an extrapolation and the step that follows it are one update.
  public var updates: Tensor {
    updates(after: timeBefore == 0 ? time : time - .constant(timeBefore))
  }

  /// Number of complete updates in this many optimizer steps, [1, 1].
  private func updates(after time: Tensor) -> Tensor {
    auxiliaryWeights(of: .anchor) == nil ? time : 0.5 * time
  }

  /// The copy or average of earlier weights of this kind, [1, count]; nil if it is not stored.
  public func auxiliaryWeights(of kind: AuxiliaryWeights.Kind) -> Tensor? {
    auxiliaryWeights.first { $0.rule.kind == kind }?.weights
  }

  /// This player in evaluation mode: its network uses running statistics.
  public var inEvaluationMode: Player {
    var player = self
    player.network = network.inEvaluationMode
    return player
  }

  /// This player with other weights, [1, count].
  public func with(parameters: Tensor) -> Player {
    var next = self
    next.network = network.with(parameters: parameters)
    return next
  }
}

extension Player {
  /// This player after one optimizer step down `loss` [1, 1]:
  /// new weights and optimizer state, as expressions.
  ///
  /// `force` [1, count] is added to the gradient. The step is made from `start`, or from the player's own
  /// weights if it is nil. Running statistics are updated with the inputs `seen` [n, inputs], one minibatch
  /// after another. The trainer compiles the result; an unrolled method differentiates through it.
  public func updated(
    descending loss: Tensor, force: Tensor? = nil, from start: Tensor? = nil, seen: [Tensor] = []
  ) -> Player {
    stepped(descending: loss, force: force, from: start, seen: seen, isExtrapolation: false)
  }

  private func stepped(
    descending loss: Tensor, force: Tensor?, from start: Tensor?, seen: [Tensor],
    isExtrapolation: Bool
  ) -> Player {
    // In an unrolling, these values depend on the weights; the gradient must not pass through them.
    let kept = network.state.dropFirst() + auxiliaryWeights.map(\.weights)
    let gradient = loss.gradient(at: network.parameters, holding: Array(kept))
    var next = self
    next.time = time + 1
    let (stepped, state) = optimizer.step(
      start ?? network.parameters, gradient: force.map { gradient + $0 } ?? gradient,
      state: optimizerState, time: next.time,
      update: isExtrapolation ? next.updates + 0.5 : next.updates)
    let parameters = weightClip.map { stepped.clamped(to: -$0...$0) } ?? stepped
    next.network = network.updated(parameters: parameters, seen: seen)
    next.optimizerState = state
    next.auxiliaryWeights = auxiliaryWeights.map { rule, weights in
      // A mean of all weights counts those before the run too.
      (rule, rule.next(weights, parameters: parameters, updates: updates(after: next.time)))
    }
    return next
  }

  /// This player after an extrapolation step, with the weights before the step stored as its anchor.
  ///
  /// Its running statistics do not change.
  public func extrapolated(descending loss: Tensor, force: Tensor? = nil) -> Player {
    var next = stepped(
      descending: loss, force: force, from: nil, seen: [], isExtrapolation: true)
    next.auxiliaryWeights = auxiliaryWeights.map { rule, weights in
      (rule, rule.kind == .anchor ? network.parameters : weights)
    }
    return next
  }

  /// This player after a step of lookahead: its weights move back towards
  /// the slow weights by 1 - `share` of the distance.
  public func afterLookahead(share: Double) -> Player {
    guard let slow = auxiliaryWeights(of: .slow) else { return self }
    let middle = slow + share * (network.parameters - slow)
    var next = with(parameters: middle)
    next.auxiliaryWeights = auxiliaryWeights.map {
      ($0.rule, $0.rule.kind == .slow ? middle : $0.weights)
    }
    return next
  }
}

extension Player {
  /// A row vector [1, count] that is stored in checkpoints, and the layout of its numbers.
  package struct StoredVector {
    package var leaf: Tensor
    package var layout: ParameterLayout
    /// Prefix of the name of every entry.
    package var prefix = ""
  }

  /// Everything except `time` that decides how training continues, in the order of checkpoints.
  package var stored: [StoredVector] {
    let layout = network.architecture.layout
    let weights = StoredVector(leaf: network.parameters, layout: layout)
    let slots = zip(optimizerState, optimizer.slots).map {
      StoredVector(leaf: $0, layout: layout, prefix: "\($1).")
    }
    let kept = auxiliaryWeights.map {
      StoredVector(leaf: $0.weights, layout: layout, prefix: "\($0.rule.name).")
    }
    return [weights] + slots + kept
      + network.kept.map { StoredVector(leaf: $0.leaf, layout: $0.layout) }
  }
}
