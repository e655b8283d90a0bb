import ToyGANCore
import ToyGANSettings

/// Adversarially learned inference: an encoder maps each real sample to a distribution of codes.
///
/// By default the distribution is normal:
///
///     z = μ(x) + exp(s(x)) ε        (the paper's equation 2)
///
/// The encoder of the authors' mixture experiment (github.com/IshmaelBelghazi/ALI, experiments/ali_mixture.py) is
/// another: a network of the sample and of noise, z = f(x, ε), as in equation 3; `encoder: implicit` chooses it.
/// Optimizer, numbers of steps and the other networks are those of that repository's mixtures, as PacGAN's code
/// has them too.
public struct ALI: BidirectionalGAN {
  public static let name = "ali"
  public static let summary =
    "an encoder maps real samples to distributions of codes; the discriminator judges pairs of sample and code"
  public static let reference = Reference(
    "Dumoulin, Belghazi, Poole, Mastropietro, Lamb, Arjovsky and Courville", 2017,
    "Adversarially Learned Inference", arXiv: "1606.00704",
    place: "equations 1, 2 and 4, algorithm 1")

  public var objective: Objective
  public var encoderHidden: [Int]
  /// How the encoder makes codes; nil for a normal distribution.
  public var encoder: Encoder?

  /// How an encoder makes codes.
  public enum Encoder: String, SettingWord {
    /// z = μ(x) + exp(s(x)) ε.
    case normal
    /// z = f(x, ε) with noise as long as a code, as in the authors' mixture experiment.
    case implicit
  }

  public static var settings: [Setting<Self>] {
    [
      Setting(
        "encoderHidden", \.encoderHidden, each: .from(1, to: 65_536), example: "[128, 128]",
        "widths of the encoder's hidden layers"),
      Setting(
        "encoder", optional: \.encoder,
        "normal: mean and deviations of a normal distribution of codes (if left out); implicit: a network of "
          + "the sample and noise"),
      Setting("objective", \.objective, Objective.meaning),
    ]
  }

  public init() { self.init(objective: .nonSaturating) }
  /// The method with this objective, and with an encoder of hidden layers of these widths.
  public init(
    objective: Objective, encoderHidden: [Int] = [400, 400], encoder: Encoder? = nil
  ) {
    self.objective = objective
    self.encoderHidden = encoderHidden
    self.encoder = encoder
  }

  public func encoderWidths(samples: Int, latents: Int) -> (inputs: Int, outputs: Int) {
    encoder == .implicit ? (samples + latents, latents) : (samples, 2 * latents)
  }

  public func code(of samples: Tensor, by encoder: Player, isNoisy: Bool) -> Tensor {
    if self.encoder == .implicit {
      let (n, l) = (samples.shape.rows, encoder.network.architecture.outputs)
      let noise = isNoisy ? Tensor.draw(.normal, n, l) : .constant(0, Shape(n, l))  // [n, latents]
      return encoder(.sideBySide([samples, noise]))
    }
    let outputs = encoder(samples)
    let (n, l) = (outputs.shape.rows, outputs.shape.columns / 2)
    let mean = outputs.columns(0..<l)  // [n, latents]
    guard isNoisy else { return mean }
    return mean + outputs.columns(l..<2 * l).exp() * .draw(.normal, n, l)
  }

  public func prepare(_ configuration: inout Configuration) {
    PacGAN().prepare(&configuration)
    configuration.discriminator.packing = 1
    configuration.batch = 100
    configuration.steps = 200_000
  }
}
