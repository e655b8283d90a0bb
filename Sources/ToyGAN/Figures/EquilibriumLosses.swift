import Foundation
import ToyGANGames
import ToyGANStudies

/// What the losses are at the equilibrium, where the generator has the target's distribution and the discriminator
/// cannot tell samples apart.
struct EquilibriumLosses: Equatable {
  /// A number and its name in figures.
  struct Value: Equatable {
    var number: Double
    var name: String
  }

  var generator: Value?
  var discriminator: Value?

  /// The values for a run; nil where the objective has none, or where other terms are part of a loss.
  init?(_ configuration: Configuration) {
    let objective = configuration.method.objective
    let method = type(of: configuration.method).name
    // These are 0 if the discriminator's output is constant.
    let vanishing = [R1.name, R2.name, Consensus.name, JensenShannonRegularizer.name]
    let own = configuration.penalties.map { type(of: $0).name }.filter { !vanishing.contains($0) }
    let ofGenerator = [Diversity.name, FeatureMatching.name, HistoricalAveraging.name]
    guard let values = Self.values[objective.name], own.allSatisfy(ofGenerator.contains),
      Self.methods.contains(method) || Self.methodsOfGenerator.contains(method)
    else { return nil }
    discriminator = values.discriminator
    generator = own.isEmpty && Self.methods.contains(method) ? values.generator : nil
  }

  private init(_ generator: Value?, _ discriminator: Value?) {
    (self.generator, self.discriminator) = (generator, discriminator)
  }

  /// Methods whose losses are those of their objective.
  private static let methods = [
    "gan", "minibatch-discrimination", "r1", "spectral-norm", "pacgan", "top-k", "unrolled",
    "consensus", "extragradient", "optimistic", "rpgan", "ml-gan", "lsgan",
  ]
  /// Methods that change the generator's loss alone.
  private static let methodsOfGenerator = ["feature-matching", "gdpp"]

  private static let values: [String: EquilibriumLosses] = {
    let (two, four) = (Value(number: log(2), name: "log 2"), Value(number: log(4), name: "log 4"))
    let negative = Value(number: -log(4), name: "−log 4")
    return [
      "minimax": EquilibriumLosses(negative, four),
      "nonSaturating": EquilibriumLosses(two, four),
      "maximumLikelihood": EquilibriumLosses(Value(number: -1, name: "−1"), four),
      "relativisticPairing": EquilibriumLosses(two, two),
      "relativisticAverage": EquilibriumLosses(four, four),
      "leastSquares": EquilibriumLosses(
        Value(number: 0.125, name: "1/8"), Value(number: 0.25, name: "1/4")),
    ]
  }()
}

extension StoredRun {
  /// The losses at the equilibrium; nil if the run's objective has none, or if its settings cannot be read.
  func equilibriumLosses() -> EquilibriumLosses? {
    (try? RunFolder(folder, registry: registry).configuration()).flatMap { EquilibriumLosses($0) }
  }
}
