/// One side of the game: a network, the optimizer that trains it, and what the optimizer remembers.
public struct Player: Sendable {
  public let name: String
  public private(set) var network: Network
  public let optimizer: any Optimizer
  /// One row vector per slot of the optimizer, shaped as the network's parameters.
  public private(set) var memory: [Tensor]
  /// Updates made so far, [1, 1].
  public private(set) var time: Tensor
  /// Bound on every weight after each update; nil for none.
  ///
  /// The WGAN paper's algorithm 1, line 7 (arXiv:1701.07875).
  public let weightClip: Double?

  public init(
    _ name: String, _ architecture: MLP, _ optimizer: any Optimizer, weightClip: Double? = nil
  ) {
    (self.name, self.optimizer, self.weightClip) = (name, optimizer, weightClip)
    network = Network(name, architecture)
    let count = architecture.layout.count
    memory = optimizer.slots.map { .leaf("\(name).\($0)", 1, count) }
    time = .leaf("\(name).time", 1, 1)
  }

  /// Outputs of the network for inputs [n, inputs].
  public func callAsFunction(_ x: Tensor) -> Tensor { network(x) }

  /// All that an update changes, in a fixed order: parameters, memory, time.
  public var state: [Tensor] { [network.parameters] + memory + [time] }

  /// This player after one optimizer step down `loss` [1, 1]: new weights and memory, as
  /// expressions.
  ///
  /// The trainer compiles the result; an unrolled method differentiates through it.
  public func updated(descending loss: Tensor) -> Player {
    var next = self
    next.time = time + 1
    let (stepped, memory) = optimizer.step(
      network.parameters, gradient: loss.gradient(at: network.parameters), memory: memory,
      time: next.time)
    let parameters = weightClip.map { stepped.clamped(to: -$0...$0) } ?? stepped
    next.network = Network(network.architecture, parameters: parameters)
    next.memory = memory
    return next
  }
}
