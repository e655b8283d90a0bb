import ToyGANCore
import ToyGANSettings

/// Normal noise on all that the discriminator sees, real and generated, less of it as training goes on.
///
///     x + deviation · max(0, 1 - t / steps) · ε
///
/// with t the discriminator's updates so far; it lets two distributions overlap that do not.
/// Sønderby et al. 2017, arXiv:1610.04490, section 3.4; Arjovsky and Bottou 2017,
/// arXiv:1701.04862, section 3.
public struct InstanceNoise: Hashable, SettingSection {
  /// At the start, in units of what the players see: standard ones where the target is standardized.
  public var deviation: Double
  /// Discriminator updates until there is none left; 0 to keep it.
  public var steps: Int

  public init() { self.init(deviation: 0.1) }
  public init(deviation: Double = 0.1, steps: Int = 0) {
    self.deviation = deviation
    self.steps = steps
  }

  public static var settings: [Setting<Self>] {
    [
      Setting(
        "steps", \.steps, .notNegative,
        "discriminator updates until there is none left; 0 to keep it"),
      Setting("deviation", \.deviation, .positive, "deviation of the noise at the start"),
    ]
  }

  /// Samples [n, d] as they are seen after so many `updates` [1, 1].
  func callAsFunction(_ samples: Tensor, updates: Tensor) -> Tensor {
    let noise = Tensor.draw(.normal, samples.shape.rows, samples.shape.columns)  // [n, d]
    guard steps > 0 else { return samples + deviation * noise }
    let left = (1 - (1 / Double(steps)) * updates).maximum(0)  // [1, 1]
    return samples + deviation * left * noise
  }
}
