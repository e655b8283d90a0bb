import ToyGAN

/// Modes that are lost, and what keeps them.
extension Lesson {
  static let collapse = Lesson(
    name: "collapse", title: "Mode collapse, and a remedy",
    text: """
      The generator of the plain GAN puts all samples into one small cloud. The discriminator \
      learns to reject this place, the cloud moves to another mode, and the chase does not end. \
      The generator of the unrolled GAN looks ten discriminator steps ahead: it sees that a \
      single cloud will be rejected, and spreads over all modes. Both panes have the networks of \
      the paper; batches are smaller (128) and learning rates higher (3e-4) than there.
      """,
    lookFor: """
      Left: the cloud covers one or no mode at the end. Right: all eight modes have samples after \
      5,000 steps, although most samples lie beside the modes still.
      """,
    paper: """
      Metz, Poole, Pfau and Sohl-Dickstein 2017, Unrolled Generative Adversarial Networks, \
      arXiv:1611.02163, equations 7 to 11, figure 1, appendix A
      """,
    panes: [
      pane("minimax GAN", paperNetworks + minimax),
      pane(
        "unrolled, K = 10", paperNetworks,
        ["method": "unrolled", "method.objective": "minimax", "method.steps": "10"]),
    ],
    steps: 5000, show: ["samples", "real", "surface", "counts"])

  static let capacity = Lesson(
    name: "capacity", title: "A larger discriminator",
    text: """
      Both panes train the same plain GAN. In the first, the discriminator has one hidden layer \
      of 64 units, and the generator wanders among few modes. In the second, it has two such \
      layers, and the generator covers the ring without any remedy. The small discriminator \
      follows too slowly: a higher learning rate helps it too, as another lesson shows. Test a \
      remedy on a baseline that needs one, and a failure with a larger network.
      """,
    lookFor: """
      After 3,000 steps the first pane covers one or two modes, the second all eight. Compare the \
      surfaces: the second is higher at every mode than between the modes.
      """,
    paper: """
      Metz, Poole, Pfau and Sohl-Dickstein 2017, Unrolled Generative Adversarial Networks, \
      arXiv:1611.02163, appendix A (one hidden layer); issue 2 of github.com/poolio/unrolled_gan \
      (when the plain GAN does not collapse)
      """,
    panes: [
      pane("one hidden layer", small + adam("0.001") + plain),
      pane("two hidden layers", deeper + adam("0.001") + plain),
    ],
    steps: 3000, show: ["samples", "real", "surface", "counts"])

  static let unrolling = Lesson(
    name: "unrolling", title: "How far to look ahead",
    text: """
      The generator's loss is computed against the discriminator as it will be after K more \
      steps. With K = 0 this is the plain GAN, and the cloud chases modes; in one of three seeds \
      it begins to spread late. With K = 1 the generator covers all modes, but it needs about \
      half of the time, or more. With K = 5 or 10 it spreads from the start. A larger K makes \
      each step slower: ten take about twice as long as none.
      """,
    lookFor: """
      Look at the number of modes in the first 500 steps and at the end: larger K spreads \
      earlier. K = 5 is already as good as K = 10 here.
      """,
    paper: """
      Metz, Poole, Pfau and Sohl-Dickstein 2017, Unrolled Generative Adversarial Networks, \
      arXiv:1611.02163, equations 7 to 11
      """,
    panes: ["0", "1", "5", "10"].map { ahead in
      pane(
        "K = \(ahead)", small + adam("0.001"),
        ["method": "unrolled", "method.objective": "minimax", "method.steps": ahead])
    },
    steps: 3000, show: ["samples", "real", "surface", "counts"])

  static let packing = Lesson(
    name: "packing", title: "Judging several samples together",
    text: """
      The discriminator sees one, two or four samples together and decides whether all are real \
      or all are generated. When the generator has few modes, the samples of a pack are more \
      alike than real ones, and the discriminator notices this. The plain GAN stays on one or two \
      modes; packs of two and of four reach seven or eight. This has a price: packs of four bring \
      samples closer to the modes more slowly than packs of two.
      """,
    lookFor: """
      Count the modes after 3,000 steps. Then compare packs of two with packs of four: the clouds \
      of four are wider.
      """,
    paper: """
      Lin, Khetan, Fanti and Oh 2018, PacGAN: The power of two samples in generative adversarial \
      networks, arXiv:1712.04086, section 3
      """,
    panes: [
      pane("one sample", small + adam("0.001") + plain),
      pane("packs of two", small + adam("0.001") + plain, ["discriminator.packing": "2"]),
      pane("packs of four", small + adam("0.001") + plain, ["discriminator.packing": "4"]),
    ],
    steps: 3000, show: ["samples", "real", "counts"])

  static let minibatch = Lesson(
    name: "minibatch", title: "A discriminator that sees how alike samples are",
    text: """
      A layer of the discriminator measures how close each sample is to the others of its \
      minibatch. It recognizes generated samples when they are too much alike, so that a single \
      cloud is always rejected. The rest is the same on both sides. The plain GAN covers one or \
      two modes after 3,000 steps; with the layer it is seven or eight. In one of three seeds the \
      ring stays uneven, and modes come and go. The paper has 100 kernels; there are eight here.
      """,
    lookFor: """
      The right pane covers six or more modes within 1,000 steps; the left one never more than \
      three.
      """,
    paper: """
      Salimans et al. 2016, Improved Techniques for Training GANs, arXiv:1606.03498, section 3.2
      """,
    panes: [
      pane("plain GAN", small + adam("0.001") + plain),
      pane(
        "minibatch discrimination", small + adam("0.001") + plain,
        ["discriminator.minibatchDiscrimination": "{kernels: 8, dimensions: 2}"]),
    ],
    steps: 3000, show: ["samples", "real", "counts"])

  /// The networks of Metz and others 2017, appendix A; the paper has batches of 512, rates of 1e-4.
  private static let paperNetworks =
    settings([
      "generator.latent": "256", "generator.hidden": "[128, 128]", "discriminator.hidden": "[128]",
      "batch": "128",
    ]) + adam("0.0003")
}
