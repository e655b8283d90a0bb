extension Configuration {
  /// Number of updates that the discriminator makes in the run: with a schedule that alternates, those of every turn.
  package var discriminatorUpdates: Int {
    guard schedule == .alternating else { return steps }
    let turns = (steps + generator.updatesInARow - 1) / generator.updatesInARow
    return turns * discriminator.updatesInARow
  }

  /// Number of updates that the players of a side make in the run.
  package func updates(of side: Role.Side) -> Int {
    side == .generator ? steps : discriminatorUpdates
  }

  /// The settings of schedules that last for the whole run, so that another number of steps changes every update.
  package var schedulesOverRun: [String] {
    let rules = [("generator", generator.optimizer), ("discriminator", discriminator.optimizer)]
    let annealed = rules.flatMap { player, rule in
      rule.schedules.filter { $0.schedule.length == .run }
        .map { "\(player).optimizer.\($0.setting)" }
    }
    let noise = discriminator.instanceNoise?.length == .run ? ["discriminator.instanceNoise"] : []
    let terms = penalties.filter { $0.annealing?.length == .run }
      .map { "penalties.\(type(of: $0).name).annealing" }
    return annealed + noise + terms
  }
}
