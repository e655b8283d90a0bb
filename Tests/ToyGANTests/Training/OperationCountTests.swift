import Foundation
import Testing
import ToyGAN

@testable import ToyGANTheory

/// The floating-point operations that a program reports against a count by hand.
@Suite struct OperationCountTests {
  let batch = 32
  /// Multiplications for one sample by each layer of a generator 7-5-6-2.
  let generator = [7 * 5, 5 * 6, 6 * 2]
  /// And of a discriminator 2-11-13-1.
  let discriminator = [2 * 11, 11 * 13, 13 * 1]

  private func trainer(
    _ method: any TrainingMethod, _ change: (inout Configuration) -> Void = { _ in }
  ) throws -> Trainer {
    var configuration = Configuration.small(method)
    configuration.generator.latent = 7
    configuration.generator.hidden = [5, 6]
    configuration.discriminator.hidden = [11, 13]
    configuration.generator.activation = .tanh
    configuration.batch = batch
    change(&configuration)
    return try Trainer(configuration)
  }

  /// Operations for the batch, two for a multiplication and the addition that follows it.
  private func operations(_ layers: some Sequence<Int>, samples: Int = 1) -> Int {
    2 * batch * samples * layers.reduce(0, +)
  }

  @Test func ganCountsWhatBackpropagationTakes() throws {
    let trainer = try trainer(GAN(objective: .nonSaturating))
    // Generated samples; both halves forward; their weights' gradients; the layers' inputs'
    // gradients, but not the samples'.
    let discriminatorUpdate =
      operations(generator) + operations(discriminator, samples: 2)
      + operations(discriminator, samples: 2) + operations(discriminator[1...], samples: 2)
    // Samples and what the discriminator says of them; back to the samples; the weights'
    // gradients; the layers' inputs', but not the latents'.
    let generatorUpdate =
      operations(generator) + operations(discriminator) + operations(discriminator)
      + operations(generator) + operations(generator[1...])
    let found = trainer.updatesPerStep.map { trainer.program.flops(of: $0.routine) }
    #expect(found == [discriminatorUpdate, generatorUpdate])
    #expect(trainer.operationsPerStep == Double(discriminatorUpdate + generatorUpdate))
  }

  /// What a step of two recipes computes and moves, which may become less but not more.
  ///
  /// A GAN computes each product once. An unrolled one computes the first hidden layer, of two inputs, again where it
  /// is read, instead of storing it.
  @Test(arguments: [
    ("gan", 305_659_904, 305_659_904, 20_610_196),
    ("unrolled-5", 1_776_418_816, 1_772_879_872, 136_495_464),
  ])
  func stepsDoNotGrow(recipe: String, operations: Int, least: Int, bytes: Int) throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let file = root.appending(path: "Benchmarks/recipes/\(recipe).yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    let trainer = try Trainer(Recipe(Configuration(yaml: text)))
    func perStep(_ cost: (Program) -> (Int) -> Int) -> Int {
      trainer.updatesPerStep.reduce(0) { $0 + Int($1.count) * cost(trainer.program)($1.routine) }
    }
    #expect(perStep(Program.flops(of:)) <= operations)
    #expect(perStep(Program.leastFlops(of:)) == least)
    #expect(perStep(Program.bytes(of:)) <= bytes)
  }

  /// The listing in the guide's page about the compiler is the program's, without places and sizes of tiles.
  @Test func thePageAboutTheCompilerShowsTheProgram() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    func text(_ path: String) throws -> String {
      try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }
    let page = try text("Sources/ToyGAN/ToyGAN/ToyGAN.docc/HowTheCompilerWorks.md")
    let start = try #require(page.range(of: "256 of 512 rows at a time:"))
    let shown = page[start.lowerBound...].split(separator: "\n").prefix { $0 != "```" }
    let recipe = try Configuration(yaml: text("Benchmarks/recipes/gan.yaml"))
    let listing = try Trainer(Recipe(recipe)).program.listing.split(separator: "\n").map {
      $0.replacing(#/ \d+, \d+ → \d+$/#, with: "").replacing(#/ tiles \[\d+, \d+\]/#, with: "")
        .trimmingCharacters(in: .whitespaces)
    }
    let first = try #require(listing.firstIndex(of: String(shown[shown.startIndex])))
    #expect(shown.count == 17)
    #expect(
      shown.map { $0.trimmingCharacters(in: .whitespaces) } == Array(listing[first...].prefix(17)))
  }

  @Test func gradientPenaltyCountsDoubleBackpropagation() throws {
    let trainer = try trainer(WGANGP()) { $0.discriminator.updatesInARow = 3 }
    let (toHidden, critic) = (discriminator.dropLast(), discriminator)
    let onSamples =
      operations(critic, samples: 2) + operations(critic, samples: 2)
      + operations(critic[1...], samples: 2)
    // Between the samples: the hidden layers, the slope; back through the slope, which is linear in
    // every layer's weights, to the hidden layers and to all weights.
    let penalty =
      operations(toHidden) + operations(critic) + operations(toHidden) + operations(critic)
    let criticUpdate = operations(generator) + onSamples + penalty
    // The loss that is reported has a term on real samples.
    let generatorUpdate =
      operations(generator) + operations(critic, samples: 2) + operations(critic)
      + operations(generator) + operations(generator[1...])
    let found = trainer.updatesPerStep.map { trainer.program.flops(of: $0.routine) }
    #expect(found == [criticUpdate, generatorUpdate])
    #expect(trainer.operationsPerStep == Double(3 * criticUpdate + generatorUpdate))
  }
}
