import Foundation
import Testing
import ToyGAN
import ToyGANLaws

@testable import ToyGANFiles
@testable import ToyGANGames
@testable import ToyGANSettings
@testable import ToyGANStudies
@testable import ToyGANTraining

/// A training that starts at the weights of another run.
@Suite struct WarmStartTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private var file: URL { folder.url.appendingPathComponent("first.safetensors") }

  /// The state after some steps of a method, as a file.
  @discardableResult
  private func trained(_ configuration: Configuration, to step: Int = 12) throws -> Checkpoint {
    let trainer = try Trainer(configuration)
    #expect(trainer.advance(to: step) == nil)
    try Data(trainer.checkpoint().bytes).write(to: file)
    return trainer.checkpoint()
  }

  private func starting(
    _ configuration: Configuration, memory: Bool = false, players: StartedPlayers = .all
  ) -> Configuration {
    var copy = configuration
    (copy.start, copy.seed) = (
      WarmStart(from: file.path, players: players, hasMemory: memory), configuration.seed + 1
    )
    return copy
  }

  private static func bits(_ checkpoint: Checkpoint, _ names: (String) -> Bool = { _ in true })
    -> [String: [UInt32]]
  {
    let kept = checkpoint.arrays.filter { names($0.name) }
    return Dictionary(kept.map { ($0.name, $0.values.map(\.bitPattern)) }) { first, _ in first }
  }

  /// Names of weights and of other state of networks: `generator.0.weight`, and not `generator.first moment.0.weight`.
  private static func isOfNetwork(_ name: String) -> Bool {
    let player = name.prefix { $0 != "." }
    return MLP.isPart(name.dropFirst(player.count + 1))
  }

  private static let methods = Configuration.smallMethods

  /// All weights are those of the other run; counts begin at 0, and so does the memory unless it is taken too.
  @Test(arguments: methods.indices, [false, true])
  func theStateOfEveryMethodIsTaken(_ number: Int, memory: Bool) throws {
    let configuration = Configuration.small(Self.methods[number])
    let before = try trained(configuration)
    let trainer = try Trainer(starting(configuration, memory: memory))
    let start = trainer.checkpoint()
    #expect(trainer.step == 0 && start.discriminatorUpdates == 0)
    let isTaken: (String) -> Bool = {
      memory
        ? !$0.contains(".latest.")
        : Self.isOfNetwork($0) && !$0.contains(".left")
          && !$0.contains(".right")
    }
    let isVector: (String) -> Bool = { $0.contains(".left") || $0.contains(".right") }
    // Singular vectors are made accurate before the first step.
    let (own, other) = (
      Self.bits(start) { isTaken($0) && !isVector($0) },
      Self.bits(before) { isTaken($0) && !isVector($0) }
    )
    #expect(!own.isEmpty && own == other)
    if !memory {
      let times = start.arrays.filter { $0.name.hasSuffix(".time") }
      #expect(times.allSatisfy { $0.values == [0] })
    }
    #expect(trainer.advance(to: 3) == nil)
  }

  /// The corrections of Adam's first steps know all steps, and a schedule only those of this run.
  @Test func memoryContinuesAndSchedulesBegin() throws {
    var configuration = Configuration.small(GAN())
    configuration.steps = 10
    let before = try trained(configuration)
    // Without a schedule it is the training whose state was taken.
    let warm = try Trainer(starting(configuration, memory: true))
    var other = configuration
    other.seed += 1
    let adopting = try Trainer(other)
    #expect(adopting.adopt(before).isEmpty)
    (adopting.step, adopting.discriminatorUpdates) = (0, 0)
    for trainer in [warm, adopting] { #expect(trainer.advance(to: 5) == nil) }
    #expect(Self.bits(warm.checkpoint()) == Self.bits(adopting.checkpoint()))
    // Without momentum nothing but the schedule depends on the number of steps.
    for player in [\Configuration.generator.optimizer, \.discriminator.optimizer] {
      configuration[keyPath: player] = SGD(
        learningRate: 0.05, annealing: FactorSchedule(.linear, over: .run, to: 0))
    }
    configuration.discriminator.instanceNoise = InstanceNoise(
      deviation: 0.5, .linear, over: .run, to: 0)
    try trained(configuration)
    let runs = try [true, false].map { try Trainer(starting(configuration, memory: $0)) }
    for trainer in runs { #expect(trainer.advance(to: 10) == nil) }
    let isOfNetwork = { (name: String) in Self.isOfNetwork(name) }
    #expect(
      Self.bits(runs[0].checkpoint(), isOfNetwork) == Self.bits(runs[1].checkpoint(), isOfNetwork))
  }

  @Test func averagesBeginAtTheWeightsThatWereTaken() throws {
    var configuration = Configuration.small(GAN())
    configuration.generator.average = 0.9
    configuration.lookahead = Lookahead()
    let before = try trained(configuration)
    let start = try Trainer(starting(configuration)).checkpoint()
    for rule in ["average weights", "slow weights"] {
      #expect(
        start.array("generator.\(rule).0.weight")?.values
          == before.array("generator.0.weight")?.values)
    }
    let remembered = try Trainer(starting(configuration, memory: true)).checkpoint()
    #expect(
      remembered.array("generator.average weights.0.weight")
        == before.array("generator.average weights.0.weight"))
  }

  @Test func theGeneratorAloneOrWithWhatFits() throws {
    let configuration = Configuration.small(GAN())
    let before = try trained(configuration)
    let alone = try Recipe(starting(configuration, players: .generator))
    var random = configuration
    random.seed += 1
    let discriminator = { (name: String) in name.hasPrefix("discriminator.0") }
    #expect(
      Self.bits(Trainer(alone).checkpoint(), discriminator)
        == Self.bits(try Trainer(random).checkpoint(), discriminator))
    #expect(alone.start?.remarks.isEmpty == true)
    // Another method: its discriminator has a further layer, its optimizer another memory.
    var other = Configuration.small(MinibatchDiscriminationGAN())
    other.generator.optimizer = RMSProp()
    let recipe = try Recipe(starting(other, memory: true))
    #expect(
      recipe.remarks.contains {
        $0.contains("discriminator begins with random weights") && $0.contains("closeness.weight")
      })
    #expect(recipe.remarks.contains { $0.contains("optimizer of the generator begins anew") })
    let start = Trainer(recipe).checkpoint()
    #expect(start.array("generator.0.weight") == before.array("generator.0.weight"))
    #expect(start.array("discriminator.0.weight") != before.array("discriminator.0.weight"))
  }

  /// Wider, deeper and shallower generators, and generators of other layers.
  @Test(arguments: [
    ("hidden: [8]", "hidden: [9]", "0.weight [4, 8]"),
    ("hidden: [8]", "hidden: [8, 8]", "no 1.weight"),
    ("hidden: [8, 8]", "hidden: [8]", "1.bias [1, 8]"),
    ("hidden: [8]", "batchNormalization: {}", "0.weight [4, 8]"),
    ("hidden: [128]", "hidden: [128]\ngenerator.batchNormalization: {}", "no 0.scale"),
    ("hidden: [8]", "hidden: [8]\ngenerator.fourierFeatures: {count: 2}", "no frequencies"),
  ])
  func aGeneratorOfOtherLayersIsRefused(_ first: String, _ other: String, _ found: String) throws {
    let small = "batch: 16\ndiscriminator.hidden: [8]\ngenerator.latent: 4\ngenerator."
    try trained(Configuration(yaml: small + first), to: 1)
    let text = small + other + "\nstart: {from: \(file.path)}"
    let error = #expect(throws: SettingError.self) { try Recipe(Configuration(yaml: text)) }
    #expect(error?.key == "start.from" && error?.value == "a generator with \(found)")
  }

  @Test func filesThatAreNoCheckpointsAreNamed() throws {
    let configuration = Configuration.small(GAN())
    #expect(throws: FileError.self) { try Recipe(starting(configuration)) }
    try Data("nothing".utf8).write(to: file)
    let error = #expect(throws: FileError.self) { try Recipe(starting(configuration)) }
    #expect(error?.description.contains(file.lastPathComponent) == true)
    #expect(throws: SettingError.self) {
      try Configuration(yaml: "start: {memory: true}").validate()
    }
  }

  /// A valid file whose arrays are not those of a player's state: what does not fit begins anew.
  @Test(arguments: [
    "generator.time", "generator.average weights.0.bias", "generator.first moment.0.bias",
  ])
  func arraysOfOtherShapesAreNotTaken(_ name: String) throws {
    var configuration = Configuration.small(GAN())
    configuration.generator.average = 0.9
    var checkpoint = try trained(configuration)
    let place = try #require(checkpoint.arrays.firstIndex { $0.name == name })
    checkpoint.arrays[place] = NamedArray(
      name: name, shape: [1, 30], values: Array(repeating: 9, count: 30))
    try Data(checkpoint.bytes).write(to: file)
    let trainer = try Trainer(starting(configuration, memory: true))
    #expect(trainer.checkpoint().array(name)?.shape != [1, 30])
    #expect(trainer.checkpoint().array(name)?.values.contains(9) == false)
    #expect(trainer.advance(to: 3) == nil)
  }

  // MARK: - Runs and sweeps

  private func run(_ name: String, _ more: String = "") throws -> Run {
    let yaml = SmallRuns.yaml + more
    return try Run(Configuration(yaml: yaml), in: folder.url.appendingPathComponent(name))
  }

  /// A run keeps what it started with: it can be moved and continued without the other run.
  @Test func aRunNeedsNothingOutside() throws {
    #expect(try run("first").start() == .completed)
    let first = folder.url.appendingPathComponent("first")
    let text = "\nstart: {from: \(first.path), memory: true}\nseed: 3"
    #expect(try run("whole", text).start() == .completed)
    let half = try run("half", text)
    let pause = half.configuration.steps / 2
    #expect(try half.start(pausingAt: pause) == .interrupted(step: pause))
    try FileManager.default.removeItem(at: first)
    let moved = folder.url.appendingPathComponent("moved")
    try FileManager.default.moveItem(at: half.folder.url, to: moved)
    #expect(try folder.text("moved/config.yaml").contains("from: start.safetensors"))
    #expect(try Run(resuming: moved).start() == .completed)
    for name in ["trajectory.csv", "summary.json"] {
      #expect(try folder.text("moved/\(name)") == folder.text("whole/\(name)"))
    }
  }

  /// A sweep says once which players begin anew.
  @Test func aSweepSaysWhatBeginsAnew() throws {
    #expect(try run("first").start() == .completed)
    let yaml =
      SmallRuns.yaml + "\nstart: {from: \(folder.url.path)/first}\nseeds: 2\n"
      + "vary: {method: [gan, minibatch-discrimination]}"
    let sweep = try Sweep(
      Experiment(yaml: yaml), in: folder.url.appendingPathComponent("study"), isResumed: false)
    let lines = try sweep.remarks()
    #expect(lines.count == 1 && lines[0].contains("discriminator begins with random weights"))
  }

  /// The names of runs depend on the weights at the start, and not on their place.
  @Test func namesDependOnTheWeights() throws {
    func plan(_ file: String) throws -> [String] {
      let yaml = SmallRuns.yaml + "\nstart: {from: \(folder.url.path)/\(file)}\nseeds: 1"
      return try Experiment(yaml: yaml).plan().map(\.line)
    }
    #expect(try run("first").start() == .completed)
    #expect(try run("second", "\nseed: 9").start() == .completed)
    let first = try plan("first")
    #expect(first.allSatisfy { $0.contains("inputs/start-") && !$0.contains(folder.url.path) })
    #expect(try first == plan("first/checkpoint.safetensors"))
    #expect(try first != plan("second"))
  }
}
