import Foundation
import Testing
import ToyGAN

@testable import ToyGANFiles
@testable import ToyGANStudies

/// `score` and `sample` as a user calls them, with samples of any program.
@Suite struct ScoreCommandTests {
  private static let metrics = "modes_by_mass,modes_covered"

  private func folder(_ files: [String: [UInt8]]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (name, bytes) in files {
      try Data(bytes).write(to: folder.url.appendingPathComponent(name))
    }
    return folder
  }

  private func score(
    _ arguments: [String], in folder: TemporaryFolder, input: String? = nil
  ) throws -> (modes: Double?, toygan: Toygan) {
    let toygan = try Toygan(
      ["score"] + arguments + ["--target", "ring8", "--metrics", Self.metrics, "--json"],
      in: folder.url, input: input.map { folder.url.appendingPathComponent($0) })
    let read = try? JSONSerialization.jsonObject(with: Data(toygan.output.utf8))
    return ((read as? [String: Any])?["modes_covered"] as? Double, toygan)
  }

  @Test func standardInputIsReadInEveryFormat() throws {
    let points: [Float] = [2, 0, 0, 2, -2, 0]
    let archive = try #require(
      SampleReaderTests.NumPyFile.all.first { $0.name == "many.npz" }?.file)
    let folder = try folder([
      "a.csv": Array(SampleFile.csv(points, dimension: 2).utf8),
      "a.npy": SampleFile.npy(points, dimension: 2), "a.npz": [UInt8](archive),
    ])
    for name in ["a.csv", "a.npy"] {
      let (modes, toygan) = try score(["-"], in: folder, input: name)
      #expect(modes == 3 && toygan.status == 0 && toygan.errors.isEmpty, "\(name)")
    }
    let (_, read) = try score(["-"], in: folder, input: "a.npz")
    #expect(read.status == 0)
    #expect(read.errors == "toygan: standard input is read as the array 'points'\n")
    let (_, wrong) = try score(["-", "--format", "npy"], in: folder, input: "a.csv")
    #expect(
      wrong.status == 2 && wrong.errors.contains("standard input is a file without the first"))
    let (_, none) = try score(["-"], in: folder)
    #expect(none.status == 2 && none.errorLines.count == 1)
  }

  @Test func whatIsRecognizedIsSaidAndWhatIsStatedIsNot() throws {
    let folder = try folder(["a.txt": Array("n;x;y\na;2,0;0\nb;0;2,0\n".utf8)])
    let (modes, said) = try score(["a.txt", "--columns", "x, y"], in: folder)
    #expect(modes == 2)
    #expect(
      said.errors
        == "toygan: a.txt is read as numbers between semicolons, with a decimal comma\n")
    let (same, stated) = try score(
      ["a.txt", "--columns", "2,3", "--separator", ";", "--decimal", ","], in: folder)
    #expect(same == 2 && stated.errors.isEmpty)
    let (_, absent) = try score(["a.txt", "--columns", "x,z"], in: folder)
    #expect(absent.status == 2 && absent.errors.contains("'n;x;y'"))
    let (_, few) = try score(["a.txt", "--columns", "x"], in: folder)
    #expect(few.status == 2 && few.errors.contains("--columns must be 2 of them"))
  }

  @Test func aRunOfASweepIsScoredAndSampledByItsName() throws {
    let folder = try TemporaryFolder()
    let yaml = """
      target: ring8
      generator: {hidden: [8]}
      discriminator: {hidden: [8]}
      batch: 8
      steps: 2
      evaluation: {every: 2, samples: 20, storeEvery: 0, metrics: [], final: [modes_covered]}
      variants: [{label: "small, one", generator: {latent: 2}}, {label: other, generator: {latent: 3}}]
      seeds: [0, 1]
      """
    try Data(yaml.utf8).write(to: folder.url.appendingPathComponent("s.yaml"))
    let sweep = try Toygan(["sweep", "s.yaml", "--out", "study"], in: folder.url)
    #expect(sweep.status == 0, "\(sweep.errors)")
    let score = try Toygan(
      ["score", "study", "--run", "small, one/1", "--metrics", "modes_covered"], in: folder.url)
    #expect(
      score.status == 0 && score.output.hasPrefix("20 samples of small, one/1 at step 2, "),
      "\(score.errors)")
    let sample = try Toygan(
      ["sample", "study", "--run", "other/0", "--count", "3"], in: folder.url)
    #expect(sample.output.split(separator: "\n").count == 4, "\(sample.errors)")
    let unnamed = try Toygan(["score", "study"], in: folder.url)
    #expect(unnamed.status == 2 && unnamed.errors.contains("--run is missing"))
    let unknown = try Toygan(
      ["sample", "study", "--run", "othr/0", "--count", "3"], in: folder.url)
    #expect(unknown.status == 2 && unknown.errors.contains("--run"))
  }

  /// Points of a target are read as samples are.
  @Test func pointsOfATargetMayHaveAnyForm() throws {
    let folder = try folder([
      "target.dat": Array("1,5\t2\n2,5\t3\n3,5\t4\n".utf8),
      "a.npy": SampleFile.npy([1.5, 2, 2.5, 3], dimension: 2),
    ])
    let toygan = try Toygan(
      ["score", "a.npy", "--target", "{points: {file: target.dat}}", "--metrics", "w1"],
      in: folder.url)
    #expect(toygan.status == 0 && toygan.output.contains("w1"), "\(toygan.errors)")
    #expect(
      toygan.errors == "toygan: the target's points are read as numbers between tabs, with a "
        + "decimal comma\n")
    let trained = try Toygan(
      [
        "train", "--quiet", "--set", "target={points: {file: target.dat}}", "--set", "steps=1",
        "--set",
        "batch=8", "--out", "run",
      ], in: folder.url)
    #expect(trained.status == 0, "\(trained.errors)")
    #expect(
      trained.errors.contains(
        "target.points.file is read as numbers between tabs, with a decimal comma"))
  }
}
