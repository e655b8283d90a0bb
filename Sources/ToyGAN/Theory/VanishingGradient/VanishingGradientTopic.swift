import Foundation
import ToyGANFigures
import ToyGANFiles
import ToyGANGames
import ToyGANTraining

/// The gradient of the generator with an optimal discriminator and with an optimal critic as the two
/// distributions move apart; and the effect of clipping on a critic.
struct VanishingGradientTopic: TheoryTopic {
  static let name = "vanishing-gradient"
  static let question =
    "What gradient do an optimal discriminator and an optimal critic leave the generator?"
  static let references = [
    Reference(
      "Arjovsky, Chintala and Bottou", 2017, "Wasserstein GAN", arXiv: "1701.07875",
      place: "figure 2"),
    Reference(
      "Arjovsky and Bottou", 2017,
      "Towards Principled Methods for Training Generative Adversarial Networks",
      arXiv: "1701.04862", place: "theorem 2.4 and section 2.2.2"),
    Reference(
      "Gulrajani, Ahmed, Arjovsky, Dumoulin and Courville", 2017,
      "Improved Training of Wasserstein GANs", arXiv: "1704.00028",
      place: "section 3.1 and figure 1"),
  ]

  func findings() throws -> Findings {
    let (separation, surfaces) = (SeparationStudy(), CriticSurfaceStudy())
    let places = separation.run()
    let outcomes = try surfaces.run()
    return Findings(
      sheets: [
        try SeparationPanels(study: separation, places: places).sheet(),
        try CriticSurfacePanels(study: surfaces, outcomes: outcomes).sheet(),
      ],
      explanation: try explanation(places, outcomes))
  }

  private func explanation(
    _ places: [SeparationStudy.Place], _ outcomes: [CriticSurfaceStudy.Outcome]
  ) throws -> String {
    let far = places[places.count - 1]
    let s = FigureText.number(far.separation)
    func number(_ value: Double) -> String { DecimalText.significant(value, 2) }
    func shares(_ constraint: CriticSurfaceStudy.Constraint) -> String {
      outcomes.filter { $0.of.constraint == constraint }
        .map { "\(Int((100 * $0.share).rounded())) % on \($0.of.name)" }.joined(separator: ", ")
    }
    return """
      Left: two normal distributions, with the best discriminator D* above and the best critic f* below \
      (grey), and networks trained to them (dashed). D* is flat where the generator's samples lie; f* falls \
      with slope -1 everywhere. Right: the gradient by the generator's mean. At \(s) deviations apart that \
      of log(1 - D*) is \(number(try far.normals.gradient(.minimax))) (trained: \
      \(number(far.discriminator.gradients[0]))): it vanishes like exp(-s²/8). That of -log D* is \
      \(number(try far.normals.gradient(.nonSaturating))), it grows with s, but only if the logit is \
      known far into the tails: the trained network's is \(number(far.discriminator.gradients[1])). That of \
      the critic is 1 at any distance (trained: \(DecimalText.fixed(far.critic.gradients[0], 3))). Second picture: critics \
      whose weights are clipped find plain surfaces and see this share of the distance: \
      \(shares(.clipping)); with a gradient penalty they follow the data and see \(shares(.penalty)).
      """
  }
}
