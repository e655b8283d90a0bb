import Foundation
import Testing
import ToyGAN

@testable import ToyGANCluster
@testable import ToyGANCore
@testable import ToyGANFigures
@testable import ToyGANFiles
@testable import ToyGANMetrics
@testable import ToyGANSettings
@testable import ToyGANStudies
@testable import ToyGANTheory

@Suite struct SweepTests {
  private let yaml = """
    steps: 20
    evaluation: {every: 10, samples: 20}
    method: {name: unrolled, steps: 5}
    optimizer: {name: adam, learningRate: 1e-3, beta1: 0.9}
    generator: {hidden: [4]}
    variants:
      - {label: "plain, old", method: gan}
      - {label: wgan, method: wgan, optimizer: {name: rmsprop}}
      - {label: deep, generator.hidden: [4, 4], optimizer: {learningRate: 2e-3}}
    seeds: [0, 7]
    """

  @Test func seedsAreOutermostAndVariantsChangeWhatTheyName() throws {
    let plan = try Experiment(yaml: yaml).plan()
    #expect(plan.map(\.label) == ["plain, old", "wgan", "deep", "plain, old", "wgan", "deep"])
    #expect(plan.map(\.configuration.seed) == [0, 0, 0, 7, 7, 7])
    #expect(plan[1].configuration.generator.optimizer as? RMSProp == RMSProp())
    #expect(plan[1].configuration.generator.hidden == [4])
    // A section without another name changes what it names; the base's beta1 stays.
    let deep = plan[2].configuration
    #expect(deep.generator.optimizer as? Adam == Adam(learningRate: 2e-3, beta1: 0.9))
    #expect(deep.generator.hidden == [4, 4])
    #expect((deep.method as? UnrolledGAN)?.steps == 5)
  }

  @Test func varyIsAProductAndNamesItsLabels() throws {
    let plan = try Experiment(
      yaml: "vary: {method: [gan, {name: unrolled, steps: 2}], batch: [8, 16]}\nseeds: 1"
    ).plan()
    #expect(
      plan.map(\.label) == [
        "gan, batch=8", "gan, batch=16", "unrolled steps=2, batch=8", "unrolled steps=2, batch=16",
      ])
    #expect(plan.map(\.configuration.batch) == [8, 16, 8, 16])
  }

  @Test func aPlanIsTheSameWheneverItIsMade() throws {
    let (a, b) = (try Experiment(yaml: yaml).plan(), try Experiment(yaml: yaml).plan())
    #expect(a.map(\.line) == b.map(\.line))
    #expect(Set(a.map(\.id)).count == 6)
    let longer = try Experiment(yaml: yaml, assignments: [Assignment("steps=30")], seedCount: 3)
    #expect(try longer.plan().count == 9)
    #expect(try longer.plan().allSatisfy { $0.configuration.steps == 30 })
  }

  @Test(arguments: [
    ("vary: {batch: 3}", "vary.batch"), ("variants: {a: 1}", "variants"),
    ("variants: [{label: [a]}]", "variants[0].label"), ("seeds: 0", "seeds"),
    ("seeds: [x]", "seeds[0]"),
    ("vary: {bacth: [3]}", "bacth"), ("vary: {batch: [3, 3]}", "variants"),
    ("variants: [{label: a, method: gna}]", "method"),
  ])
  func badExperimentsAreBlamed(yaml: String, key: String) {
    let error = #expect(throws: SettingError.self) {
      try Experiment(yaml: yaml, seedCount: yaml.contains("seeds") ? nil : 1).plan()
    }
    #expect(error?.key == key)
  }

  /// Tables would pool them as seeds of one; on another target a label is another line.
  @Test func aLabelIsOneVariantOfATarget() throws {
    let twice = "seeds: 2\nvariants: [{label: a, batch: 8}, {label: b}, {label: a, batch: 16}]"
    let error = #expect(throws: SettingError.self) { try Experiment(yaml: twice).plan() }
    #expect(error?.key == "variants" && error?.value == "'a' twice")
    #expect(error?.allowed.hasPrefix("a different label for every") == true)
    let apart = twice.replacing("batch: 16", with: "target: grid25")
    #expect(try Experiment(yaml: apart).plan().map(\.label) == ["a", "b", "a", "a", "b", "a"])
  }

  private static let tables = ["plan.jsonl", "summary.csv", "trajectories.csv", "table.md"]

  @Test func tablesAreTheSameBytesForAnyNumberOfWorkers() throws {
    let folder = try TemporaryFolder()
    for workers in [1, 2, 5] {
      let sweep = try Sweep(
        Experiment(yaml: yaml), in: folder.url.appendingPathComponent("\(workers)"))
      let result = try sweep.start(workers: workers, training: { FakeTrainer($0) })
      #expect(result.outcomes.map(\.outcome) == [Outcome](repeating: .completed, count: 6))
    }
    for name in Self.tables {
      #expect(try folder.text("1/\(name)") == folder.text("2/\(name)"))
      #expect(try folder.text("1/\(name)") == folder.text("5/\(name)"))
    }
    let lines = try folder.text("1/summary.csv").split(separator: "\n")
    #expect(lines.count == 7)
    #expect(lines[0].hasPrefix("run,label,method,seed,status,steps,modes_by_mass,modes_covered,"))
    #expect(lines[1].contains("\"plain, old\",gan,0,completed,20,"))
  }

  @Test func shardsAndResumesAddUpToTheWhole() throws {
    let folder = try TemporaryFolder()
    let (whole, parts) = (
      folder.url.appendingPathComponent("whole"), folder.url.appendingPathComponent("parts")
    )
    let experiment = try Experiment(yaml: yaml)
    _ = try Sweep(experiment, in: whole).start(training: { FakeTrainer($0) })
    let first = try Sweep(experiment, in: parts, shard: Shard("2/3"))
    #expect(try first.start(training: { FakeTrainer($0) }).outcomes.count == 2)
    #expect(throws: FileError.self) { try Sweep(experiment, in: parts) }
    let other = try Experiment(yaml: yaml, assignments: [Assignment("batch=3")])
    #expect(throws: FileError.self) { try Sweep(other, in: parts, isResumed: true) }
    _ = try Sweep(experiment, in: parts, isResumed: true).start(training: { FakeTrainer($0) })
    for name in Self.tables {
      #expect(try folder.text("whole/\(name)") == folder.text("parts/\(name)"))
    }
  }

  @Test func theLastShardMakesTheTables() throws {
    let folder = try TemporaryFolder()
    func start(_ name: String, _ shard: Shard?) throws -> Sweep.Result {
      let place = folder.url.appendingPathComponent(name)
      return try Sweep(Experiment(yaml: yaml), in: place, shard: shard)
        .start(training: { FakeTrainer($0) })
    }
    #expect(try start("whole", nil).hasTables)
    let parts = folder.url.appendingPathComponent("parts")
    for shard in ["3/3", "1/3"] {
      #expect(try !start("parts", Shard(shard)).hasTables)
      #expect(SweepFolder(parts).table.isEmpty)
    }
    #expect(try start("parts", Shard("2/3")).hasTables)
    for name in Self.tables {
      #expect(try folder.text("whole/\(name)") == folder.text("parts/\(name)"))
    }
  }

  @Test func aRunThatFailsOrDivergesDoesNotStopTheOthers() throws {
    let folder = try TemporaryFolder()
    let sweep = try Sweep(Experiment(yaml: yaml), in: folder.url.appendingPathComponent("s"))
    let result = try sweep.start(
      workers: 2,
      training: { recipe in
        if recipe.configuration.seed == 7, recipe.configuration.method is WGAN {
          throw CancellationError()
        }
        return FakeTrainer(recipe, divergence: recipe.configuration.method is GAN ? 5 : nil)
      })
    #expect(result.failures.count == 1)
    #expect(result.outcomes.filter { $0.outcome.status == "diverged" }.count == 2)
    #expect(result.outcomes.filter { $0.outcome == .completed }.count == 3)
    #expect(!result.isInterrupted && !result.hasOnlyDiverged)
  }

  @Test func anInterruptedSweepSaysSo() throws {
    let folder = try TemporaryFolder()
    let interruption = Interruption()
    let sweep = try Sweep(Experiment(yaml: yaml), in: folder.url.appendingPathComponent("s"))
    let result = try sweep.start(
      training: { FakeTrainer($0) { _ in interruption.request() } }, interruption: interruption)
    #expect(result.isInterrupted)
    #expect(result.outcomes.count == 1)
    // Of six runs one was begun: what it had come to by then is not a finding.
    let table = try folder.text("s/table.md")
    let row = table.split(separator: "\n").first { $0.hasPrefix("| plain, old | 0 of 2 | ") }
    let cells = try #require(row).split(separator: "|").dropFirst(2).map(\.trimmed)
    #expect(cells.filter { !$0.isEmpty }.dropLast().allSatisfy { $0 == "-" }, "\(table)")
    #expect(cells.contains("0") && cells.count > 5, "\(table)")
    #expect(try folder.text("s/summary.csv").split(separator: "\n").count == 2)
  }
}
