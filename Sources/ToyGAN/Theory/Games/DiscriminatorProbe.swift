import ToyGANCore
import ToyGANGames
import ToyGANTraining

/// A copy of a discriminator at one moment, which can be evaluated at any points.
final class DiscriminatorProbe {
  private let points: Tensor
  private let program: Program

  /// Number of points that are evaluated at a time.
  private static let rows = 256

  /// A copy of a game's current discriminator; `objectives` are those whose generator gradients are needed.
  init(_ game: CompiledGame, objectives: [Objective]) {
    let network = game.discriminator.network
    let points = Tensor.leaf("points", DiscriminatorProbe.rows, network.architecture.inputs)
    let output = network.inEvaluationMode(points)  // [rows, 1]
    let gradients = objectives.map { objective in
      guard let terms = objective.generatorTerms(fake: output) else {
        fatalError("\(objective): a sample alone has no loss")
      }
      return terms.gradient(at: points)  // [rows, d]
    }
    program = Program([Routine("look", outputs: [output] + gradients)])
    self.points = points
    for leaf in game.discriminator.state + [network.frequencies].compactMap(\.self) {
      _ = program.values(of: leaf)?.update(fromContentsOf: game.memory(of: leaf))
    }
  }

  /// The discriminator's outputs at points [n, d], row-major: [n].
  func outputs(at places: [Float]) -> [Float] { look(at: places, 0) }

  /// The gradient at points [n, d] of the generator's loss by the objective with this number, [n, d].
  func gradients(of objective: Int, at places: [Float]) -> [Float] {
    look(at: places, objective + 1)
  }

  /// Norm of the gradient at points [n, d] of the generator's loss by the first objective: [n].
  func slopes(at places: [Float]) -> [Double] {
    gradients(of: 0, at: places).inChunks(of: points.shape.columns).map { gradient in
      gradient.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
    }
  }

  private func look(at places: [Float], _ output: Int) -> [Float] {
    guard let memory = program.values(of: points) else { return [] }
    let d = points.shape.columns
    return places.inChunks(of: memory.count).flatMap { chunk in
      _ = memory.update(fromContentsOf: chunk)
      program.run(0)
      let found = program.outputs(of: 0)[output]
      return found.prefix(chunk.count / d * (found.count / DiscriminatorProbe.rows))
    }
  }
}
