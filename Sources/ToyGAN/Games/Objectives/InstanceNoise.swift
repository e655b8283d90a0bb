import ToyGANCore
import ToyGANSettings

/// Normal noise on all inputs of the discriminator, real and generated, which changes during training.
///
///     x + deviation · c(t / T) · ε
///
/// with t the number of discriminator updates so far, T = `length`, and c the curve from 1 to `finalFactor`
/// (`ScheduleCurve`); with noise, two distributions with disjoint supports overlap. Sønderby et al. 2017,
/// arXiv:1610.04490, section 3.4; Arjovsky and Bottou 2017, arXiv:1701.04862, section 3.
public struct InstanceNoise: Hashable, SettingSection {
  /// Standard deviation at the start, in the units that the players
  /// see: standard ones if the target is standardized.
  public var deviation: Double
  /// Number of discriminator updates until the noise is constant; 0 for noise that is constant from the start.
  public var length: ScheduleLength
  /// The curve of the deviation.
  public var curve: ScheduleCurve
  /// Factor of the deviation at the end.
  public var finalFactor: Double

  public init() { self.init(deviation: 0.1) }
  /// Noise with this deviation at the start, which is zero after `updates` updates, or constant if that is 0.
  public init(deviation: Double = 0.1, updates: Int = 0) {
    self.init(deviation: deviation, .linear, over: .updates(updates), to: 0)
  }

  /// Noise whose deviation follows a curve to a factor of its start.
  public init(
    deviation: Double, _ curve: ScheduleCurve, over length: ScheduleLength, to finalFactor: Double
  ) {
    self.deviation = deviation
    self.curve = curve
    self.length = length
    self.finalFactor = finalFactor
  }

  public static var settings: [Setting<Self>] {
    [
      Setting(
        "steps", \.length,
        .updates(from: 0, "a whole number, at least 0, or run for the whole run"),
        "number of discriminator updates after which the noise is constant; 0 keeps the noise"),
      Setting("deviation", \.deviation, .positive, "deviation of the noise at the start"),
      Setting("course", \.curve, "the curve of the deviation"),
      Setting("to", \.finalFactor, .notNegative, "factor on the deviation at the end"),
    ]
  }

  /// Throws also if an exponential course would have to reach 0.
  public func check(at place: SettingPlace) throws(SettingError) {
    try checkSettings(at: place)
    guard length != .updates(0) else { return }
    try curve.check(end: finalFactor, at: place.at("to"))
  }

  /// This noise in a run in which the discriminator makes `updates` updates.
  package func lasting(_ updates: Int) -> Self {
    Self(deviation: deviation, curve, over: length.lasting(updates), to: finalFactor)
  }

  /// Samples [n, d] with the noise that they have after `updates` [1, 1] updates.
  func callAsFunction(_ samples: Tensor, updates: Tensor) -> Tensor {
    let noise = Tensor.draw(.normal, samples.shape.rows, samples.shape.columns)  // [n, d]
    guard length != .updates(0) else { return samples + deviation * noise }
    let factor = curve.factor(after: length.share(after: updates), to: finalFactor)  // [1, 1]
    return samples + deviation * factor * noise
  }
}
