import Testing
import ToyGAN
import ToyGANLaws

@testable import ToyGANLive
@testable import ToyGANTraining

/// Going back in time gives the bytes that training gave, whatever was done in between.
@Suite struct HistoryTests {
  static let methods = Configuration.smallMethods

  private static func settings(_ configuration: Configuration) throws -> PaneSettings {
    try PaneSettings(base: configuration.node, registry: .standard)
  }

  private static func player(_ method: any TrainingMethod) throws -> HistoryPlayer {
    let settings = try settings(.small(method))
    return try HistoryPlayer(History(settings, memory: 1 << 24))
  }

  private static func bits(_ checkpoint: Checkpoint) -> [[UInt32]] {
    checkpoint.arrays.map { $0.values.map(\.bitPattern) }
  }

  /// The states after each step from 0, made without going back.
  private static func states(
    _ player: HistoryPlayer, to last: Int
  ) throws -> [[[UInt32]]] {
    var states = [bits(player.trainer.checkpoint())]
    while player.step < last {
      #expect(try player.advance(to: player.step + 1) == nil)
      states.append(bits(player.trainer.checkpoint()))
    }
    return states
  }

  private static func expect(
    _ player: HistoryPlayer, repeats states: [[[UInt32]]], at steps: [Int]
  ) throws {
    for step in steps {
      try player.approach(step)
      #expect(try player.advance(to: step) == nil)
      #expect(player.step == step)
      #expect(bits(player.trainer.checkpoint()) == states[step], "step \(step)")
    }
  }

  @Test(arguments: methods.indices)
  func everyStepComesBackExactly(_ number: Int) throws {
    let player = try Self.player(Self.methods[number])
    let states = try Self.states(player, to: 12)
    try Self.expect(player, repeats: states, at: [3, 11, 0, 7, 12, 1])
    #expect(player.history.last == 12)
    #expect(states[3] != states[4], "steps differ, so that the comparison means something")
  }

  @Test(arguments: methods.indices)
  func aWatchedPaneTrainsWhatAnUnwatchedTrainerTrains(_ number: Int) throws {
    let configuration = Configuration.small(Self.methods[number])
    let unseen = try Trainer(configuration)
    #expect(unseen.advance(to: 9) == nil)
    let player = try Self.player(Self.methods[number])
    let painter = Painter(of: player.trainer)
    let measurement = Measurement(of: player.trainer)
    while player.step < 9 {
      #expect(try player.advance(to: player.step + 1) == nil)
      _ = measurement.row(of: player.trainer)
      _ = painter.frame(
        of: player.trainer, parts: Set(Frame.Part.allCases), samples: 40)
    }
    #expect(Self.bits(player.trainer.checkpoint()) == Self.bits(unseen.checkpoint()))
    #expect("\(player.trainer.evaluate())" == "\(unseen.evaluate())")
  }

  @Test func singleUpdatesAndChangesComeBackToo() throws {
    let player = try Self.player(GAN())
    _ = try player.advance(to: 4)
    for _ in 0..<3 { _ = try player.update(.discriminator) }
    player.keepState()
    _ = try player.update(.generator)
    _ = try player.update(.generator)
    player.keepState()
    _ = try player.advance(to: 8)
    _ = try player.change(to: player.settings.changing([.init(key: "method", value: "wgan-gp")]))
    _ = try player.update(.discriminator)
    player.keepState()
    let changed = Self.bits(player.trainer.checkpoint())
    _ = try player.advance(to: 14)
    let end = Self.bits(player.trainer.checkpoint())
    #expect(!player.history.isPlain)
    // Back before everything, forward through it, and to the steps at which something was done.
    for step in [0, 14, 8, 6, 5, 4, 14] {
      try player.approach(step)
      #expect(try player.advance(to: step) == nil)
      #expect(player.settings.configuration.method is WGANGP == (step >= 8))
      if step == 14 { #expect(Self.bits(player.trainer.checkpoint()) == end) }
      if step == 8 { #expect(Self.bits(player.trainer.checkpoint()) == changed) }
    }
    let plain = try Trainer(.small(GAN()))
    #expect(plain.advance(to: 3) == nil)
    try player.approach(3)
    _ = try player.advance(to: 3)
    #expect(Self.bits(player.trainer.checkpoint()) == Self.bits(plain.checkpoint()))
  }

  /// A single update after a change of schedule is repeated by the trainer of that schedule.
  @Test func aSingleUpdateAfterAChangeOfScheduleComesBack() throws {
    let settings = try Self.settings(.small(GAN(), schedule: .simultaneous))
    let player = try HistoryPlayer(History(settings, memory: 1 << 24))
    _ = try player.advance(to: 10)
    _ = try player.change(to: settings.changing([.init(key: "schedule", value: "alternating")]))
    _ = try player.update(.discriminator)
    player.keepState()
    let changed = Self.bits(player.trainer.checkpoint())
    _ = try player.advance(to: 12)
    let end = Self.bits(player.trainer.checkpoint())
    try player.approach(5)
    #expect(try player.advance(to: 10) == nil)
    #expect(Self.bits(player.trainer.checkpoint()) == changed)
    #expect(try player.advance(to: 12) == nil)
    #expect(Self.bits(player.trainer.checkpoint()) == end)
  }

  /// A change that adds averages or slow weights begins with the weights that are there.
  @Test func weightsThatAreRememberedBeginWithThePresentOnes() throws {
    let player = try Self.player(GAN())
    _ = try player.advance(to: 5)
    _ = try player.change(
      to: player.settings.changing([
        .init(key: "lookahead", value: "{every: 5, share: 0.5}"),
        .init(key: "generator.average", value: "0.9"),
      ]))
    let state = player.trainer.checkpoint()
    let remembered = state.arrays.filter {
      $0.name.contains("slow weights.") || $0.name.contains("average weights.")
    }
    #expect(!remembered.isEmpty)
    for array in remembered {
      let own = array.name.replacing("slow weights.", with: "")
        .replacing("average weights.", with: "")
      #expect(array.values == state.array(own)?.values, "\(array.name)")
    }
  }

  /// A single update that diverges is undone.
  @Test func aSingleUpdateThatDivergesIsUndone() throws {
    let player = try Self.player(GAN())
    _ = try player.advance(to: 4)
    _ = try player.change(
      to: player.settings.changing([
        .init(key: "optimizer", value: "{name: sgd, learningRate: 1e30}")
      ]))
    var outcome: Outcome?
    for _ in 0..<5 where outcome == nil { outcome = try player.update(.discriminator) }
    guard case .diverged = outcome else {
      Issue.record("it did not diverge")
      return
    }
    #expect(player.step == 4 && player.history.divergence != nil)
    #expect(player.trainer.firstNonFiniteState() == nil)
  }

  /// Without the checkpoints between, everything follows from the first one and from those of changes.
  @Test func aHistoryWithoutMemoryRepeatsEverything() throws {
    let settings = try Self.settings(.small(GAN()))
    let player = try HistoryPlayer(History(settings, memory: 1))
    _ = try player.advance(to: 4)
    _ = try player.update(.discriminator)
    player.keepState()
    _ = try player.update(.generator)
    player.keepState()
    _ = try player.advance(to: 9)
    let end = Self.bits(player.trainer.checkpoint())
    let again = try HistoryPlayer(player.history)
    try again.approach(0)
    #expect(again.step == 0)
    #expect(try again.advance(to: 9) == nil)
    #expect(Self.bits(again.trainer.checkpoint()) == end)
    #expect(throws: SettingError.self) {
      _ = try again.change(to: settings.changing([.init(key: "batch", value: "8")]))
    }
  }

  @Test func aBranchContinuesFromTheStepThatIsShown() throws {
    let player = try Self.player(GAN())
    _ = try player.advance(to: 10)
    let end = Self.bits(player.trainer.checkpoint())
    let branch = try HistoryPlayer(player.history.cut(at: 6))
    #expect(branch.history.last == 6)
    try branch.approach(6)
    _ = try branch.advance(to: 10)
    #expect(Self.bits(branch.trainer.checkpoint()) == end)
    let other = try HistoryPlayer(player.history.cut(at: 6))
    _ = try other.advance(to: 6)
    _ = try other.change(to: other.settings.changing([.init(key: "batch", value: "8")]))
    _ = try other.advance(to: 10)
    #expect(Self.bits(other.trainer.checkpoint()) != end)
    #expect(player.history.last == 10)
  }

  /// What fits is carried over by name and shape; the rest is said.
  @Test func aChangeCarriesOverWhatFits() throws {
    let player = try Self.player(GAN())
    _ = try player.advance(to: 5)
    let weights = player.trainer.checkpoint()
    _ = try player.change(
      to: player.settings.changing([
        .init(key: "discriminator.hidden", value: "[8, 8]"),
        .init(key: "generator.optimizer", value: "sgd"),
      ]))
    let after = player.trainer.checkpoint()
    #expect(player.step == 5)
    for array in after.arrays where array.name.hasPrefix("generator.") {
      if array.name.hasSuffix("weight"), weights.array(array.name)?.shape == array.shape {
        #expect(array.values == weights.array(array.name)?.values, "\(array.name)")
      }
    }
    let mark = try #require(player.history.segments.last)
    #expect(mark.start == 5)
    #expect(mark.text.contains("discriminator.hidden: [8] -> [8, 8]"))
    #expect(
      mark.fresh?.sentences == [
        "The discriminator keeps 2 of its 3 layers; the other one starts afresh."
      ])
  }

  /// What starts afresh is said in sentences, which follow from what happens to the arrays.
  @Test(arguments: [
    (
      ["optimizer=rmsprop"],
      [
        "The generator keeps its weights; its optimizer starts afresh.",
        "The discriminator keeps its weights; its optimizer starts afresh.",
      ]
    ),
    (
      ["discriminator.hidden=[16]"],
      ["The discriminator starts afresh: its layers have other shapes."]
    ),
    (
      ["discriminator.hidden=[16]", "generator.hidden=[16]"],
      ["Nothing fits: both networks start afresh."]
    ),
    (
      ["generator.average=0.9", "generator.optimizer=rmsprop"],
      [
        "The generator keeps its weights; its optimizer and the average of its weights start afresh."
      ]
    ),
    (["batch=8"], []),
    (["discriminator.spectralNormalization=true"], []),
  ])
  func whatStartsAfreshIsSaid(_ changes: [String], _ sentences: [String]) throws {
    let player = try Self.player(GAN())
    _ = try player.advance(to: 5)
    let changes = changes.map { change in
      let parts = change.split(separator: "=", maxSplits: 1).map(String.init)
      return PaneSettings.Change(key: parts[0], value: parts[1])
    }
    _ = try player.change(to: player.settings.changing(changes))
    #expect(player.history.segments.last?.fresh?.sentences == sentences)
  }

  /// Two changes at the same step are one: what the first one left stays afresh, and a new player is new.
  @Test func changesAtTheSameStepAreSaidTogether() throws {
    let player = try Self.player(GAN())
    _ = try player.advance(to: 5)
    let settings = player.settings
    for width in ["[16]", "[8]"] {
      _ = try player.change(to: settings.changing([.init(key: "generator.hidden", value: width)]))
    }
    let mark = try #require(player.history.segments.last)
    #expect(mark.fresh?.sentences == ["The generator starts afresh: its layers have other shapes."])
    _ = try player.change(to: Self.settings(.small(smallMethod(ALI.self))))
    #expect(
      player.history.segments.last?.fresh?.sentences.contains("The encoder is new.") == true)
  }

  @Test(arguments: methods.indices)
  func everyMethodCanFollowTheGAN(_ number: Int) throws {
    let player = try Self.player(GAN())
    _ = try player.advance(to: 3)
    let next = try Self.settings(.small(Self.methods[number]))
    do {
      _ = try player.change(to: next)
      #expect(try player.advance(to: 6) == nil)
      #expect(player.trainer.evaluate().step == 6)
    } catch let error as SettingError {
      Issue.record("\(error)")
    }
  }

  @Test func settingsThatTrainTheSameLeaveNoMark() throws {
    let player = try Self.player(GAN())
    _ = try player.advance(to: 5)
    _ = try player.change(
      to: player.settings.changing([
        .init(key: "steps", value: "77"), .init(key: "evaluation.samples", value: "50"),
      ]))
    #expect(player.history.isPlain)
    #expect(player.settings.configuration.steps == 77)
    _ = try player.advance(to: 8)
    let plain = try Trainer(.small(GAN()))
    #expect(plain.advance(to: 8) == nil)
    #expect(Self.bits(player.trainer.checkpoint()) == Self.bits(plain.checkpoint()))
  }

  @Test func divergenceLeavesTheLastFiniteState() throws {
    var configuration = Configuration.small(GAN())
    configuration.generator.optimizer = SGD(learningRate: 1e30)
    configuration.discriminator.optimizer = SGD(learningRate: 1e30)
    let player = try HistoryPlayer(History(Self.settings(configuration), memory: 1 << 24))
    let outcome = try player.advance(to: 50)
    guard case .diverged(let step, _) = outcome else {
      Issue.record("it did not diverge")
      return
    }
    #expect(player.step < step)
    #expect(player.step == player.history.last)
    #expect(player.trainer.firstNonFiniteState() == nil)
    #expect(player.history.divergence?.step == step)
    // Other settings continue from there.
    _ = try player.change(
      to: player.settings.changing([.init(key: "optimizer", value: "adam")]))
    #expect(player.history.divergence == nil)
  }

  @Test func theStoreOfCheckpointsKeepsItsLimitAndSpreadsWhatItKeeps() throws {
    func checkpoint(_ step: Int) -> Checkpoint {
      Checkpoint(
        step: step, discriminatorUpdates: step,
        arrays: [.init(name: "a", shape: [1, 25], values: [Float](repeating: 0, count: 25))])
    }
    var store = CheckpointStore(limit: 1000)  // ten checkpoints of 100 bytes
    store.put(checkpoint(0), isPinned: true)
    for step in 1...500 { store.put(checkpoint(step)) }
    #expect(store.bytes <= 1000)
    #expect(store.steps.first == 0 && store.steps.last == 500)
    #expect(store.newest(upTo: 499)?.step == store.steps.dropLast().last)
    let gaps = zip(store.steps, store.steps.dropFirst()).map { $1 - $0 }
    #expect((gaps.max() ?? 0) < 250, "\(store.steps)")
    store.put(checkpoint(500))
    #expect(store.steps.count { $0 == 500 } == 1)
    #expect(store.hasRoom(for: 900))
    #expect(!store.hasRoom(for: 901))
  }
}
