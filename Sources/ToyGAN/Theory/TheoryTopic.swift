import ToyGANFigures
import ToyGANGames

/// A small example from the theory of GANs: its question, its computation, and what its figure shows.
public protocol TheoryTopic: Sendable {
  /// Name on the command line and of every written file.
  static var name: String { get }
  /// The question that the example answers, on one line.
  static var question: String { get }
  /// The publications of the example.
  static var references: [Reference] { get }
  /// The example with its default parameters.
  init()

  /// Computes all results; every call gives the same results.
  func findings() throws -> Findings
}

/// The results of an example: figures with the numbers they are drawn from, and what they show.
public struct Findings {
  /// The figures in drawing order; the first has the topic's name.
  public var figures: [Figure]
  /// A paragraph for a reader who looks at the first figure.
  public var explanation: String

  /// Figures, and a text that explains them.
  public init(figures: [Figure], explanation: String) {
    self.figures = figures
    self.explanation = explanation
  }
}
