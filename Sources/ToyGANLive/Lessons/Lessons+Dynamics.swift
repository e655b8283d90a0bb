import ToyGAN

/// Games of gradients: what explodes, what goes round, and what comes to rest.
extension Lesson {
  static let divergence = Lesson(
    name: "divergence", title: "A learning rate that is too high",
    text: """
      The same GAN with four learning rates. At 0.001 it covers the ring and stays. At 0.01 it \
      reaches all eight modes sooner, but then modes come and go. At 0.03 the samples end on two \
      or three modes. At 0.1 the generator ends with the same point for every latent, and no \
      longer learns: in two of three seeds its gradient is exactly zero. The paper explains why \
      fields that turn quickly need small steps: their eigenvalues have a big imaginary part.
      """,
    lookFor: """
      Count the modes while time passes: steady at 0.001, restless at 0.01. At 0.1 all samples \
      are a single point.
      """,
    paper: """
      Mescheder, Nowozin and Geiger 2017, The Numerics of GANs, arXiv:1705.10461, abstract
      """,
    panes: ["0.001", "0.01", "0.03", "0.1"].map { pane("rate \($0)", deeper + plain + adam($0)) },
    steps: 3000, show: ["samples", "real", "surface", "trails"])

  static let rotation = Lesson(
    name: "rotation", title: "Two players that circle",
    text: """
      The critic is linear and the generator can only shift and stretch a cloud, so this is \
      nearly the game V = x y. Simultaneous steps of gradient descent spiral outwards until \
      numbers overflow. Steps in turn go round the target. Extragradient computes each step from \
      where the players would be next; optimism adds the change of the gradient. Both spiral \
      inwards. A linear critic sees only the mean: the clouds need not get the right width.
      """,
    lookFor: """
      Watch the trails. The first pane diverges after 700 to 750 steps, the second still \
      swings after 2,000, the third and the fourth come close to the target.
      """,
    paper: """
      Daskalakis, Ilyas, Syrgkanis and Zeng 2018, Training GANs with Optimism, arXiv:1711.00141, \
      algorithm 1; Gidel, Berard, Vignoud, Vincent and Lacoste-Julien 2019, A Variational \
      Inequality Perspective on Generative Adversarial Networks, arXiv:1802.10551, algorithm 4
      """,
    panes: [
      pane("both at once", bilinear + descent("0.02"), ["schedule": "simultaneous"]),
      pane("in turn", bilinear + descent("0.02"), ["schedule": "alternating"]),
      pane("extragradient", bilinear + descent("0.02"), ["schedule": "extragradient"]),
      pane(
        "optimistic", bilinear + descent("0.02, isOptimistic: true"),
        ["schedule": "simultaneous"]),
    ],
    steps: 2000, show: ["samples", "real", "arrows", "trails"])

  static let settling = Lesson(
    name: "settling", title: "Penalties that let the game come to rest",
    text: """
      Target and generated samples are almost points, and both players are linear, as in the \
      Dirac-GAN of the paper. Without a penalty the samples swing around the target for a long \
      time. The R1 penalty makes a steep discriminator expensive near real samples, so the \
      discriminator flattens as the samples arrive, and the game comes to rest. Noise on the \
      discriminator's inputs damps it too. In the paper's game of points the swing never ends; \
      our small clouds damp it a little.
      """,
    lookFor: """
      After 2,000 steps the distance without a penalty is still at least six times that of the \
      two others. Watch the trails: with R1 the samples stop.
      """,
    paper: """
      Mescheder, Geiger and Nowozin 2018, Which Training Methods for GANs do actually Converge?, \
      arXiv:1801.04406, table 1, equation 9
      """,
    panes: [
      pane("no penalty", almostPoint),
      pane("R1 penalty", almostPoint, ["penalties": "{r1: {weight: 1}}"]),
      pane(
        "instance noise", almostPoint,
        ["discriminator.instanceNoise": "{deviation: 1, steps: 0}"]),
    ],
    steps: 2000, show: ["samples", "real", "arrows", "trails"])

  /// Linear players: the generator shifts a cloud, the discriminator tilts a plane.
  private static let linear = settings([
    "generator.latent": "2", "generator.hidden": "[4]", "generator.activation": "linear",
    "discriminator.hidden": "[4]", "discriminator.activation": "linear",
    "discriminator.inputScale": "1", "batch": "128",
  ])

  private static let bilinear =
    linear
    + settings([
      "target": "{mixture: {means: [[1.5, 1]], deviations: [0.2], weights: [1]}}",
      "method": "gan", "method.objective": "wasserstein",
    ])

  /// Target and generator are nearly points, as in the paper's Dirac-GAN.
  private static let almostPoint =
    linear + minimax + descent("0.03")
    + settings([
      "target": "{mixture: {means: [[1.5, 1]], deviations: [0.05], weights: [1]}}",
      "generator.initialization": "{orthogonal: 0.2}",
      "discriminator.initialization": "{orthogonal: 0.5}", "schedule": "alternating",
    ])
}
