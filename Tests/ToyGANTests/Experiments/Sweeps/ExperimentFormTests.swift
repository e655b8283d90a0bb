import Foundation
import Testing
import ToyGAN

@testable import ToyGANGames
@testable import ToyGANStudies

/// How an experiment is written: labels that are not given, `vary` in every form, and combinations that cannot work.
@Suite struct ExperimentFormTests {
  private func labels(_ variants: String) throws -> [String] {
    try Experiment(yaml: "seeds: 1\nvariants:\n\(variants)").plan().map(\.label)
  }

  @Test(arguments: [
    ("- {method: gan}\n- {method: wgan}", ["gan", "wgan"]),
    ("- {batch: 8}\n- {batch: 1e2, method: wgan}", ["batch=8", "wgan, batch=1e2"]),
    ("- {generator.hidden: [4]}\n- {discriminator.hidden: [4]}", ["hidden=[4]", "hidden=[4] (2)"]),
    (
      "- {generator.hidden: [4], discriminator.hidden: [8]}",
      ["generator.hidden=[4], discriminator.hidden=[8]"]
    ),
    ("- {}\n- {method: wgan}", ["gan", "wgan"]),
    ("- {label: batch=8, batch: 4}\n- {batch: 8}", ["batch=8", "batch=8 (2)"]),
    (
      "- {method: {name: unrolled, steps: 3}}\n- {method.steps: 2, method: unrolled}".replacing(
        "method.steps: 2, method: unrolled", with: "method: unrolled, method.steps: 2"),
      ["unrolled steps=3", "unrolled, steps=2"]
    ),
  ])
  func aLabelSaysWhatAVariantChanges(variants: String, expected: [String]) throws {
    #expect(try labels(variants) == expected)
  }

  /// Cut where they differ, and never longer than they must be.
  @Test func longChangesHaveShortLabels() throws {
    let rest =
      "optimizer: {name: rmsprop, learningRate: 5.0e-5, decay: 0.9}, discriminator.steps: 5"
    let found = try labels(
      "- {method: wgan, \(rest)}\n- {method: lsgan, \(rest)}\n- {method: lsgan, batch: 8, \(rest)}")
    #expect(found[0] == "wgan")
    #expect(found.allSatisfy { $0.count <= 80 } && Set(found).count == 3, "\(found)")
  }

  @Test func varyIsNestedDottedOrBoth() throws {
    for yaml in [
      "vary: {generator.hidden: [[4], [8]], optimizer: {learningRate: [1e-3, 1e-4]}}",
      "vary: {generator: {hidden: [[4], [8]]}, optimizer.learningRate: [1e-3, 1e-4]}",
      "vary.generator.hidden: [[4], [8]]\nvary: {optimizer.learningRate: [1e-3, 1e-4]}",
    ] {
      let plan = try Experiment(yaml: "seeds: 1\n\(yaml)").plan()
      #expect(
        plan.map(\.label) == [
          "hidden=[4], learningRate=1e-3", "hidden=[4], learningRate=1e-4",
          "hidden=[8], learningRate=1e-3", "hidden=[8], learningRate=1e-4",
        ])
      #expect(plan[2].configuration.generator.hidden == [8])
    }
    let twice = "vary: {generator.hidden: [[4]], generator: {hidden: [[8]]}}"
    let error = #expect(throws: SettingError.self) { try Experiment(yaml: twice) }
    #expect(error?.key == "vary.generator.hidden")
  }

  @Test func labelsTellSettingsOfOneNameApart() throws {
    let yaml = "seeds: 1\nvary: {generator.hidden: [[4]], discriminator.hidden: [[8]]}"
    #expect(
      try Experiment(yaml: yaml).plan().map(\.label)
        == ["generator.hidden=[4], discriminator.hidden=[8]"])
  }

  /// A section and a setting in it are one variant, in whichever order they are written.
  @Test func aVariantMayMixTheForms() throws {
    for settings in [
      "generator: {latent: 3}, generator.hidden: [4]",
      "generator.hidden: [4], generator: {latent: 3}",
      "generator: {latent: 3, hidden: [4]}",
    ] {
      let plan = try Experiment(
        yaml: "generator.batchNormalization: none\nvariants: [{label: a, \(settings)}]"
      ).plan()
      #expect(plan[0].configuration.generator.latent == 3)
      #expect(plan[0].configuration.generator.hidden == [4])
    }
    let error = #expect(throws: SettingError.self) {
      try Experiment(
        yaml: "variants: [{label: a, generator: {hidden: [3]}, generator.hidden: [4]}]")
    }
    #expect(error?.key == "variants[0].generator.hidden")
    #expect(error?.value.contains("'generator: {hidden: [3]}' and 'generator.hidden: [4]'") == true)
  }

  /// The base's own words about a player must not hide what is varied for both.
  @Test(arguments: [
    "generator.optimizer: {name: rmsprop, learningRate: 1}",
    "generator: {optimizer: {learningRate: 1}}\noptimizer.beta1: 0.5",
    "optimizer: {name: rmsprop, learningRate: 1}",
  ])
  func aVariedOptimizerIsThatOfBothPlayers(base: String) throws {
    let plan = try Experiment(
      yaml: "\(base)\nseeds: 1\nvary: {optimizer.learningRate: [0.25, 0.125]}"
    ).plan()
    for (run, rate) in zip(plan, ["0.25", "0.125"]) {
      for player in ["generator", "discriminator"] {
        #expect(run.configuration.node["\(player).optimizer.learningRate"]?.text == rate)
      }
    }
    let isRMSProp = base.contains("rmsprop")
    #expect(plan[0].configuration.generator.optimizer is RMSProp == isRMSProp)
  }

  @Test(arguments: [
    ("a=1,2", ["1", "2"]), ("a = 1, 2", ["1", "2"]), ("a=[32],[64,64]", ["[32]", "[64, 64]"]),
    ("a={name: x, b: 1},y", ["{name: x, b: 1}", "y"]), ("a='x,y',z", ["x,y", "z"]),
    ("a=1e-4", ["1e-4"]), ("a=[{b: [1, 2]}, 3],4", ["[{b: [1, 2]}, 3]", "4"]), ("a=b=c", ["b=c"]),
  ])
  func optionsHaveValuesBetweenCommas(text: String, values: [String]) throws {
    let setting = try VariedSetting(text)
    #expect(setting.path == "a" && setting.values.map(\.inline) == values)
  }

  @Test(arguments: ["a", "=1", "a=", "a=1,", "a=,1", "a=[1", "a=1]", "a='1", ".a=1", "a..b=1", ""])
  func otherTextVariesNothing(text: String) {
    let error = #expect(throws: SettingError.self) { try VariedSetting(text) }
    #expect(error?.key == "vary", "\(error as Any)")
  }

  @Test func optionsAreAddedToTheFile() throws {
    func plan(_ yaml: String, _ varied: [String]) throws -> [String] {
      try Experiment(yaml: yaml, varied: varied.map { try VariedSetting($0) }, seedCount: 1)
        .plan().map(\.label)
    }
    #expect(
      try plan("vary: {batch: [8]}", ["method=gan,wgan"]) == ["batch=8, gan", "batch=8, wgan"])
    #expect(
      try plan("vary: {batch: [8, 16]}", ["batch=16,32"]) == ["batch=8", "batch=16", "batch=32"])
    #expect(
      try plan("variants: [{label: a}]", ["batch=16,32"]) == ["a, batch=16", "a, batch=32"])
    let alone = try Experiment(
      file: nil, assignments: [Assignment("steps=20")],
      varied: [VariedSetting("method=gan,wgan-gp")], seedCount: 2)
    #expect(try alone.plan().map(\.label) == ["gan", "wgan-gp", "gan", "wgan-gp"])
    #expect(try alone.plan().allSatisfy { $0.configuration.steps == 20 })
  }

  private let invalid =
    "batch: 8\nseeds: 3\nvary: {method: [gan, lsgan], discriminator.packing: [1, 3]}"

  @Test func whatCannotWorkIsRefusedByNameBeforeAnythingIsWritten() throws {
    let folder = try TemporaryFolder()
    let error = #expect(throws: InvalidCombinations.self) {
      try Sweep(Experiment(yaml: invalid), in: folder.url.appendingPathComponent("s"))
    }
    #expect(error?.invalid.map(\.label) == ["gan, packing=3", "lsgan, packing=3"])
    #expect(error?.total == 4)
    let text = "\(error as Any)"
    #expect(
      text.contains("2 of 4 combinations cannot work: 'gan, packing=3' (discriminator.packing"))
    #expect(text.contains("--skip-invalid"))
    #expect(try folder.names(in: "") == [])
    let many = "batch: 8\nvary: {discriminator.packing: [1, 3, 5, 6, 7, 9, 10]}"
    let others = #expect(throws: InvalidCombinations.self) { try Experiment(yaml: many).plan() }
    #expect("\(others as Any)".contains("and 2 more"))
  }

  /// A fault of what all share is blamed as in a configuration.
  @Test func whatAllShareIsBlamedOnce() {
    let error = #expect(throws: SettingError.self) {
      try Experiment(yaml: "batch: 0\nvary: {method: [gan, wgan]}").plan()
    }
    #expect(error?.key == "batch")
  }

  @Test func whatCannotWorkCanBeSkipped() throws {
    let folder = try TemporaryFolder()
    let experiment = try Experiment(yaml: invalid, skipsInvalid: true)
    let sweep = try Sweep(experiment, in: folder.url.appendingPathComponent("s"))
    #expect(sweep.skipped.map(\.label) == ["gan, packing=3", "lsgan, packing=3"])
    #expect(sweep.plan.count == 6 && !sweep.plan.contains { $0.label.contains("packing=3") })
    _ = try sweep.start(training: { FakeTrainer($0) })
    let lines = try folder.text("s/skipped.csv").split(separator: "\n")
    #expect(lines.count == 3 && lines[1].hasPrefix("\"gan, packing=3\","))
    #expect(try folder.text("s/table.md").contains("2 combinations were left out"))
    let none = "batch: 8\nvary: {method: [gan, lsgan], discriminator.packing: [3, 5]}"
    #expect(throws: InvalidCombinations.self) {
      try Experiment(yaml: none, skipsInvalid: true).plan()
    }
  }
}
