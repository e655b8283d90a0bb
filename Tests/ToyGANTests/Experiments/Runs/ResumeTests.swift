import Foundation
import Testing
import ToyGAN

@testable import ToyGANCluster
@testable import ToyGANCore
@testable import ToyGANFigures
@testable import ToyGANFiles
@testable import ToyGANGames
@testable import ToyGANMetrics
@testable import ToyGANStatistics
@testable import ToyGANStudies
@testable import ToyGANTargets
@testable import ToyGANTheory
@testable import ToyGANTraining

@Suite struct ResumeTests {
  private let yaml = "steps: 25\nevaluation: {every: 10, samples: 3, storeEvery: 10}"

  private func run(_ url: URL, trainer make: @escaping TrainerFactory) throws -> Outcome {
    try Run(Configuration(yaml: yaml), in: url).start(training: make)
  }

  // MARK: - Settings

  @Test func everySettingThatDiffersIsNamed() throws {
    let folder = try TemporaryFolder()
    let url = folder.url.appendingPathComponent("run")
    _ = try Run(Configuration(yaml: yaml), in: url)
    let other = try Configuration(
      yaml: yaml + "\nbatch: 64\nmethod: {name: unrolled, steps: 5}\ngenerator: {hidden: [8, 9]}\n"
        + "lookahead: {every: 3}\nseed: 7")
    let error = try #require(
      #expect(throws: SettingError.self) { try Run(resuming: url, as: other) })
    let line = error.description
    for words in [
      "generator.hidden is changed, [128, 128] -> [8, 9]", "method.name: gan -> unrolled",
      "method.steps: nothing -> 5", "batch: 512 -> 64",
      "lookahead: none -> {every: 3, share: 0.5}", "seed: 0 -> 7", "only steps may be increased",
    ] { #expect(line.contains(words), "\(line)") }
    #expect(error.key == "generator.hidden" && !line.contains("steps: 25"))
  }

  @Test func stepsMayGrowButNotShrink() throws {
    let folder = try TemporaryFolder()
    let url = folder.url.appendingPathComponent("run")
    _ = try run(url) { FakeTrainer($0) }
    let error = #expect(throws: SettingError.self) { try Run(resuming: url, steps: 24) }
    #expect(error?.description.hasPrefix("steps is changed, 25 -> 24; expected") == true)
    #expect(try Run(resuming: url, steps: 26).ended == nil)
    // Asking changes nothing.
    #expect(try RunFolder(url).configuration().steps == 25)
    #expect(try Run(resuming: url).ended == .completed)
  }

  /// Other steps would have changed the updates that are made.
  @Test(arguments: [
    ("optimizer: {annealing: {course: cosine}}", "generator.optimizer.annealing"),
    ("discriminator.optimizer.annealing: {to: 0.1}", "discriminator.optimizer.annealing"),
    ("discriminator.instanceNoise: {steps: run}", "discriminator.instanceNoise"),
  ])
  func stepsStayWhereAScheduleFollowsTheRun(_ setting: String, _ key: String) throws {
    let folder = try TemporaryFolder()
    let url = folder.url.appendingPathComponent("run")
    _ = try Run(Configuration(yaml: yaml + "\n" + setting), in: url)
    let error = #expect(throws: SettingError.self) { try Run(resuming: url, steps: 26) }
    #expect(error?.key == "steps" && error?.value == "26")
    #expect(error?.allowed.hasPrefix("25, because \(key) follows the whole run") == true)
    #expect(try Run(resuming: url, steps: 25).configuration.steps == 25)
  }

  // MARK: - Where it continues

  @Test func withoutACheckpointItStartsFromTheBeginning() throws {
    let folder = try TemporaryFolder()
    let (url, whole) = (
      folder.url.appendingPathComponent("run"), folder.url.appendingPathComponent("whole")
    )
    _ = try run(whole) { FakeTrainer($0) }
    _ = try Run(Configuration(yaml: yaml), in: url)
    // Rows of a sitting that was killed before its first checkpoint.
    let rows = try folder.text("whole/trajectory.csv").split(separator: "\n")
    let few = rows.prefix(3).joined(separator: "\n") + "\n"
    try Data(few.utf8).write(to: url.appendingPathComponent("trajectory.csv"))
    #expect(try Run(resuming: url).start(training: { FakeTrainer($0) }) == .completed)
    #expect(try folder.text("run/trajectory.csv") == folder.text("whole/trajectory.csv"))
  }

  @Test(arguments: [true, false])
  func aRunOfAnotherEngineIsContinuedWithANotice(isOther: Bool) throws {
    let folder = try TemporaryFolder()
    let url = folder.url.appendingPathComponent("run")
    _ = try run(url) { FakeTrainer($0) }
    let record = try folder.text("run/run.json")
    let line = "\"engine\" : \(ToyGANVersion.engine)"
    #expect(record.contains(line))
    if isOther {
      let other = record.replacingOccurrences(of: line, with: "\"engine\" : 1")
      try Data(other.utf8).write(to: url.appendingPathComponent("run.json"))
    }
    var notices: [String] = []
    let outcome = try Run(resuming: url, steps: 50).start(
      training: { FakeTrainer($0) }, notice: { notices.append($0) })
    #expect(outcome == .completed)
    #expect(notices.contains { $0.contains("another version of toygan") } == isOther)
    // The run stays one that another engine began.
    #expect(try folder.text("run/run.json").contains(line) == !isOther)
  }

  @Test func aRunThatBeginsAgainIsOfThisEngine() throws {
    let folder = try TemporaryFolder()
    let url = folder.url.appendingPathComponent("run")
    _ = try Run(Configuration(yaml: yaml), in: url)
    // Another engine was stopped before its first checkpoint.
    try RunFolder(url).write(
      RunRecord(
        status: "interrupted", label: "gan", method: "gan", seed: 0, step: 0, steps: 25,
        version: "0", engine: 1, processor: "none", started: "2026-01-02T00:00:00Z", seconds: 1))
    var notices: [String] = []
    let outcome = try Run(resuming: url).start(
      training: { FakeTrainer($0) }, notice: { notices.append($0) })
    #expect(outcome == .completed && notices == [])
    #expect(try folder.text("run/run.json").contains("\"engine\" : \(ToyGANVersion.engine)"))
  }

  @Test func aTrajectoryWithoutARowOfTheCheckpointIsTrainedAgain() throws {
    let folder = try TemporaryFolder()
    let url = folder.url.appendingPathComponent("run")
    _ = try run(url) { FakeTrainer($0) }
    var rows = try folder.text("run/trajectory.csv").split(separator: "\n")
    rows.remove(at: 2)
    try Data(rows.joined(separator: "\n").utf8).write(
      to: url.appendingPathComponent("trajectory.csv"))
    var notices: [String] = []
    let outcome = try Run(resuming: url, steps: 50).start(
      training: { FakeTrainer($0) }, notice: { notices.append($0) })
    #expect(outcome == .completed)
    #expect(notices.count == 1 && notices[0].hasSuffix("training starts again from step 0"))
    // The bytes are those of a run that was never damaged.
    let whole = folder.url.appendingPathComponent("whole")
    _ = try run(whole) { FakeTrainer($0) }
    _ = try Run(resuming: whole, steps: 50).start(training: { FakeTrainer($0) })
    #expect(try folder.text("run/trajectory.csv") == folder.text("whole/trajectory.csv"))
  }

  @Test func theTrajectoryIsCutToTheCheckpointAtOnce() throws {
    let folder = try TemporaryFolder()
    let url = folder.url.appendingPathComponent("run")
    _ = try run(url) { FakeTrainer($0) }
    // Back to the checkpoint of step 20, with the row of step 25 in the file.
    try FileManager.default.removeItem(at: RunFolder(url).file(RunFolder.lastName))
    try FileManager.default.removeItem(at: RunFolder(url).file("summary.json"))
    let stopped = Interruption()
    stopped.request()
    var lines: [String] = []
    let outcome = try Run(resuming: url).start(
      training: { FakeTrainer($0) }, interruption: stopped, notice: { lines.append($0) })
    #expect(outcome == .interrupted(step: 20))
    #expect(lines.count == 1 && lines[0].contains("step 20"))
    let steps = try folder.text("run/trajectory.csv").split(separator: "\n").dropFirst().map {
      String($0.split(separator: ",")[0])
    }
    #expect(steps == ["0", "10", "20"])
  }

  /// Between turns of the discriminator its loss is that of its last turn, before and after.
  @Test func lossesOfTurnsAlreadyTakenAreRestored() throws {
    var configuration = Configuration.small(WGANGP())
    (configuration.discriminator.updatesInARow, configuration.generator.updatesInARow) = (2, 5)
    let whole = try Trainer(configuration)
    #expect(whole.advance(to: 7) == nil)
    let restored = try Trainer(configuration)
    try restored.restore(whole.checkpoint())
    #expect("\(restored.evaluate())" == "\(whole.evaluate())")
    #expect(whole.advance(to: 9) == nil && restored.advance(to: 9) == nil)
    #expect("\(restored.evaluate())" == "\(whole.evaluate())")
    #expect(whole.evaluate().discriminatorLoss != 0)
  }

  // MARK: - Divergence

  /// Weights stay finite, samples do not from a step on.
  private final class Overflowing: RunTrainer {
    private let fake: FakeTrainer
    private let (samplesFrom, weightsFrom): (Int, Int)
    init(_ recipe: Recipe, samplesFrom: Int, weightsFrom: Int = .max) {
      fake = FakeTrainer(recipe)
      (self.samplesFrom, self.weightsFrom) = (samplesFrom, weightsFrom)
    }
    var step: Int { fake.step }
    func restore(_ checkpoint: Checkpoint) {
      fake.restore(checkpoint)
    }
    func checkpoint() -> Checkpoint { fake.checkpoint() }
    /// Slowly, so that there are a few stretches between evaluations.
    func advance(to step: Int) -> Outcome? {
      usleep(UInt32(20_000 * (step - self.step)))
      return fake.advance(to: step)
    }
    func evaluate() -> TrajectoryPoint { fake.evaluate() }
    func firstNonFiniteState() -> String? { step < weightsFrom ? nil : "generator weights" }
    func samples(_ count: Int) -> [Float] {
      step < samplesFrom
        ? fake.samples(count) : [Float](repeating: .infinity, count: 2 * count)
    }
    func samples(_ count: Int, from stream: RandomStream) -> [Float] {
      fake.samples(count, from: stream)
    }
    func targetSamples(_ count: Int) -> [Float] { fake.targetSamples(count) }
    func surface(side: Int) -> Surface { fake.surface(side: side) }
  }

  @Test func samplesThatAreNotFiniteEndTheRunOnce() throws {
    let folder = try TemporaryFolder()
    let url = folder.url.appendingPathComponent("run")
    let outcome = try run(url) { Overflowing($0, samplesFrom: 15) }
    #expect(outcome == .diverged(step: 20, quantity: "a sample"))
    #expect(try RunFolder(url).checkpoint()?.step == 10)
    #expect(RunFolder(url).summary()?.quantity == "a sample")
    let again = try Run(resuming: url).start(training: { _ in throw CancellationError() })
    #expect(again == outcome)
  }

  @Test func anInterruptionKeepsNothingThatIsNotFinite() throws {
    let folder = try TemporaryFolder()
    let url = folder.url.appendingPathComponent("run")
    let interruption = Interruption()
    let outcome = try Run(Configuration(yaml: yaml), in: url).start(
      training: {
        Overflowing($0, samplesFrom: .max, weightsFrom: 11)
      }, interruption: interruption,
      progress: { if $0.step > 10 { interruption.request() } })
    guard case .interrupted(let step) = outcome else {
      Issue.record("not interrupted but \(outcome)")
      return
    }
    #expect((11..<20).contains(step))
    #expect(try RunFolder(url).checkpoint()?.step == 10)
  }
}
