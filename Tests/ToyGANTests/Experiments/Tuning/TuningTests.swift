import Foundation
import Synchronization
import Testing
import ToyGAN

@testable import ToyGANFiles
@testable import ToyGANMetrics
@testable import ToyGANSettings
@testable import ToyGANStudies

/// Searches that train, by a metric whose best settings are known.
@Suite struct TuningTests {
  /// The number of samples of an evaluation, whose best value is 640: an exact function of a setting.
  static let registry = Registry.standard.adding(
    Metric(
      "factor_from_best", .shape, better: .lower, range: .notNegative,
      meaning: { _ in "how far the number of samples is from 640, as the logarithm of the factor" },
      value: { abs(log(Double($0.samples.count) / 640)) }))

  static let small = """
    generator: {latent: 2, hidden: [4]}
    discriminator: {hidden: [4]}
    batch: 8
    evaluation:
      {every: 2, samples: 100, storeEvery: 0, metrics: [factor_from_best, sliced_w1], final: [factor_from_best, sliced_w1]}

    """

  static func experiment(
    _ text: String, trials: Int? = nil
  ) throws -> Experiment {
    try Experiment(yaml: small + text, trialCount: trials, registry: registry)
  }

  static let known = """
    variants: [{label: a, method: gan}, {label: b, method: wgan-gp}]
    sample: {count: 24, over: {evaluation.samples: {logInteger: [10, 5000]}}}
    tune: {budget: {updates: 2}, objective: [factor_from_best, sliced_w1], confirmation: 2}
    """

  @discardableResult
  static func tuned(
    _ text: String, in folder: URL, trials: Int? = nil, shard: Shard? = nil, workers: Int = 1
  ) throws -> (tuning: Tuning, result: Tuning.Result) {
    let tuning = try Tuning(experiment(text, trials: trials), in: folder, shard: shard)
    return (tuning, try tuning.start(workers: workers))
  }

  static func table(_ name: String, in folder: URL) throws -> CSVTable {
    try CSVTable(contentsOf: folder.appending(path: name))
  }

  static func bytes(_ folder: URL) throws -> [Data] {
    try ["trials.csv", "curve.csv", "table.md", "best/a.yaml", "best/b.yaml"].map {
      try Data(contentsOf: folder.appending(path: $0))
    }
  }

  /// The tables of a target without modes are about the first metric that it has.
  @Test func aTargetWithoutModesIsSearchedByItsDistance() throws {
    let folder = try TemporaryFolder()
    let (tuning, result) = try Self.tuned(
      """
      target: swiss-roll
      sample: {count: 3, over: {optimizer.learningRate: {log: [1e-4, 1e-2]}}}
      tune:
        {budget: {updates: 2}, gates: [reverse_kl<=0.1], objective: [modes_by_mass, sliced_w1], confirmation: 2}
      """, in: folder.url)
    #expect(result.isFinished && tuning.leftOut.count == 2)
    let curve = try Self.table("curve.csv", in: folder.url)
    #expect(try Set(curve.text("metric")) == ["sliced_w1"])
    #expect(try curve.numbers("median").allSatisfy { $0.isFinite && $0 > 0 })
    #expect(
      try String(contentsOf: folder.url.appending(path: "table.md"), encoding: .utf8)
        .contains("sliced_w1 in the search"))
  }

  /// A combination that cannot work is refused without the advice of an option that only sweeps have.
  @Test func advicesAreThoseOfTheCommand() throws {
    let folder = try TemporaryFolder()
    let error = #expect(throws: InvalidCombinations.self) {
      try Self.tuned(
        """
        variants: [{label: a, method: gan}, {label: b, method: gan, discriminator.packing: 3}]
        sample: {count: 2, over: {optimizer.learningRate: {log: [1e-4, 1e-2]}}}
        tune: {budget: {updates: 2}, objective: [sliced_w1]}
        """, in: folder.url)
    }
    #expect(error?.description.contains("discriminator.packing") == true)
    #expect(error?.description.contains("--skip-invalid") == false)
  }

  @Test func theKnownOptimumIsFound() throws {
    let folder = try TemporaryFolder()
    let (_, result) = try Self.tuned(Self.known, in: folder.url)
    #expect(result.isFinished)
    let table = try Self.table("trials.csv", in: folder.url)
    let (ranks, labels) = (try table.text("rank"), try table.text("label"))
    let (scores, samples) = (
      try table.numbers("factor_from_best"), try table.numbers("evaluation.samples")
    )
    for label in ["a", "b"] {
      let rows = labels.indices.filter { labels[$0] == label }
      #expect(rows.count == 25)
      // The score is what the setting says, and the best is the one nearest to the optimum.
      for row in rows { #expect(abs(scores[row] - abs(log(samples[row] / 640))) < 1e-12) }
      let best = try #require(rows.first { ranks[$0] == "1" })
      #expect(scores[best] == rows.map { scores[$0] }.min())
      // Of 24 draws one is this near with probability 1 - (1 - 2 log(1.5) / log(500))^24 = 96 %.
      #expect(samples[best] > 640 / 1.5 && samples[best] < 640 * 1.5)
      let text = try String(
        contentsOf: folder.url.appending(path: "best/\(label).yaml"), encoding: .utf8)
      #expect(text.contains("samples: \(Int(samples[best]))"))
      let configuration = try Configuration(yaml: text, registry: Self.registry)
      #expect(configuration.evaluation.samples == Int(samples[best]) && configuration.steps == 2)
    }
  }

  @Test func equalBudgetsAreEqual() throws {
    let folder = try TemporaryFolder()
    let space =
      "variants: [{label: a, method: gan}, {label: b, method: wgan-gp}]\n"
      + "sample: {count: 4, over: {discriminator.steps: {choice: [1, 2, 4]}, batch: {choice: [4, 8]}}}\n"
    func budgets(_ budget: String, _ column: String, _ name: String) throws -> [Double] {
      let place = folder.url.appending(path: name)
      try Self.tuned(
        space + "tune: {budget: \(budget), objective: [sliced_w1], confirmation: 0}", in: place)
      let table = try Self.table("trials.csv", in: place)
      let values = try table.numbers(column)
      // The label's own settings have the same budget as its trials.
      #expect(Set(values).count == 1, "\(values)")
      let labels = try table.text("label")
      return ["a", "b"].map { label in
        zip(labels, values).filter { $0.0 == label }.reduce(0) { $0 + $1.1 }
      }
    }
    #expect(try budgets("{updates: 6}", "updates", "u") == [30, 30])
    // 320 is a multiple of every batch times the discriminator's updates.
    #expect(
      try budgets("{discriminatorSamples: 320}", "discriminator_samples", "d") == [1600, 1600])
  }

  @Test func anInterruptedAndAShardedSearchGiveTheSameTables() throws {
    let folder = try TemporaryFolder()
    for (number, halving) in ["", ", halving: {rungs: [2, 4], keep: 0.5}"].enumerated() {
      let text = Self.known.replacing("updates: 2}", with: "updates: 6}\(halving)")
        .replacing("count: 24", with: "count: 6")
      func place(_ name: String) -> URL { folder.url.appending(path: "\(name)-\(number)") }
      try Self.tuned(text, in: place("whole"), workers: 2)
      // Stopped after every third run that ended, until it is done.
      var starts = 0
      var isFinished = false
      while !isFinished, starts < 40 {
        starts += 1
        let stop = Interruption()
        let ended = Mutex(0)
        let tuning = try Tuning(Self.experiment(text), in: place("stopped"))
        isFinished = try tuning.start(interruption: stop) { event in
          guard event.outcome != nil else { return }
          let count = ended.withLock { count in
            count += 1
            return count
          }
          if count == 3 { stop.request() }
        }.isFinished
      }
      #expect(starts > 2)
      for shard in ["1/2", "2/2"] {
        let (_, result) = try Self.tuned(text, in: place("shards"), shard: try Shard(shard))
        #expect(result.isFinished == (shard == "2/2"))
      }
      let whole = try Self.files(place("whole"))
      #expect(try Self.files(place("stopped")) == whole)
      #expect(try Self.files(place("shards")) == whole)
    }
  }

  /// The tables, without those that a search with rungs lacks.
  private static func files(_ folder: URL) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in ["trials.csv", "curve.csv", "table.md", "best/a.yaml", "best/b.yaml"] {
      files[name] = try? Data(contentsOf: folder.appending(path: name))
    }
    #expect(files.count >= 4)
    return files
  }

  /// A run that is continued at a rung is the run that was never stopped.
  @Test func aRungIsAPrefix() throws {
    let folder = try TemporaryFolder()
    let (whole, halved) = (
      folder.url.appending(path: "whole"), folder.url.appending(path: "halved")
    )
    let text = Self.known.replacing("updates: 2", with: "updates: 6")
      .replacing("count: 24", with: "count: 6").replacing(
        "confirmation: 2", with: "confirmation: 0"
      )
      .replacing("[factor_from_best, sliced_w1]", with: "[sliced_w1]")
      .replacing(
        "evaluation.samples: {logInteger: [10, 5000]}",
        with: "optimizer.learningRate: {log: [1e-4, 1e-1]}")
    try Self.tuned(text, in: whole)
    let withRungs = text.replacing(
      "updates: 6}", with: "updates: 6}, halving: {rungs: [2, 4], keep: 0.5}")
    try Self.tuned(withRungs, in: halved)
    let (all, some) = (
      try Self.table("trials.csv", in: whole), try Self.table("trials.csv", in: halved)
    )
    let (states, scores) = (try some.text("status"), try some.numbers("sliced_w1"))
    let (full, runs) = (try all.numbers("sliced_w1"), try some.text("runs"))
    #expect(try all.text("runs") == runs)
    for row in states.indices where states[row] == "completed" { #expect(scores[row] == full[row]) }
    for label in 0..<2 {
      // The label's own settings, and then 6, 3 and 2 trials.
      let own = states[(7 * label)..<(7 * label + 7)]
      #expect(own.count { $0 == "completed" } == 3 && own.count { $0 == "stopped" } == 4)
    }
    // The score of a stopped trial is that of the evaluation at its rung.
    let steps = try some.text("step")
    for row in states.indices where states[row] == "stopped" {
      let run = RunFolder(whole.appending(path: "search/runs/\(runs[row])"))
      let trajectory = try #require(try run.trajectory())
      let place = try #require(trajectory.steps.firstIndex(of: Int(steps[row]) ?? -1))
      #expect(try trajectory.table.numbers("sliced_w1")[place] == scores[row])
      #expect(scores[row] != full[row])
    }
  }

  /// The column `expected` equals the mean over all pairs of recorded scores.
  @Test func theExpectedBestIsTheClosedForm() throws {
    let folder = try TemporaryFolder()
    try Self.tuned(Self.known.replacing("count: 24", with: "count: 5"), in: folder.url)
    let (trials, curve) = (
      try Self.table("trials.csv", in: folder.url), try Self.table("curve.csv", in: folder.url)
    )
    let scores = try zip(
      trials.text("label"), zip(trials.text("trial"), trials.numbers("factor_from_best"))
    )
    .filter { $0.0 == "a" && $0.1.0 != "0" }.map(\.1.1)
    #expect(scores.count == 5)
    let expected = try zip(curve.text("label"), curve.numbers("expected")).filter { $0.0 == "a" }
      .map(\.1)
    let pairs = scores.flatMap { a in scores.map { min(a, $0) } }
    #expect(abs(expected[0] - scores.reduce(0, +) / 5) < 1e-12)
    #expect(abs(expected[1] - pairs.reduce(0, +) / 25) < 1e-12)
    // Lower is better: the median of the best falls, and its band contains it.
    let columns = try ["median", "lower", "upper"].map { try curve.numbers($0) }
    for row in 0..<5 {
      #expect(columns[1][row] <= columns[0][row] && columns[0][row] <= columns[2][row])
    }
    for row in 1..<5 { #expect(columns[0][row] <= columns[0][row - 1]) }
  }

  @Test func moreTrialsExtendASearch() throws {
    let folder = try TemporaryFolder()
    try Self.tuned(Self.known, in: folder.url, trials: 3)
    let few = try Self.table("trials.csv", in: folder.url)
    let (_, result) = try Self.tuned(Self.known, in: folder.url, trials: 5)
    #expect(result.isFinished)
    let more = try Self.table("trials.csv", in: folder.url)
    let runs = try more.text("runs")
    #expect(try few.text("runs").allSatisfy(runs.contains) && runs.count == 12)
    // The same as a search that had five at once.
    let other = try TemporaryFolder()
    try Self.tuned(Self.known, in: other.url, trials: 5)
    #expect(try Self.bytes(folder.url) == Self.bytes(other.url))
  }

  @Test func theConfirmationHasFreshSeedsOfBestAndDefault() throws {
    let folder = try TemporaryFolder()
    let (tuning, _) = try Self.tuned(Self.known, in: folder.url, trials: 3)
    let plan = try SweepFolder(folder.url.appending(path: "confirmation"), registry: Self.registry)
      .planned(PlanFile.Line.self)
    let searched = Set(tuning.search.plan.map(\.configuration.seed))
    #expect(Set(plan.map(\.seed)) == [1000, 1001] && searched == [0])
    for label in ["a", "b"] {
      let own = Set(plan.map(\.label).filter { $0.hasPrefix("\(label), ") })
      #expect(own.contains("\(label), default") && own.count == 2)
    }
    #expect(throws: SettingError.self) {
      try Self.tuned(
        Self.known.replacing("confirmation: 2", with: "confirmation: [0]"), in: folder.url)
    }
  }

  @Test func aTrialThatDivergesIsTheWorst() throws {
    let folder = try TemporaryFolder()
    let text = """
      variants: [{label: a}]
      sample: {count: 4, over: {optimizer.learningRate: {choice: [1e-3, 1e38]}, batch: {choice: [-1, 8]}}}
      tune: {budget: {updates: 4}, objective: [sliced_w1], confirmation: 0}
      """
    try Self.tuned(text, in: folder.url, trials: 12)
    let table = try Self.table("trials.csv", in: folder.url)
    let (states, ranks) = (try table.text("status"), try table.text("rank").map { Int($0) })
    let diverged = states.indices.filter { states[$0] == "diverged" }
    let completed = states.indices.filter { states[$0] == "completed" }
    #expect(!diverged.isEmpty && completed.count > 1 && states.contains("impossible"))
    let worst = diverged.compactMap { ranks[$0] }.min() ?? 0
    #expect(completed.allSatisfy { (ranks[$0] ?? .max) < worst })
    #expect(zip(states, ranks).allSatisfy { ($0 == "impossible") == ($1 == nil) })
    // Equal draws are one run, and trials of the table nevertheless.
    let runs = try table.text("runs").filter { !$0.isEmpty }
    #expect(runs.count == 13 - states.count { $0 == "impossible" } && Set(runs).count == 3)
  }

  @Test(arguments: [
    ("tune: {objektive: [sliced_w1]}", "tune.objektive"),
    ("tune: {objective: [sliced]}", "tune.objective[0]"),
    ("tune: {objective: [sliced_w1, sliced_w1]}", "tune.objective"),
    ("tune: {gates: [sliced_w1]}", "tune.gates[0]"),
    ("tune: {gates: [sliced_w1>=x]}", "tune.gates[0]"),
    ("tune: {budget: {updates: 0}}", "tune.budget.updates"),
    ("tune: {budget: {epochs: 3}}", "tune.budget.epochs"),
    ("tune: {budget: {updates: 3, seconds: 1}}", "tune.budget"),
    ("tune: {halving: {rungs: [4, 2]}}", "tune.halving.rungs"),
    ("tune: {halving: {rungs: [2], keep: 1}}", "tune.halving.keep"),
    ("tune: {halving: {rungs: [3]}, budget: {updates: 6}}", "tune.halving.rungs"),
    ("tune: {halving: {rungs: [6]}, budget: {updates: 6}}", "tune.halving.rungs"),
    ("tune: {objective: [energy_distance]}", "evaluation.final"),
    ("tune: {budget: {updates: 3}}\nvariants: [{label: a, steps: 2}]", "tune.budget"),
    ("tune: {confirmation: -1}", "tune.confirmation"),
    ("tune: {confirmation: [0]}", "tune.confirmation"),
  ])
  func wrongSectionsAreBlamed(text: String, key: String) throws {
    let folder = try TemporaryFolder()
    let error = #expect(throws: SettingError.self) {
      try Tuning(
        Self.experiment("sample: {over: {batch: {integer: [2, 8]}}}\n" + text),
        in: folder.url.appending(path: "s"))
    }
    #expect(error?.key == key)
  }

  /// The first process writes the speed; every other one takes it from the folder.
  @Test func secondsBecomeStepsOnce() throws {
    let folder = try TemporaryFolder()
    let text = """
      variants: [{label: a, method: gan}, {label: b, method: wgan-gp}]
      sample: {count: 3, over: {generator.hidden: {choice: [[4], [64]]}}}
      tune: {budget: {seconds: 0.5}, objective: [sliced_w1], confirmation: 0}
      """
    try Data("{\"operationsPerSecond\": 1e8}".utf8)
      .write(to: folder.url.appending(path: "budget.json"))
    let runs = try Tuning(Self.experiment(text), in: folder.url).search.plan
    for run in runs {
      let operations = try #require(OperationCounts.perStep(run.configuration))
      let steps = Double(run.configuration.steps)
      #expect(steps * operations <= 5e7 && (steps + 1) * operations > 5e7)
    }
    #expect(Set(runs.map(\.configuration.steps)).count > 2)
    // Measured here: whatever it is, a second start has the same plan.
    let measured = folder.url.appending(path: "measured")
    let first = try Tuning(Self.experiment(text), in: measured).search.plan
    #expect(
      try Tuning(Self.experiment(text), in: measured).search.plan.map(\.id) == first.map(\.id))
  }

  @Test func aSearchNeedsTrialsAndAFolderForItself() throws {
    let folder = try TemporaryFolder()
    let error = #expect(throws: SettingError.self) {
      try Tuning(Self.experiment("tune: {confirmation: 2}"), in: folder.url)
    }
    #expect(error?.key == "sample")
    try Data("x".utf8).write(to: folder.url.appending(path: "notes.txt"))
    #expect(throws: FileError.self) { try Self.tuned(Self.known, in: folder.url) }
  }
}
