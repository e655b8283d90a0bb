import ToyGANCore
import ToyGANSettings

/// Normal noise on all inputs of the discriminator, real and generated, which decreases during training.
///
///     x + deviation · max(0, 1 - t / T) · ε
///
/// with t the number of discriminator updates so far and T = `updates`; with noise, two distributions with
/// disjoint supports overlap. Sønderby et al. 2017, arXiv:1610.04490, section 3.4; Arjovsky and Bottou 2017,
/// arXiv:1701.04862, section 3.
public struct InstanceNoise: Hashable, SettingSection {
  /// Standard deviation at the start, in the units that the players
  /// see: standard ones if the target is standardized.
  public var deviation: Double
  /// Number of discriminator updates until the noise is zero; 0 for constant noise.
  public var updates: Int

  public init() { self.init(deviation: 0.1) }
  /// Noise with this deviation at the start, which is zero after `updates` updates, or constant if that is 0.
  public init(deviation: Double = 0.1, updates: Int = 0) {
    self.deviation = deviation
    self.updates = updates
  }

  public static var settings: [Setting<Self>] {
    [
      Setting(
        "steps", \.updates, .notNegative,
        "number of discriminator updates after which the noise is zero; 0 keeps the noise"),
      Setting("deviation", \.deviation, .positive, "deviation of the noise at the start"),
    ]
  }

  /// Samples [n, d] with the noise that they have after `updates` [1, 1] updates.
  func callAsFunction(_ samples: Tensor, updates: Tensor) -> Tensor {
    let noise = Tensor.draw(.normal, samples.shape.rows, samples.shape.columns)  // [n, d]
    guard self.updates > 0 else { return samples + deviation * noise }
    let left = (1 - (1 / Double(self.updates)) * updates).maximum(0)  // [1, 1]
    return samples + deviation * left * noise
  }
}
