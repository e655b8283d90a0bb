import Foundation
import Testing
import ToyGAN
import ToyGANLaws

@testable import ToyGANCluster
@testable import ToyGANCore
@testable import ToyGANFigures
@testable import ToyGANGames
@testable import ToyGANMetrics
@testable import ToyGANStudies
@testable import ToyGANTargets
@testable import ToyGANTensorBoard
@testable import ToyGANTheory
@testable import ToyGANTraining

/// Encoders, reconstructors, recognizers and classifiers, in training.
@Suite struct FurtherPlayersTests {
  /// Two modes far apart, in the plane.
  private func pair() -> TargetConfiguration {
    .mixture(means: [SIMD2(-1, 0), SIMD2(1, 0)], spread: .deviations([0.1, 0.1]))
  }

  private func readings(_ trainer: Trainer) -> [String: Double] {
    Dictionary(
      uniqueKeysWithValues: trainer.evaluate().observations.map { ($0.name, $0.value) })
  }

  /// Checkpoints hold every player, so that a run continues with all of them.
  @Test(arguments: ["ali", "bigan", "veegan", "infogan", "semi-supervised", "discrete"])
  func goingOnIsTheSame(name: String) throws {
    let type = try #require(Registry.standard.methods.first { $0.name == name })
    for schedule in Schedule.allCases {
      let configuration = Configuration.small(smallMethod(type), schedule: schedule)
      let (whole, first, second) = (
        try Trainer(configuration), try Trainer(configuration), try Trainer(configuration)
      )
      #expect(whole.advance(to: 6) == nil && first.advance(to: 3) == nil)
      try second.restore(first.checkpoint())
      #expect(second.advance(to: 6) == nil)
      #expect(second.checkpoint() == whole.checkpoint())
      #expect(second.samples(50) == whole.samples(50))
      let moved = zip(first.checkpoint().arrays, whole.checkpoint().arrays).filter { $0 != $1 }
      let roles = whole.game.cast.roles.map(\.name)
      for role in roles {
        // Its time passes in any case.
        #expect(moved.contains { $0.0.name.hasPrefix("\(role).") && !$0.0.name.hasSuffix(".time") })
      }
    }
  }

  /// Latents are found again better as VEEGAN's reconstructor learns, and worse than that without weight: medians of
  /// five seeds.
  @Test func reconstructionIsLearnt() throws {
    func distance(weight: Double, seed: UInt64) throws -> Double {
      var configuration = Configuration.small(
        VEEGAN(objective: .nonSaturating, reconstructorHidden: [16], weight: weight))
      configuration.target = pair()
      configuration.generator.latent = 2
      configuration.batch = 64
      configuration.seed = seed
      let trainer = try Trainer(configuration)
      #expect(trainer.advance(to: 1500) == nil)
      return try #require(readings(trainer)["reconstruction_z"])
    }
    let learnt = try (0..<5).map { try distance(weight: 1, seed: $0) }.sorted()
    let ignored = try (0..<5).map { try distance(weight: 0, seed: $0) }.sorted()
    #expect(learnt[2] < 0.5 && ignored[2] > 0.8, "\(learnt), \(ignored)")
  }

  /// The recognizer's bound approaches log 2 of two categories, and stays at zero without weight.
  @Test(arguments: [true, false])
  func categoriesAreRecognized(sharesLayers: Bool) throws {
    func readings(
      weight: Double
    ) throws -> (bound: Double, samples: Double, codes: Double, agreement: Double) {
      var configuration = Configuration.small(
        InfoGAN(
          objective: .nonSaturating, categories: 2, continuous: 0, weight: weight,
          sharesLayers: sharesLayers, recognizerHidden: [16]))
      configuration.target = pair()
      configuration.batch = 64
      configuration.generator.optimizer = Adam(learningRate: 2e-3)
      configuration.discriminator.optimizer = Adam(learningRate: 2e-3)
      let trainer = try Trainer(configuration)
      #expect(trainer.advance(to: 1000) == nil)
      let found = self.readings(trainer)
      // Whose category is whose: the samples of one lie left, those of the other right.
      let sides = stride(from: 0, to: 1000, by: 2).map { [samples = trainer.samples(500)] in
        samples[$0] > 0
      }
      let categories = try #require(trainer.categories(500))
      let same = Double(zip(sides, categories).count { $0 == ($1 == 1) }) / 500
      return (
        try #require(found["mutual_information_bound"]), try #require(found["reconstruction_x"]),
        try #require(found["reconstruction_z"]), max(same, 1 - same)
      )
    }
    let (informed, free) = (try readings(weight: 1), try readings(weight: 0))
    #expect(informed.bound > 0.5 && informed.bound <= 0.6932 && abs(free.bound) < 0.1)
    // The other mode lies 2 away, so that a category taken at random costs 2 of x on average; and of z
    // it costs 1/2, of one-hot rows that are wrong in both columns every other time.
    #expect(informed.samples < 0.7 && free.samples > 1.2, "\(informed), \(free)")
    #expect(informed.codes < 0.1 && free.codes > 0.3, "\(informed), \(free)")
    #expect(informed.agreement > 0.9 && free.agreement < 0.8, "\(informed), \(free)")
  }

  /// Samples come near the modes, which they would not down the opposite of their loss, and ALI's encoder
  /// learns to invert the generator: medians of three seeds.
  @Test(arguments: ["ali", "bigan"])
  func encodersAreLearnt(name: String) throws {
    let type = try #require(Registry.standard.methods.first { $0.name == name })
    var configuration = Configuration.small(smallMethod(type))
    configuration.target = pair()
    configuration.generator.latent = 2
    configuration.generator.hidden = [32]
    configuration.discriminator.hidden = [32]
    configuration.batch = 64
    configuration.generator.optimizer = Adam(learningRate: 1e-3, beta1: 0.5)
    configuration.discriminator.optimizer = Adam(learningRate: 1e-3, beta1: 0.5)
    var near: [Int] = []
    var rebuilt: [Double] = []  // how much of the first distance is left
    for seed in UInt64(0)..<3 {
      configuration.seed = seed
      let trainer = try Trainer(configuration)
      let before = try #require(readings(trainer)["reconstruction_x"])
      #expect(trainer.advance(to: 3000) == nil)
      rebuilt.append(try #require(readings(trainer)["reconstruction_x"]) / before)
      let samples = trainer.samples(500)
      near.append(
        stride(from: 0, to: 1000, by: 2).count {
          abs(abs(samples[$0]) - 1) < 0.6 && abs(samples[$0 + 1]) < 0.6
        })
    }
    if name == "ali" { #expect(rebuilt.sorted()[1] < 0.5, "\(rebuilt)") }
    #expect(near.sorted()[1] > 350, "\(near)")
  }

  /// Categories are those of the very samples, as often as each other, and looking changes nothing.
  @Test func categoriesOfSamples() throws {
    let trainer = try Trainer(.small(smallMethod(InfoGAN.self)))
    let samples = trainer.samples(900)
    let categories = try #require(trainer.categories(900))
    #expect(trainer.samples(900) == samples && categories.count == 900)
    for kind in 0..<3 {
      // 300 expected, with a standard deviation of 14.
      #expect(abs(categories.count { $0 == kind } - 300) < 70)
    }
    let modes = try #require(trainer.target.modeSet)
    let table = CategoryTable(
      SampleSet(samples, dimension: 2), categories: categories, modes: modes)
    let lines = table.csv.split(separator: "\n").dropFirst()
    #expect(lines.count == 3 * 8)
    let counts = lines.compactMap { $0.split(separator: ",").last.flatMap { Int($0) } }
    #expect(counts.reduce(0, +) == 900)
    #expect(try Trainer(.small(GAN())).categories(10) == nil)
  }

  /// A classifier of two far modes learns from one label each; with its labels exchanged it is all wrong.
  @Test func labelsAreLearnt() throws {
    var configuration = Configuration.small(SemiSupervisedGAN(labels: 1))
    configuration.target = pair()
    configuration.discriminator.optimizer = Adam(learningRate: 5e-3)
    let trainer = try Trainer(configuration)
    #expect(trainer.advance(to: 400) == nil)
    #expect(try #require(readings(trainer)["test_accuracy"]) > 0.95)
    let fixture = try #require(
      zip(trainer.game.fixtures, trainer.game.cast.fixtures)
        .first { $1.name == "test classes" })
    let memory = trainer.game.memory(of: fixture.0)
    for i in memory.indices { memory[i] = 1 - memory[i] }
    #expect(try #require(readings(trainer)["test_accuracy"]) < 0.05)
  }

  /// As many labels as were asked for, each sample with the mode it lies at.
  @Test func labelledSamplesAreOfTheirClass() throws {
    let target = TargetPreset.ring8.target
    let modes = try #require(target.modeSet)
    let fixtures = LabelledSamples(
      of: target, modes, from: RandomStream(seed: 1, name: "labelled"), maximumOfEach: 3
    ).fixtures("labelled")
    #expect(fixtures[0].values.count == 2 * 24 && fixtures[1].values.count == 8 * 24)
    for row in 0..<24 {
      let sample = fixtures[0].values[2 * row..<2 * row + 2].map(Double.init)
      #expect(fixtures[1].values[8 * row + modes.nearest(to: sample)] == 1)
    }
    for mode in 0..<8 {
      #expect((0..<24).reduce(0) { $0 + Int(fixtures[1].values[8 * $1 + mode]) } == 3)
    }
  }

  @Test(arguments: [
    ("method: {name: ali, encoderHidden: []}", "method.encoderHidden"),
    ("method: ali\ndiscriminator: {packing: 2}", "discriminator.packing"),
    ("method: veegan\ngenerator: {latent: 1}", "method.noise"),
    ("method: {name: veegan, weight: -1}", "method.weight"),
    ("method: {name: infogan, categories: 1}", "method.categories"),
    ("method: {name: semi-supervised, labels: 0}", "method.labels"),
    ("method: semi-supervised\npenalties: [r1]", "penalties"),
    ("method: semi-supervised\ntarget: {grid: {side: 100, spacing: 2, deviation: 0.1}}", "target"),
    ("method: {name: infogan, continuous: 9223372036854775807}", "method.continuous"),
    ("method: {name: veegan, noise: 9223372036854775807}", "method.noise"),
    ("method: {name: veegan, noise: -300}", "method.noise"),
    ("method: semi-supervised\ntarget: swiss-roll", "target"),
  ])
  func badSettingsAreBlamed(yaml: String, key: String) {
    let error = #expect(throws: SettingError.self) { try Configuration(yaml: yaml) }
    #expect(error?.key == key, "\(String(describing: error))")
  }
}
