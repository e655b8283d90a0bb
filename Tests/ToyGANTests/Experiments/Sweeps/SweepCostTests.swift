import Foundation
import Testing
import ToyGAN

@testable import ToyGANFigures
@testable import ToyGANStudies

/// What a study costs, before and when it starts.
@Suite struct SweepCostTests {
  @Test func aStartingExperimentSaysItsCost() throws {
    let study = try StartingExperiment(
      methods: ["gan", "pacgan"], assignments: [Assignment("target=ring8")])
    let text = study.text(name: "study.yaml", folder: "study")
    let cost = try #require(study.cost)
    #expect(text.contains("# What it costs: 6 runs with "))
    #expect(
      text.contains("#   gan: 25000 steps of ") && text.contains("#   pacgan: 400000 steps of "))
    #expect(
      text.replacing("\n#     ", with: " ")
        .contains("networks [400, 400, 400, 400] and [200, 200, 200]"))
    // Three runs of each, by counted operations.
    let perStep = try ["gan", "pacgan"].map { name in
      let configuration = try Configuration(yaml: "method: \(name)")
      return try #require(OperationCounts.perStep(configuration))
    }
    #expect(cost.operations == 3 * (25_000 * perStep[0] + 400_000 * perStep[1]))
    let factor = cost.factor(ofSteps: 2000)
    #expect(factor > 12.5 && factor < 200)
    #expect(text.contains("times shorter") && text.contains("\n#steps: 2000\n"))
    // Every line fits, and what is written is an experiment.
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    #expect(try Experiment(yaml: text).plan().count == 6)
    let short = text.replacing("\n#steps: 2000\n", with: "\nsteps: 2000\n")
    #expect(try Experiment(yaml: short).plan().allSatisfy { $0.configuration.steps == 2000 })
  }

  @Test(arguments: [
    (["seed=7"], "seeds: [7]", 1), (["seeds=2"], "seeds: 2", 2),
    (["seeds=[3, 5]"], "seeds: [3, 5]", 2),
    ([], "seeds: 3", 3),
  ])
  func seedsThatWereAskedForAreWritten(set: [String], line: String, count: Int) throws {
    let text = try StartingExperiment(
      methods: ["gan"], assignments: set.map { try Assignment($0) } + [Assignment("batch=8")]
    ).text(name: "a", folder: "b")
    #expect(text.contains("\n\(line)\n"), "\(text)")
    #expect(try Experiment(yaml: text).plan().count == count)
  }

  @Test func noMethodIsRefused() {
    let error = #expect(throws: SettingError.self) {
      try StartingExperiment(methods: [], assignments: [])
    }
    #expect(error?.key == "methods")
  }

  private func sweep(_ yaml: String, in folder: TemporaryFolder) throws -> Sweep {
    try Sweep(Experiment(yaml: yaml), in: folder.url.appendingPathComponent("s"), isResumed: true)
  }

  /// The estimate is in proportion to the steps that are left, and nil when none are.
  @Test func theTimeIsEstimatedBeforeTheFirstRun() throws {
    let folder = try TemporaryFolder()
    let yaml = """
      batch: 8
      generator.hidden: [8]
      discriminator.hidden: [8]
      evaluation: {every: 10, samples: 20}
      seeds: 2
      """
    let long = try sweep(yaml + "\nvary: {steps: [1000000, 2000000]}", in: folder)
    let one = try #require(long.estimatedSeconds(workers: 1))
    let four = try #require(long.estimatedSeconds(workers: 4))
    #expect(one > 0 && four > 0)
    // Nothing was written into the runs.
    #expect(try folder.names(in: "s/runs").isEmpty)
    let other = try TemporaryFolder()
    let short = try sweep(yaml + "\nsteps: 20", in: other)
    #expect(short.estimatedSeconds(workers: 1) != nil)
    _ = try short.start(training: { FakeTrainer($0) })
    #expect(short.estimatedSeconds(workers: 1) == nil)
  }

  /// The settings that vary are the same for tables, for figures and for what labels differ in.
  @Test func settingsThatVaryAreFoundOnce() throws {
    let folder = try TemporaryFolder()
    let yaml = """
      vary: {optimizer.learningRate: [0.1, 0.2], generator.optimizer.beta1: [0.3, 0.4], batch: [8, 16]}
      """
    let made = try sweep(yaml, in: folder)
    let keys = try VariedSettings(of: made.folder).keys
    #expect(keys == ["batch", "generator.optimizer.beta1", "optimizer.learningRate"])
    let planned = made.plan.compactMap { run in run.settings.map { (run.label, $0) } }
    #expect(NumericSettings(planned).settings.map(\.key) == keys)
  }

  /// Of two processes that extend a plan at the same time, the notes are those of the plan that stays.
  @Test func notesBelongToThePlan() throws {
    let common = "steps: 20\nevaluation: {every: 10, samples: 20}\n"
    let experiments = ["gan, wgan-gp", "gan, wgan-gp, unrolled"].map {
      common + "vary: {method: [\($0)]}"
    }
    for _ in 0..<10 {
      let folder = try TemporaryFolder()
      _ = try sweep(common + "vary: {method: [gan]}", in: folder)
      let (threads, place) = (DispatchGroup(), folder.url.appendingPathComponent("s"))
      for yaml in experiments {
        DispatchQueue.global().async(group: threads) {
          _ = try? Sweep(Experiment(yaml: yaml), in: place, isResumed: true)
        }
      }
      threads.wait()
      let differences = try folder.text("s/differences.csv")
      let hasUnrolled = try folder.text("s/plan.jsonl").contains("\"label\":\"unrolled\"")
      #expect(differences.contains("unrolled") == hasUnrolled)
    }
  }

  /// Notes of another version of the plan are replaced, also if the plan is the same.
  @Test func staleNotesAreReplaced() throws {
    let folder = try TemporaryFolder()
    let yaml = "vary: {method: [gan, wgan-gp]}"
    _ = try sweep(yaml, in: folder)
    let right = try folder.text("s/differences.csv")
    let file = folder.url.appendingPathComponent("s/differences.csv")
    try Data("setting,label,method,value\n".utf8).write(to: file)
    try Data("label,reason\na,b\n".utf8).write(
      to: folder.url.appendingPathComponent("s/skipped.csv"))
    _ = try sweep(yaml, in: folder)
    #expect(try folder.text("s/differences.csv") == right)
    #expect(try !folder.names(in: "s").contains("skipped.csv"))
  }
}
