import Testing
import ToyGAN

@testable import ToyGANSettings
@testable import ToyGANStudies

/// Where a list or settings by name are needed, an error shows how they are written.
@Suite struct ListExampleTests {
  private func message(_ yaml: String) throws -> String {
    let error = #expect(throws: SettingError.self) { try Configuration(yaml: yaml) }
    return "\(try #require(error))"
  }

  @Test func aListIsShownAndWhatToWrite() throws {
    let list = "must be a list such as [128, 128], each a whole number from 1 to 65536, not"
    #expect(
      try message("generator.hidden: 64") == "generator.hidden \(list) '64'; write [64]")
    #expect(
      try message("discriminator.hidden: 64,32")
        == "discriminator.hidden \(list) '64,32'; write [64, 32]")
    #expect(try message("generator.hidden: wide") == "generator.hidden \(list) 'wide'")
    #expect(
      try message("target: {ring: {modes: 2, radius: 1, deviation: 1, weights: 3}}")
        == "target.ring.weights must be a list such as [1, 0.5], not '3'; write [3]")
  }

  /// What an error says to write is accepted.
  @Test(arguments: ["64", "64,32", "8, 8, 8"]) func whatIsShownWorks(text: String) throws {
    let line = try message("generator.hidden: \(text)")
    let list = try #require(line.split(separator: "write ").last)
    #expect(throws: Never.self) { try Configuration(yaml: "generator.hidden: \(list)") }
  }

  /// Every setting that is a list or a group of settings has an example that is accepted.
  @Test func everyExampleIsAccepted() throws {
    var examples = 0
    for setting in Listing(.settings).items {
      guard let mark = setting.summary.range(of: "such as ", options: .backwards) else { continue }
      let rest = setting.summary[mark.upperBound...]
      guard let open = rest.first, let close = ["[": "]", "{": "}"][open].map(Character.init)
      else { continue }
      var depth = 0
      let example =
        rest.prefix {
          depth += $0 == open ? 1 : $0 == close ? -1 : 0
          return depth > 0
        } + String(close)
      guard !setting.name.hasPrefix("target."), !setting.name.hasPrefix("method.") else { continue }
      examples += 1
      #expect(throws: Never.self, "\(setting.name): \(example)") {
        try Configuration(
          layers: [Assignment(path: setting.name, value: String(example)).settings()],
          registry: .standard)
      }
    }
    #expect(examples > 10)
  }

  @Test func settingsByNameAreShown() throws {
    #expect(
      try message("generator.batchNormalization: yes")
        == "generator.batchNormalization must be none, or settings such as "
        + "{epsilon: 1e-05, momentum: 0.1}, not 'yes'")
    #expect(try message("lookahead: 5").contains("{every: 5, share: 0.5}"))
  }

  /// The right key with a value that it cannot have would be the next error.
  @Test func aKeyIsNotSuggestedWithoutItsForm() throws {
    let error = #expect(throws: SettingError.self) {
      try Configuration(assignments: [Assignment("layers=3")])
    }
    #expect(
      error?.description
        == "layers is an unknown key; expected generator.hidden or discriminator.hidden (width of "
        + "each hidden layer: a list such as [128, 128], each a whole number from 1 to 65536)")
  }
}
