import ToyGANGames
import ToyGANTargets

/// A discriminator and a critic, trained to near optimality between two normal distributions at several
/// separations, and the resulting gradients.
struct SeparationStudy {
  /// The results at one separation.
  struct Place {
    var normals: SeparatedNormals
    var discriminator, critic: Trained

    var separation: Double { normals.separation }
  }

  /// The results of a trained network.
  struct Trained: Sendable {
    /// Its outputs at `SeparationStudy.places`.
    var outputs: [Double]
    /// The derivative of the generator's loss with respect to its mean, for each requested objective.
    var gradients: [Double]
  }

  static let places = (0...240).map { -6 + 0.075 * Double($0) }

  var separations: [Double] = [0.5, 1, 2, 3, 4, 5, 6, 7, 8]
  var (updates, batch) = (2500, 256)
  var seed: UInt64 = 0
  /// Weight of the gradient penalty.
  ///
  /// The optimal critic under a penalty has a slope above 1: by |F - G| / (2 weight ρ), with ρ the density
  /// of the points between real and generated samples; here by about s / (2 weight).
  var penalty = 100.0

  func run() -> [Place] {
    separations.inParallel { separation in
      let normals = SeparatedNormals(separation: separation)
      return Place(
        normals: normals,
        discriminator: trained(
          GAN(objective: .minimax), [], [.minimax, .nonSaturating], between: normals),
        critic: trained(
          WGANGP(), [GradientPenalty(weight: penalty)], [.wasserstein], between: normals))
    }
  }

  private func trained(
    _ method: any TrainingMethod, _ penalties: [any Penalty], _ objectives: [Objective],
    between normals: SeparatedNormals
  ) -> Trained {
    var configuration = Configuration()
    (configuration.method, configuration.penalties) = (method, penalties)
    configuration.discriminator = .onLine.settling(in: updates)
    (configuration.batch, configuration.seed) = (batch, seed)
    let weights = [1, Float(normals.separation)]
    let game = AffineGame(configuration, dimension: 1, weights: weights) { real, latents, streams in
      streams.target.fillNormals(real)
      streams.latent.fillNormals(latents)
    }
    game.updateDiscriminator(times: updates)
    let probe = game.probe(objectives)
    let quadrature = Quadrature(over: normals.separation - 8...normals.separation + 8, count: 200)
    return Trained(
      outputs: probe.outputs(at: SeparationStudy.places.map { Float($0) }).map(Double.init),
      gradients: objectives.indices.map { number in
        let slopes = probe.gradients(of: number, at: quadrature.points.map { Float($0) })
        return quadrature.sum { place, x in
          normals.generated.density(x) * Double(slopes[place])
        }
      })
  }
}
