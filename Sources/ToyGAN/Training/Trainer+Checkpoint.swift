import ToyGANGames
import ToyGANSettings

/// Saving and restoring the state of training, so that a resumed run gives the same results.
extension Trainer {
  /// The current state: weights, optimizer state, averages of weights, normalization statistics and
  /// singular vectors by name, the latest losses, and the numbers of updates.
  ///
  /// The positions of the random streams follow from the numbers of updates.
  public func checkpoint() -> Checkpoint {
    let arrays = namedPieces.map { name, shape, memory in
      Checkpoint.Array(name: name, shape: shape, values: Array(memory))
    }
    return Checkpoint(
      step: step, discriminatorUpdates: discriminatorUpdates,
      arrays: arrays)
  }

  /// Restores the state in `checkpoint`; throws if it belongs to other networks.
  public func restore(_ checkpoint: Checkpoint) throws(SettingError) {
    for (name, shape, memory) in namedPieces {
      guard let array = checkpoint.array(name), array.shape == shape else {
        throw SettingError(
          key: "checkpoint",
          has: checkpoint.array(name).map { "\(name) \($0.shape)" }
            ?? "no \(name)", allowed: "\(name) \(shape), as the configuration has it")
      }
      _ = memory.update(fromContentsOf: array.values)
    }
    step = checkpoint.step
    discriminatorUpdates = checkpoint.discriminatorUpdates
  }

  /// Takes from a checkpoint of another recipe what fits by name and shape; returns the names of what starts afresh.
  ///
  /// The numbers of updates are those of the checkpoint. Where a part of a player's optimizer starts afresh, its
  /// count of updates does too, because corrections for its first steps depend on the count.
  public func adopt(_ checkpoint: Checkpoint) -> [String] {
    var fresh: [String] = []
    for (name, shape, memory) in namedPieces {
      if let array = checkpoint.array(name), array.shape == shape {
        _ = memory.update(fromContentsOf: array.values)
      } else {
        fresh.append(name)
      }
    }
    for player in game.players {
      let slots = player.optimizer.slots.map { "\(player.name).\($0)." }
      if fresh.contains(where: { name in slots.contains(where: name.hasPrefix) }) {
        game.memory(of: player.time).update(repeating: 0)
        fresh.append("\(player.name).time")
      }
      fillFreshAverages(of: player, fresh)
    }
    // Singular vectors of weights that are new to them are accurate after some iterations.
    if !fresh.isEmpty { settleSingularVectors() }
    step = checkpoint.step
    discriminatorUpdates = checkpoint.discriminatorUpdates
    return fresh
  }

  /// Fills weights, and what else is taken, with their values at the end of another run.
  func begin(at start: StartingState) {
    for player in game.players {
      var fresh: [String] = []
      for (name, shape, memory) in namedPieces(of: player) {
        if let values = start.values(name, shape, of: player.name) {
          _ = memory.update(fromContentsOf: values)
        } else {
          fresh.append(name)
        }
      }
      fillFreshAverages(of: player, fresh)
    }
  }

  /// Copies and averages of earlier weights that begin afresh start at the present weights.
  private func fillFreshAverages(of player: Player, _ fresh: [String]) {
    for (rule, leaf) in player.auxiliaryWeights
    where fresh.contains(where: { $0.hasPrefix("\(player.name).\(rule.name).") }) {
      _ = game.memory(of: leaf).update(from: game.memory(of: player.network.parameters))
    }
  }

  private typealias Piece = (
    name: String, shape: [Int], memory: UnsafeMutableBufferPointer<Float>
  )

  private var namedPieces: [Piece] {
    game.players.flatMap(namedPieces) + latestLosses
  }

  /// Losses and monitors of the latest updates, because the next evaluation
  /// may come before both players are updated again.
  private var latestLosses: [Piece] {
    let routines = [
      ("discriminator", GameRoutine.discriminatorUpdate),
      ("generator", GameRoutine.generatorUpdate),
    ]
    return routines.flatMap { player, routine in
      game.outputs(of: routine).enumerated().map { number, output in
        ("\(player).latest.\(number)", [1, output.count], output)
      }
    }
  }

  /// All arrays of a player's state: each weight matrix and bias, and
  /// the corresponding part of each optimizer slot.
  private func namedPieces(of player: Player) -> [Piece] {
    let vectors = player.stored
    let pieces = vectors.flatMap { vector -> [Piece] in
      let layout = vector.layout
      return layout.entries.indices.map { place -> Piece in
        let (entry, offset) = (layout.entries[place], layout.offsets[place])
        return (
          name: "\(player.name).\(vector.prefix)\(entry.name)",
          shape: [entry.shape.rows, entry.shape.columns],
          memory: UnsafeMutableBufferPointer(
            rebasing: game.memory(of: vector.leaf)[offset..<offset + entry.shape.count])
        )
      }
    }
    return pieces + [("\(player.name).time", [1, 1], game.memory(of: player.time))]
  }
}
