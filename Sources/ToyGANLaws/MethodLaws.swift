import ToyGAN

/// Checks of the laws that every method must satisfy, for the tests of any package that has a method.
///
///     #expect(try MethodLaws.violations(of: MyMethod(), registry: registry).isEmpty)
///
/// The derivatives of both players' losses, to second order, equal difference quotients; the compiled
/// program equals the interpreter; written settings can be read back; training resumed from a checkpoint
/// gives the same numbers; and two trainings with one seed are identical.
public enum MethodLaws {
  /// Tolerance of derivatives: the error of difference quotients in double precision.
  public static let gradientTolerance = 1e-8
  /// Tolerance of a program in single precision compared with the interpreter in double precision.
  public static let programTolerance = 2e-4

  /// One sentence for each law that a method violates; empty for a method that satisfies all of them.
  ///
  /// `changes` should make the method's recipe small. The registry must contain the method. Throws if the
  /// method's own recipe is invalid.
  public static func violations(
    of method: any TrainingMethod, registry: Registry,
    changes: (inout Configuration) -> Void = { _ in }
  ) throws -> [String] {
    var configuration = Configuration(method)
    configuration.generator.latent = max(4, configuration.generator.latent % 8)
    configuration.generator.hidden = [8]
    configuration.discriminator.hidden = [8]
    configuration.batch = 8 * configuration.discriminator.packing
    configuration.evaluation.samples = 50
    changes(&configuration)
    return gradients(of: method) + program(of: method)
      + (try settings(configuration, registry)) + (try checkpoints(configuration))
  }

  private static func game(of method: any TrainingMethod) -> SmallGame {
    SmallGame(
      method, batch: 3, hidden: [3],
      discriminatorOptimizer: Adam(learningRate: 0.05, epsilonUnderRoot: 1e-2),
      parts: .parts(of: method), seed: 21)
  }

  private static func gradients(of method: any TrainingMethod) -> [String] {
    var small = game(of: method)
    let losses = method.losses(in: small.game)
    small.fillDraws(of: [losses.generator, losses.discriminator])
    let players = [
      (losses.generator, small.game.generator), (losses.discriminator, small.game.discriminator),
    ]
    return players.flatMap { loss, player in
      GradientCheck.orders(loss, at: [player.network.parameters], given: small.given)
        .filter { !($0.error < gradientTolerance) }
        .map { "the derivative of the loss of the \(player.name), \($0)" }
    }
  }

  private static func program(of method: any TrainingMethod) -> [String] {
    var small = game(of: method)
    let losses = method.losses(in: small.game)
    let routine = Routine(
      "all",
      outputs: [losses.generator, losses.discriminator] + losses.monitors.map(\.value),
      advancing: [
        (small.game.generator, small.game.generator(after: losses)),
        (small.game.discriminator, small.game.discriminator(after: losses)),
      ])
    small.fillDraws(of: routine.outputs + routine.updates.map(\.value))
    return compare(routine, given: small.given).filter { !($0.error < programTolerance) }.map {
      "the program against the interpreter, \($0.name): off by \($0.error)"
    }
  }

  private static func settings(
    _ configuration: Configuration, _ registry: Registry
  ) throws -> [String] {
    let again = try Configuration(yaml: configuration.yaml, registry: registry)
    return again.yaml == configuration.yaml
      ? [] : ["settings that read back as others:\n\(again.yaml)"]
  }

  private static func checkpoints(_ configuration: Configuration) throws -> [String] {
    let (whole, first) = (try Trainer(configuration), try Trainer(configuration))
    _ = first.advance(to: 3)
    let restored = try Trainer(configuration)
    try restored.restore(first.checkpoint())
    var broken: [String] = []
    if whole.advance(to: 6) != restored.advance(to: 6)
      || whole.checkpoint() != restored.checkpoint()
    {
      broken.append("a training that continues from a checkpoint to other numbers")
    }
    if whole.samples(20) != restored.samples(20) { broken.append("samples that are not repeated") }
    return broken
  }
}
