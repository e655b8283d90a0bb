import Foundation
import ToyGANGames

/// The optimal and a trained discriminator during the generator's convergence, the value of the game, and
/// the region where the theorem makes no statement.
struct OptimalDiscriminatorTopic: TheoryTopic {
  static let name = "optimal-discriminator"
  static let question =
    "Does a trained discriminator reach p / (p + q), and what is the game worth there?"
  static let references = [
    Reference(
      "Goodfellow et al.", 2014, "Generative Adversarial Nets", arXiv: "1406.2661",
      place: "figure 1, proposition 1 and theorem 1"),
    Reference(
      "Goodfellow", 2016, "NIPS 2016 Tutorial: Generative Adversarial Networks",
      arXiv: "1701.00160", place: "exercise 7.1 and its solution, section 8.1"),
  ]

  func findings() throws -> Findings {
    var game = GameValueStudy()
    try game.run()
    let supports = SupportStudy()
    let pairs = supports.pairs()
    return Findings(
      figures: [
        ConvergencePanels(study: game).figure(),
        GameValueCurves(study: game).figure(),
        try SupportPanels(study: supports, pairs: pairs).figure(),
      ],
      whatToSee: whatToSee(game, pairs))
  }

  private func whatToSee(_ game: GameValueStudy, _ pairs: [SupportStudy.Pair]) -> String {
    let (first, last) = (game.worths[0], game.worths[game.worths.count - 1])
    func nats(_ value: Double) -> String { String(format: "%.4f", value) }
    let (normal, apart) = (
      pairs[0].disagreement, [false, true].map { pairs[1].disagreement(whereDefined: $0) }
    )
    return """
      (a) The discriminator (dashed) has begun to tell data (dotted) from generated samples (solid green). \
      (b) Trained on, it lies on the optimum D* = p / (p + q), grey: the game is worth \
      \(nats(first.trained)) nats to it, where -log 4 + 2 JSD = \(nats(first.optimal)). (c) Its slope has \
      led the generator's samples to where it says "data"; it is no longer optimal there. (d) At the end \
      both distributions are the same, D is 1/2 (to \(nats(last.trainedSpread)), root mean square over \
      the data), and the value is \(nats(last.trained)): -log 4 = \(nats(-log(4))). \
      The theorem needs densities above zero: between uniform distributions that do not touch, \
      discriminators of different seeds differ by up to \(String(format: "%.2f", apart[0])) where no sample \
      falls and by \(String(format: "%.2f", apart[1])) where some do (by up to \
      \(String(format: "%.2f", normal)) between normal ones, anywhere), JSD is log 2 however \
      far apart they are, and the generator has no slope to follow.
      """
  }
}
