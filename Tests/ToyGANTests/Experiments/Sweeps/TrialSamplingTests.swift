import Foundation
import Testing
import ToyGAN

@testable import ToyGANSettings
@testable import ToyGANStudies

/// Trials of a random search as runs of an experiment.
@Suite struct TrialSamplingTests {
  private static let space =
    "{optimizer.learningRate: {log: [1e-5, 1e-2]}, discriminator.steps: {choice: [1, 2, 5]}, "
    + "generator.latent: {logInteger: [2, 64]}}"

  private func experiment(
    count: Int = 6, over: String = space, method: String = "independent",
    variants: String = "[{label: a, method: gan}, {label: b, method: wgan-gp}]"
  ) throws -> Experiment {
    try Experiment(
      yaml: "steps: 20\nsample: {count: \(count), method: \(method), over: \(over)}\n"
        + "variants: \(variants)")
  }

  private func drawn(_ experiment: Experiment) throws -> [Trial: [String: String]] {
    Dictionary(
      uniqueKeysWithValues: try experiment.planned().trials.map { trial in
        (
          trial.trial,
          Dictionary(uniqueKeysWithValues: trial.drawn.map { ($0.path, $0.value.inline) })
        )
      })
  }

  @Test func everyLabelHasItsOwnSettingsAndThenItsTrials() throws {
    let plan = try experiment(count: 2).plan()
    #expect(
      plan.map(\.label) == [
        "a, default", "a, trial 1", "a, trial 2", "b, default", "b, trial 1", "b, trial 2",
      ])
    #expect(plan[0].configuration.generator.latent == Configuration(GAN()).generator.latent)
    #expect(plan[4].configuration.method is WGANGP)
    #expect(Set(plan.map(\.id)).count == 6)
  }

  @Test func moreTrialsLabelsOrSettingsKeepTheDraws() throws {
    let few = try drawn(experiment())
    let more = try drawn(
      experiment(count: 9, variants: "[{label: z, method: lsgan}, {label: a, method: gan}]"))
    let wider = try drawn(
      experiment(over: "{batch: {integer: [8, 64]}, " + Self.space.dropFirst()))
    for number in 1...6 {
      let trial = Trial(label: "a", number: number)
      #expect(more[trial] == few[trial])
      #expect(wider[trial]?.filter { $0.key != "batch" } == few[trial])
      // The control: another label draws other values.
      #expect(few[Trial(label: "b", number: number)] != few[trial])
    }
  }

  @Test(arguments: ["independent", "sobol"])
  func aPrefixOfTheTrialsIsTheSameSearch(method: String) throws {
    let (few, more) = (
      try drawn(experiment(method: method)), try drawn(experiment(count: 9, method: method))
    )
    #expect(few.allSatisfy { more[$0.key] == $0.value })
    #expect(more.count == 20)
  }

  /// Of points of Sobol every quarter of a range has a quarter; independent draws differ in it.
  @Test func sobolIsEven() throws {
    func quarters(_ method: String) throws -> [Int] {
      let all = try drawn(
        experiment(
          count: 64, over: "{evaluation.samples: {integer: [1, 4000]}}", method: method,
          variants: "[{label: a}]"))
      let values = all.values.compactMap { $0["evaluation.samples"].flatMap(Int.init) }
      return (0..<4).map { quarter in values.count { ($0 - 1) / 1000 == quarter } }
    }
    #expect(try quarters("sobol") == [16, 16, 16, 16])
    #expect(try quarters("independent") != [16, 16, 16, 16])
  }

  @Test func rangesReachTheirEndsAndNoMore() throws {
    let high = 1 - 0x1p-32
    #expect(SearchRange.log(low: 1e-5, high: 1e-2).value(at: 0).inline == "1e-05")
    #expect(Double(SearchRange.log(low: 1e-5, high: 1e-2).value(at: high).inline) == 1e-2)
    #expect(SearchRange.uniform(low: -1, high: 3).value(at: 0.5).inline == "1")
    #expect(SearchRange.integer(low: 2, high: 4).value(at: high).inline == "4")
    #expect(SearchRange.integer(low: 2, high: 4).value(at: 0).inline == "2")
    #expect(SearchRange.logInteger(low: 1, high: 7).value(at: high).inline == "7")
    // P(1) = log(2 / 1) / log(8 / 1) = 1 / 3.
    #expect(SearchRange.logInteger(low: 1, high: 7).value(at: 0.333).inline == "1")
    #expect(SearchRange.logInteger(low: 1, high: 7).value(at: 0.334).inline == "2")
    // The middle of a logarithmic range is the geometric mean.
    #expect(SearchRange.log(low: 1e-4, high: 1).value(at: 0.5).inline == "0.01")
  }

  @Test func impossibleTrialsAreSkippedAndEqualOnesShareARun() throws {
    let plan = try experiment(
      count: 12, over: "{generator.latent: {choice: [0, 2, 8]}}", variants: "[{label: a}]"
    ).planned()
    let skipped = plan.trials.filter { $0.reason != nil }
    #expect(plan.skipped.map(\.label) == skipped.map { "a, trial \($0.trial.number)" })
    #expect(!skipped.isEmpty && skipped.allSatisfy { $0.drawn[0].value.inline == "0" })
    // Two values are left besides the label's own.
    #expect(plan.runs.count == 3)
    #expect(plan.trials.count == 13)
    for trial in plan.trials where trial.reason == nil {
      let run = plan.runs[trial.places[0]]
      let latent =
        trial.drawn.first.map { Int($0.value.inline) } ?? run.configuration.generator.latent
      #expect(run.configuration.generator.latent == latent)
    }
  }

  @Test(arguments: [
    ("sample: {cont: 3}", "sample.cont"), ("sample: {over: {batch: 3}}", "sample.over.batch"),
    ("sample: {over: {batch: {log: [0, 3]}}}", "sample.over.batch.log"),
    ("sample: {over: {batch: {choice: [3]}}}", "sample.over.batch.choice"),
    ("sample: {over: {btch: {integer: [3, 5]}}}", "btch"), ("sample: {count: 3}", "sample"),
    ("sample: {count: 0, over: {batch: {integer: [3, 5]}}}", "sample.count"),
    ("sample: {method: grid, over: {batch: {integer: [3, 5]}}}", "sample.method"),
    ("sample: {over: {seed: {integer: [3, 5]}}}", "sample.over"),
    ("{sample: {over: {batch: {integer: [3, 5]}}}, vary: {batch: [1, 2]}}", "sample.over.batch"),
    (
      "{sample: {over: {batch: {integer: [3, 5]}}}, variants: [{label: a}, {label: a, target: grid25}]}",
      "variants"
    ),
    ("variants: [{label: a, sample: {over: {batch: {integer: [3, 5]}}}}]", "variants[0].sample"),
  ])
  func wrongSearchesAreBlamed(yaml: String, key: String) {
    let error = #expect(throws: SettingError.self) { try Experiment(yaml: yaml).plan() }
    #expect(error?.key == key)
  }

  @Test func whatIsSetForAllRunsIsNotDrawn() {
    let error = #expect(throws: SettingError.self) {
      try Experiment(
        yaml: "sample: {over: {generator.latent: {integer: [2, 8]}}}",
        assignments: [Assignment("generator.latent=4")])
    }
    #expect(error?.key == "generator.latent")
  }

  /// A search in which no trial works is a fault of the file; a few such trials are not.
  @Test func aLabelWithoutATrialIsRefused() {
    #expect(throws: InvalidCombinations.self) {
      try Experiment(yaml: "sample: {over: {batch: {integer: [-5, 0]}}}").plan()
    }
  }
}
