import Foundation
import Testing
import ToyGAN

@testable import ToyGANFiles
@testable import ToyGANStudies

/// What labels differ in although nobody asked for it.
@Suite struct LabelDifferenceTests {
  private func differences(_ yaml: String) throws -> [LabelDifference] {
    try Experiment(yaml: "seeds: 2\n\(yaml)").planned().differences
  }

  /// The paper of WGAN-GP has five critic steps, another initialization and another Adam.
  @Test func aMethodBringsWhatItsPaperHas() throws {
    let found = try differences("vary: {method: [gan, wgan-gp]}")
    let keys = found.map(\.key)
    for key in ["discriminator.steps", "discriminator.inputScale", "generator.initialization"] {
      #expect(keys.contains(key), "\(keys)")
    }
    // The same for both players, and so one line.
    #expect(keys.contains { $0 == "optimizer" || $0.hasPrefix("optimizer.") }, "\(keys)")
    #expect(!keys.contains { $0.hasPrefix("method") || $0 == "seed" })
    let steps = found.first { $0.key == "discriminator.steps" }
    #expect(steps?.values.map(\.text) == ["1", "5"])
    #expect(steps?.values.map { $0.labels.map(\.name) } == [["gan"], ["wgan-gp"]])
  }

  @Test(arguments: [
    "vary: {batch: [8, 16], discriminator.steps: [1, 5]}", "vary: {optimizer.beta1: [0.1, 0.2]}",
    "vary: {optimizer: [adam, {name: adam, beta1: 0.1}]}", "vary: {target: [ring8, grid25]}",
    "vary: {method: [{name: unrolled, steps: 2}, {name: unrolled, steps: 3}]}", "batch: 8",
  ])
  func whatIsNamedIsNoSurprise(yaml: String) throws {
    #expect(try differences(yaml).isEmpty)
  }

  /// What the base says holds for all, and so no method brings another value.
  @Test func theBaseIsForAll() throws {
    let keys = try differences(
      "discriminator.steps: 2\nvary: {method: [gan, wgan-gp]}"
    ).map(\.key)
    #expect(!keys.contains("discriminator.steps") && !keys.isEmpty)
  }

  /// One label has what its variant says; the others must still agree among themselves.
  @Test func whoNamesASettingIsLeftOut() throws {
    let two = "variants: [{method: gan}, {method: wgan-gp, discriminator.steps: 3}]"
    #expect(try !differences(two).map(\.key).contains("discriminator.steps"))
    let three =
      "variants: [{method: gan}, {label: a, method: gan, discriminator.steps: 3}, {method: wgan-gp}]"
    let steps = try differences(three).first { $0.key == "discriminator.steps" }
    #expect(steps?.values.flatMap { $0.labels.map(\.name) } == ["gan", "wgan-gp"])
  }

  @Test func theFileAndTheTableHaveThem() throws {
    let folder = try TemporaryFolder()
    let yaml = "steps: 20\nevaluation: {every: 10, samples: 20}\nvary: {method: [gan, wgan-gp]}"
    let sweep = try Sweep(Experiment(yaml: yaml), in: folder.url.appending(path: "s"))
    #expect(!sweep.differences.isEmpty)
    let stored = try CSVTable(contentsOf: folder.url.appending(path: "s/differences.csv"))
    #expect(try [LabelDifference](stored) == sweep.differences)
    _ = try sweep.start(training: { FakeTrainer($0) })
    let table = try folder.text("s/table.md")
    #expect(table.contains("The labels also differ in settings that the experiment does not name:"))
    #expect(table.contains("- `discriminator.steps`: 1 (gan), 5 (wgan-gp)\n"), "\(table)")
    #expect(try sweep.folder.tableSoFar() == table)
  }

  /// Two methods at three rates are six labels, of which the method decides.
  @Test func manyLabelsAreNamedByTheirMethods() throws {
    let found = try differences("vary: {batch: [8, 16, 32], method: [gan, wgan-gp]}")
    #expect(found.markdown.contains("`discriminator.steps`: 1 (method gan), 5 (method wgan-gp)"))
  }
}
