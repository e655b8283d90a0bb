import ToyGANCore
import ToyGANSettings

/// Adversarially learned inference: an encoder maps each real sample to a normal distribution of codes.
///
///     z = μ(x) + exp(s(x)) ε
///
/// Networks, optimizer and numbers of steps are those of the authors' mixture experiment
/// (github.com/IshmaelBelghazi/ALI, experiments/gan_mixture.py).
public struct ALI: BidirectionalGAN {
  public static let name = "ali"
  public static let reference = Reference(
    "Dumoulin, Belghazi, Poole, Mastropietro, Lamb, Arjovsky and Courville", 2017,
    "Adversarially Learned Inference", arXiv: "1606.00704", place: "equation 3, algorithm 1")

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

  public static func encoderOutputs(latents: Int) -> Int { 2 * latents }

  public func code(_ outputs: Tensor, isNoisy: Bool) -> Tensor {
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
