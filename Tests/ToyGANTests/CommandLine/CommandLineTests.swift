import Foundation
import Testing
import ToyGAN

@testable import ToyGANCluster
@testable import ToyGANCore
@testable import ToyGANFigures
@testable import ToyGANFiles
@testable import ToyGANGames
@testable import ToyGANMetrics
@testable import ToyGANStudies
@testable import ToyGANTensorBoard
@testable import ToyGANTheory

@Suite struct CommandLineTests {
  private static let small = """
    generator: {latent: 2, hidden: [8]}
    discriminator: {hidden: [8]}
    batch: 16
    steps: 40
    evaluation: {every: 20, samples: 50, storeEvery: 40}
    """

  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (name, text) in [
      ("small.yaml", Self.small), ("empty.csv", ""), ("words.csv", "x,y\n1,two\n"),
      ("column.csv", "x\n1\n2\n"),
      ("points.csv", "x,y\n2,0\n0,2\n"), ("nan.csv", "2,0\nnan,1\n"),
      ("empty.yaml", ""), ("file", "not a folder"),
    ] {
      try Data(text.utf8).write(to: folder.url.appendingPathComponent(name))
    }
    return folder
  }

  @Test(arguments: [
    ("train --set bacth=3", "bacth"), ("train --set method=wgna", "wgan-gp"),
    ("train --set target=rign8", "did you mean ring8?"),
    ("train --set batch=-3", "batch must be a whole number from 1 to 1048576, not -3"),
    ("train --set generator.hidden=[]", "generator.hidden"),
    ("train --set optimizer.learningRate=nan", "optimizer.learningRate must be a finite number"),
    (
      "train --set target.ring={modes:_2,radius:_1,deviation:_1,weights:_[0,0]}",
      "target.ring.weights"
    ),
    ("train --set target.points.file=missing.csv", "missing.csv"),
    ("train --set target.points.file=empty.csv", "without points"),
    ("train --set target.points.file=words.csv", "1,two"),
    ("train --set target.points.file=column.csv", "2 numbers between commas"),
    ("train empty.yaml", "empty.yaml is an empty file"),
    ("train missing.yaml", "error: cannot read missing.yaml: no such file"),
    ("train .", "error: cannot read .: it is a folder"),
    ("train small.yaml --out file/run", "cannot make the folder"),
    ("train small.yaml --out .", "--resume"),
    ("train --resume --out missing", "no such file or folder"),
    ("train /dev/zero", "at most"), ("train /dev/null", "an empty file"),
    ("train --bogus", "--bogus"), ("train --steps many", "many"), ("bogus", "bogus"),
    ("sweep missing.yaml", "missing.yaml"), ("sweep small.yaml -j 0", "-j"),
    ("sweep small.yaml --shard 2/1", "--shard"), ("sweep small.yaml --seeds 0", "--seeds"),
    ("sample missing --count 3", "missing"), ("sample missing", "--count"),
    ("compare missing", "missing"), ("compare .", "plan.jsonl"),
    ("score missing.csv --target ring8", "missing.csv"), ("score words.csv --target ring8", "two"),
    ("score empty.csv --target ring8", "empty"), ("score . --target ring8", "a file of samples"),
    ("score points.csv --target rign8", "did you mean ring8?"),
    ("score points.csv --target gaussians-1200d", "1200"),
    ("score points.csv --target ring8 --metrics w3", "did you mean w1?"),
    ("score nan.csv --target ring8", "1 of 2"), ("score points.csv", "--target"),
    ("score points.csv --target missing.yaml", "missing.yaml"),
    ("score points.csv --target small.yaml", "a configuration without target"),
    ("plot missing", "missing"), ("list bogus", "methods"), ("help trian", "did you mean train?"),
    ("train --stesp 3", "--steps"), ("init --target rign8", "did you mean ring8?"),
    ("list methods wgan-pg", "did you mean wgan-gp?"), ("list settings xyzzy", "xyzzy"),
    ("init --out small.yaml", "cannot write small.yaml: it exists already"),
    ("init --methods gan", "--sweep"),
    ("theory bogus", "dirac-gan"), ("theory --out x", "--out"),
    ("theory bilinear --out file/x", "cannot make the folder"),
    ("bench", "Benchmarks/recipes"), ("bench missing.yaml", "missing.yaml"),
    ("bench small.yaml --seconds 0", "--seconds"), ("bench small.yaml --set batch=0", "batch"),
    ("train empty.yaml --profile", "an empty file"),
  ])
  func badInputIsOneLineAndStatusTwo(line: String, word: String) throws {
    let folder = try folder()
    let result = try Toygan(
      line.arguments.map { $0.replacing("_", with: " ") }, in: folder.url)
    #expect(result.status == 2)
    #expect(result.output.isEmpty)
    #expect(result.errorLines.count == 1, "\(result.errors)")
    #expect(result.errors.hasPrefix("toygan: error: "))
    #expect(result.errors.contains(word), "\(result.errors)")
  }

  @Test func trainSampleAndResume() throws {
    let folder = try folder()
    let train = try Toygan("train small.yaml --out run --quiet".arguments, in: folder.url)
    #expect(train.status == 0)
    #expect(train.output.hasSuffix("\nrun\n"))
    let sample = try Toygan("sample run --count 5 --out s.npy".arguments, in: folder.url)
    #expect(sample.output == "s.npy\n")
    let bytes = try Data(contentsOf: folder.url.appendingPathComponent("s.npy"))
    #expect(bytes.count == 128 + 5 * 2 * 4)
    let score = try Toygan(
      "score run --target grid25 --metrics modes_covered".arguments, in: folder.url)
    #expect(score.status == 0, "\(score.errors)")
    #expect(score.output.hasPrefix("50 samples of run at step 40, against grid25\n"))
    let wide = try Toygan("score run --target gaussians-1200d".arguments, in: folder.url)
    #expect(wide.status == 2 && wide.errorLines.count == 1 && wide.errors.contains("1200"))
    let again = try Toygan("train --resume --out run".arguments, in: folder.url)
    #expect(again.status == 0)
    let other = try Toygan(
      "train small.yaml --out run --seed 1 --resume".arguments, in: folder.url)
    #expect(other.status == 2)
    #expect(other.errors.contains("seed"))
  }

  @Test func benchTimesEachRecipeApart() throws {
    let folder = try folder()
    let line = "bench small.yaml small.yaml --set batch=8 --seconds 0.1"
    let json = try Toygan((line + " --json").arguments, in: folder.url)
    #expect(json.status == 0)
    let timings = Timing.read(Data(json.output.utf8))
    #expect(timings.map(\.recipe) == ["small", "small"])
    for timing in timings {
      #expect(timing.blocks >= 3)
      #expect(timing.lowerQuartile <= timing.median && timing.median <= timing.upperQuartile)
      #expect(timing.operations > 1000 && timing.productPeak > 0)
      #expect(timing.firstStep > 0 && timing.compilation > 0 && timing.peakMemory > 1 << 20)
    }
    let text = try Toygan(line.arguments, in: folder.url)
    #expect(text.output.split(separator: "\n").count == 3)
  }

  @Test func aProfileTrainsNothing() throws {
    let folder = try folder()
    let result = try Toygan("train small.yaml --profile".arguments, in: folder.url)
    #expect(result.status == 0)
    #expect(result.output.contains("data and latents") && result.output.contains("fused groups"))
    #expect(!FileManager.default.fileExists(atPath: folder.url.appendingPathComponent("runs").path))
  }

  @Test func helpOfEachCommandHasAnExample() throws {
    let folder = try folder()
    for command in [
      "train", "sweep", "sample", "score", "plot", "compare", "export", "list", "init", "bench",
    ] {
      let help = try Toygan([command, "--help"], in: folder.url)
      #expect(help.status == 0)
      let words = help.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      let isShown = ["Example:", "Examples:"].contains {
        words.contains("\($0) toygan \(command) ")
      }
      #expect(isShown, "\(help.output)")
    }
  }

  @Test func helpOfListNamesEveryTopic() throws {
    let folder = try folder()
    let help = try Toygan(["list", "--help"], in: folder.url)
    let words = help.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let topics = Listing.Topic.allCases.map(\.rawValue)
    #expect(words.contains(topics.dropLast().joined(separator: ", ") + " or \(topics.last ?? "")"))
  }

  @Test(arguments: Listing.Topic.allCases)
  func listsAreTextAndJSON(topic: Listing.Topic) throws {
    let folder = try folder()
    let text = try Toygan(["list", topic.rawValue], in: folder.url)
    let json = try Toygan(["list", topic.rawValue, "--json"], in: folder.url)
    let items = try JSONDecoder().decode([Listing.Item].self, from: Data(json.output.utf8))
    #expect(items.count == text.output.split(separator: "\n").count)
    #expect(items.map(\.name) == Listing(topic).items.map(\.name))
  }
}

/// Signals, and what becomes of a run whose pictures cannot be drawn.
@Suite struct InterruptionTests {
  /// A machine that is busy may keep the program from a safe place until its patience is over.
  @Test(arguments: [SIGINT, SIGTERM])
  func asksForACheckpointAndEndsWith75(signal: Int32) throws {
    #expect(try Patience.until { try comesToASafePlace(after: signal) })
  }

  private func comesToASafePlace(after signal: Int32) throws -> Bool {
    let folder = try TemporaryFolder()
    // It does not end by itself.
    let running = try RunningToygan(
      "train --set batch=16 --set generator.hidden=[8] --steps 1000000000000 --out run --quiet"
        .arguments, in: folder.url)
    let trajectory = folder.url.appendingPathComponent("run/trajectory.csv").path
    running.wait { FileManager.default.fileExists(atPath: trajectory) }
    running.send(signal)
    #expect(running.status() == 75)
    let line = try #require(try running.errorLines().last)
    if line.contains("on the way") { return false }
    let run = RunFolder(folder.url.appendingPathComponent("run"))
    #expect(run.summary()?.status == "interrupted")
    #expect(try run.checkpoint() != nil)
    return true
  }

  @Test func withoutGnuplotTheResultsAreKept() throws {
    let folder = try TemporaryFolder()
    let arguments = "train --set batch=16 --set evaluation.samples=50 --steps 5 --out run --quiet"
      .arguments
    let result = try Toygan(arguments, in: folder.url, path: "/nonexistent")
    #expect(result.status == 0)
    #expect(result.errorLines.count == 1)
    #expect(result.errors.contains("apt-get install gnuplot-nox"))
    #expect(RunFolder(folder.url.appendingPathComponent("run")).summary()?.status == "completed")
  }
}

extension String {
  fileprivate var arguments: [String] { split(separator: " ").map(String.init) }
}
