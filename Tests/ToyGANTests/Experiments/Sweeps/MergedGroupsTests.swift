import Foundation
import Testing
import ToyGAN

@testable import ToyGANStudies

/// A group of settings changes what it names, in whichever place it is written.
@Suite struct MergedGroupsTests {
  /// The configuration of the base with a change: as settings for all runs, as a variant and as varied values.
  private func configurations(_ base: String, _ path: String, _ value: String) throws
    -> [Configuration]
  {
    let change = Assignment(path: path, value: value)
    let varied = "\(base)\nvary: {\(path): [\(value)]}"
    return [
      try Experiment(yaml: base, assignments: [change]).plan()[0].configuration,
      try Experiment(yaml: "\(base)\nvariants: [{label: a, \(path): \(value)}]").plan()[0]
        .configuration,
      try Experiment(yaml: varied).plan()[0].configuration,
      try Experiment(yaml: base, varied: [VariedSetting("\(path)=\(value)")]).plan()[0]
        .configuration,
    ]
  }

  @Test(arguments: [
    ("evaluation: {every: 2, storeEvery: 2}", "evaluation", "{samples: 50}"),
    ("generator: {hidden: [4], latent: 3}", "generator", "{hidden: [8]}"),
    ("generator: {hidden: [4], latent: 3}", "generator.hidden", "[8, 8]"),
    ("optimizer: {name: adam, beta1: 0.25}", "optimizer", "{learningRate: 0.5}"),
    ("optimizer: {name: adam, beta1: 0.25}", "optimizer", "{name: adam, learningRate: 0.5}"),
    ("optimizer: {name: adam, beta1: 0.25}", "optimizer", "{name: sgd, momentum: 0.5}"),
    ("optimizer: {name: adam, beta1: 0.25}", "optimizer", "adam"),
    ("method: {name: unrolled, steps: 3}", "method", "{objective: minimax}"),
    ("method: {name: unrolled, steps: 3}", "method", "unrolled"),
    ("method: {name: unrolled, steps: 3}", "method", "gan"),
    ("generator.initialization: {orthogonal: 0.5}", "generator.initialization", "{normal: 0.1}"),
    ("penalties: {r1: {weight: 2}}", "penalties", "{r2: {weight: 3}}"),
    ("penalties: {r1: {weight: 2}}", "penalties", "none"),
    ("penalties: r1", "penalties.r1.weight", "3"),
    ("penalties: [r1, r2]", "penalties.r1.weight", "3"),
    ("lookahead: none", "lookahead.every", "3"),
    ("target: {ring: {modes: 5, radius: 1, deviation: 0.1}}", "target.ring.modes", "3"),
    ("target: {ring: {modes: 5, radius: 1, deviation: 0.1}}", "target", "{ring: {modes: 3}}"),
    (
      "target: {ring: {modes: 2, radius: 1, deviation: 0.1, weights: [1, 2]}}", "target",
      "{ring: {modes: 3, radius: 1, deviation: 0.1}}"
    ),
    ("target: grid25", "target", "{ring: {modes: 3, radius: 1, deviation: 0.1}}"),
  ])
  func everyPlaceHasOneRule(base: String, path: String, value: String) throws {
    let texts = try configurations(base, path, value).map(\.yaml)
    #expect(Set(texts).count == 1, "\(texts)")
  }

  @Test func theRestOfTheGroupStays() throws {
    let base = "evaluation: {every: 2, storeEvery: 4}"
    for configuration in try configurations(base, "evaluation", "{samples: 50}") {
      #expect(configuration.evaluation.every == 2 && configuration.evaluation.storeEvery == 4)
      #expect(configuration.evaluation.samples == 50)
    }
  }

  @Test func aPartOfATargetChangesTheFamilyThatIsThere() throws {
    let base = "target: {ring: {modes: 5, radius: 1, deviation: 0.1}}"
    let folder = try TemporaryFolder()
    let file = folder.url.appendingPathComponent("a.yaml")
    try Data(base.utf8).write(to: file)
    let changed = try Configuration(
      file: file.path, assignments: [Assignment("target.ring.modes=3")])
    #expect(changed.target == .ring(modes: 3, radius: 1, deviation: 0.1))
    for text in ["target.ring.modes=3", "target.grid.side=3"] {
      let error = #expect(throws: SettingError.self) {
        try Configuration(yaml: "target: ring8", source: "a").merging(text)
      }
      #expect("\(error as Any)".contains("is missing"), "\(error as Any)")
    }
  }

  /// A word and settings of one penalty, in one file, are named as what they are.
  @Test(arguments: ["r1", "none"])
  func aPenaltyIsAWordOrSettings(word: String) {
    let error = #expect(throws: SettingError.self) {
      try Configuration(yaml: "penalties: \(word)\npenalties.r1.weight: 2")
    }
    let text = "\(error as Any)"
    #expect(!text.contains("not 'name'") && text.contains(word), "\(text)")
  }

  /// A name alone, under a dotted key, keeps the settings of the file for the new part.
  @Test func theNameOfAPartIsASettingOfIt() throws {
    let plan = try Experiment(
      yaml: "optimizer.learningRate: 0.5\nvary: {optimizer.name: [rmsprop, sgd]}"
    ).plan()
    let rates = plan.map { $0.configuration.node["generator.optimizer.learningRate"]?.text }
    #expect(rates == ["0.5", "0.5"])
  }

  /// A variant and what is varied besides meet in one group.
  @Test func groupsOfAVariantAndOfVaryMeet() throws {
    let yaml = """
      evaluation: {storeEvery: 4}
      variants: [{label: a, evaluation: {samples: 50}}]
      vary: {evaluation: [{every: 2}, {every: 5}]}
      """
    let plan = try Experiment(yaml: yaml).plan()
    #expect(plan.map(\.configuration.evaluation.every) == [2, 5])
    #expect(plan.allSatisfy { $0.configuration.evaluation.samples == 50 })
    #expect(plan.allSatisfy { $0.configuration.evaluation.storeEvery == 4 })
  }
}

extension Configuration {
  /// This configuration with a further assignment.
  fileprivate func merging(_ text: String) throws -> Configuration {
    try Configuration(layers: [node, try Assignment(text).settings()], registry: .standard)
  }
}
