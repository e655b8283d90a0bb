extension Schedule {
  /// The routines of a step, in the order in which they are run: two, of which one may be empty.
  func routines(descending losses: Losses, in game: Game) -> [Routine] {
    let scored = [losses.discriminator] + losses.monitors.map(\.value)
    let (g, d) = (game.generator, game.discriminator)
    switch self {
    case .alternating:
      return [
        Routine(
          "discriminator", outputs: scored, advancing: [(d, game.discriminator(after: losses))]),
        Routine(
          "generator", outputs: [losses.generator],
          advancing: [(g, game.generator(after: losses))]),
      ]
    case .simultaneous:
      return [
        Routine(
          "both", outputs: scored + [losses.generator],
          advancing: [
            (d, game.discriminator(after: losses)), (g, game.generator(after: losses)),
          ]),
        Routine("none"),
      ]
    case .extragradient:
      return [
        Routine(
          "extrapolation", outputs: scored + [losses.generator],
          advancing: [
            (d, d.extrapolated(descending: losses.discriminator, force: losses.discriminatorForce)),
            (g, g.extrapolated(descending: losses.generator, force: losses.generatorForce)),
          ]),
        Routine(
          "both",
          advancing: [
            (d, game.discriminator(after: losses, from: d.trace(of: .anchor))),
            (g, game.generator(after: losses, from: g.trace(of: .anchor))),
          ]),
      ]
    }
  }
}

extension Configuration {
  /// What is to be remembered of both players' weights.
  var traces: [WeightTrace] {
    var traces: [WeightTrace] = schedule == .extragradient ? [WeightTrace(.anchor)] : []
    if lookahead != nil { traces.append(WeightTrace(.slow)) }
    for trace in penalties.flatMap(\.traces) where !traces.contains(trace) { traces.append(trace) }
    return traces
  }

  /// The same of the generator.
  var generatorTraces: [WeightTrace] {
    traces + (generator.average.map { [WeightTrace(.average, decay: $0)] } ?? [])
  }
}
