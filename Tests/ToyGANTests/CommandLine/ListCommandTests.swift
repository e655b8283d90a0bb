import Foundation
import Testing
import ToyGAN

@testable import ToyGANSettings
@testable import ToyGANStudies

/// `toygan list` names everything that a configuration can contain.
@Suite struct ListCommandTests {
  private func list(_ line: String, columns: Int? = nil) throws -> Toygan {
    let folder = try TemporaryFolder()
    let words = line.split(separator: " ").map { String($0).replacing("_", with: " ") }
    let width = columns.map { ["COLUMNS": "\($0)"] } ?? [:]
    return try Toygan(words, in: folder.url, environment: width)
  }

  @Test func withoutATopicTheTopicsAreListed() throws {
    let result = try list("list")
    #expect(result.status == 0)
    let lines = result.output.split(separator: "\n")
    #expect(lines.count == Listing.Topic.allCases.count)
    for (line, topic) in zip(lines, Listing.Topic.allCases) {
      let count = Listing(topic).items.count
      #expect(line.hasPrefix(topic.rawValue) && line.contains(" \(count) · ") && count > 1)
    }
  }

  @Test(arguments: Listing.Topic.allCases) func everyTopicHasTextAndJSON(
    topic: Listing.Topic
  ) throws {
    let text = try list("list \(topic.rawValue)")
    let items = Listing(topic).items
    #expect(text.status == 0 && text.output.split(separator: "\n").count == items.count)
    let json = try list("list \(topic.rawValue) --json")
    let read = try JSONDecoder().decode([Listing.Item].self, from: Data(json.output.utf8))
    #expect(read.map(\.name) == items.map(\.name))
    #expect(items.allSatisfy { !$0.summary.isEmpty })
  }

  /// The key that must come first for what users search.
  @Test(arguments: [
    ("lr", "optimizer.learningRate"), ("learning rate", "optimizer.learningRate"),
    ("LearningRate", "optimizer.learningRate"), ("batch size", "batch"),
    ("layers", "generator.hidden"), ("width", "generator.hidden"), ("epochs", "steps"),
    ("iterations", "steps"), ("noise", "discriminator.instanceNoise"),
    ("clip", "discriminator.weightClip"), ("momentum", "optimizer.beta1"),
    ("*rate", "optimizer.learningRate"), ("generator.h*", "generator.hidden"),
    ("n_critic", "discriminator.steps"), ("ring.mod", "target.ring.modes"),
    ("swish", ""), ("consecutive updates", "generator.steps"),
  ])
  func settingsAreFound(pattern: String, first: String) throws {
    guard !first.isEmpty else {
      #expect(throws: SettingError.self) { try Listing(.settings, matching: pattern) }
      return
    }
    let found = try Listing(.settings, matching: pattern).items.map(\.name)
    #expect(found.first == first, "\(found.prefix(5))")
    #expect(found.count < Listing(.settings).items.count / 2)
  }

  @Test func otherTopicsAreSearched() throws {
    #expect(try Listing(.methods, matching: "wasserstein").items.map(\.name).contains("wgan-gp"))
    #expect(try Listing(.activations, matching: "swish").items.map(\.name) == ["silu"])
    let result = try list("list methods Arjovsky")
    #expect(result.status == 0 && result.output.contains("wgan "))
  }

  /// The recipe has every setting of a configuration, and a mark where it differs from that of gan.
  @Test func aMethodIsListedWithItsRecipe() throws {
    let result = try list("list methods wgan-gp --json")
    let part = try JSONDecoder().decode(NamedPart.self, from: Data(result.output.utf8))
    let values = Dictionary(uniqueKeysWithValues: part.settings.map { ($0.key, $0) })
    #expect(values["discriminator.steps"]?.value == "5")
    #expect(values["discriminator.steps"]?.gan == "1")
    #expect(values["discriminator.steps"]?.differs == true)
    #expect(values["evaluation.samples"]?.differs == false)
    #expect(values["penalties.gradientPenalty.weight"]?.value == "0.1")
    #expect(values["penalties.gradientPenalty.weight"]?.gan == nil)
    #expect(part.reference?.arXiv == "1704.00028")
    let text = try list("list methods wgan-gp")
    #expect(text.output.contains("  discriminator.steps: 5  (gan: 1)"))
    let all = try list("list methods wgan-gp --all")
    #expect(all.output.contains("* discriminator.steps: 5  (gan: 1)"))
    #expect(text.output.contains("arXiv:1704.00028"))
  }

  @Test(arguments: Listing.Topic.allCases) func everyNameOfEveryTopicHasAPage(
    topic: Listing.Topic
  ) throws {
    for item in Listing(topic).items {
      let part = try #require(try NamedPart(item.name, of: topic))
      for width in [20, 80] {
        for line in part.text(width: width).split(separator: "\n") {
          let words = line.split(separator: " ").filter { $0 != "\\" }
          // Words in quotes are not broken.
          #expect(
            line.columns <= width || words.count == 1 || words.first?.hasPrefix("'") == true,
            "\(item.name): \(line)")
        }
      }
      if topic == .methods || topic == .optimizers { #expect(!part.settings.isEmpty) }
      if topic == .targets { #expect(!part.facts.isEmpty || !part.settings.isEmpty) }
    }
  }

  /// Every listing and help fits every width; where there is none, an item has one line.
  @Test(arguments: [
    "list", "list methods", "list settings", "list methods wgan-gp", "list targets grid25",
    "list metrics w1", "theory", "--help", "train --help", "list --help", "init --help",
    "train --set lr=1e-3", "train --print-config --set method=wgan-gp", "sweep --help",
  ])
  func linesFitTheWidth(line: String) throws {
    for width in [20, 33, 80] {
      let result = try list(line, columns: width)
      for line in (result.output + result.errors).split(separator: "\n") {
        let words = line.drop { " #".contains($0) }.split(separator: " ").filter { $0 != "\\" }
        // A word that is longer than a line is not broken; a setting in YAML has one line.
        let isWhole =
          words.count == 1 || line.contains(": ") && result.output.contains("\n# ")
          || words.first?.hasPrefix("'") == true
        #expect(line.columns <= width || isWhole, "\(width): \(line)")
      }
    }
  }

  /// No width makes a description vanish.
  @Test(arguments: ["train --help", "sweep --help", "list --help", "--help"])
  func helpSaysTheSameAtEveryWidth(line: String) throws {
    func words(_ width: Int) throws -> [Substring] {
      // A backslash at the end of a line is no word.
      try list(line, columns: width).output.split { " \n\\".contains($0) }
    }
    let wide = try words(120)
    for width in [20, 41, 59, 60, 80] { #expect(try words(width) == wide, "\(width)") }
  }

  @Test func aNameUnderAnotherTopicIsFound() throws {
    let result = try list("list wgan-gp")
    #expect(result.status == 2)
    #expect(result.errors.contains("toygan list methods wgan-gp"))
  }
}
