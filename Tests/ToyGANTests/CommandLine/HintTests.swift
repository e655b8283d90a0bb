import Foundation
import Testing
import ToyGAN

@testable import ToyGANCommands
@testable import ToyGANFiles
@testable import ToyGANStudies

/// What other programs have as options, and seeds in the wrong place: the message has the way.
@Suite struct HintTests {
  @Test(arguments: [
    ("train --method gan", "--set method=gan"), ("train --target grid25", "--set target=grid25"),
    ("train --lr 1e-3", "--set optimizer.learningRate=1e-3"),
    ("train --learning-rate=1e-3", "--set optimizer.learningRate=1e-3"),
    ("train --epochs 50", "--steps 50"), ("train --iterations 50", "--steps 50"),
    ("train --batch-size 64", "--set batch=64"), ("train --batch_size 64", "--set batch=64"),
    ("train --bs 64", "--set batch=64"), ("train --optimizer sgd", "--set optimizer=sgd"),
    ("sweep --lr 1e-3", "--set optimizer.learningRate=1e-3"),
    ("sweep --epochs 50", "--set steps=50"),
    ("sweep --seed 3", "--set seed=3, or --seeds N"),
    ("train --lr", "--set optimizer.learningRate=VALUE"),
    ("train --lr --quiet", "--set optimizer.learningRate=VALUE"),
    ("sweep --set seeds=2 --vary batch=8,16", "--seeds 2"), ("sweep --vary seed=1,2", "--seeds 5"),
    ("sweep --vary seeds=1,2", "seeds: [1, 2]"), ("init --sweep --vary seed=1,2", "--seeds 5"),
    ("sweep --set vary=2", "--vary key.path=value,value"),
  ])
  func theWayIsInTheMessage(command: String, way: String) throws {
    let folder = try TemporaryFolder()
    let result = try Toygan(command.split(separator: " ").map(String.init), in: folder.url)
    #expect(result.status == 2 && result.errorLines.count == 1, "\(result.errors)")
    #expect(result.errors.contains(way), "\(result.errors)")
    #expect(try folder.names(in: "").filter { !$0.hasPrefix(".") }.isEmpty)
  }

  /// Options that mean no setting have the parser's message.
  @Test(arguments: ["train --sede 3", "plot --lr 3", "train --nonsense 3"])
  func otherOptionsAreUnknown(command: String) throws {
    let folder = try TemporaryFolder()
    let result = try Toygan(command.split(separator: " ").map(String.init), in: folder.url)
    #expect(result.status == 2 && result.errors.contains("Unknown option"), "\(result.errors)")
    #expect(!result.errors.contains("--set "), "\(result.errors)")
  }

  @Test func aStartingExperimentKeepsItsSeed() throws {
    let folder = try TemporaryFolder()
    let result = try Toygan(
      ["init", "--sweep", "--methods", "gan", "--set", "seed=7"], in: folder.url)
    #expect(result.status == 0 && result.output.contains("\nseeds: [7]\n"), "\(result.errors)")
  }
}

/// Tables and progress in a terminal of any width.
@Suite struct NarrowSweepTests {
  @Test(arguments: [20, 40, 60, 80, 150]) func theTableOfASweepFits(width: Int) throws {
    let folder = try TemporaryFolder()
    let yaml = """
      steps: 20
      seeds: 3
      evaluation: {every: 10, samples: 20, final: [modes_by_mass, modes_covered, high_quality, reverse_kl]}
      variants: [{label: 'a|b \\\\ c', method: gan}, {label: other, method: wgan-gp}]
      """
    let sweep = try Sweep(Experiment(yaml: yaml), in: folder.url.appendingPathComponent("s"))
    _ = try sweep.start(training: { FakeTrainer($0) })
    let text = sweep.folder.table(width: width)
    for line in text.split(separator: "\n") {
      // A word that is too long, such as the path of a setting, has a line for itself.
      let isWord = !line.drop { $0 == " " }.contains(" ")
      #expect(isWord || String(line).columns <= width, "\(width): \(line)")
    }
    #expect(!text.contains("|---") && !text.contains("\n\n\n"), "\(text)")
    if width >= 80 { #expect(text.contains("a|b"), "\(text)") }
    // Nothing is lost: every number of the tables stands in it.
    let rows = sweep.folder.table.split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst()
    let numbers = rows.flatMap { $0.split(whereSeparator: { " |".contains($0) }) }
      .filter { $0.contains(where: \.isNumber) }
    #expect(numbers.count > 10 && numbers.contains { $0.hasPrefix("[") }, "\(rows)")
    for number in numbers { #expect(text.contains(number), "\(number)") }
    #expect(sweep.folder.table(width: nil) == sweep.folder.table)
  }

  @Test(arguments: [20, 40, 60, 80]) func theStateOfASweepFits(width: Int) throws {
    let folder = try TemporaryFolder()
    let sweep = try Sweep(
      Experiment(yaml: "vary: {method: [gan, unrolled, wgan-gp]}"),
      in: folder.url.appendingPathComponent("s"))
    let text = try SweepStatus(sweep.folder).text(width: width)
    #expect(text.split(separator: "\n").allSatisfy { String($0).columns <= width }, "\(text)")
    #expect(text.contains("waiting"))
    let open = try SweepStatus(sweep.folder).text(width: nil)
    #expect(open.hasPrefix("0 of 3 runs have ended (0 %)\n\n"))
  }

  /// A line that has no room for all says less, in whole words.
  @Test(arguments: [12, 16, 20, 25, 30, 40, 60]) func progressIsNotCutInAWord(width: Int) {
    let progress = RunProgress(
      step: 12_500, steps: 25_000, rate: 310.5, point: nil, isEvaluation: false)
    let words = progress.line(width: width).split { " ━─".contains($0) }.map(String.init)
    let whole = ["12500/25000", "310", "311", "steps/s", "0:41", "left"]
    #expect(words.allSatisfy(whole.contains), "\(words)")
    #expect(words.contains("12500/25000"))
  }

  @Test(arguments: [
    (40.0, "40 seconds"), (99.7, "100 seconds"), (150, "2.5 minutes"), (5999, "100 minutes"),
    (6100, "1.7 hours"), (129_600, "36 hours"), (200_000, "2.3 days"),
  ])
  func durationsAreWords(seconds: Double, text: String) {
    #expect(Terminal.duration(seconds) == text)
  }
}
