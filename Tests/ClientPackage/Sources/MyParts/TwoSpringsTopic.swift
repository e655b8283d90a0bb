import ToyGAN

@testable import ToyGANFiles
@testable import ToyGANTheory

/// What a step does to two players who pull at each other.
public struct TwoSpringsTopic: TheoryTopic {
  public static let name = "two-springs"
  public static let question = "how far do simultaneous steps lead from the equilibrium of xy?"
  public static let references = [
    Reference("This package", 2026, "Two springs", arXiv: "none", place: "everywhere")
  ]

  public init() {}

  public func findings() -> Findings {
    let step = 0.2
    var (x, y) = (1.0, 0.0)
    var rows = "step,distance\n"
    for number in 0...50 {
      rows += "\(number),\((x * x + y * y).squareRoot())\n"
      (x, y) = (x - step * y, y + step * x)
    }
    let figure = Figure(
      name: Self.name, subject: "distance from the equilibrium", width: 480, height: 320,
      data: [("", rows)],
      commands: """
        set xlabel 'step'
        set ylabel 'distance'
        plot '\(Self.name).csv' using 1:2 skip 1 with lines title 'simultaneous steps of \(step)'
        """)
    return Findings(
      figures: [figure], explanation: "Every step leads away by the factor √(1 + h²), here 1.0198.")
  }
}
