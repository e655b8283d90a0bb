import Testing
import ToyGAN

@testable import ToyGANSettings
@testable import ToyGANStudies

/// What `--print-config` and `init` write is read back as the same configuration.
@Suite struct PrintedConfigurationTests {
  private static let methods = Registry.standard.methods.map { $0.name }

  private func printed(_ configuration: Configuration, width: Int = 80) -> String {
    PrintedConfiguration(configuration, registry: .standard, width: width).text
  }

  @Test(arguments: methods) func everyMethodReadsBack(method: String) throws {
    let configuration = try Configuration(yaml: "method: \(method)")
    let text = printed(configuration)
    #expect(try Configuration(yaml: text).yaml == configuration.yaml)
    for line in text.split(separator: "\n") where line.contains("# ") {
      #expect(line.count <= 80, "\(line)")
    }
  }

  @Test(arguments: [
    "target: {ring: {modes: 3, radius: 1, deviation: 0.1, weights: [1, 2, 3]}}",
    "target: {mixture: {means: [[0, 0]], covariances: [[[2, 0.5], [0.5, 1]]]}}",
    "target: {lattice: {side: 16, extent: 3, of: ring8}}",
    "target: {points: {file: '/tmp/a: b #c.csv'}}",
    "lookahead: {every: 3}\ngenerator: {activation: {leakyRelu: 0.1}, average: 0.9}",
    "optimizer: {name: sgd, momentum: 0.5, annealing: {course: cosine}}",
    "penalties: [r1, r2]\ndiscriminator: {instanceNoise: {steps: 5}, weightClip: 0.1}",
    "discriminator: {minibatchDiscrimination: {kernels: 3}, batchNormalization: {}}",
    "evaluation: {metrics: [w1], final: all, diagnostics: true}", "seed: 18446744073709551615",
  ])
  func otherSettingsReadBack(yaml: String) throws {
    // A target of points is not read here: its file does not exist.
    guard !yaml.contains("points") else {
      var configuration = Configuration()
      configuration.target = .points(file: "/tmp/a: b #c.csv")
      let node = try SettingsText.read(yaml: printed(configuration), source: "printed")
      #expect(node["target.points.file"]?.text == "/tmp/a: b #c.csv")
      return
    }
    let configuration = try Configuration(yaml: yaml)
    for width in [20, 80] {
      #expect(
        try Configuration(yaml: printed(configuration, width: width)).yaml == configuration.yaml)
    }
  }

  /// Every setting that is described has a comment with its meaning and what is allowed.
  @Test(arguments: ["gan", "wgan-gp", "unrolled", "discrete"])
  func everySettingHasAComment(method: String) throws {
    let configuration = Configuration(try #require(Registry.standard.method(method)).init())
    let text = printed(configuration)
    let words = text.split(separator: "\n").map { $0.drop { " #".contains($0) } }
      .joined(separator: " ")
    for described in configuration.described(registry: .standard) {
      let setting = described.setting
      guard !setting.meaning.isEmpty else { continue }
      #expect(words.contains("\(setting.meaning) (\(setting.allowed))"), "\(setting.key)")
    }
  }

  /// A starting configuration means the recipe, also with every comment turned into a setting.
  @Test(arguments: methods) func aStartingConfigurationIsTheRecipe(method: String) throws {
    let text = try StartingConfiguration([Assignment("method=\(method)")]).text(name: "mine.yaml")
    let recipe = try Configuration(yaml: "method: \(method)").yaml
    #expect(try Configuration(yaml: text).yaml == recipe)
    let uncommented = text.split(separator: "\n").map { line in
      line.hasPrefix("#") && line.dropFirst().first?.isLetter == true ? line.dropFirst() : line
    }.joined(separator: "\n")
    #expect(uncommented.count < text.count)
    #expect(try Configuration(yaml: uncommented).yaml == recipe)
  }

  @Test func whatWasChosenIsNoComment() throws {
    let text = try StartingConfiguration(
      ["method=unrolled", "method.steps=5", "optimizer.learningRate=1e-3"].map {
        try Assignment($0)
      }
    ).text(name: "mine.yaml")
    for line in ["method.steps: 5", "generator.optimizer.learningRate: 0.001"] {
      #expect(text.contains("\n\(line)\n"), "\(line)")
    }
    #expect(text.contains("\n#batch: 512\n"))
  }

  @Test func aStartingExperimentIsAPlan() throws {
    let text = try StartingExperiment(
      methods: ["gan", "wgan-gp"], assignments: [Assignment("target=grid25")]
    ).text(name: "study.yaml", folder: "runs/study")
    let plan = try Experiment(yaml: text).plan()
    #expect(plan.map(\.label) == ["gan", "wgan-gp", "gan", "wgan-gp", "gan", "wgan-gp"])
    #expect(plan.allSatisfy { $0.configuration.target == .preset(.grid25) })
    // The commands in the heading are no settings.
    let settings = String(text[try #require(text.firstRange(of: "target:")).lowerBound...])
    let uncommented = settings.replacing("\n#  ", with: "\n  ").replacing("\n#vary", with: "\nvary")
      .replacing("\n#    ", with: "\n    ").replacing("\n#steps", with: "\nsteps")
    let full = try Experiment(yaml: uncommented).plan()
    #expect(full.count == 3 * 3 * 4 && Set(full.map(\.configuration.steps)) == [2000])
    let varied = try StartingExperiment(
      methods: ["gan"], assignments: [Assignment("batch=8"), Assignment("batch=16")],
      varied: [VariedSetting("generator.hidden=[8],[8,8]"), VariedSetting("steps=3,4")]
    ).text(name: "study.yaml", folder: "runs/study")
    let planned = try Experiment(yaml: varied).plan().map(\.configuration)
    #expect(planned.count == 3 * 4 && planned.allSatisfy { $0.batch == 16 })
    #expect(throws: SettingError.self) {
      try StartingExperiment(methods: ["gan", "gan"], assignments: [])
    }
    #expect(throws: SettingError.self) { try StartingExperiment(methods: [""], assignments: []) }
  }
}
