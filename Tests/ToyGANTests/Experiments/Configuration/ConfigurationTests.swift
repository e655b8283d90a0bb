import Foundation
import Testing
import ToyGAN

@testable import ToyGANCluster
@testable import ToyGANCore
@testable import ToyGANStudies
@testable import ToyGANTheory

@Suite struct ConfigurationTests {
  /// A method given by its name alone has its paper's defaults, and these survive being written.
  @Test(arguments: Registry.standard.methods.map { $0.name })
  func everyMethodReadsBackFromWhatIsWritten(name: String) throws {
    let configuration = try Configuration(yaml: "method: \(name)")
    #expect(type(of: configuration.method).name == name)
    let again = try Configuration(yaml: configuration.yaml)
    #expect(again.yaml == configuration.yaml)
    let type = try #require(Registry.standard.method(name))
    #expect(Configuration(type.init()).yaml == configuration.yaml)
  }

  @Test(arguments: [
    "ring8", "ring8-pacgan", "grid25", "swiss-roll", "checkerboard",
    "{ring: {modes: 3, radius: 0.1, deviation: 0.30000000000000004}}",
    "{ring: {modes: 2, radius: 1, deviation: 1e-3, weights: [1, 3]}}",
    "{random: {modes: 20, extent: 4, deviation: 0.05, seed: 3}}",
    "{grid: {side: 3, spacing: 2, deviation: 0.05}}",
    "{mixture: {means: [[0, 0], [1, -1]], deviations: [0.1, 0.2], weights: [0.25, 0.75]}}",
    "{mixture: {means: [[0, 0]], covariances: [[[2, 0.5], [0.5, 1]]]}}",
  ])
  func everyTargetReadsBackFromWhatIsWritten(form: String) throws {
    let configuration = try Configuration(yaml: "target: \(form)")
    let again = try Configuration(yaml: configuration.yaml)
    #expect(again.target == configuration.target)
    #expect(again.yaml == configuration.yaml)
  }

  /// A points file is named from where the configuration lies, and found from anywhere after.
  @Test func pointsFilesAreRelativeToTheConfiguration() throws {
    let folder = try TemporaryFolder()
    let (points, file) = (
      folder.url.appendingPathComponent("mine.csv"), folder.url.appendingPathComponent("c.yaml")
    )
    try Data("1,2\n".utf8).write(to: points)
    try Data("target: {points: {file: mine.csv}}".utf8).write(to: file)
    let configuration = try Configuration(file: file.path)
    #expect(configuration.target == .points(file: points.standardizedFileURL.path))
    #expect(try Configuration(yaml: configuration.yaml).target == configuration.target)
  }

  @Test func settingsMergeAndChoicesAreReplaced() throws {
    let configuration = try Configuration(
      yaml: """
        method: {name: unrolled, steps: 3}
        generator: {activation: {leakyRelu: 0.1}, initialization: {normal: 0.02}}
        optimizer: {name: sgd, learningRate: 0.5}
        discriminator: {optimizer: {name: adam, learningRate: 1e-3, epsilonUnderRoot: 1e-9}}
        """)
    let method = try #require(configuration.method as? UnrolledGAN)
    #expect(method.steps == 3)
    #expect(method.objective == .minimax)
    #expect(configuration.generator.activation == .leakyRelu(slope: 0.1))
    #expect(configuration.generator.hidden == [128, 128])
    #expect(configuration.generator.initialization == .normal(deviation: 0.02))
    let generator = try #require(configuration.generator.optimizer as? SGD)
    #expect(generator == SGD(learningRate: 0.5))
    let discriminator = try #require(configuration.discriminator.optimizer as? Adam)
    #expect(discriminator == Adam(learningRate: 1e-3, epsilonUnderRoot: 1e-9))
  }

  @Test func anOptimizerOfTheSameNameKeepsWhatTheMethodChose() throws {
    let configuration = try Configuration(
      yaml: "method: unrolled\noptimizer: {name: adam, learningRate: 2e-4}")
    let adam = try #require(configuration.discriminator.optimizer as? Adam)
    #expect(adam == Adam(learningRate: 2e-4, epsilonUnderRoot: 1e-12))
  }

  @Test func assignmentsComeAfterTheFileAndInOrder() throws {
    let configuration = try Configuration(assignments: [
      Assignment("method=wgan"), Assignment("generator.hidden=[8]"), Assignment("batch=3"),
      Assignment("batch=4"), Assignment("discriminator.weightClip=0.5"),
    ])
    #expect(configuration.method is WGAN)
    #expect(configuration.discriminator.weightClip == 0.5)
    #expect(configuration.generator.hidden == [8])
    #expect(configuration.discriminator.hidden == [512, 512, 512])
    #expect(configuration.batch == 4)
  }

  /// By name, in a list, with settings, over a method's own, and away again; always in the order of
  /// the catalogue.
  @Test func penaltiesAreNamedAnyWay() throws {
    func weights(_ yaml: String) throws -> [String] {
      try Configuration(yaml: yaml).penalties.map { penalty in
        switch penalty {
        case let penalty as R1: "r1 \(penalty.weight)"
        case let penalty as R2: "r2 \(penalty.weight)"
        case let penalty as GradientPenalty: "gp \(penalty.weight) \(penalty.target)"
        default: "another"
        }
      }
    }
    #expect(try weights("penalties: r1") == ["r1 10.0"])
    #expect(try weights("penalties: [r2, r1]") == ["r1 10.0", "r2 10.0"])
    #expect(try weights("penalties: {r2: {weight: 3}, r1: {}}") == ["r1 10.0", "r2 3.0"])
    #expect(try weights("method: wgan-gp") == ["gp 0.1 1.0"])
    #expect(
      try weights("method: wgan-gp\npenalties: {r1: {weight: 2}, gradientPenalty: {target: 2}}")
        == ["gp 0.1 2.0", "r1 2.0"])
    #expect(try weights("method: rpgan") == ["r1 1.0", "r2 1.0"])
    #expect(try weights("method: rpgan\npenalties: [r2, r1]") == ["r1 10.0", "r2 10.0"])
    #expect(try weights("method: rpgan\npenalties: {r2: {weight: 3}}") == ["r1 1.0", "r2 3.0"])
    let set = try Configuration(assignments: [
      Assignment("penalties.r1.weight=4"), Assignment("method=rpgan"),
    ])
    #expect((set.penalties.first as? R1)?.weight == 4 && set.penalties.count == 2)
  }

  @Test func partsAreSwitchedOnAndOff() throws {
    let waves = try Configuration(yaml: "generator: {fourierFeatures: {count: 8}}")
    #expect(waves.generator.layers.fourierFeatures == FourierFeatures(count: 8, deviation: 1))
    let on = try Configuration(yaml: "discriminator: {minibatchDiscrimination: {kernels: 3}}")
    #expect(
      on.discriminator.minibatchDiscrimination == MinibatchDiscrimination(kernels: 3, dimensions: 8)
    )
    let off = try Configuration(yaml: "discriminator: {minibatchDiscrimination: none}")
    #expect(off.discriminator.minibatchDiscrimination == nil)
  }
}
