import Foundation
import Testing
import ToyGAN

@testable import ToyGANFiles
@testable import ToyGANStudies

/// What labels differ in although nobody asked for it.
@Suite struct LabelDifferenceTests {
  private func differences(_ yaml: String) throws -> [LabelDifference] {
    try Experiment(yaml: "seeds: 2\n\(yaml)").planned().differences
  }

  /// The paper of WGAN-GP has five critic steps, another initialization and another Adam.
  @Test func aMethodBringsWhatItsPaperHas() throws {
    let found = try differences("vary: {method: [gan, wgan-gp]}")
    let keys = found.map(\.key)
    for key in ["discriminator.steps", "discriminator.inputScale", "generator.initialization"] {
      #expect(keys.contains(key), "\(keys)")
    }
    // The same for both players, and so one line.
    #expect(keys.contains { $0 == "optimizer" || $0.hasPrefix("optimizer.") }, "\(keys)")
    #expect(!keys.contains { $0.hasPrefix("method") || $0 == "seed" })
    let steps = found.first { $0.key == "discriminator.steps" }
    #expect(steps?.values.map(\.text) == ["1", "5"])
    #expect(steps?.values.map { $0.labels.map(\.name) } == [["gan"], ["wgan-gp"]])
  }

  @Test(arguments: [
    "vary: {batch: [8, 16], discriminator.steps: [1, 5]}", "vary: {optimizer.beta1: [0.1, 0.2]}",
    "vary: {optimizer: [adam, {name: adam, beta1: 0.1}]}", "vary: {target: [ring8, grid25]}",
    "vary: {method: [{name: unrolled, steps: 2}, {name: unrolled, steps: 3}]}", "batch: 8",
  ])
  func whatIsNamedIsNoSurprise(yaml: String) throws {
    #expect(try differences(yaml).isEmpty)
  }

  /// The name of a method brings an objective too, which decides more than any number.
  @Test func theObjectiveThatAMethodBringsCounts() throws {
    let found = try differences("vary: {method: [gan, unrolled]}")
    #expect(found.map(\.key) == ["method.objective"])
    #expect(found[0].values.map(\.text) == ["nonSaturating", "minimax"])
    #expect(found[0].values.map { $0.labels.map(\.name) } == [["gan"], ["unrolled"]])
    let three = try differences("vary: {method: [gan, unrolled, pacgan, wgan-gp]}")
    let objective = try #require(three.first { $0.key == "method.objective" })
    #expect(three[0] == objective, "it is the first, which a short list has too")
    #expect(objective.values.map(\.text) == ["nonSaturating", "minimax"])
    // WGAN-GP has its own objective, which is no setting.
    #expect(
      objective.values.map { $0.labels.map(\.name) } == [["gan", "pacgan"], ["unrolled"]])
    // One of two names it, or it is set for both.
    #expect(
      try differences("vary: {method: [gan, {name: unrolled, objective: minimax}]}").isEmpty)
    let equal = try Experiment(
      yaml: "vary: {method: [gan, unrolled]}",
      assignments: [Assignment("method.objective=nonSaturating")])
    #expect(try equal.planned().differences.isEmpty)
  }

  /// A method without its parts would be refused: they are what is compared, not what confounds.
  @Test(arguments: [
    ("gan, unrolled", "discriminator.optimizer"), ("gan, pacgan", "discriminator.packing"),
    ("gan, wgan-gp", "penalties"), ("gan, wgan", "discriminator.weightClip"),
    ("wgan-gp, wgan-lp", "penalties.gradientPenalty.isOneSided"),
    ("gan, spectral-norm", "discriminator.s"),
    ("gan, consensus", "penalties"), ("gan, extragradient", "schedule"),
    ("gan, {name: unrolled, steps: 2}", "method.steps"), ("infogan, veegan", "method.weight"),
  ])
  func whatAMethodIsDoesNotCount(methods: String, key: String) throws {
    let known = Configuration.settingDescriptions(registry: .standard).map(\.key)
    #expect(known.contains { $0.hasPrefix(key) }, "a setting of this name")
    let keys = try differences("vary: {method: [\(methods)]}").map(\.key)
    #expect(!keys.contains { $0.hasPrefix(key) && $0 != "discriminator.steps" }, "\(keys)")
    #expect(!keys.contains { $0 == "method" || $0 == "method.name" }, "\(keys)")
  }

  /// Another packing than the method's is the user's; the one of PacGAN is not named by anyone.
  @Test func otherSettingsOfThePapersStillCount() throws {
    let keys = try differences("vary: {method: [gan, pacgan]}").map(\.key)
    for key in ["batch", "steps", "schedule", "generator.latent", "generator.hidden"] {
      #expect(keys.contains(key), "\(keys)")
    }
  }

  /// The optimizers' own learning rates come with their names.
  @Test func aNameOfAnOptimizerSetsTheNameAlone() throws {
    let found = try differences("vary: {optimizer: [adam, sgd]}")
    #expect(found.map(\.key) == ["optimizer.learningRate"])
    let named =
      "vary: {optimizer: [{name: adam, learningRate: 0.1}, {name: sgd, learningRate: 0.2}]}"
    #expect(try differences(named).isEmpty)
  }

  /// A section of a variant changes what it names, and drops nothing of what the file says in it.
  @Test func aSectionNamesWhatItHolds() throws {
    let found = try differences(
      "generator.latent: 5\nvariants: [{label: a}, {label: b, generator: {hidden: [8]}}]")
    #expect(found.isEmpty)
  }

  @Test func aLabelOnSeveralTargetsMayHaveOtherSettingsOnEach() throws {
    let yaml = """
      variants:
      - {label: a, method: gan}
      - {label: b, method: gan, batch: 8}
      - {label: b, target: grid25, method: wgan-gp}
      """
    let steps = try #require(
      try differences(yaml).first { $0.key == "discriminator.steps" })
    #expect(steps.values.map(\.text) == ["1", "5"])
    #expect(
      steps.values.map { $0.labels.map(\.name) } == [["a", "b (ring8)"], ["b (grid25)"]])
    // The same on each target is one label.
    let same = try differences(
      "variants: [{label: a}, {label: a, target: grid25}, {label: b, method: wgan-gp}]")
    let values = try #require(same.first { $0.key == "discriminator.steps" }).values
    #expect(values.map { $0.labels.map(\.name) } == [["a"], ["b"]])
  }

  /// What the base says holds for all, and so no method brings another value.
  @Test func theBaseIsForAll() throws {
    let keys = try differences(
      "discriminator.steps: 2\nvary: {method: [gan, wgan-gp]}"
    ).map(\.key)
    #expect(!keys.contains("discriminator.steps") && !keys.isEmpty)
  }

  /// One label has what its variant says; the others must still agree among themselves.
  @Test func whoNamesASettingIsLeftOut() throws {
    let two = "variants: [{method: gan}, {method: wgan-gp, discriminator.steps: 3}]"
    #expect(try !differences(two).map(\.key).contains("discriminator.steps"))
    let three =
      "variants: [{method: gan}, {label: a, method: gan, discriminator.steps: 3}, {method: wgan-gp}]"
    let steps = try differences(three).first { $0.key == "discriminator.steps" }
    #expect(steps?.values.flatMap { $0.labels.map(\.name) } == ["gan", "wgan-gp"])
  }

  @Test func theFileAndTheTableHaveThem() throws {
    let folder = try TemporaryFolder()
    let yaml = "steps: 20\nevaluation: {every: 10, samples: 20}\nvary: {method: [gan, wgan-gp]}"
    let sweep = try Sweep(Experiment(yaml: yaml), in: folder.url.appending(path: "s"))
    #expect(!sweep.differences.isEmpty)
    let stored = try CSVTable(contentsOf: folder.url.appending(path: "s/differences.csv"))
    #expect(try [LabelDifference](stored) == sweep.differences)
    _ = try sweep.start(training: { FakeTrainer($0) })
    let table = try folder.text("s/table.md")
    #expect(table.contains("The labels also differ in settings that the experiment does not name:"))
    #expect(table.contains("- `discriminator.steps`: 1 (gan), 5 (wgan-gp)\n"), "\(table)")
    #expect(try sweep.folder.tableSoFar() == table)
  }

  /// Two methods at three rates are six labels, of which the method decides.
  @Test func manyLabelsAreNamedByTheirMethods() throws {
    let found = try differences("vary: {batch: [8, 16, 32], method: [gan, wgan-gp]}")
    #expect(found.markdown.contains("`discriminator.steps`: 1 (method gan), 5 (method wgan-gp)"))
  }
}
