import Foundation
import Synchronization
import Testing
import ToyGAN

@testable import ToyGANCore
@testable import ToyGANFigures
@testable import ToyGANSettings
@testable import ToyGANStudies
@testable import ToyGANTheory

@Suite struct RunTests {
  private func configuration() throws -> Configuration {
    try Configuration(yaml: "steps: 25\nevaluation: {every: 10, samples: 3, storeEvery: 20}")
  }

  @Test func aRunLeavesTheFilesOfTheContract() throws {
    let folder = try TemporaryFolder()
    let run = try Run(configuration(), in: folder.url.appendingPathComponent("run"), label: "x")
    #expect(try run.start(training: { FakeTrainer($0) }) == .completed)
    #expect(
      try folder.names(in: "run") == [
        "checkpoint.previous.safetensors", "checkpoint.safetensors", "config.yaml", "run.json",
        "samples", "summary.json", "surfaces", "trajectory.csv",
      ])
    let stored = ["step-00000000.csv", "step-00000020.csv", "step-00000025.csv"]
    #expect(try folder.names(in: "run/samples") == stored + ["target.csv"])
    #expect(try folder.names(in: "run/surfaces") == stored)
    let lines = try folder.text("run/trajectory.csv").split(separator: "\n")
    #expect(
      lines[0] == "step,loss_generator,loss_discriminator,modes_by_mass,modes_covered,high_quality,"
        + "reverse_kl,deviation_ratio,critic_slope")
    #expect(lines.dropFirst().map { $0.split(separator: ",")[0] } == ["0", "10", "20", "25"])
    #expect(lines[1].hasPrefix("0,nan,nan,"))
    #expect(lines[2].hasPrefix("10,3.3333333333333335,0.0,"))
    let surface = try folder.text("run/surfaces/step-00000020.csv")
    #expect(
      surface == "x,y,value\n0.0,0.0,1.0\n1.0,0.0,2.0\n\n0.0,0.5,3.0\n1.0,0.5,nan\n")
    #expect(try folder.text("run/samples/target.csv") == "x,y\n1.0,1.0\n1.0,1.0\n1.0,1.0\n")
    let summary = try #require(run.folder.summary())
    #expect(summary.label == "x" && summary.status == "completed" && summary.steps == 25)
    #expect(try run.folder.configuration().yaml == configuration().yaml)
  }

  @Test func modelessTargetsHaveNoModeColumns() throws {
    let folder = try TemporaryFolder()
    let points = folder.url.appendingPathComponent("points.csv")
    try Data("0,1\n2,3\n".utf8).write(to: points)
    var configuration = try configuration()
    configuration.target = .points(file: points.path)
    let run = try Run(configuration, in: folder.url.appendingPathComponent("run"))
    _ = try run.start(training: { FakeTrainer($0) })
    let header = try folder.text("run/trajectory.csv").split(separator: "\n")[0]
    #expect(
      header == "step,loss_generator,loss_discriminator,sliced_w1,energy_distance,critic_slope")
  }

  @Test func anInterruptedRunContinuesToTheSameBytes() throws {
    let folder = try TemporaryFolder()
    let (whole, broken) = ("whole", "broken")
    _ = try Run(configuration(), in: folder.url.appendingPathComponent(whole)).start(
      training: { FakeTrainer($0) })
    let url = folder.url.appendingPathComponent(broken)
    let interruption = Interruption()
    let outcome = try Run(configuration(), in: url).start(
      training: {
        FakeTrainer($0) { if $0 >= 13 { interruption.request() } }
      }, interruption: interruption)
    guard case .interrupted(let step) = outcome else {
      Issue.record("not interrupted but \(outcome)")
      return
    }
    #expect(step >= 13 && step < 25)
    #expect(RunFolder(url).summary()?.status == "interrupted")
    #expect(try Run(resuming: url).start(training: { FakeTrainer($0) }) == .completed)
    for name in ["trajectory.csv", "summary.json", "samples/step-00000020.csv"] {
      #expect(try folder.text("\(whole)/\(name)") == folder.text("\(broken)/\(name)"))
    }
  }

  @Test func aLongerRunIsTheLongRun() throws {
    let folder = try TemporaryFolder()
    let (short, long) = (
      folder.url.appendingPathComponent("short"), folder.url.appendingPathComponent("long")
    )
    var configuration = try configuration()
    _ = try Run(configuration, in: short).start(training: { FakeTrainer($0) })
    _ = try Run(resuming: short, steps: 45).start(training: { FakeTrainer($0) })
    configuration.steps = 45
    _ = try Run(configuration, in: long).start(training: { FakeTrainer($0) })
    #expect(try folder.text("short/trajectory.csv") == folder.text("long/trajectory.csv"))
    #expect(try folder.text("short/config.yaml") == folder.text("long/config.yaml"))
  }

  @Test func divergenceIsAnOutcomeThatIsKept() throws {
    let folder = try TemporaryFolder()
    let url = folder.url.appendingPathComponent("run")
    let outcome = try Run(configuration(), in: url).start(
      training: { FakeTrainer($0, divergence: 12) })
    #expect(outcome == .diverged(step: 12, quantity: "generator loss"))
    #expect(RunFolder(url).summary()?.quantity == "generator loss")
    #expect(try Run(resuming: url).start(training: { FakeTrainer($0) }) == outcome)
  }

  private static func files(in url: URL) -> [String: Data] {
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: url.path)) ?? []
    return names.reduce(into: [:]) { files, name in
      let path = url.appendingPathComponent(name).path
      files[name] = FileManager.default.contents(atPath: path) ?? Data()
    }
  }

  /// From a step on the run is another process's: at once, on the way, and at the end.
  @Test(arguments: [0, 1, 20, 25]) func whatIsNotHeldDoesNotChange(from lost: Int) throws {
    let folder = try TemporaryFolder()
    let url = folder.url.appendingPathComponent("run")
    let found = Mutex([String: Data]?.none)
    @Sendable func takeOver() throws {
      guard found.withLock({ $0 == nil }) else { return }
      let last = try #require(ClaimHolder.last(in: url)).generation
      let next = URL(fileURLWithPath: RunClaim.path(in: url, generation: last + 1))
      try Data().write(to: next)
      found.withLock { $0 = Self.files(in: url) }
    }
    let outcome = try Run(configuration(), in: url).start(
      training: { recipe in
        if lost == 0 { try takeOver() }
        return FakeTrainer(recipe) { if $0 >= lost { try? takeOver() } }
      })
    #expect(outcome.isInterruption)
    #expect(found.withLock { $0 } == Self.files(in: url))
    #expect(RunFolder(url).summary() == nil)
  }

  @Test func aFolderIsNeitherOverwrittenNorResumedAsAnotherRun() throws {
    let folder = try TemporaryFolder()
    let url = folder.url.appendingPathComponent("run")
    _ = try Run(configuration(), in: url)
    let error = #expect(throws: FileError.self) { try Run(configuration(), in: url) }
    #expect(try #require(error).description.contains("continued"))
    var other = try configuration()
    other.batch = 3
    let second = #expect(throws: SettingError.self) { try Run(resuming: url, as: other) }
    #expect(second?.key == "batch")
  }
}
