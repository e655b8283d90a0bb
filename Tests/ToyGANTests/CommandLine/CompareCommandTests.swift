import Foundation
import Testing
import ToyGAN

@testable import ToyGANFiles
@testable import ToyGANStudies
@testable import ToyGANTargets

/// `toygan compare` as a user calls it.
@Suite struct CompareCommandTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func toygan(_ arguments: [String]) throws -> Toygan {
    try Toygan(arguments, in: folder.url)
  }

  /// Three files of samples on the first modes of the ring, in both formats.
  private func writeSamples(_ name: String, modes: Int) throws {
    let place = folder.url.appendingPathComponent(name)
    try AtomicFile.makeFolder(place)
    for seed in 0..<3 {
      let points = (0..<200).flatMap { index -> [Float] in
        let angle = Float(index % modes) * .pi / 4
        let shift = Float(index + 200 * seed) * 1e-5
        return [2 * Foundation.cos(angle) + shift, 2 * Foundation.sin(angle)]
      }
      let ending = seed == 0 ? "npy" : "csv"
      try SampleFile.write(
        points, dimension: 2, to: place.appendingPathComponent("\(seed).\(ending)"))
    }
  }

  private func writeSweep(_ name: String, _ labels: [String]) throws {
    let runs = labels.enumerated().flatMap { place, label in
      WrittenSweep.runs(label, strict: (0..<5).map { Double(place + $0 % 2) })
    }
    _ = try WrittenSweep.write(runs, to: folder.url.appendingPathComponent(name))
  }

  @Test func samplesAloneAreCompared() throws {
    try writeSamples("mine", modes: 8)
    try writeSamples("theirs", modes: 3)
    let called = try toygan([
      "compare", "--add", "mine=mine/*", "--add", "theirs=theirs/*", "--target", "ring8",
    ])
    #expect(called.status == 0 && called.errors.isEmpty, "\(called.errors)")
    #expect(called.output.hasPrefix("modes_by_mass on ring8, 200 samples of each run:"))
    let rows = called.output.split(separator: "\n").filter { $0.hasPrefix("mine ") }
    #expect(rows.first?.contains("[8.00, 8.00]") == true)
    // Three runs a label cannot show that eight modes are more than three.
    #expect(called.output.joinedWords.contains("p is at least 0.1"))
    #expect(called.output.contains("not shown"))
  }

  /// The target and the number of samples are those of a sweep that was trained.
  @Test func samplesStandBesideTheRunsOfASweep() throws {
    try writeSamples("mine", modes: 8)
    let settings = """
      {target: ring8, steps: 4, batch: 8, generator: {latent: 2, hidden: [8]},
       discriminator: {hidden: [8]}, seeds: 3, variants: [{label: gan}],
       evaluation: {every: 4, samples: 50, metrics: [modes_by_mass],
         final: [modes_by_mass, high_quality]}}
      """
    try AtomicFile.write(settings, to: folder.url.appendingPathComponent("study.yaml"))
    let swept = try toygan(["sweep", "study.yaml", "--out", "study"])
    #expect(swept.status == 0, "\(swept.errors)")
    let called = try toygan([
      "compare", "study", "--add", "mine=mine/*", "--metric", "modes_by_mass", "--metric",
      "high_quality", "--format", "markdown",
    ])
    #expect(called.status == 0, "\(called.errors)")
    #expect(called.output.contains("| mine | 3 |") && called.output.contains("| gan | 3 |"))
    #expect(called.output.contains("modes\\_by\\_mass: mean | modes\\_by\\_mass: 95 % interval"))
    #expect(called.output.contains("high\\_quality: mean"))
    #expect(called.output.contains("50 samples of each file, chosen at random, are scored"))
    let refused = try toygan(["compare", "study", "--add", "mine=mine/*", "--target", "grid25"])
    #expect(refused.status == 2 && refused.errors.contains("ring8 (study), not grid25"))
  }

  @Test func sweepsAreComparedInEveryForm() throws {
    try writeSweep("one", ["a", "b"])
    try writeSweep("two", ["b", "c"])
    let text = try toygan(["compare", "one", "two"])
    #expect(text.status == 0 && text.output.contains("b (one)") && text.output.contains("b (two)"))
    #expect(text.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    let json = try toygan(["compare", "one", "two", "--json"])
    let named = try toygan(["compare", "one", "two", "--format", "json"])
    #expect(json.output == named.output)
    let read = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    #expect(read?["metric"] as? String == "modes_by_mass")
    let latex = try toygan([
      "compare", "one", "--format", "latex", "--columns", "runs,median,p", "--against", "a",
    ])
    #expect(latex.output.contains("\\begin{tabular}{lrrr}"))
    #expect(latex.output.contains("\n & runs & median & $p$ \\\\\n"))
    #expect(try toygan(["compare", "one", "two", "--json", "--all-pairs"]).output == json.output)
    let all = try toygan(["compare", "one", "two", "--all-pairs"])
    #expect(all.output.contains(" against\n"))
  }

  /// The options of reading are those of `score`, where a name is not taken by the table.
  @Test func addedFilesAreReadAsScoreReadsThem() throws {
    try AtomicFile.makeFolder(folder.url.appendingPathComponent("mine"))
    for seed in 0..<2 {
      let rows = (0..<30).map { "\(seed);2,\($0 % 3);0,0\n" }.joined()
      try AtomicFile.write(
        "n;x;y\n" + rows, to: folder.url.appendingPathComponent("mine/\(seed).txt"))
    }
    let called = try toygan([
      "compare", "--add", "mine=mine/*", "--target", "ring8", "--sample-columns", "x,y",
      "--sample-format", "csv", "--separator", ";", "--decimal", ",", "--metric", "sliced_w1",
    ])
    #expect(called.status == 0, "\(called.errors)")
    #expect(called.output.joinedWords.contains("Noise floor: 10 draws of the target itself score"))
    let recognized = try toygan([
      "compare", "--add", "mine=mine/*", "--target", "ring8", "--sample-columns", "2,3",
    ])
    #expect(recognized.output.joinedWords.contains("Note: mine is read as numbers between"))
    let wrong = try toygan([
      "compare", "--add", "mine=mine/*", "--target", "ring8", "--sample-columns", "z,y",
    ])
    #expect(wrong.status == 2 && wrong.errors.contains("columns 'z', 'y'"), "\(wrong.errors)")
  }

  /// Each call with what its error must name.
  @Test(arguments: [
    ("compare", "--add LABEL=FILES"),
    ("compare one --add mine=none/*.csv", "none/*.csv: no file matches"),
    ("compare --add a=mine/*", "--target"), ("compare one --against d", "--against"),
    ("compare one --metric modes", "--metric"), ("compare one --columns medain", "median"),
    ("compare one --all-pairs --against a", "--all-pairs"),
    ("compare one --all-pairs --format latex", "--all-pairs"),
    ("compare one --samples 5", "--samples"),
    ("compare one --json --format latex", "--json"), ("compare one --drop-invalid", "--add"),
    ("compare one --add a=mine/*", "which is taken"), ("compare one one", "named twice"),
    ("compare one --metric p --metric p", "twice"), ("compare one --json --columns p", "--columns"),
    ("compare --add a=mine/* --target ring8 --samples 0", "above 0"),
    ("compare one --target moons", "not moons"),
  ])
  func whatCannotBeComparedIsBlamed(line: String, named: String) throws {
    try writeSweep("one", ["a", "b"])
    try writeSamples("mine", modes: 8)
    let called = try toygan(line.split(separator: " ").map(String.init))
    #expect(called.status == 2, "\(line): \(called.output)")
    #expect(called.errors.contains(named), "\(line): \(called.errors)")
    #expect(called.errorLines.count == 1 && called.output.isEmpty)
  }
}
