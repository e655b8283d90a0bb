import Foundation
import Testing
import ToyGAN

@testable import ToyGANStudies

/// A number means the same wherever it is written, and what cannot hold is refused.
@Suite struct AmbiguousInputTests {
  private func refusal(_ body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch { return "\(error)" }
  }

  @Test(arguments: [
    "010", "-010", "+07", "1:30", "0x10", "1_000", "\"16\"", "'16'", "1e-1", "1.55e1", "16.0", "٣",
  ])
  func ambiguousWholeNumbersAreRefusedEverywhere(text: String) {
    #expect(refusal { _ = try Configuration(yaml: "batch: \(text)") }?.hasPrefix("batch") == true)
    #expect(
      refusal {
        _ = try Configuration(assignments: [Assignment(path: "batch", value: text)])
      }?.hasPrefix("batch") == true)
    #expect(
      refusal { _ = try Configuration(yaml: "generator: {hidden: [\(text)]}") }?
        .hasPrefix("generator.hidden[0]") == true)
    #expect(refusal { _ = try Experiment(yaml: "seeds: [\(text)]") }?.hasPrefix("seeds[0]") == true)
    #expect(refusal { _ = try Experiment(yaml: "seeds: \(text)") }?.hasPrefix("seeds") == true)
  }

  @Test(arguments: ["007.5", "-00.5", "\"0.5\"", "1:30", "0x1p3", "1_0.5", "0,5"])
  func ambiguousNumbersAreRefused(text: String) {
    #expect(
      refusal { _ = try Configuration(yaml: "optimizer: {learningRate: \(text)}") }?
        .contains("learningRate") == true)
  }

  @Test func quotedNumbersAreSaidToBeText() {
    let message = refusal { _ = try Configuration(yaml: "batch: \"16\"") }
    #expect(message?.contains("'16' in quotes, which is text") == true)
  }

  @Test func anEmptyListIsNamed() {
    #expect(refusal { _ = try Experiment(yaml: "seeds: []") }?.contains("an empty list") == true)
  }

  @Test func byteOrderMarks() throws {
    let folder = try TemporaryFolder()
    let file = folder.url.appendingPathComponent("c.yaml")
    try Data([0xef, 0xbb, 0xbf] + Array("batch: 16\n".utf8)).write(to: file)
    #expect(try Configuration(file: file.path).batch == 16)
    try Data([0xff, 0xfe] + Array("batch: 16\n".utf8)).write(to: file)
    #expect(refusal { _ = try Configuration(file: file.path) }?.contains("UTF-16") == true)
  }

  @Test(arguments: [
    "seed>=", "seed<abc", "seed=0,5", "seed<<3", "seed=>3", "seed!3", "seed", "=3", "seed==",
    "modes_covered>many", "steps<1e", "seed<>3",
  ])
  func conditionsThatAreNoneAreRefused(text: String) throws {
    let folder = try TemporaryFolder()
    let url = folder.url.appendingPathComponent("s")
    let sweep = try Sweep(Experiment(yaml: SmallRuns.yaml), in: url)
    _ = try sweep.start(training: { FakeTrainer($0) })
    #expect(throws: SettingError.self) { try RunSelection(sweep.folder, where: [text]) }
    #expect(try RunSelection(sweep.folder, where: ["seed>=0", "method=gan"]).rows.count == 1)
  }

  /// 2^64 - 1 and its neighbour are one Double.
  @Test func seedsAreComparedExactly() throws {
    let condition = try RunCondition("seed=18446744073709551615")
    #expect(condition.holds("18446744073709551615") && !condition.holds("18446744073709551614"))
  }

  @Test(arguments: ["modes_covered", "w1,reverse_kl", "high_quality"])
  func aMetricThatATargetCannotHaveIsRefused(names: String) throws {
    let folder = try TemporaryFolder()
    let file = folder.url.appendingPathComponent("p.csv")
    try Data("2,0\n0,2\n".utf8).write(to: file)
    let selection = try MetricSelection(argument: names, key: "metrics")
    let error = #expect(throws: SettingError.self) {
      try ScoreReport(file: file, target: .shape(.moons), name: "moons", metrics: selection)
    }
    #expect(error?.value.contains("needs a target with modes") == true)
  }

  /// A run measures what its target has, and says what it leaves out.
  @Test(arguments: [
    ("metrics: [modes_covered]", ["evaluation.metrics: modes_covered"]),
    (
      "final: [w1, reverse_kl, high_quality]",
      ["evaluation.final: reverse_kl", "evaluation.final: high_quality"]
    ),
    ("metrics: [w1]", []), ("metrics: all", []), ("every: 10", []),
  ])
  func namedMetricsThatATargetCannotHaveAreSaid(evaluation: String, starts: [String]) throws {
    func lines(_ target: String) throws -> [String] {
      let recipe = try Recipe(
        Configuration(yaml: "target: \(target)\nevaluation: {\(evaluation)}"))
      return recipe.configuration.absentMetrics(of: recipe.target)
    }
    let found = try lines("moons")
    #expect(found.count == starts.count)
    for (line, start) in zip(found, starts) {
      #expect(line.hasPrefix(start) && line.hasSuffix("needs a target with modes; it is left out"))
    }
    #expect(try lines("ring8") == [])
    let folder = try TemporaryFolder()
    let experiment = try Experiment(
      yaml: "seeds: 2\nvary: {target: [moons, ring8]}\nevaluation: {\(evaluation)}")
    let sweep = try Sweep(experiment, in: folder.url.appendingPathComponent("sweep"))
    #expect(try sweep.remarks() == found.map { "\($0) (target: \"moons\")" })
  }

  /// A tag would change the meaning of a value, and nothing here reads one.
  @Test(arguments: [
    "batch: !!str 8", "batch: !!int '8'", "target: !mine ring8", "batch: ! 8",
    "generator: !!map {latent: 2}", "generator: {hidden: !!seq [8]}",
    "generator: {hidden: [!!int 8]}",
  ])
  func tagsAreRefused(yaml: String) {
    #expect(refusal { _ = try Configuration(yaml: yaml) }?.contains("the tag '!") == true)
    #expect(refusal { _ = try Configuration(yaml: "batch: '8'") }?.contains("in quotes") == true)
  }

  @Test(arguments: ["", "~", "null", "Null", "NULL", "' '", "\"\\t\"", "[a]", "{a: b}"])
  func labelsThatAreNothingAreRefused(label: String) {
    let yaml = "variants: [{label: \(label), batch: 8}]"
    #expect(refusal { _ = try Experiment(yaml: yaml) }?.hasPrefix("variants[0].label") == true)
  }

  @Test(arguments: ["'null'", "\"~\"", "nothing"])
  func wordsInQuotesAreLabels(label: String) throws {
    let yaml = "variants: [{label: \(label), batch: 8}]"
    #expect(try Experiment(yaml: yaml).plan().count == 1)
  }

  @Test(arguments: ["a\nb", "a\rb", "a\u{1b}[31mb", "a\u{2028}b", "a\u{202e}b"])
  func labelsThatWouldTearATableAreRefused(label: String) throws {
    let quoted = SettingNode.word(label).json
    #expect(
      refusal { _ = try Experiment(yaml: "variants: [{label: \(quoted), batch: 8}]").plan() }?
        .hasPrefix("variants") == true)
  }

  @Test func sizesAreLimitedBeforeAnythingIsMade() {
    func hidden(_ width: Int) -> String { "generator: {hidden: [\(width), \(width)]}" }
    let large = refusal { _ = try Recipe(Configuration(yaml: hidden(65_536))) }
    #expect(large?.contains("GiB") == true && large?.contains("the memory of this machine") == true)
    #expect(refusal { _ = try Recipe(Configuration(yaml: hidden(64))) } == nil)
    #expect(
      refusal { _ = try Configuration(yaml: "discriminator: {steps: 1001}") }?
        .hasPrefix("discriminator.steps") == true)
    let list = (0..<100).map(String.init).joined(separator: ", ")
    let vary = "vary: {generator.latent: [\(list)], batch: [\(list)], steps: [\(list)]}"
    #expect(refusal { _ = try Experiment(yaml: vary).plan() }?.contains("1e+06") == true)
    #expect(
      refusal {
        _ = try Experiment(yaml: "vary: {batch: [\(list)]}\nseeds: 5000").plan()
      }?.contains("at most 100000") == true)
  }

  @Test func aMillionKeysAreRefusedAtOnce() {
    let keys = (0..<1_000_000).map { "k\($0): 1" }.joined(separator: "\n")
    #expect(refusal { _ = try Configuration(yaml: keys) }?.contains("names and values") == true)
  }

  /// A method by its name trains what its name says: not without its part, and not with a part of no effect.
  @Test(arguments: [
    "method: wgan-lp\npenalties: {gradientPenalty: {isOneSided: false}}",
    "method: wgan-gp\npenalties: {gradientPenalty: {isOneSided: true}}",
    "method: wgan-gp\npenalties: {gradientPenalty: {weight: 0}}",
    "method: wgan-gp\npenalties: {gradientPenalty: {target: 0}}",
    "method: wgan-gp\ndiscriminator: {batchNormalization: {}}",
    "method: wgan-lp\ndiscriminator: {minibatchDiscrimination: {}}",
    "method: rpgan\npenalties: none", "method: rpgan\npenalties: r1",
    "method: rpgan\npenalties: {r2: {weight: 0}}", "method: r1\npenalties: {r1: {weight: 0}}",
    "method: dragan\npenalties: {dragan: {weight: 0}}",
    "method: consensus\npenalties: {consensus: {weight: 0}}",
    "method: gdpp\npenalties: {diversity: {weight: 0}}",
    "method: historical-averaging\npenalties: {historicalAveraging: {weight: 0}}",
    "method: feature-matching\npenalties: {featureMatching: {weight: 0}}",
  ])
  func aMethodKeepsWhatMakesIt(yaml: String) throws {
    #expect(throws: SettingError.self) { try Recipe(Configuration(yaml: yaml)) }
    let method = String(yaml.prefix { $0 != "\n" })
    #expect(throws: Never.self) { try Recipe(Configuration(yaml: method)) }
  }
}
