import ToyGAN

extension Objective {
  /// Exponential losses, as in boosting: E exp(-D(x)) + E exp(D(G(z))).
  public static let exponential = Objective(
    "exponential", summary: "exponential losses, as in boosting", decisionThreshold: 0,
    discriminator: { real, fake in (-real).exp().mean() + fake.exp().mean() },
    generator: { _, fake in (-fake).exp().mean() },
    terms: { fake in (-fake).exp() })
}
