import ToyGAN

/// Which player moves how far, and modes that are not equally frequent.
extension Lesson {
  static let turns = Lesson(
    name: "turns", title: "Who moves how often",
    text: """
      Three orders of play, same networks. If the generator makes 50 updates while the \
      discriminator stands still, it sends all latents to the place that this discriminator likes \
      best: it solves max min in place of min max. If the players alternate, few clouds chase \
      modes, and in one of three seeds they spread. If the discriminator makes ten updates first, \
      the generator covers the ring. Steps count updates of the generator, so the first pane has \
      only 80 turns.
      """,
    lookFor: """
      Left: one or two clouds that jump after each turn of the discriminator. Right: all eight \
      modes within the first half. Each step there costs more time, because of the ten updates.
      """,
    paper: """
      Goodfellow 2016, NIPS 2016 Tutorial: Generative Adversarial Networks, arXiv:1701.00160, \
      section 5.1.1
      """,
    panes: [
      pane(
        "20 updates of D, then 50 of G", small + adam("0.001") + minimax,
        ["discriminator.steps": "20", "generator.steps": "50"]),
      pane("one of D, then one of G", small + adam("0.001") + minimax),
      pane(
        "10 of D, then one of G", small + adam("0.001") + minimax, ["discriminator.steps": "10"]),
    ],
    steps: 4000, show: ["samples", "real", "surface", "trails"])

  static let rates = Lesson(
    name: "rates", title: "Two learning rates",
    text: """
      Both players use Adam, but with different rates. A slow discriminator always judges where \
      the generator was, and the cloud runs away from it. With equal rates it still wanders in \
      two of three seeds. With a discriminator four times faster, or a generator four times \
      slower, the discriminator keeps up, and all modes are covered in all three seeds. This is \
      not a law: with two hidden layers in the discriminator the same ratio left the generator on \
      three to five modes in two seeds of three.
      """,
    lookFor: """
      After 4,000 steps the first pane has one mode, the third and the fourth have eight. Which \
      of the two is sharper?
      """,
    paper: """
      Heusel, Ramsauer, Unterthiner, Nessler and Hochreiter 2017, GANs Trained by a Two Time-Scale \
      Update Rule Converge to a Local Nash Equilibrium, arXiv:1706.08500, section on the two \
      time-scale update rule
      """,
    panes: [
      pane("discriminator 4 times slower", small + plain + adam("0.001", discriminator: "0.00025")),
      pane("equal rates", small + plain + adam("0.001")),
      pane("discriminator 4 times faster", small + plain + adam("0.001", discriminator: "0.004")),
      pane("generator 4 times slower", small + plain + adam("0.00025", discriminator: "0.001")),
    ],
    steps: 4000, show: ["samples", "real", "surface", "counts"])

  static let imbalance = Lesson(
    name: "imbalance", title: "Modes that are not equally frequent",
    text: """
      The modes have weights from 1 to 8: the one on the right is the rarest, with one sample in \
      36, and weights grow counterclockwise. The plain GAN finds the places but not the shares: \
      in one seed it left the rarest mode almost empty, in another it gave it more than half too \
      much. With the R1 penalty, or with packs of two, every share is within 40 % of its weight. \
      Both have a price: clouds are wider after the same time, most of all with the penalty.
      """,
    lookFor: """
      Look at the counts of the modes beside their weights. The plain GAN is sharper, the two \
      others are fairer.
      """,
    paper: """
      Mescheder, Geiger and Nowozin 2018, Which Training Methods for GANs do actually Converge?, \
      arXiv:1801.04406, equation 9
      """,
    panes: [
      pane("plain GAN", unequal + plain),
      pane("R1 penalty", unequal + plain, ["penalties": "{r1: {weight: 1}}"]),
      pane("packs of two", unequal + plain, ["discriminator.packing": "2"]),
    ],
    steps: 4000, show: ["samples", "real", "counts"])

  /// Mode k of the ring has k times the weight of the first.
  private static let unequal =
    deeper + adam("0.001") + settings(["target": "ring8-imbalanced"])
}
