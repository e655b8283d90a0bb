import Foundation
import Testing
import ToyGAN
import ToyGANLaws

@testable import ToyGANCluster
@testable import ToyGANCore
@testable import ToyGANFigures
@testable import ToyGANGames
@testable import ToyGANMetrics
@testable import ToyGANSettings
@testable import ToyGANStudies
@testable import ToyGANTargets
@testable import ToyGANTensorBoard
@testable import ToyGANTheory

/// Fifty steps of six recipes against PyTorch in float64; see README.md in this folder.
@Suite struct TrajectoryTests {
  /// What `trajectories.json` holds of one recipe.
  struct Trajectory: Decodable {
    var discriminatorLoss, generatorLoss: [Double]
    /// The first 8 entries of each tensor.
    var firstGeneratorGradient, finalDiscriminator, finalGenerator: [[Double]]
    var finalDiscriminatorSumOfSquares, finalGeneratorSumOfSquares: Double
  }

  static func trajectory(_ name: String) throws -> Trajectory {
    let file = Bundle.module.url(forResource: "trajectories", withExtension: "json")
    let all = try JSONDecoder().decode(
      [String: Trajectory].self, from: Data(contentsOf: #require(file)))
    return try #require(all[name], "no recipe \(name)")
  }

  /// Over the six recipes the largest error measured was 1.1e-6 in a loss, 1.5e-6 in a gradient (of
  /// its largest entry) and 5.6e-6 in a parameter (wgan's critic).
  static let floatTolerance = 1.5e-5
  /// Measured: 9e-16 in a loss, 9e-15 in a gradient.
  static let doubleTolerance = 1e-13

  @Test(arguments: ReferenceRecipe.all.indices)
  func programFollows(_ number: Int) throws {
    let recipe = ReferenceRecipe.all[number]
    let expected = try Self.trajectory(recipe.name)
    var run = ReferenceRun(recipe) { CompiledMachine($0) }
    for _ in 0..<expected.generatorLoss.count { run.step() }
    check(run, expected, tolerance: Self.floatTolerance, recipe.name)
    for (player, heads, squares) in [
      (
        run.game.discriminator, expected.finalDiscriminator,
        expected.finalDiscriminatorSumOfSquares
      ),
      (run.game.generator, expected.finalGenerator, expected.finalGeneratorSumOfSquares),
    ] {
      let values = run.machine.values(of: player.network.parameters)
      let error = Self.worst(Self.heads(of: values, player), heads.flatMap { $0 })
      #expect(error < Self.floatTolerance, "\(recipe.name), final \(player.name)")
      #expect(abs(values.reduce(0) { $0 + $1 * $1 } / squares - 1) < Self.floatTolerance)
    }
  }

  @Test(arguments: ReferenceRecipe.all.indices)
  func interpreterFollowsToThirteenDigits(_ number: Int) throws {
    let recipe = ReferenceRecipe.all[number]
    var run = ReferenceRun(recipe) { InterpretedMachine($0) }
    for _ in 0..<3 { run.step() }
    check(run, try Self.trajectory(recipe.name), tolerance: Self.doubleTolerance, recipe.name)
  }

  /// One inner step fewer or more shows at once.
  @Test func aWrongUnrollingDeparts() throws {
    guard var recipe = ReferenceRecipe.all.last else { return }
    let expected = try Self.trajectory(recipe.name)
    for steps in [2, 4] {
      recipe.method = UnrolledGAN(steps: steps, objective: .minimax)
      var run = ReferenceRun(recipe) { InterpretedMachine($0) }
      run.step()
      let error = Self.worst(run.generatorLosses, Array(expected.generatorLoss.prefix(1)))
      #expect(error > 10 * Self.floatTolerance, "\(steps) inner steps")
    }
  }

  private func check(
    _ run: ReferenceRun, _ expected: Trajectory, tolerance: Double, _ name: String
  ) {
    for (ours, theirs, what) in [
      (run.discriminatorLosses, expected.discriminatorLoss, "discriminator"),
      (run.generatorLosses, expected.generatorLoss, "generator"),
    ] {
      let error = Self.worst(ours, Array(theirs.prefix(ours.count)))
      #expect(error < tolerance, "\(name), loss of the \(what)")
    }
    let gradient = Self.heads(of: run.firstGeneratorGradient, run.game.generator)
    let theirs = expected.firstGeneratorGradient.flatMap { $0 }
    let error = Self.worst(gradient, theirs) / (theirs.map(abs).max() ?? 1)
    #expect(error < tolerance, "\(name), first gradient of the generator")
  }

  /// The first 8 entries of each tensor of a player's parameters or gradient.
  private static func heads(of values: [Double], _ player: Player) -> [Double] {
    let layout = player.network.architecture.layout
    return zip(layout.entries, layout.offsets).flatMap { entry, offset in
      values[offset..<offset + min(8, entry.shape.count)]
    }
  }

  private static func worst(_ a: [Double], _ b: [Double]) -> Double {
    guard a.count == b.count else { return .infinity }
    return zip(a, b).reduce(0) { worst, pair in
      let error = abs(pair.0 - pair.1)
      return error.isNaN ? .infinity : max(worst, error)
    }
  }
}
