import ToyGANGames

extension DiscriminatorConfiguration {
  /// A small, smooth discriminator for samples on the line, suited to
  /// the smooth log ratio of two normal densities.
  static var onLine: DiscriminatorConfiguration {
    var discriminator = DiscriminatorConfiguration()
    (discriminator.hidden, discriminator.activation) = ([32, 32], .tanh)
    discriminator.initialization = .glorot
    discriminator.inputScale = 0.5
    discriminator.optimizer = Adam(learningRate: 2e-3, beta1: 0.9)
    return discriminator
  }

  /// The same discriminator, with a learning rate that falls to a hundredth in `updates` updates: for a
  /// discriminator that is trained once, to its optimum.
  func settling(in updates: Int) -> DiscriminatorConfiguration {
    var discriminator = self
    discriminator.optimizer = Adam(
      learningRate: 2e-3, beta1: 0.9, annealing: .falling(.cosine, updates: updates, to: 0.01))
    return discriminator
  }
}
