import Foundation
import Testing
import ToyGAN

@testable import ToyGANStudies

/// A label that is made from settings states values that its runs have.
@Suite struct TrueLabelTests {
  private func plan(
    _ yaml: String = "batch: 8", set: [String] = [], vary: [String] = [], seeds: Int? = 1
  ) throws -> [PlannedRun] {
    try Experiment(
      yaml: yaml, assignments: set.map { try Assignment($0) },
      varied: vary.map { try VariedSetting($0) }, seedCount: seeds
    ).plan()
  }

  @Test(arguments: [
    ("batch: 8", ["method=hinge"], ["method=gan", "optimizer.learningRate=1e-3,1e-2"]),
    ("batch: 8", ["batch=64"], ["batch=16"]), ("batch: 8", ["batch=64"], ["batch=16,64"]),
    ("batch: 8", ["evaluation={every: 5}"], ["evaluation.every=2"]),
    ("batch: 8", ["evaluation.every=5"], ["evaluation={every: 2}"]),
    ("batch: 8", ["generator.optimizer.learningRate=1"], ["optimizer.learningRate=1,2"]),
    ("batch: 8", ["method={name: unrolled, steps: 3}"], ["method.steps=1"]),
    ("batch: 8", ["penalties.r2.weight=1"], ["penalties=r1,none"]),
    ("variants: [{batch: 16}, {batch: 32}]", ["batch=64"], []),
    ("variants: [{method: wgan, steps: 50}]", ["steps=20"], []),
    ("variants: [{label: a}]", ["batch=64"], ["batch=16"]),
  ])
  func whatIsSetForAllDoesNotVary(yaml: String, set: [String], vary: [String]) {
    let error = #expect(throws: SettingError.self) { try plan(yaml, set: set, vary: vary) }
    #expect("\(error as Any)".contains("what is set for all runs does not vary"), "\(error as Any)")
  }

  /// One varied setting that replaces another.
  @Test(arguments: [
    ("batch: 8", ["penalties.r1.weight=0.1,1", "penalties=none"]),
    ("variants: [{batch: 4}]", ["batch=16"]),
    ("variants: [{optimizer.learningRate: 0.5}]", ["optimizer=rmsprop,sgd"]),
    ("batch: 8", ["optimizer={name: sgd, learningRate: 3}", "optimizer.learningRate=1,2"]),
  ])
  func whatIsVariedDoesNotReplaceWhatIsVaried(yaml: String, vary: [String]) {
    let error = #expect(throws: SettingError.self) { try plan(yaml, vary: vary) }
    #expect("\(error as Any)".contains("is varied together with"), "\(error as Any)")
  }

  /// A part of what is set may vary, and a label that the user wrote is the user's.
  @Test func whatAgreesWorks() throws {
    #expect(try plan(set: ["batch=16"], vary: ["batch=16"]).map(\.configuration.batch) == [16])
    let objective = try plan(set: ["method.objective=minimax"], vary: ["method=gan,unrolled"])
    #expect(objective.map(\.label) == ["gan", "unrolled"])
    let every = try plan(set: ["evaluation={samples: 50}"], vary: ["evaluation.every=2,5"])
    #expect(every.map(\.configuration.evaluation.every) == [2, 5])
    #expect(every.allSatisfy { $0.configuration.evaluation.samples == 50 })
    let own = try plan("variants: [{label: batch=16, batch: 16}]", set: ["batch=64"])
    #expect(own[0].configuration.batch == 64 && own[0].label == "batch=16")
    let optimizers = try plan(vary: ["optimizer=adam,sgd", "optimizer.learningRate=1,2"])
    #expect(optimizers.count == 4)
    let penalty = try plan("penalties: none", vary: ["penalties.r1.weight=0.5,1"])
    #expect(
      penalty.map { $0.configuration.node["penalties.r1.weight"]?.text } == ["0.5", "1"])
  }

  @Test func seedsAreGivenInOneWay() throws {
    let error = #expect(throws: SettingError.self) {
      try plan(set: ["seed=9"], vary: ["batch=8,16"], seeds: 2)
    }
    #expect("\(error as Any)".contains("--seeds"), "\(error as Any)")
    #expect(throws: SettingError.self) { try plan("seeds: [1]", set: ["seed=9"], seeds: nil) }
    #expect(try plan(set: ["seed=9"], seeds: nil).map(\.configuration.seed) == [9])
  }

  @Test func aValueIsVariedOnce() {
    for vary in [["batch=16,16"], ["batch=16,32", "batch=32,64"]] {
      let error = #expect(throws: SettingError.self) { try plan(vary: vary) }
      #expect("\(error as Any)".contains("twice for batch"), "\(error as Any)")
    }
  }

  @Test(arguments: [
    ("vary.batch=1,2", "'batch=1,2'"), ("variants=1", "the path of a setting"),
    ("vary=1", "the path of a setting"),
  ])
  func aKeyOfExperimentsIsNoSetting(text: String, words: String) {
    let error = #expect(throws: SettingError.self) { try VariedSetting(text) }
    #expect("\(error as Any)".contains(words), "\(error as Any)")
  }

  @Test func aMisspeltSettingIsAnsweredInTheFormOfTheOption() {
    let error = #expect(throws: SettingError.self) { try plan(vary: ["lr=1,2"]) }
    #expect(
      "\(error as Any)".contains("write optimizer.learningRate=1,2"), "\(error as Any)")
  }

  /// An option gives a number of seeds, a file also a list.
  @Test func onlyAFileOffersAListOfSeeds() {
    let option = #expect(throws: SettingError.self) { try plan(seeds: 0) }
    #expect("\(option as Any)".contains("in the experiment's file"), "\(option as Any)")
    let file = #expect(throws: SettingError.self) { try plan("seeds: 0", seeds: nil) }
    #expect("\(file as Any)".contains("or a list such as [0, 1, 2]"), "\(file as Any)")
  }
}
