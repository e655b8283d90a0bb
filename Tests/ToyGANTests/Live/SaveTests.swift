import Foundation
import Testing
import ToyGAN

@testable import ToyGANLive
@testable import ToyGANStudies

/// A pane that is saved is a run like any other.
@Suite struct SaveTests {
  private static let yaml = """
    batch: 16
    generator: {hidden: [8], latent: 4}
    discriminator: {hidden: [8]}
    evaluation: {every: 10, storeEvery: 20, samples: 100}
    steps: 60
    """

  private static func settings() throws -> PaneSettings {
    try PaneSettings(base: Configuration(yaml: yaml).node, registry: .standard)
  }

  private static func files(_ folder: URL) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
      let file = folder.appendingPathComponent(name)
      // The record and the summary have times.
      guard !["run.json", "summary.json"].contains(name), !file.hasDirectoryPath else { continue }
      files[name] = try? Data(contentsOf: file)
    }
    return files
  }

  @Test(arguments: [0, 20, 37, 60])
  func aSavedRunContinuesToTheBytesOfAnUninterruptedOne(_ last: Int) throws {
    let folder = try TemporaryFolder()
    let player = try HistoryPlayer(History(Self.settings(), memory: 1 << 24))
    while player.step < last { _ = try player.advance(to: player.step + 1) }
    let saved = try RunSaver(
      history: player.history, root: folder.url, interruption: Interruption()
    ).save { _ in }
    let place = folder.url.appendingPathComponent("live-gan-seed-0")
    #expect(saved.folder.hasSuffix("live-gan-seed-0"))
    #expect(saved.command.contains("--resume"))
    #expect(RunFolder(place).summary()?.status == (last == 60 ? "completed" : "interrupted"))
    #expect(try RunFolder(place).checkpoint()?.step == last)
    #expect(try Run(resuming: place).start() == .completed)
    let whole = folder.url.appendingPathComponent("whole")
    #expect(try Run(Configuration(yaml: Self.yaml), in: whole).start() == .completed)
    let (resumed, expected) = (try Self.files(place), try Self.files(whole))
    for name in expected.keys.sorted() where !name.contains("previous") {
      #expect(resumed[name] == expected[name], "\(name)")
    }
    #expect(try folder.names(in: "").allSatisfy { !$0.hasPrefix(".saving") })
  }

  @Test func aRunWithChangesSaysSoAndContinues() throws {
    let folder = try TemporaryFolder()
    let player = try HistoryPlayer(History(Self.settings(), memory: 1 << 24))
    _ = try player.advance(to: 13)
    _ = try player.update(.discriminator)
    player.keepState()
    _ = try player.change(
      to: player.settings.changing([
        .init(key: "method", value: "wgan-gp"), .init(key: "discriminator.hidden", value: "[8, 8]"),
      ]))
    _ = try player.advance(to: 30)
    let state = player.trainer.checkpoint()
    _ = try RunSaver(
      history: player.history, root: folder.url, interruption: Interruption()
    ).save { _ in }
    let place = folder.url.appendingPathComponent("live-wgan-gp-seed-0")
    #expect(try RunFolder(place).checkpoint() == state)
    let changes = try folder.text("live-wgan-gp-seed-0/changes.csv")
    #expect(changes.hasPrefix("step,change\n13,"))
    #expect(changes.contains("gan -> wgan-gp"))
    #expect(changes.contains("updates of the discriminator alone: 1"))
    #expect(try Run(resuming: place).start() == .completed)
    let rows = try RunFolder(place).trajectory()
    #expect(rows?.steps == [0, 10, 20, 30, 40, 50, 60])
  }

  /// A pane can be sent past its last step, and a run with changes is opened where its checkpoint is.
  @Test func aPanePastItsLastStepIsSavedWhole() throws {
    let folder = try TemporaryFolder()
    let player = try HistoryPlayer(History(Self.settings(), memory: 1 << 24))
    _ = try player.advance(to: 63)
    _ = try player.change(to: player.settings.changing([.init(key: "batch", value: "8")]))
    _ = try player.advance(to: 70)
    let saver = RunSaver(history: player.history, root: folder.url, interruption: Interruption())
    _ = try saver.save { _ in }
    let place = RunFolder(folder.url.appendingPathComponent("live-gan-seed-0"))
    #expect(try place.checkpoint() == player.trainer.checkpoint())
    let stored = StoredRun(folder: place, name: "saved")
    let history = try stored.history(registry: .standard, memory: 1 << 24)
    #expect(history.first == 70 && history.last == 70 && !history.isPlain)
    let again = try HistoryPlayer(history)
    _ = try again.advance(to: 75)
    _ = try player.advance(to: 75)
    #expect(again.trainer.checkpoint() == player.trainer.checkpoint())
    #expect(throws: SettingError.self) {
      let saver = RunSaver(history: again.history, root: folder.url, interruption: Interruption())
      _ = try saver.save { _ in }
    }
  }

  @Test func namesThatAreTakenAreLeftAlone() throws {
    let folder = try TemporaryFolder()
    let player = try HistoryPlayer(History(Self.settings(), memory: 1 << 24))
    _ = try player.advance(to: 3)
    for name in ["live-gan-seed-0", "live-gan-seed-0-2", "live-gan-seed-0-3"] {
      let saved = try RunSaver(
        history: player.history, root: folder.url, interruption: Interruption()
      ).save { _ in }
      #expect(saved.folder.hasSuffix(name))
    }
  }

  @Test func aStudioSavesAndOpensAgain() throws {
    let live = try TestStudio(["steps=25"])
    #expect(live.state(of: 1) { $0["step"] as? Int == 25 } != nil)
    live.send(#"{"do":"save","pane":1}"#)
    let saved = live.event("saved")
    let place = live.folder.url.appendingPathComponent("live-gan-seed-0")
    #expect(saved?["path"] as? String == place.standardizedFileURL.path)
    live.send(#"{"do":"folders"}"#)
    let folders = live.event("folders")?["folders"] as? [[String: Any]]
    #expect(folders?.first?["name"] as? String == "live-gan-seed-0")
    live.send(#"{"do":"open","folder":0}"#)
    #expect(live.event("panes") { ($0["order"] as? [Int]) == [1, 2] } != nil)
    let opened = live.state(of: 2) { $0["step"] as? Int == 25 }
    #expect(opened?["playing"] as? Bool == false)
    #expect(opened?["zoom"] as? Int == 1)
    // Steps that were not stored are computed again.
    live.send(#"{"do":"goto","pane":2,"step":9}"#)
    #expect(live.state(of: 2) { $0["step"] as? Int == 9 } != nil)
    live.send(#"{"do":"goto","pane":2,"step":0}"#)
    #expect(live.state(of: 2) { $0["stored"] as? Bool == true } != nil)
  }
}
