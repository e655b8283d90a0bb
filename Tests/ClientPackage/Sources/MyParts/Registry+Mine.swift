import ToyGAN

@testable import ToyGANFigures
@testable import ToyGANGames
@testable import ToyGANMetrics
@testable import ToyGANStatistics
@testable import ToyGANTheory
@testable import ToyGANTraining

extension Registry {
  /// Everything of ToyGAN, and the parts of this package.
  public static let mine = Registry.standard
    .adding(ArcTarget.self)
    .adding(
      NamedTarget("half-moon", summary: "half a circle of radius 2") { Arc(radius: 2, turn: 0.5) }
    )
    .adding(InvertedGAN.self)
    .adding(.exponential)
    .adding(Leash.self)
    .adding(SignDescent.self)
    .adding(.meanRadius)
    .adding(TwoSpringsTopic.self)
}
