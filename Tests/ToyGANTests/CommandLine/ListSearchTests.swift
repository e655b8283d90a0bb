import Foundation
import Testing
import ToyGAN

@testable import ToyGANSettings
@testable import ToyGANStudies

/// Settings are found by the words that people use, and by no parts of other words.
@Suite struct ListSearchTests {
  private func found(_ pattern: String) throws -> [String] {
    try Listing(.settings, matching: pattern).items.map(\.name)
  }

  @Test(arguments: [
    "latent size", "latent_size", "latentSize", "latent space", "noise size", "z", "z dim", "nz",
  ])
  func theLatentIsFoundAlone(pattern: String) throws {
    #expect(try found(pattern) == ["generator.latent"])
  }

  @Test(arguments: ["neurons", "number of layers", "layers", "hidden size", "how many layers"])
  func theLayersComeFirst(pattern: String) throws {
    let found = try found(pattern)
    #expect(found.prefix(2) == ["generator.hidden", "discriminator.hidden"])
    // "players" has no word that begins with "layers".
    #expect(!found.contains { $0.hasPrefix("optimizer.") } && found.count <= 16)
  }

  @Test(arguments: ["unroll", "unrolling steps", "unroll_steps"])
  func theStepsOfAnUnrolledGANComeFirst(pattern: String) throws {
    #expect(try found(pattern).first == "method.steps")
  }

  /// Every word must be found: of a name, of another name of a section, of a part or of the meaning.
  @Test func everyWordCounts() throws {
    #expect(try found("number of samples").prefix(1) == ["evaluation.samples"])
    #expect(try found("number of samples").contains("batch"))
    #expect(try found("critic lr").allSatisfy { $0.hasPrefix("discriminator.optimizer.") })
    #expect(try found("adam momentum").first == "optimizer.beta1")
    #expect(throws: SettingError.self) { try found("latent zebra") }
    // One letter is a whole word, not a part of one.
    #expect(try found("k").contains("method.steps"))
    #expect(throws: SettingError.self) { try found("q") }
  }

  /// Another name of a setting is a hint where it is written as a key, unless it names two things.
  @Test(arguments: [
    ("latent_size=3", "write generator.latent=3"), ("noise_dim=3", "write generator.latent=3"),
    ("neurons=[8]", "write generator.hidden=[8]"),
    ("target.ring.sigma=0.1", "target.ring.deviation"),
  ])
  func otherNamesAreHints(assignment: String, hint: String) throws {
    let error = #expect(throws: SettingError.self) {
      try Configuration(assignments: [Assignment(assignment)])
    }
    let line = "\(try #require(error))"
    #expect(line.contains(hint), "\(line)")
  }

  /// A command that was probably meant is one that works.
  @Test(arguments: [
    ("list method unrolled", "list methods unrolled"), ("list metric", "list metrics"),
    ("list penalty r1", "list penalties r1"), ("list optimisers", "list optimizers"),
    ("list wgan-gp", "list methods wgan-gp"),
    ("list setting batch size", "list settings batch size"),
  ])
  func theCommandThatWasMeantIsNamedOnce(line: String, meant: String) throws {
    let folder = try TemporaryFolder()
    let result = try Toygan(line.split(separator: " ").map(String.init), in: folder.url)
    #expect(result.status == 2 && result.errors.hasSuffix("; write toygan \(meant)\n"))
    #expect(!result.errors.contains("?"))
    let written = try Toygan(meant.split(separator: " ").map(String.init), in: folder.url)
    #expect(written.status == 0)
  }

  // MARK: - What a name changes

  @Test func aMethodShowsWhatItChanges() throws {
    let part = try #require(try NamedPart("pacgan", of: .methods))
    let text = part.text(width: 80)
    let all = part.text(width: 80, all: true)
    #expect(text.contains("  discriminator.packing: 2  (gan: 1)"))
    #expect(!text.contains("evaluation.every") && all.contains("evaluation.every"))
    let plain = try #require(try NamedPart("gan", of: .methods))
    let gan = plain.text(width: 80)
    #expect(gan.contains("evaluation.every") && !gan.contains("--all"))
    let folder = try TemporaryFolder()
    for line in ["list --all", "list methods --all", "list targets ring8 --all"] {
      let result = try Toygan(line.split(separator: " ").map(String.init), in: folder.url)
      #expect(result.status == 2 && result.errors.contains("--all"), "\(line)")
    }
  }

  /// With the printed assignments a method and gan differ in nothing that they could share.
  @Test(arguments: Registry.standard.methods.map { $0.name }.filter { $0 != "gan" })
  func methodsCanBeGivenTheValuesOfGAN(name: String) throws {
    let part = try #require(try NamedPart(name, of: .methods))
    let written = try #require(part.sameAsGAN)
    let same = try written.map { try Assignment($0) }
    func values(_ method: String) throws -> [String: String] {
      let method = Assignment(path: "method", value: method)
      let configuration = try Configuration(assignments: [method] + same)
      return Dictionary(
        uniqueKeysWithValues: configuration.described(registry: .standard).map {
          ($0.setting.key, $0.text)
        })
    }
    let (own, gan) = (try values(name), try values("gan"))
    #expect(same.allSatisfy { own[$0.path] == gan[$0.path] })
    for (key, value) in gan where own[key] != nil && own[key] != value && key != "method" {
      let added = Assignment(path: key, value: value)
      let method = Assignment(path: "method", value: name)
      #expect(throws: SettingError.self, "\(key)") {
        try Configuration(assignments: [method] + same + [added])
      }
    }
  }

  @Test func whatATargetNeedsIsSaid() throws {
    let error = #expect(throws: SettingError.self) {
      try Configuration(yaml: "target: {ring: {modes: 5, radius: 1}}")
    }
    #expect(
      error?.description
        == "target.ring.deviation is missing; expected a finite number above 0; "
        + "ring needs modes, radius and deviation")
    let settings = Listing(.settings).items
    for family in Registry.standard.targetFamilies {
      let item = Listing(.targets).items.first { $0.name == family.name }
      #expect(item?.summary.hasSuffix("; needs \(family.requiredNames)") == true)
      for (name, _) in family.requiredSettings {
        let setting = settings.first { $0.name == "target.\(family.name).\(name)" }
        #expect(setting?.summary.contains("must be given") == true && setting?.standard == nil)
      }
    }
    let weights = settings.first { $0.name == "target.ring.weights" }
    #expect(weights?.summary.contains("must be given") == false)
  }
}
