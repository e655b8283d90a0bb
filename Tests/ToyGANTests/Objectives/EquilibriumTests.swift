import Foundation
import Testing
import ToyGANLaws

@testable import ToyGANCore
@testable import ToyGANGames
@testable import ToyGANSettings
@testable import ToyGANStudies

/// What the losses are where the discriminator cannot tell samples apart.
@Suite struct EquilibriumTests {
  /// The declared numbers are the losses of outputs that are the same for all samples: at the threshold between
  /// both kinds, or anything where only differences count.
  @Test(arguments: Objective.standard.filter { $0.equilibrium != nil })
  func declaredLossesAreThoseOfEqualOutputs(objective: Objective) throws {
    let declared = try #require(objective.equilibrium)
    let (real, fake) = (Tensor.leaf("real", 4, 1), Tensor.leaf("fake", 4, 1))
    let outputs = Array(repeating: objective.decisionThreshold ?? 0.3, count: 4)
    let interpreter = Interpreter([real: outputs, fake: outputs])
    let terms = objective.generatorTerms(fake: fake)
    let found = interpreter.values(
      [
        objective.generator(real: real, fake: fake),
        objective.discriminator(real: real, fake: fake),
      ] + (terms.map { [$0.mean()] } ?? []))
    let numbers =
      [declared.generator, declared.discriminator] + (terms == nil ? [] : [declared.ofSample])
    for (number, value) in zip(numbers, found) {
      #expect(abs((number?.number ?? .nan) - value[0]) < 1e-12, "\(objective): \(value)")
    }
    for value in numbers { #expect(value.map { Self.number(of: $0.name) == $0.number } == true) }
  }

  /// The number that a name states: "−log 4", "1/8", "−1".
  private static func number(of name: String) -> Double? {
    let sign = name.hasPrefix("−") ? -1.0 : 1
    let rest = name.drop { $0 == "−" }
    if rest.hasPrefix("log ") { return Double(rest.dropFirst(4)).map { sign * log($0) } }
    let parts = rest.split(separator: "/").compactMap { Double($0) }
    return parts.count == 2 ? sign * parts[0] / parts[1] : parts.first.map { sign * $0 }
  }

  private func losses(_ yaml: String) throws -> EquilibriumLosses? {
    try Configuration(yaml: yaml).equilibriumLosses
  }

  private func names(_ yaml: String) throws -> [String?] {
    let losses = try losses(yaml)
    return [losses?.generator?.name, losses?.discriminator?.name]
  }

  @Test func methodsKeepTheLossesOfTheirObjectiveOrSayOthers() throws {
    #expect(try names("method: gan") == ["log 2", "log 4"])
    #expect(try names("method: {name: gan, objective: minimax}") == ["−log 4", "log 4"])
    #expect(try names("method: {name: unrolled, steps: 2}") == ["−log 4", "log 4"])
    // The mean over chosen samples of log(1 - 1/2); no term on real samples.
    #expect(try names("method: {name: top-k, objective: minimax}") == ["−log 2", "log 4"])
    #expect(try names("method: top-k") == ["log 2", "log 4"])
    #expect(try names("method: feature-matching") == [nil, "log 4"])
    #expect(try names("method: lsgan") == ["1/8", "1/4"])
    #expect(try names("method: rpgan") == ["log 2", "log 2"])
  }

  /// With more players, a loss is more than the objective's.
  @Test(arguments: ["infogan", "bigan", "ali", "veegan", "discrete", "hinge", "wgan", "wgan-gp"])
  func othersHaveNone(method: String) throws {
    guard Registry.standard.methods.contains(where: { $0.name == method }) else { return }
    #expect(try losses("method: \(method)") == nil)
  }

  @Test func penaltiesSayWhichLossesTheyChange() throws {
    #expect(try names("{method: gan, penalties: {r1: {weight: 10}}}") == ["log 2", "log 4"])
    #expect(try names("method: gdpp") == [nil, "log 4"])
    // Both players' weights differ from their mean.
    #expect(try losses("method: historical-averaging") == nil)
    #expect(try names("method: dragan") == ["log 2", nil])
    #expect(
      try names("{method: gan, penalties: {gradientPenalty: {target: 0}}}") == ["log 2", "log 4"])
    // Smoothed labels move the equilibrium.
    #expect(try losses("{method: gan, penalties: {labelSmoothing: {positive: 0.9}}}") == nil)
  }
}
