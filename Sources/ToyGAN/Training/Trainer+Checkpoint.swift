import ToyGANGames
import ToyGANSettings

/// Stopping, and going on as if nothing had happened.
extension Trainer {
  /// Weights, optimizer memory, running means, normalization statistics and singular vectors by
  /// name, the latest losses, and the counts of updates.
  ///
  /// Where each stream of random numbers stands follows from the counts.
  public func checkpoint() -> Checkpoint {
    let arrays = namedPieces.map { name, shape, memory in
      Checkpoint.Array(name: name, shape: shape, values: Array(memory))
    }
    return Checkpoint(
      step: step, generatorUpdates: step, discriminatorUpdates: discriminatorUpdates,
      arrays: arrays)
  }

  /// Takes up the state in `checkpoint`; throws where it belongs to other networks.
  public func restore(_ checkpoint: Checkpoint) throws(SettingError) {
    for (name, shape, memory) in namedPieces {
      guard let array = checkpoint.array(name), array.shape == shape else {
        throw SettingError(
          key: "checkpoint",
          value: checkpoint.array(name).map { "\(name) \($0.shape)" }
            ?? "no \(name)", allowed: "\(name) \(shape), as the configuration has it")
      }
      _ = memory.update(fromContentsOf: array.values)
    }
    step = checkpoint.step
    discriminatorUpdates = checkpoint.discriminatorUpdates
  }

  private typealias Piece = (
    name: String, shape: [Int], memory: UnsafeMutableBufferPointer<Float>
  )

  private var namedPieces: [Piece] {
    game.players.flatMap(namedPieces) + latestLosses
  }

  /// Losses and monitors of the latest updates; an evaluation may come before the next of both players.
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

  /// Every piece of a player's state: weights one by one, and the same of each memory slot.
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
