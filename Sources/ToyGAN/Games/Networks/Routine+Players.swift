import ToyGANCore

extension Routine {
  /// A routine that replaces the state of each player by the state of its successor in the pair.
  public init(_ name: String, outputs: [Tensor] = [], advancing players: [(Player, Player)]) {
    self.init(
      name, outputs: outputs,
      updates: players.flatMap { old, new in
        zip(old.state, new.state).map { (leaf: $0, value: $1) }
      })
  }
}
