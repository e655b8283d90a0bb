import ToyGANFigures
import ToyGANGames

/// An example from the theory of GANs that fits on a page: what it asks, what it computes, and what is to
/// be seen in its picture.
public protocol TheoryTopic: Sendable {
  /// Name on the command line and of every file that is written.
  static var name: String { get }
  /// What the example answers, on one line.
  static var question: String { get }
  /// Where the example comes from.
  static var references: [Reference] { get }
  /// The example with its standard numbers.
  init()

  /// Computes everything; the same every time.
  func findings() throws -> Findings
}

/// What an example found: pictures with the numbers they are drawn from, and what to see in them.
public struct Findings {
  /// Drawn in this order; the first bears the topic's name.
  public var figures: [Figure]
  /// A paragraph for a reader who has the first picture before them.
  public var whatToSee: String

  /// Pictures, and what to see in them.
  public init(figures: [Figure], whatToSee: String) {
    self.figures = figures
    self.whatToSee = whatToSee
  }
}
