import ToyGAN

/// What the discriminator tells the generator: slopes that vanish, and slopes that are bounded.
extension Lesson {
  static let vanishing = Lesson(
    name: "vanishing", title: "The gradient that vanishes",
    text: """
      The generator begins far from the only mode, and the discriminator learns quickly. It soon \
      gives every generated sample a probability near zero. There the minimax loss log(1 - D) is \
      flat: the generator gets almost no gradient, and stops. The loss -log D is steep at the \
      same place, and the generator arrives. A weaker discriminator leaves the minimax loss a \
      slope. Adam divides gradients by their size, so it can use the small ones that come before \
      they vanish.
      """,
    lookFor: """
      Watch the curve of the generator's gradient: in the first pane it falls by a factor of more \
      than 500, and the samples stop on their way. The three other panes reach the mode within \
      300 steps.
      """,
    paper: """
      Goodfellow et al. 2014, Generative Adversarial Nets, arXiv:1406.2661, section 3; Arjovsky \
      and Bottou 2017, Towards Principled Methods for Training Generative Adversarial Networks, \
      arXiv:1701.04862, section 2
      """,
    panes: [
      pane("minimax, strong discriminator", farAway + strong + minimax),
      pane("non-saturating, strong discriminator", farAway + strong + plain),
      pane(
        "minimax, weaker discriminator", farAway + strong + minimax,
        ["discriminator.steps": "1", "discriminator.optimizer": adamRule("0.001")]),
      pane(
        "minimax, strong discriminator, Adam", farAway + strong + minimax,
        ["generator.optimizer": adamRule("0.001")]),
    ],
    steps: 1500, show: ["samples", "real", "surface", "arrows"], chart: "gradient_generator")

  static let noise = Lesson(
    name: "noise", title: "Noise on what the discriminator sees",
    text: """
      As in the lesson on vanishing gradients, a strong discriminator separates samples and mode, \
      and the minimax loss is flat. Now both real and generated samples get normal noise before \
      the discriminator sees them. The two noisy distributions overlap, so that the discriminator \
      cannot be certain, and the generator has a slope to follow. Little noise helps later than \
      much. Much noise hides the shape of the mode, so the samples stay too wide. With noise that \
      decreases the samples arrive early and end sharp.
      """,
    lookFor: """
      Without noise the samples never arrive. With deviation 1 the samples arrive within 150 \
      steps but about 30 % still miss the mode at the end; with decreasing noise under 5 % do.
      """,
    paper: """
      Arjovsky and Bottou 2017, Towards Principled Methods for Training Generative Adversarial \
      Networks, arXiv:1701.04862, section 3; Sønderby, Caballero, Theis, Shi and Huszár 2017, \
      Amortised MAP Inference for Image Super-resolution, arXiv:1610.04490, appendix
      """,
    panes: [
      pane("no noise", farAway + strong + minimax),
      pane("deviation 0.3", farAway + strong + minimax, noise("0.3", until: "0")),
      pane("deviation 1", farAway + strong + minimax, noise("1", until: "0")),
      pane("from 1 down to 0", farAway + strong + minimax, noise("1", until: "10000")),
    ],
    steps: 3000, show: ["samples", "real", "surface", "arrows"], chart: "gradient_generator")

  static let critics = Lesson(
    name: "critics", title: "How to bound a critic's slope",
    text: """
      A critic must not be too steep. With weights clipped to 0.01 it has slopes near 1e-4 or \
      less, and samples stay blurred. Clipped to 0.1 it has slopes near 0.06. The gradient \
      penalty asks for a slope of one; with the weight 0.1 it is two to three, and samples are \
      sharpest. Without a bound the slope is near 800: values keep growing and measure no \
      distance, though the ring is covered. All use RMSProp at 5e-4; the papers use 5e-5, and \
      Adam for the penalty.
      """,
    lookFor: """
      Compare the scales of the four surfaces and the critic's losses: after 3,000 steps below \
      1e-5, near 0.01, near 0.2, and 70 to 100. With the penalty about half of the samples lie on \
      a mode, with a clip of 0.01 under one per cent.
      """,
    paper: """
      Gulrajani, Ahmed, Arjovsky, Dumoulin and Courville 2017, Improved Training of Wasserstein \
      GANs, arXiv:1704.00028, section 3.1, equation 3, algorithm 1; Arjovsky, Chintala and Bottou \
      2017, Wasserstein GAN, arXiv:1701.07875, algorithm 1
      """,
    panes: [
      pane("weights within 0.01", critic, ["method": "wgan", "discriminator.weightClip": "0.01"]),
      pane("weights within 0.1", critic, ["method": "wgan", "discriminator.weightClip": "0.1"]),
      pane(
        "gradient penalty", critic,
        ["method": "wgan-gp", "penalties": "{gradientPenalty: {weight: 0.1}}"]),
      pane("no bound", critic, ["method": "gan", "method.objective": "wasserstein"]),
    ],
    steps: 3000, show: ["samples", "real", "surface"])

  static let spectral = Lesson(
    name: "spectral", title: "Spectral normalization",
    text: """
      Each weight matrix is divided by its largest singular value, which bounds the \
      discriminator's slope. All panes have the hinge loss and Adam with a rate of 1e-3, five \
      times that of the authors' code. Without normalization, one discriminator step keeps seven \
      or eight modes, but with five the generator ends on one or two. With normalization both \
      keep seven or eight: the method forgives settings that break the plain GAN. Slopes of the \
      plain discriminators reach nine and more, those of the normalized ones stay below a half.
      """,
    lookFor: """
      Compare the second pane with the fourth: they differ in the normalization only. Compare the \
      scales of their surfaces too.
      """,
    paper: """
      Miyato, Kataoka, Koyama and Yoshida 2018, Spectral Normalization for Generative Adversarial \
      Networks, arXiv:1802.05957, algorithm 1
      """,
    panes: [
      pane("plain, one step", hinge),
      pane("plain, five steps", hinge, ["discriminator.steps": "5"]),
      pane("normalized, one step", hinge, ["discriminator.spectralNormalization": "true"]),
      pane(
        "normalized, five steps", hinge,
        ["discriminator.steps": "5", "discriminator.spectralNormalization": "true"]),
    ],
    steps: 3000, show: ["samples", "real", "surface", "counts"])

  /// One narrow mode, far from where the generator begins.
  private static let farAway =
    small
    + settings([
      "target": "{mixture: {means: [[2.5, 1]], deviations: [0.1], weights: [1]}}",
      "discriminator.inputScale": "1", "evaluation.diagnostics": "true",
    ])

  /// A discriminator that learns faster than the generator, which descends without Adam.
  private static let strong = settings([
    "discriminator.steps": "5", "discriminator.optimizer": adamRule("0.003"),
    "generator.optimizer": "{name: sgd, learningRate: 0.02}",
  ])

  private static let critic =
    deeper
    + settings([
      "generator.activation": "relu", "generator.initialization": "{orthogonal: 0.8}",
      "discriminator.activation": "relu", "discriminator.initialization": "{orthogonal: 0.8}",
      "discriminator.inputScale": "0.25", "discriminator.steps": "5",
      "generator.optimizer": "{name: rmsprop, learningRate: 0.0005}",
      "discriminator.optimizer": "{name: rmsprop, learningRate: 0.0005}",
    ])

  /// The optimizer's settings are those of the authors' code, but for the rate.
  private static let hinge =
    deeper
    + settings([
      "method": "gan", "method.objective": "hinge", "discriminator.inputScale": "1",
      "generator.optimizer": adamRule("0.001", betas: ("0", "0.9")),
      "discriminator.optimizer": adamRule("0.001", betas: ("0", "0.9")),
    ])

  private static func noise(
    _ deviation: String, until steps: String
  ) -> KeyValuePairs<String, String> {
    ["discriminator.instanceNoise": "{deviation: \(deviation), steps: \(steps)}"]
  }
}
