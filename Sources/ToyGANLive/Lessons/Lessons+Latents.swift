import ToyGAN

/// Latents, codes and labels.
extension Lesson {
  static let manifold = Lesson(
    name: "manifold", title: "The generator bends a sheet",
    text: """
      The generator is a continuous function of two latents; a net shows how it bends their \
      plane. The data lie in separate modes, but a continuous map cannot tear the plane: between \
      modes it must leave a bridge. Learning makes the bridge thin and its crossing fast. Between \
      two modes fewer than one sample in a hundred is left on it. The ring needs more bridges, \
      and one sample in twenty lies far from a mode. On the grid the net is not finished after \
      4,000 steps.
      """,
    lookFor: """
      Look at the net: it is narrow and stretched between modes, and folded densely on them. \
      Samples on the bridges are the price of connected latents.
      """,
    paper: """
      Tanielian, Issenhuth, Dohmatob and Mary 2020, Learning disconnected manifolds: a no GAN's \
      land, arXiv:2006.04596, abstract and introduction; Khayatkhoei, Singh and Elgammal 2018, \
      Disconnected Manifold Learning for Generative Adversarial Networks, arXiv:1806.00880, \
      introduction
      """,
    panes: [
      pane(
        "two modes", sheet,
        ["target": "{mixture: {means: [[-2, 0], [2, 0]], deviations: [0.1, 0.1], weights: [1, 1]}}"]
      ),
      pane("ring of eight", sheet, ["target": "ring8"]),
      pane("grid of 25", sheet, ["target": "grid25"]),
    ],
    steps: 4000, show: ["samples", "real", "manifold"])

  static let codes = Lesson(
    name: "codes", title: "Categories that find modes",
    text: """
      The generator gets one of K categories beside its noise. In the second and third pane a \
      recognizer must find the category again in the sample, and the losses of both players \
      reward this. Each category then takes one mode. With four categories for eight \
      modes, each takes two neighbours. Where nobody asks for it (weight 0), the generator \
      ignores the category, and every mode has all colours. All three panes cover the ring: here \
      codes bring order, not more modes.
      """,
    lookFor: """
      Look at the colours, and at the bound of the mutual information: 0, log 8 = 2.08 and log 4 \
      = 1.39 nats.
      """,
    paper: """
      Chen, Duan, Houthooft, Schulman, Sutskever and Abbeel 2016, InfoGAN: Interpretable \
      Representation Learning by Information Maximizing Generative Adversarial Nets, \
      arXiv:1606.03657, equations 5 and 6
      """,
    panes: [
      pane("8 categories, not asked", coded, ["method.weight": "0"]),
      pane("8 categories, asked", coded),
      pane("4 categories, asked", coded, ["method.categories": "4"]),
    ],
    steps: 3000, show: ["samples", "real", "counts"])

  static let labels = Lesson(
    name: "labels", title: "Few labels and many samples",
    text: """
      Eight modes overlap, and the discriminator must name the mode of a sample. It has only five \
      labelled samples of each. Trained on these alone it is good early, then it fits its 40 \
      samples and gets slightly worse. In the second pane it must also tell real samples without \
      labels from generated ones, and so learns where the data lie. At the end it names 94 to 97 \
      % correctly, against 93 to 95 % alone; it was better in all three seeds.
      """,
    lookFor: """
      Follow the curve of the test accuracy. The gain at the end is about two points in a \
      hundred. Stopped early, the first pane would be nearly as good, or better.
      """,
    paper: """
      Salimans et al. 2016, Improved Techniques for Training GANs, arXiv:1606.03498, section 5
      """,
    panes: [
      pane("five labels of each mode", fewLabels, ["method.usesUnlabelled": "false"]),
      pane("the same, and samples without labels", fewLabels),
    ],
    steps: 3000, show: ["samples", "real", "surface"], chart: "test_accuracy")

  private static let sheet = deeper + adam("0.001") + plain + settings(["generator.latent": "2"])

  private static let coded =
    deeper + adam("0.001")
    + settings([
      "generator.latent": "8", "method": "infogan", "method.categories": "8", "method.weight": "1",
    ])

  private static let fewLabels =
    deeper + adam("0.001")
    + settings([
      "target": "{ring: {modes: 8, radius: 2, deviation: 0.5}}", "method": "semi-supervised",
      "method.labels": "5",
    ])
}
