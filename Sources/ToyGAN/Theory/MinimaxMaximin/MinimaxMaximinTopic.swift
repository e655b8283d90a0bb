import Foundation
import ToyGANFiles
import ToyGANGames
import ToyGANStudies

/// How the order of play changes the solution of a game: min max and max min have different solutions if
/// the players are networks trained by gradients.
struct MinimaxMaximinTopic: TheoryTopic {
  static let name = "minimax-maximin"
  static let question =
    "What does a generator learn that moves many times against a discriminator that stands still?"
  static let references = [
    Reference(
      "Goodfellow", 2016, "NIPS 2016 Tutorial: Generative Adversarial Networks",
      arXiv: "1701.00160", place: "section 5.1.1"),
    Reference(
      "Metz, Poole, Pfau and Sohl-Dickstein", 2017, "Unrolled Generative Adversarial Networks",
      arXiv: "1611.02163", place: "section 2"),
  ]

  func findings() throws -> Findings {
    let study = OrderOfPlayStudy()
    let runs = try study.run()
    return Findings(
      sheets: [OrderOfPlayPanels(study: study, runs: runs).sheet()],
      explanation: explanation(study, runs))
  }

  private func explanation(_ study: OrderOfPlayStudy, _ runs: [OrderOfPlayStudy.Run]) -> String {
    let shares = study.orders.map { order in
      let late = MinimaxMaximinTopic.late(order, of: runs)
      return
        "\(order.label): \(Int((100 * late.share).rounded())) %, "
        + String(format: "%.2f nats, %.1f modes", late.entropy, late.modes)
    }
    return """
      A generator that moves many times against a discriminator that stands still carries all latents to \
      where that one says "real" most loudly: one cloud, in the direction of one mode, which jumps when the discriminator \
      has its turn (max min, top row). Moving in turn, the two chase each other with a few clouds. A \
      generator that looks K updates of the discriminator ahead finds every place where it would be caught \
      already taken into account, and spreads: late for K = 1, from the start for K = 5 and 10 (towards \
      min max, bottom). Share of samples \
      nearest to the largest mode, entropy over modes (evenly: \(DecimalText.fixed(log(8.0), 2))) and \
      modes covered, over the second half: \(shares.joined(separator: "; ")).
      """
  }

  /// The concentration for an order of play: the mean over seeds and over the second half of the runs.
  static func late(
    _ order: OrderOfPlayStudy.Order, of runs: [OrderOfPlayStudy.Run]
  ) -> (share: Double, entropy: Double, modes: Double) {
    let own = runs.filter { $0.order == order }
    func mean(_ quantity: (OrderOfPlayStudy.Point) -> Double) -> Double {
      own.reduce(0) { $0 + $1.late(quantity) } / Double(own.count)
    }
    return (mean { $0.largestShare }, mean { $0.entropy }, mean { Double($0.modes) })
  }
}
