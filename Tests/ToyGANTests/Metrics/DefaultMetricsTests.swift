import Foundation
import Testing
import ToyGAN

@testable import ToyGANFiles
@testable import ToyGANGames
@testable import ToyGANMetrics
@testable import ToyGANStudies

/// What is measured where no metric is named.
@Suite struct DefaultMetricsTests {
  private static let distances = MetricSelection.named([.slicedWasserstein1, .energyDistance])

  @Test func targetsWithoutModesAreMeasuredByDistances() throws {
    #expect(try Configuration(yaml: "target: moons").evaluation.metrics == Self.distances)
    #expect(
      try Configuration(yaml: "target: ring8").evaluation.metrics == .named(Metric.duringTraining))
    let recipe = try Recipe(GAN()) { $0.target = .shape(.checkerboard) }
    #expect(recipe.configuration.evaluation.metrics == Self.distances)
    #expect(recipe.configuration.absentMetrics(of: recipe.target).isEmpty)
  }

  /// A later setting of the target decides, and what was written is read back.
  @Test func theLastTargetDecides() throws {
    let changed = try Configuration(
      assignments: [
        Assignment(path: "target", value: "moons"), Assignment(path: "target", value: "grid25"),
      ])
    #expect(changed.evaluation.metrics == .named(Metric.duringTraining))
    let moons = try Configuration(yaml: "target: moons")
    #expect(moons.yaml.contains("metrics: [sliced_w1, energy_distance]"))
    #expect(try Configuration(yaml: moons.yaml).evaluation.metrics == Self.distances)
  }

  /// The selection that older versions wrote into every configuration keeps its meaning, and so does any other.
  @Test(arguments: [
    "[modes_covered, high_quality, reverse_kl, deviation_ratio]", "[]", "all", "[w1]",
    "[modes_by_mass]",
  ])
  func whatIsWrittenStays(_ metrics: String) throws {
    let yaml = "target: moons\nevaluation: {metrics: \(metrics)}"
    let configuration = try Configuration(yaml: yaml)
    let written = configuration.evaluation.metrics.node.inline
    #expect(written == metrics)
    #expect(try Recipe(configuration).configuration.evaluation.metrics.node.inline == metrics)
  }

  @Test func leadingMetricsAreThoseThatWereMeasured() throws {
    let ring = TargetPreset.ring8.target
    #expect(
      Metric.leading(for: ring) == [.modesByMass, .modesCovered, .highQuality, .reverseKL])
    #expect(
      Metric.leading(for: ToyShape.moons) == [.slicedWasserstein1, .energyDistance])
    let all = Set(Metric.standard.map(\.name))
    #expect(Metric.leading(among: all) == Metric.leading(for: ring))
    #expect(
      Metric.leading(among: ["sliced_w1", "w1", "energy_distance"])
        == Metric.leading(for: ToyShape.moons))
    // Older runs lack the strict count.
    #expect(Metric.leading(among: ["w1", "sliced_w1", "modes_covered"]) == [.modesCovered])
    #expect(Metric.leading(among: []) == [])
  }

  private static let small = """
    generator: {latent: 2, hidden: [8]}
    discriminator: {hidden: [8]}
    batch: 8
    steps: 4
    evaluation: {every: 2, samples: 20, storeEvery: 0}

    """

  @Test func aRunOfATargetWithoutModesHasThemInItsTrajectory() throws {
    let folder = try TemporaryFolder()
    let run = try Run(
      Configuration(yaml: "target: moons\n" + Self.small),
      in: folder.url.appendingPathComponent("run"))
    #expect(try run.start() == .completed)
    let table = try CSVTable(
      contentsOf: folder.url.appendingPathComponent("run/trajectory.csv"))
    for name in ["sliced_w1", "energy_distance"] {
      #expect(try table.numbers(name).allSatisfy { $0 > 0 }, "\(name)")
    }
    #expect(!table.header.contains("modes_covered"))
  }

  /// A run of an earlier version, whose folder names its default metrics, continues with a file that names none.
  @Test(arguments: ["ring8", "moons"]) func aRunOfAnEarlierVersionContinues(_ target: String) throws
  {
    let folder = try TemporaryFolder()
    let settings = "target: \(target)\n" + Self.small
    var earlier = try Configuration(yaml: settings)
    earlier.evaluation.metrics = .named([.modesCovered, .highQuality, .reverseKL, .deviationRatio])
    let url = folder.url.appendingPathComponent("run")
    #expect(try Run(earlier, in: url).start() == .completed)
    let again = try Run(resuming: url, as: Configuration(yaml: settings), steps: 8)
    #expect(try again.start() == .completed)
    #expect(try RunFolder(url).configuration().evaluation.metrics == earlier.evaluation.metrics)
    // A selection that is neither the present nor the earlier default is another run.
    let other = try Configuration(yaml: settings + "seed: 0\n", "evaluation.metrics=[w1]")
    #expect(throws: SettingError.self) { try Run(resuming: url, as: other, steps: 8) }
  }
}

extension Configuration {
  /// Settings in YAML, and one more.
  fileprivate init(yaml: String, _ assignment: String) throws {
    let parts = assignment.split(separator: "=").map(String.init)
    try self.init(
      layers: [
        SettingsText.read(yaml: yaml, source: "test"),
        Assignment(path: parts[0], value: parts[1]).settings(),
      ], registry: .standard)
  }
}
