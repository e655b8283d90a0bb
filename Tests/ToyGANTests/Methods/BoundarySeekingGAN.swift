import ToyGAN

/// Boundary-seeking GAN: the generator seeks the places where the discriminator cannot decide.
///
/// It descends 1/2 E (log D(G(z)) - log(1 - D(G(z))))², half the squared logit.
struct BoundarySeekingGAN: TrainingMethod {
  static let name = "boundary-seeking"
  static let reference = Reference(
    "Hjelm et al.", 2018, "Boundary-Seeking Generative Adversarial Networks",
    arXiv: "1702.08431", place: "section 3, continuous variables")

  var objective: Objective { .minimax }

  func losses(in game: Game) -> Losses {
    var losses = game.losses(of: objective)
    losses.generator = 0.5 * game.discriminator(game.fake).squared().mean()
    return losses
  }
}
