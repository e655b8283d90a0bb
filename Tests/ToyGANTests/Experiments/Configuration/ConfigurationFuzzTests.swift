import Foundation
import Testing
import ToyGAN

@testable import ToyGANCore
@testable import ToyGANFigures
@testable import ToyGANFiles
@testable import ToyGANGames
@testable import ToyGANMetrics
@testable import ToyGANStudies
@testable import ToyGANTensorBoard
@testable import ToyGANTraining

/// Texts gone wrong in a hundred thousand ways: each is a configuration, or is refused in one line.
///
/// Reading YAML takes milliseconds: 5,000 of them unless `TOYGAN_FUZZ=20`, the factor, asks for all.
@Suite struct ConfigurationFuzzTests {
  static let textsPerSeed =
    1250 * (ProcessInfo.processInfo.environment["TOYGAN_FUZZ"].flatMap { Int($0) } ?? 1)

  @Test(arguments: Array<UInt64>(0..<4))
  func damagedTexts(_ seed: UInt64) {
    let words = [
      "1e999", "-1", "0", "99999999999999999999", "9223372036854775807", "18446744073709551616",
      ".nan", "-.inf", "1:2:3", "99999999999:99:99", "0x7fffffffffffffff", "0o7", "1_000", "~",
      "null", "yes", "none", "[]", "{}", "[", "]", "{", "}", ":", ",", "- ", "? ", "&a ", "*a",
      "<<",
      "!!int ", "!!binary ", "!!float ", "|", ">", "\"\\ud800\"", "\"\\x00\"", "\n", "\t", "\r",
      "\u{202E}",
      "\u{FEFF}", "\u{2028}", "é", "#", "'", "\"", "%", "@", "---\n", "...\n", "ring8", "grid25",
      "gan", "wgan-gp", "unrolled", "steps", "hidden", "generator", "random", "ring", "mixture",
      String(repeating: "[", count: 70), String(repeating: "- ", count: 70),
    ]
    var mutation = FileMutation(seed: seed, words: words)
    var (read, refused) = (0, 0)
    var wrong: [String] = []
    for _ in 0..<Self.textsPerSeed {
      var bytes = Array(mutation.choice(Self.texts).utf8)
      for _ in 0..<mutation.random(3) { mutation.damage(&bytes) }
      let text = String(decoding: bytes, as: UTF8.self)
      do {
        _ = try Configuration(yaml: text)
        read += 1
      } catch {
        refused += 1
        if "\(error)".contains(where: \.isNewline) { wrong.append(text) }
      }
    }
    #expect(wrong.isEmpty, "\(wrong.prefix(3))")
    #expect(read > Self.textsPerSeed / 20 && refused > Self.textsPerSeed / 4, "\(read) \(refused)")
  }

  private static let texts = [
    "target: ring8\nbatch: 64\nsteps: 100\nseed: 3\n",
    "generator: {latent: 8, hidden: [16, 16], activation: relu, average: 0.9}\n",
    "method: {name: unrolled, steps: 3, objective: minimax}\nschedule: alternating\n",
    "target: {ring: {modes: 8, radius: 2, deviation: 0.02}}\n",
    "target: {random: {modes: 5, extent: 4, deviation: 0.05, seed: 0}}\n",
    "target:\n  mixture:\n    means: [[0, 0], [1, 2]]\n    deviations: [0.1, 0.2]\n",
    "optimizer: {name: adam, learningRate: 1.0e-4, beta1: 0.5}\npenalties: [r1]\n",
    "evaluation: {every: 10, samples: 100, metrics: [modes_covered], final: all}\n",
    "discriminator:\n  hidden: &h [8]\n  inputScale: 0.25\ngenerator: {hidden: *h}\n",
    "# a comment\nlookahead: {every: 5, share: 0.5}\n",
  ]

  // MARK: - What a few bytes could do

  private func expectRefusal(_ yaml: String, _ words: String) {
    let start = Self.processorSeconds
    let error = #expect(throws: SettingError.self) { try Configuration(yaml: yaml) }
    let seconds = Self.processorSeconds - start
    #expect(error?.description.contains(words) == true, "\(error?.description.prefix(300) ?? "")")
    // 0.6 times at most is measured. What grows without bounds takes thousands.
    #expect(seconds < 50 * Self.secondsOfSoundTexts)
  }

  /// What it takes to read the ten texts above, at best: seconds alone would be about the machine.
  private static let secondsOfSoundTexts =
    (0..<5).map { _ in
      let start = processorSeconds
      for text in texts { #expect(throws: Never.self) { try Configuration(yaml: text) } }
      return processorSeconds - start
    }.min() ?? 0

  /// Time that a processor has spent on this thread, whatever else it does.
  private static var processorSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
  }

  /// Nine lists of nine aliases of the list before: 9^9 values; as a value, and as a name, which is
  /// hashed while it is read.
  @Test(arguments: ["batch: *a9", "? *a9\n: 3"])
  func aliasesOfAliases(last: String) {
    var lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    for level in 1...9 {
      let list = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      lines.append("a\(level): &a\(level) [\(list)]")
    }
    expectRefusal(lines.joined(separator: "\n") + "\n\(last)\n", "aliases (*name)")
  }

  @Test func aFewAliasesAreFine() throws {
    let yaml = "generator: {hidden: &h [8, 9]}\ndiscriminator: {hidden: *h}\n"
    #expect(try Configuration(yaml: yaml).discriminator.hidden == [8, 9])
  }

  private static let deep = [
    String(repeating: "[", count: 100_000), String(repeating: "{a: ", count: 100_000),
    String(repeating: "- ", count: 100_000), String(repeating: "? ", count: 100_000),
    "batch: " + String(repeating: "[", count: 900),
  ]

  @Test(arguments: deep.indices)
  func deepNesting(number: Int) {
    // The last is not as deep, and ends too soon.
    let isDeep = number < Self.deep.count - 1
    expectRefusal(Self.deep[number], isDeep ? "nested too deeply" : "valid YAML")
  }

  @Test func levelsAreCounted() {
    func nested(_ levels: Int) -> String {
      "batch: " + String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
    }
    expectRefusal(nested(64), "nested more than 64 deep")
    expectRefusal(nested(60), "a whole number")
    // Every alias adds the levels of its list.
    let chain = (1...8).map { "a\($0): &a\($0) [[[[[[[[[*a\($0 - 1)]]]]]]]]]" }
    expectRefusal("a0: &a0 x\n" + chain.joined(separator: "\n"), "more than 64")
  }

  @Test func hugeTextsAndNumbers() {
    expectRefusal(
      String(repeating: "# a long comment \(String(repeating: "x", count: 100))\n", count: 200_000),
      "at most 16777216")
    let digits = String(repeating: "9", count: 100_000)
    for key in ["batch", "steps", "seed", "generator.latent", "evaluation.samples"] {
      let parts = key.split(separator: ".")
      expectRefusal(
        parts.count == 1 ? "\(key): \(digits)" : "\(parts[0]): {\(parts[1]): \(digits)}",
        String(parts[parts.count - 1]))
    }
    expectRefusal(
      "target: {random: {modes: 999999999999, extent: 1, deviation: 1, seed: 0}}", "modes")
    expectRefusal("target: {ring: {modes: 999999999999, radius: 1, deviation: 1}}", "modes")
    expectRefusal("target: {grid: {side: 999999999, spacing: 1, deviation: 1}}", "side")
  }
}
