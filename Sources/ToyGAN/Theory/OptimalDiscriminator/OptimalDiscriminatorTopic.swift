import Foundation
import ToyGANFiles
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
      sheets: [
        ConvergencePanels(study: game).sheet(),
        GameValueCurves(study: game).sheet(),
        try SupportPanels(study: supports, pairs: pairs).sheet(),
      ],
      explanation: explanation(game, pairs))
  }

  private func explanation(_ game: GameValueStudy, _ pairs: [SupportStudy.Pair]) -> String {
    let (first, last) = (game.gameValues[0], game.gameValues[game.gameValues.count - 1])
    func nats(_ value: Double) -> String { DecimalText.fixed(value, 4) }
    let (normal, apart) = (
      pairs[0].disagreement, [false, true].map { pairs[1].disagreement(whereDefined: $0) }
    )
    return """
      (a) The discriminator (dashed) has begun to tell data (dotted) from generated samples (solid green). \
      (b) Trained on, it lies on the optimum D* = p / (p + q), grey, where there are samples, and leaves it \
      only at the right edge, where neither has any: the game is worth \
      \(nats(first.trained)) nats to it, where -log 4 + 2 JSD = \(nats(first.optimal)). (c) Its slope has \
      led the generator's samples to where it says "data"; it is no longer optimal there. (d) At the end \
      both distributions are the same, D is 1/2 (to \(nats(last.trainedSpread)), root mean square over \
      the data), and the value is \(nats(last.trained)): -log 4 = \(nats(-log(4))). \
      The theorem needs densities above zero: between uniform distributions that do not touch, \
      discriminators of different seeds differ by up to \(DecimalText.fixed(apart[0], 2)) where no sample \
      falls and by \(DecimalText.fixed(apart[1], 2)) where some do (by up to \
      \(DecimalText.fixed(normal, 2)) between normal ones, anywhere), JSD is log 2 however \
      far apart they are, and the generator has no slope to follow.
      """
  }
}
