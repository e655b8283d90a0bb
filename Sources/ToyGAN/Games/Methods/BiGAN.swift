import ToyGANCore
import ToyGANSettings

/// Bidirectional GAN: an encoder maps each real sample to one code.
///
/// The paper has no toy recipe; networks and optimizer are those of adversarially learned inference on
/// mixtures. BiGAN is the special case of that method in which the encoder has no noise.
public struct BiGAN: BidirectionalGAN {
  public static let name = "bigan"
  public static let summary = "as ali, with an encoder that maps each real sample to one code"
  public static let reference = Reference(
    "Donahue, Krahenbuhl and Darrell", 2017, "Adversarial Feature Learning", arXiv: "1605.09782",
    place: "equation 3, section 3.4")

  public var objective: Objective
  public var encoderHidden: [Int]

  public static var settings: [Setting<Self>] {
    [
      Setting(
        "encoderHidden", \.encoderHidden, each: .from(1, to: 65_536), example: "[128, 128]",
        "widths of the encoder's hidden layers"),
      Setting("objective", \.objective, Objective.meaning),
    ]
  }

  public init() { self.init(objective: .nonSaturating) }
  /// The method with this objective, and hidden layers of these widths in the encoder.
  public init(objective: Objective, encoderHidden: [Int] = [400, 400]) {
    self.objective = objective
    self.encoderHidden = encoderHidden
  }

  public func encoderWidths(samples: Int, latents: Int) -> (inputs: Int, outputs: Int) {
    (samples, latents)
  }
  public func code(of samples: Tensor, by encoder: Player, isNoisy: Bool) -> Tensor {
    encoder(samples)
  }
  public func prepare(_ configuration: inout Configuration) { ALI().prepare(&configuration) }
}
