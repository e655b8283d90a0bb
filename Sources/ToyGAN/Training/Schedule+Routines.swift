import ToyGANCore
import ToyGANGames

extension Schedule {
  /// The two routines of a step, in the order in which they run; the second may be empty.
  package func routines(descending losses: Losses, in game: Game, roles: [Role] = []) -> [Routine] {
    let scored = [losses.discriminator] + losses.monitors.map(\.value)
    let turn = Turn(losses: losses, game: game, roles: roles)
    switch self {
    case .alternating:
      return [
        Routine("discriminator", outputs: scored, advancing: turn.updates(.discriminator)),
        Routine("generator", outputs: [losses.generator], advancing: turn.updates(.generator)),
      ]
    case .simultaneous:
      return [
        Routine(
          "both", outputs: scored + [losses.generator],
          advancing: turn.updates(.discriminator) + turn.updates(.generator)),
        Routine("none"),
      ]
    case .extragradient:
      return [
        Routine(
          "extrapolation", outputs: scored + [losses.generator],
          advancing: turn.extrapolations(.discriminator) + turn.extrapolations(.generator)),
        Routine(
          "both",
          advancing: turn.updates(.discriminator, fromAnchor: true)
            + turn.updates(.generator, fromAnchor: true)),
      ]
    }
  }
}

/// The updates of the players on each side.
private struct Turn {
  let losses: Losses
  let game: Game
  let roles: [Role]

  /// The players of a side, each paired with its state after the update; from its anchor, if asked.
  func updates(_ side: Role.Side, fromAnchor: Bool = false) -> [(Player, Player)] {
    func start(_ player: Player) -> Tensor? {
      fromAnchor ? player.auxiliaryWeights(of: .anchor) : nil
    }
    let main =
      switch side {
      case .discriminator:
        (game.discriminator, game.discriminator(after: losses, from: start(game.discriminator)))
      case .generator: (game.generator, game.generator(after: losses, from: start(game.generator)))
      }
    return [main]
      + companions(side).map { player, role in
        (player, game.companion(player, as: role, after: losses, from: start(player)))
      }
  }

  func extrapolations(_ side: Role.Side) -> [(Player, Player)] {
    let (player, force) =
      switch side {
      case .discriminator: (game.discriminator, losses.discriminatorForce)
      case .generator: (game.generator, losses.generatorForce)
      }
    return [(player, player.extrapolated(descending: losses.of(side), force: force))]
      + companions(side).map { ($0.0, $0.0.extrapolated(descending: losses.of(side))) }
  }

  private func companions(_ side: Role.Side) -> [(Player, Role)] {
    zip(game.players.companions, roles).filter { $1.side == side }
  }
}

extension Configuration {
  /// Copies and averages of earlier weights that both players store.
  var auxiliaryWeights: [AuxiliaryWeights] {
    var auxiliaryWeights: [AuxiliaryWeights] =
      schedule == .extragradient ? [AuxiliaryWeights(.anchor)] : []
    if lookahead != nil { auxiliaryWeights.append(AuxiliaryWeights(.slow)) }
    for trace in penalties.flatMap(\.auxiliaryWeights) where !auxiliaryWeights.contains(trace) {
      auxiliaryWeights.append(trace)
    }
    return auxiliaryWeights
  }

  /// Copies and averages of earlier weights that the generator stores.
  var generatorAuxiliaryWeights: [AuxiliaryWeights] {
    auxiliaryWeights + (generator.average.map { [AuxiliaryWeights(.average, decay: $0)] } ?? [])
  }
}
