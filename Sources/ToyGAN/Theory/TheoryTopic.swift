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
public struct Findings: Sendable {
  /// A paragraph for a reader who looks at the first figure.
  public var explanation: String
  private let drawing: @Sendable (FigureStyle) -> [Figure]

  /// Figures of fixed layout, and a text that explains them.
  ///
  /// Another width scales these figures with their letters.
  public init(figures: [Figure], explanation: String) {
    self.explanation = explanation
    drawing = { style in figures.map { $0.scaled(to: style) } }
  }

  /// Sheets of panels, which are laid out for each width, and a text that explains them.
  package init(sheets: [PanelSheet], explanation: String) {
    self.explanation = explanation
    drawing = { style in sheets.flatMap { $0.figures(style) } }
  }

  /// The figures in drawing order, in the standard look; the first has the topic's name.
  public var figures: [Figure] { figures(.standard) }

  /// The figures for a width, a font and colours; what does not fit one page has several.
  public func figures(_ style: FigureStyle) -> [Figure] { drawing(style) }
}
