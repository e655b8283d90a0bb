import Testing
import ToyGAN

@testable import ToyGANCluster
@testable import ToyGANCore
@testable import ToyGANFigures
@testable import ToyGANFiles
@testable import ToyGANGames
@testable import ToyGANSettings
@testable import ToyGANStatistics
@testable import ToyGANStudies
@testable import ToyGANTargets
@testable import ToyGANTheory
@testable import ToyGANTraining

/// Text that cannot be used, the key that must be blamed, and words the line must contain.
struct BadSetting: Sendable, CustomTestStringConvertible {
  var yaml: String
  var key: String
  var words: [String]

  init(_ yaml: String, _ key: String, _ words: String...) {
    (self.yaml, self.key, self.words) = (yaml, key, words)
  }

  var testDescription: String { yaml }

  static let all = [
    BadSetting("bacth: 3", "bacth", "unknown key", "batch, steps", "did you mean batch?"),
    BadSetting("generator: {hiden: [3]}", "generator.hiden", "did you mean hidden?"),
    BadSetting("method: {name: unrolled, clip: 3}", "method.clip", "objective"),
    BadSetting("penalties: r3", "penalties", "did you mean r1?"),
    BadSetting("penalties: {r1: {wieght: 3}}", "penalties.r1.wieght", "did you mean weight?"),
    BadSetting("penalties: {r1: {weight: -3}}", "penalties.r1.weight", "0 or above"),
    BadSetting("penalties: [r1, [r2]]", "penalties", "a list"),
    BadSetting("method: wgan\npenalties: labelSmoothing", "penalties.labelSmoothing", "minimax"),
    BadSetting("method: {name: f-gan, objective: hinge}", "method.objective", "pearson"),
    BadSetting(
      "method: {name: top-k, objective: relativisticPairing}", "method.objective", "sample alone"),
    BadSetting("method: {name: top-k, least: 0}", "method.least", "above 0"),
    BadSetting("method: feature-matching\npenalties: none", "penalties", "featureMatching"),
    BadSetting("method: wgan\nschedule: simultaneous", "discriminator.steps", "at once"),
    BadSetting("batch: 9\ndiscriminator: {packing: 2}", "discriminator.packing", "divisor"),
    BadSetting("discriminator: {packing: 0}", "discriminator.packing", "from 1 to"),
    BadSetting("discriminator: {weightClip: tight}", "discriminator.weightClip", "none, or"),
    BadSetting("discriminator: {weightClip: -1}", "discriminator.weightClip", "above 0"),
    BadSetting("discriminator: {instanceNoise: {deviation: 0}}", "instanceNoise.deviation"),
    BadSetting("generator: {fourierFeatures: {count: 0}}", "generator.fourierFeatures.count"),
    BadSetting("discriminator: {fourierFeatures: {deviation: 0}}", "fourierFeatures.deviation"),
    BadSetting("method: gdpp\npenalties: none", "penalties", "diversity"),
    BadSetting("method: gdpp\ndiscriminator: {hidden: [600]}", "discriminator.hidden", "512"),
    BadSetting("generator: {steps: 0}", "generator.steps", "from 1 to 1000"),
    BadSetting("generator: {latentDistribution: gauss}", "latentDistribution", "normal"),
    BadSetting("optimizer: {rate: 3}", "optimizer.rate", "learningRate"),
    BadSetting("target: {ring: {mode: 3}}", "target.ring.mode", "did you mean modes?"),
    BadSetting("method: wgan-pg", "method", "gan, lsgan, hinge", "wgan-gp?"),
    BadSetting("optimizer: adm", "optimizer", "did you mean adam?"),
    BadSetting("target: rign8", "target", "did you mean ring8?"),
    BadSetting("target: {rnig: {modes: 8}}", "target", "did you mean ring?"),
    BadSetting("standardize: maybe", "standardize", "'maybe'"),
    BadSetting(
      "target: {random: {modes: 0, extent: 1, deviation: 1, seed: 0}}", "target.random.modes"),
    BadSetting("target: {ring: {modes: 8, radius: 2}}", "target.ring.deviation", "missing"),
    BadSetting("batch: -3", "batch", "-3", "from 1 to 1048576"),
    BadSetting("batch: 0", "batch", "from 1 to 1048576"),
    BadSetting("batch: many", "batch", "'many'", "whole number"),
    BadSetting("batch: 2.5", "batch", "'2.5'", "whole number"),
    BadSetting("batch: 99999999999999999999", "batch", "whole number"),
    BadSetting("batch: 1000000000000", "batch", "from 1 to 1048576"),
    BadSetting("batch: [1]", "batch", "a list", "a whole number"),
    BadSetting("steps: 0", "steps", "from 1 to"),
    BadSetting("seed: -1", "seed", "0 or above"),
    BadSetting("seed: 18446744073709551616", "seed", "up to 18446744073709551615"),
    BadSetting("seed: 007", "seed", "without leading zeros"),
    BadSetting("steps: 9223372036854775808", "steps", "a whole number from 1 to "),
    BadSetting("generator: 3", "generator", "{steps: ..., latent: ..."),
    BadSetting("generator: {hidden: []}", "generator.hidden", "empty"),
    BadSetting("generator: {hidden: 128}", "generator.hidden", "'128'", "a list"),
    BadSetting("generator: {hidden: [128, 0]}", "generator.hidden[1]", "from 1 to 65536"),
    BadSetting("generator: {hidden: [128, x]}", "generator.hidden[1]", "'x'", "whole number"),
    BadSetting("generator: {latent: 0}", "generator.latent", "from 1 to 65536"),
    BadSetting("generator: {activation: rleu}", "generator.activation", "did you mean relu?"),
    BadSetting("generator: {activation: [relu]}", "generator.activation", "tanh, relu"),
    BadSetting("generator: {initialization: {normal: .nan}}", "generator.initialization.normal"),
    BadSetting("discriminator: {inputScale: 0}", "discriminator.inputScale", "above 0"),
    BadSetting("discriminator: {minibatchDiscrimination: yes}", "discriminator.minibatchDi"),
    BadSetting("optimizer: {annealing: slow}", "optimizer.annealing", "none, or"),
    BadSetting("optimizer: {annealing: {steps: 0}}", "optimizer.annealing.steps", "above 0"),
    BadSetting(
      "optimizer: {annealing: {course: exponential, steps: 5, to: 0}}", "annealing.to", "above 0"),
    BadSetting(
      "optimizer: {annealing: {course: steep, steps: 5, to: 0}}", "annealing.course", "linear"),
    BadSetting("optimizer: {learningRate: .nan}", "optimizer.learningRate", "nan", "above 0"),
    BadSetting("optimizer: {learningRate: nan}", "optimizer.learningRate", "nan", "above 0"),
    BadSetting("optimizer: {learningRate: .inf}", "optimizer.learningRate", "inf", "above 0"),
    BadSetting(
      "optimizer: {learningRate: -1}", "optimizer.learningRate must be", "above 0, not -1"),
    BadSetting("schedule: alternate", "schedule", "alternating, simultaneous"),
    BadSetting("evaluation: {every: 0}", "evaluation.every", "above 0"),
    BadSetting(
      "target: {ring: {modes: 2, radius: 1, deviation: 1, weights: [0, 0]}}",
      "target.ring.weights", "sum above 0"),
    BadSetting(
      "target: {mixture: {means: [[0, 0], [1]], deviations: [1, 1]}}", "target.mixture.means[1]"),
    BadSetting("batch: 1\nmethod: minibatch-discrimination", "batch", "2 or more"),
    BadSetting("batch: 3\nbatch: 4", "configuration line", "batch given twice"),
    BadSetting("batch: [3", "configuration line 2", "valid YAML"),
    BadSetting("", "configuration", "empty file"),
    BadSetting("- batch", "configuration", "a list at the top"),
    BadSetting("[1, 2]: 3", "configuration", "a list"),
  ]
}

@Suite struct SettingErrorTests {
  @Test(arguments: BadSetting.all)
  func badSettingsAreBlamedInOneLine(bad: BadSetting) throws {
    let error = #expect(throws: SettingError.self) { try Configuration(yaml: bad.yaml) }
    let line = "\(try #require(error))"
    #expect(line.contains(bad.key))
    for word in bad.words { #expect(line.contains(word), "in: \(line)") }
    #expect(!line.contains("\n"))
  }

  @Test func aFileThatIsMissingIsNamed() {
    let error = #expect(throws: FileError.self) {
      try Configuration(yaml: "target: {points: {file: nowhere.csv}}")
    }
    #expect(
      error?.description.hasPrefix("cannot read ") == true
        && error?.description.hasSuffix("nowhere.csv: no such file") == true)
  }

  @Test(arguments: ["batch", "=3", ".batch=3", "generator..hidden=[3]"])
  func assignmentsNeedAKeyAndAValue(text: String) {
    #expect(throws: SettingError.self) {
      try Configuration(assignments: [Assignment(text)])
    }
  }

  @Test func theNearestNameIsSuggestedOnlyWhenNear() {
    #expect(NearestName.of("wgan_gp", among: ["gan", "wgan", "wgan-gp"]) == "wgan-gp")
    #expect(NearestName.of("diffusion", among: ["gan", "wgan"]) == nil)
  }
}
