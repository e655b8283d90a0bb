import Foundation
import Testing
import ToyGAN

@testable import ToyGANCluster
@testable import ToyGANCore
@testable import ToyGANFigures
@testable import ToyGANFiles
@testable import ToyGANGames
@testable import ToyGANSettings
@testable import ToyGANStudies
@testable import ToyGANTensorBoard
@testable import ToyGANTheory

@Suite struct TensorBoardTests {
  private static let trajectory = """
    step,loss_generator,loss_discriminator,modes_covered,average_modes_covered,vanished_gradients,slope
    0,nan,nan,0,0,0.5,nan
    10,-0.1,1e-30,7,8,nan,inf
    20,1e300,-inf,8,nan,0.25,2

    """

  /// A folder of a run that began at 2026-01-02 00:00:00 UTC and took ten seconds for twenty steps.
  @discardableResult
  private func run(
    _ path: String, in folder: TemporaryFolder, label: String = "gan", seed: UInt64 = 0,
    status: String = "completed", trajectory: String? = trajectory
  ) throws -> URL {
    let url = folder.url.appendingPathComponent(path)
    let run = try RunFolder.create(at: url, registry: .standard)
    try run.write(yaml: Configuration(yaml: "seed: \(seed)\nmethod: wgan").yaml)
    try run.write(
      RunRecord(
        status: status, label: label, method: "wgan", seed: seed, step: 20, steps: 20, version: "0",
        processor: "none", started: "2026-01-02T00:00:00Z", ended: nil, seconds: 10))
    if let trajectory { try AtomicFile.write(trajectory, to: run.file("trajectory.csv")) }
    return url
  }

  private static let start = 1_767_312_000.0

  /// The head of a PNG, 3 by 2 pixels.
  private static let png: [UInt8] =
    [0x89] + Array("PNG\r\n\u{1A}\n".utf8) + [0, 0, 0, 13] + Array("IHDR".utf8)
    + [0, 0, 0, 3, 0, 0, 0, 2]

  private func draw(_ names: [String], in run: URL) throws {
    let plots = run.appendingPathComponent("plots")
    try AtomicFile.makeFolder(plots)
    for name in names {
      try AtomicFile.write(Self.png, to: plots.appendingPathComponent(name))
    }
  }

  @Test func everyNumberIsThereUnderItsGroup() throws {
    let folder = try TemporaryFolder()
    let place = try TensorBoard.export(run("run", in: folder))
    #expect(place.path == folder.url.appendingPathComponent("run/tensorboard").path)
    let reader = try EventReader(place, "gan/seed-0")
    let curves = reader.tags.filter { $0.contains("/") && !$0.hasPrefix("_hparams_") }
    let found = curves.map { tag in
      "\(tag) " + reader.scalars(tag).map { "\($0.step):\($0.value)" }.joined(separator: " ")
    }
    #expect(
      found == [
        "metrics/modes_covered 0:0.0 10:7.0 20:8.0", "average/modes_covered 0:0.0 10:8.0",
        "diagnostics/vanished_gradients 0:0.5 20:0.25", "loss/generator 10:-0.1 20:inf",
        "loss/discriminator 10:1e-30 20:-inf", "monitors/slope 10:inf 20:2.0",
      ])
    #expect(reader.events.first?.version == "brain.Event:2")
    #expect(reader.events.map(\.time) == [0, 0, 0, 5, 10].map { Self.start + $0 })
  }

  @Test func settingsAreKeptByNameInTheirWrittenForm() throws {
    let folder = try TemporaryFolder()
    let place = try TensorBoard.export(run("run", in: folder, label: "a, b"))
    let reader = try EventReader(place, "a, b/seed-0")
    let text = try EventReader.fields(try #require(reader.value("configuration")[8]).bytes)
    let yaml = try folder.text("run/config.yaml")
    let code = yaml.split(separator: "\n").map { "    \($0)\n" }.joined()
    #expect(text.first { $0.number == 8 }?.text == code)
    let begun = try content(reader, "_hparams_/session_start_info", 3)
    #expect(begun.first { $0.number == 4 }?.text == "a, b")
    let settings = try begun.filter { $0.number == 1 }.map { entry in
      try EventReader.fields(entry.bytes)[0].text
    }
    for name in ["target", "method.name", "generator.optimizer.learningRate", "evaluation.final"] {
      #expect(settings.contains(name), "\(settings)")
    }
    #expect(!settings.contains("seed"))
  }

  /// What the plugin for hyperparameters was told: the fields of message `number` in its content.
  private func content(
    _ reader: EventReader, _ tag: String, _ number: Int
  ) throws -> [EventReader.Field] {
    var bytes = try #require(reader.value(tag)[9]).bytes
    for number in [1, 2, number] {
      bytes = try #require(EventReader.fields(bytes).first { $0.number == number }).bytes
    }
    return try EventReader.fields(bytes)
  }

  /// TensorBoard's numbers: 1 is a success, 2 a failure.
  @Test(arguments: [("completed", 1), ("diverged", 2), ("interrupted", nil), ("running", nil)])
  func aRunHasEndedWellOrNotOrCanGoOn(status: String, number: UInt64?) throws {
    let folder = try TemporaryFolder()
    let place = try TensorBoard.export(run("run", in: folder, status: status))
    let reader = try EventReader(place, "gan/seed-0")
    guard let number else {
      return #expect(!reader.tags.contains("_hparams_/session_end_info"))
    }
    let ended = try content(reader, "_hparams_/session_end_info", 4)
    #expect(ended.map(\.bits) == [number, (Self.start + 10).bitPattern])
  }

  @Test func picturesStandAtTheLastStep() throws {
    let folder = try TemporaryFolder()
    let url = try run("run", in: folder)
    try draw(["samples.png", "losses.png", ".losses.part.png", "losses.svg"], in: url)
    try AtomicFile.write("no picture", to: url.appendingPathComponent("plots/broken.png"))
    let reader = try EventReader(try TensorBoard.export(url), "gan/seed-0")
    let last = try #require(reader.events.last)
    #expect(last.values.map(\.tag) == ["plots/losses", "plots/samples"])
    #expect(last.step == 20 && last.time == Self.start + 10)
    let image = try EventReader.fields(try #require(last.values[1][4]).bytes)
    #expect(image[0].bits == 2 && image[1].bits == 3 && image[3].bytes == Self.png)
    try AtomicFile.write("step,slope\n40,1\n", to: url.appendingPathComponent("trajectory.csv"))
    let killed = try EventReader(try TensorBoard.export(url), "gan/seed-0")
    #expect(killed.events.last?.step == 40 && killed.events.last?.time == Self.start + 20)
  }

  @Test func aSweepHasAFolderForEachRun() throws {
    let folder = try TemporaryFolder()
    let runs: [(String, String, UInt64)] = [
      ("a", "gan", 0), ("b", "gan", 1), ("c", "../up/k=1", 0), ("d", "twin", 3), ("e", "twin", 3),
    ]
    for (id, label, seed) in runs {
      try run("sweep/runs/\(id)", in: folder, label: label, seed: seed)
    }
    // Runs of which there is nothing to show do not stand in the way of the others.
    try AtomicFile.makeFolder(folder.url.appendingPathComponent("sweep/runs/none"))
    let sweep = folder.url.appendingPathComponent("sweep")
    try AtomicFile.write("", to: sweep.appendingPathComponent("plan.jsonl"))
    try draw(["modes-recovered.png"], in: sweep)
    let place = try TensorBoard.export(sweep, to: folder.url.appendingPathComponent("logs"))
    let found = try FileManager.default.subpathsOfDirectory(atPath: place.path).sorted()
    let names = ["_.._up_k=1/seed-0", "gan/seed-0", "gan/seed-1", "twin/seed-3-d", "twin/seed-3-e"]
    let file = "events.out.tfevents.toygan"
    let files = names.map { "\($0)/\(file)" } + [file]
    #expect(found.filter { $0.hasSuffix(file) } == files.sorted())
    #expect(try EventReader(place, ".").tags == ["plots/modes-recovered"])
  }

  @Test func theSameRunGivesTheSameBytesInPlaceOfTheLast() throws {
    let folder = try TemporaryFolder()
    let url = try run("run", in: folder)
    let file = "run/tensorboard/gan/seed-0"
    func bytes() throws -> Data {
      _ = try TensorBoard.export(url)
      #expect(try folder.names(in: file) == ["events.out.tfevents.toygan"])
      return try Data(contentsOf: folder.url.appending(path: "\(file)/events.out.tfevents.toygan"))
    }
    let first = try bytes()
    #expect(try bytes() == first)
    try AtomicFile.write("step,loss_generator\n0,1\n", to: url.appending(path: "trajectory.csv"))
    #expect(try bytes().count < first.count)
    try FileManager.default.removeItem(at: url.appending(path: "trajectory.csv"))
    #expect(try bytes().count < first.count)
  }

  @Test func whatCannotBeUnderstoodIsNamed() throws {
    let folder = try TemporaryFolder()
    let run = try run("run", in: folder, trajectory: "step,loss_generator\nten,1\n")
    func message(_ url: URL, to place: URL? = nil) -> String {
      let error = #expect(throws: FileError.self) {
        try TensorBoard.export(url, to: place)
      }
      return error?.description ?? ""
    }
    #expect(message(folder.url).contains("config.yaml"))
    #expect(message(run).contains("row 1 is 'ten,1'; expected"))
    try AtomicFile.write("step,loss_generator\n10\n", to: run.appending(path: "trajectory.csv"))
    #expect(message(run).contains("run/trajectory.csv row 1 is '10'; expected"))
    try AtomicFile.write("step\n", to: run.appending(path: "trajectory.csv"))
    #expect(message(run, to: run.appending(path: "run.json")).contains("cannot make the folder"))
    try AtomicFile.write("{}", to: run.appending(path: "run.json"))
    #expect(message(run).contains("run.json"))
  }

  @Test func aTrainedRunIsReadBackExactly() throws {
    let folder = try TemporaryFolder()
    let evaluation = "{every: 10, samples: 40, storeEvery: 20, final: [modes_covered]}"
    let yaml = "steps: 25\nevaluation: \(evaluation)"
    let url = folder.url.appendingPathComponent("run")
    _ = try Run(Configuration(yaml: yaml), in: url, label: "x").start(training: { FakeTrainer($0) })
    let reader = try EventReader(try TensorBoard.export(url), "x/seed-0")
    let table = try CSVTable(contentsOf: url.appendingPathComponent("trajectory.csv"))
    for column in table.header.dropFirst() {
      let rows = zip(try table.numbers("step"), try table.numbers(column)).filter { !$1.isNaN }
      let found = reader.scalars(TensorBoardRun.tag(column))
      #expect(found.map { Double($0.step) } == rows.map(\.0), "\(column)")
      #expect(found.map(\.value) == rows.map { Float($0.1) }, "\(column)")
    }
  }
}

/// The command, run as a user would.
@Suite struct ExportCommandTests {
  @Test func writesARunAndSaysWhere() throws {
    let folder = try TemporaryFolder()
    let yaml = "steps: 5\nevaluation: {every: 5, samples: 10, final: [modes_covered]}"
    _ = try Run(Configuration(yaml: yaml), in: folder.url.appending(path: "run")).start(
      training: { FakeTrainer($0) })
    let result = try Toygan(["export", "run", "--tensorboard"], in: folder.url)
    #expect(result.status == 0 && result.output == "run/tensorboard\n", "\(result.errors)")
    let other = try Toygan(["export", "run", "--tensorboard", "--out", "logs"], in: folder.url)
    #expect(other.status == 0 && other.output == "logs\n", "\(other.errors)")
    #expect(
      try EventReader(folder.url, "logs/gan/seed-0").events.count
        == EventReader(folder.url, "run/tensorboard/gan/seed-0").events.count)
    let help = try Toygan(["export", "--help"], in: folder.url)
    #expect(help.output.contains("Example: toygan export") && help.output.contains("--tensorboard"))
  }

  @Test(arguments: [
    (["export", "missing"], "--tensorboard"), (["export", "--tensorboard"], "<folder>"),
    (["export", "missing", "--tensorboard"], "missing"),
    (["export", ".", "--tensorboard"], "config.yaml"),
  ])
  func badInputIsOneLineAndStatusTwo(arguments: [String], word: String) throws {
    let folder = try TemporaryFolder()
    let result = try Toygan(arguments, in: folder.url)
    #expect(result.status == 2 && result.output.isEmpty)
    #expect(result.errorLines.count == 1 && result.errors.contains(word), "\(result.errors)")
  }
}
