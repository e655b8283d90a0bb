/// What each player minimizes, given the discriminator's logits [n, 1] on real and generated
/// samples.
///
/// Logits, never probabilities: softplus(-x) is -log σ(x) without its overflow.
public enum Objective: String, CaseIterable, Codable, Sendable {
  /// The zero-sum game of Goodfellow et al. 2014, arXiv:1406.2661, equation 1.
  case minimax
  /// The same discriminator; the generator maximizes log D(G(z)) instead (section 3 there).
  case nonSaturating
  /// Difference of mean outputs, for a Lipschitz critic (Arjovsky et al. 2017, arXiv:1701.07875,
  /// equation 2).
  case wasserstein

  public func discriminator(real: Tensor, fake: Tensor) -> Tensor {
    switch self {
    case .minimax, .nonSaturating: (-real).softplus().mean() + fake.softplus().mean()
    case .wasserstein: fake.mean() - real.mean()
    }
  }

  /// The generator's loss.
  ///
  /// Zero-sum objectives keep the term on real samples: its gradient is zero for the present
  /// discriminator, but not for one that has been unrolled, whose weights depend on the generator.
  public func generator(real: Tensor, fake: Tensor) -> Tensor {
    switch self {
    case .minimax, .wasserstein: -discriminator(real: real, fake: fake)
    case .nonSaturating: (-fake).softplus().mean()
    }
  }
}
