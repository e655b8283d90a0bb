import ToyGANCore

extension Routine {
  /// A routine that moves `player` to `next`, its state some steps on.
  public init(_ name: String, outputs: [Tensor] = [], advancing players: [(Player, Player)]) {
    self.init(
      name, outputs: outputs,
      updates: players.flatMap { old, new in
        zip(old.state, new.state).map { (leaf: $0, value: $1) }
      })
  }
}
