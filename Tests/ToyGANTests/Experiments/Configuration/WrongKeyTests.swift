import Testing
import ToyGAN

@testable import ToyGANSettings
@testable import ToyGANStudies

/// A key that does not exist, and what the error must name.
struct WrongKey: Sendable, CustomTestStringConvertible {
  var written: String
  var words: [String]

  init(_ written: String, _ words: String...) { (self.written, self.words) = (written, words) }

  var testDescription: String { written }

  static let all = [
    WrongKey(
      "lr=1e-3",
      "lr is an unknown key; expected optimizer.learningRate, generator.optimizer.learningRate or "
        + "discriminator.optimizer.learningRate; write optimizer.learningRate=1e-3"),
    WrongKey("learningRate=1e-3", "write optimizer.learningRate=1e-3"),
    WrongKey("learning_rate=1e-3", "write optimizer.learningRate=1e-3"),
    WrongKey(
      "discriminator.lr=2", "expected discriminator.optimizer.learningRate;",
      "write discriminator.optimizer.learningRate=2"),
    WrongKey("optimizer.lr=2", "expected optimizer.learningRate; write optimizer.learningRate=2"),
    WrongKey(
      "hidden=[64]", "generator.hidden or discriminator.hidden", "write generator.hidden=[64]"),
    WrongKey("layers=[64]", "generator.hidden or discriminator.hidden"),
    WrongKey("disc.hidden=[64]", "expected discriminator.hidden; write discriminator.hidden=[64]"),
    WrongKey("critic.lr=3", "write discriminator.optimizer.learningRate=3"),
    WrongKey(
      "generator.optimiser.learningRate=3", "write generator.optimizer.learningRate=3"),
    WrongKey("generator.optimizer.adam.beta1=0", "generator.optimizer.beta1"),
    WrongKey("batch_size=3", "expected batch; write batch=3"),
    WrongKey("epochs=3", "expected steps; write steps=3"),
    WrongKey("iterations=3", "write steps=3"),
    WrongKey("n_critic=5", "write discriminator.steps=5"),
    WrongKey("clip=0.1", "expected discriminator.weightClip;"),
    WrongKey("training.seed=3", "did you mean seed?"),
    WrongKey("z_dim=3", "write generator.latent=3"),
    WrongKey("generator.optimizer.momentum=0.9", "it is a setting of sgd"),
    WrongKey("method.steps=3", "it is a setting of unrolled"),
    WrongKey("bacth=3", "did you mean batch?"),
  ]
}

@Suite struct WrongKeyTests {
  @Test(arguments: WrongKey.all) func theRightKeyIsNamed(wrong: WrongKey) throws {
    let error = #expect(throws: SettingError.self) {
      try Configuration(assignments: [Assignment(wrong.written)])
    }
    let line = "\(try #require(error))"
    for word in wrong.words { #expect(line.contains(word), "in: \(line)") }
  }

  /// In a file a setting is written with a colon; what is written so works.
  @Test(arguments: ["lr: 1e-3", "optimizer: {lr: 1e-3}", "optimizer.lr: 1e-3"])
  func filesAreAnsweredInTheirForm(yaml: String) throws {
    let error = #expect(throws: SettingError.self) { try Configuration(yaml: yaml) }
    let line = "\(try #require(error))"
    #expect(line.hasSuffix("; write optimizer.learningRate: 1e-3"))
    let configuration = try Configuration(yaml: "optimizer.learningRate: 1e-3")
    #expect((configuration.generator.optimizer as? Adam)?.learningRate == 1e-3)
  }

  /// Every suggestion is a setting that exists: what it says to write is not refused as unknown.
  @Test func whatIsSuggestedExists() throws {
    let known = Set(Configuration.settingDescriptions(registry: .standard).map(\.key))
    for wrong in WrongKey.all {
      do {
        _ = try Configuration(assignments: [Assignment(wrong.written)])
      } catch let error as SettingError {
        if let key = error.suggestion?.key { #expect(known.contains(key), "\(error)") }
      }
    }
  }

  @Test func nestedAndDottedKeysCanBeMixed() throws {
    let configuration = try Configuration(
      yaml: """
        generator: {hidden: [8]}
        generator.latent: 3
        method: unrolled
        method.steps: 2
        """)
    #expect(configuration.generator.hidden == [8] && configuration.generator.latent == 3)
    #expect((configuration.method as? UnrolledGAN)?.steps == 2)
    for yaml in [
      "generator: {latent: 2}\ngenerator.latent: 3", "generator.latent: 3\ngenerator: {latent: 2}",
    ] {
      let error = #expect(throws: SettingError.self) { try Configuration(yaml: yaml) }
      let line = "\(try #require(error))"
      #expect(line.contains("two values"))
    }
    #expect(throws: SettingError.self) { try Configuration(yaml: "generator..latent: 3") }
  }
}
