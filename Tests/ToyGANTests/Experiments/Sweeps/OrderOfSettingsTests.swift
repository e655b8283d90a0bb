import Foundation
import Testing
import ToyGAN

@testable import ToyGANStudies

/// The base, then what is set for all runs, then what is varied; nothing that is set for all is lost silently.
@Suite struct OrderOfSettingsTests {
  private func plan(
    _ yaml: String = "batch: 8", set: [String], vary: [String] = []
  ) throws -> [PlannedRun] {
    try Experiment(
      yaml: yaml, assignments: set.map { try Assignment($0) },
      varied: vary.map { try VariedSetting($0) }, seedCount: 1
    ).plan()
  }

  /// A setting of a method can be varied wherever the method is named.
  @Test(arguments: [
    ("batch: 8", ["method=unrolled"]), ("batch: 8", ["method.name=unrolled"]),
    ("batch: 8", ["method={name: unrolled}"]), ("method: unrolled", []),
    ("method.name: unrolled", []), ("method: gan", ["method=unrolled"]),
    ("method: {name: gan, objective: minimax}", ["method=unrolled"]),
    ("method: unrolled", ["batch=4", "method=unrolled"]),
  ])
  func aSettingOfTheMethodIsVaried(yaml: String, set: [String]) throws {
    let runs = try plan(yaml, set: set, vary: ["method.steps=1,5"])
    #expect(runs.map(\.label) == ["steps=1", "steps=5"])
    let steps = runs.map { ($0.configuration.method as? UnrolledGAN)?.steps }
    #expect(steps == [1, 5])
  }

  @Test func aVariantOfTheFileHasASettingOfTheMethodThatIsSet() throws {
    let yaml = "variants: [{label: a, method.steps: 2}, {label: b, batch: 4}]"
    let runs = try plan(yaml, set: ["method=unrolled", "method.objective=nonSaturating"])
    let methods = runs.compactMap { $0.configuration.method as? UnrolledGAN }
    #expect(methods.map(\.steps) == [2, 10])
    #expect(methods.allSatisfy { $0.objective == .nonSaturating })
  }

  @Test(arguments: [
    (["optimizer=sgd"], "optimizer.momentum=0,0.9"),
    (
      ["generator.optimizer=sgd", "discriminator.optimizer=sgd"],
      "generator.optimizer.momentum=0,0.9"
    ),
    (["optimizer=sgd"], "generator.optimizer.momentum=0,0.9"),
  ])
  func aSettingOfTheOptimizerIsVaried(set: [String], vary: String) throws {
    let runs = try plan(set: set, vary: [vary])
    #expect(runs.map { ($0.configuration.generator.optimizer as? SGD)?.momentum } == [0, 0.9])
  }

  /// The base's other settings of the part stay.
  @Test func whatTheBaseSaysOfThePartStays() throws {
    let runs = try plan(
      "method: {name: unrolled, objective: nonSaturating}\noptimizer.learningRate: 0.5",
      set: ["method=unrolled", "optimizer=adam"],
      vary: ["method.steps=1,5", "optimizer.beta1=0.1,0.2"])
    #expect(runs.count == 4)
    #expect(
      runs.allSatisfy { ($0.configuration.method as? UnrolledGAN)?.objective == .nonSaturating })
    #expect(
      runs.allSatisfy { ($0.configuration.discriminator.optimizer as? Adam)?.learningRate == 0.5 })
  }

  /// What is set for all holds for all: a value of it that is varied too is refused, not ignored.
  @Test(arguments: [
    (["batch=8"], "batch=8,16"), (["method=gan"], "method=gan,unrolled"),
    (["method={name: unrolled, steps: 3}"], "method.steps=1,5"),
  ])
  func whatIsSetForAllDoesNotVary(set: [String], vary: String) {
    let error = #expect(throws: SettingError.self) { try plan(set: set, vary: [vary]) }
    #expect("\(error as Any)".contains("what is set for all runs does not vary"), "\(error as Any)")
  }

  @Test func aVariantIsOverriddenAsBefore() throws {
    let runs = try plan(
      "variants: [{label: a, steps: 500}, {label: b, batch: 4}]", set: ["steps=20"])
    #expect(runs.allSatisfy { $0.configuration.steps == 20 })
    let objective = try plan(
      set: ["method.objective=minimax"], vary: ["method=gan,unrolled"])
    #expect(objective.allSatisfy { $0.configuration.method.objective == .minimax })
  }

  /// A setting that the method does not have is still refused, with the method that has it.
  @Test func anotherMethodIsRefused() {
    let error = #expect(throws: SettingError.self) {
      try plan(set: ["method=gan"], vary: ["method.steps=1,5"])
    }
    #expect("\(error as Any)".contains("it is a setting of unrolled"), "\(error as Any)")
  }

  @Test(arguments: [
    "vary: {seed: [1, 2]}", "vary: {seeds: [1, 2]}", "variants: [{label: a, seed: 3}]",
  ])
  func seedsAreNotWhatLabelsDifferIn(yaml: String) {
    let error = #expect(throws: SettingError.self) { try plan(yaml, set: []) }
    #expect("\(error as Any)".contains("seeds: [0, 7]"), "\(error as Any)")
  }
}
