import CLivePage
import Foundation
import Testing
import ToyGAN
import ToyGANLaws

@testable import ToyGANLive
@testable import ToyGANLiveCommand

/// The page's files, its lessons, and the settings that it shows.
@Suite struct LivePageTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../../Sources/CLivePage/page").standardizedFileURL

  @Test func theProgramContainsEveryFileOfThePage() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).sorted()
    #expect(names.count > 20)
    let assets = LivePage.assets
    #expect(
      assets.map(\.path).sorted() == names.map { $0 == "index.html" ? "/" : "/\($0)" }.sorted(),
      "Sources/CLivePage/list-files.sh writes the list")
    for name in names {
      let bytes = [UInt8](try Data(contentsOf: Self.folder.appendingPathComponent(name)))
      let asset = assets.first { $0.path == (name == "index.html" ? "/" : "/\(name)") }
      #expect(asset?.bytes == bytes, "\(name)")
      let lines = bytes.count { $0 == UInt8(ascii: "\n") }
      #expect(lines <= 300, "\(name) has \(lines) lines")
    }
  }

  /// Nothing of the page comes from elsewhere.
  @Test func thePageAsksForNothingElsewhere() throws {
    for asset in LivePage.assets {
      let text = String(decoding: asset.bytes, as: UTF8.self)
        .replacing("http://www.w3.org/", with: "")
      #expect(!text.contains("http://"), "\(asset.path)")
      #expect(!text.contains("https://") || asset.path == "/lessons.js", "\(asset.path)")
      #expect(!text.contains("innerHTML"), "\(asset.path)")
    }
  }

  @Test func everyLessonCanBeOpened() throws {
    #expect(Lesson.all.count >= 12)
    #expect(Set(Lesson.all.map(\.name)).count == Lesson.all.count)
    for lesson in Lesson.all {
      #expect((1...Studio.paneLimit).contains(lesson.panes.count), "\(lesson.name)")
      for text in [lesson.title, lesson.text, lesson.lookFor, lesson.paper] {
        #expect(
          text.count > 8 && !text.contains("TEXT") && !text.contains("LOOK"), "\(lesson.name)")
      }
      for pane in lesson.panes {
        let settings = try PaneSettings(assignments: pane.assignments, registry: .standard)
        _ = try Recipe(settings.configuration)
        #expect(settings.configuration.steps >= lesson.steps, "\(lesson.name)")
      }
      #expect(
        lesson.show.allSatisfy {
          ["samples", "real", "surface", "arrows", "trails", "manifold", "counts"].contains($0)
        }, "\(lesson.name)")
    }
  }

  /// An address names every setting of a pane once; a page refuses another one.
  @Test func theSettingsOfALessonAreNamedOnce() throws {
    for pane in Lesson.all.flatMap(\.panes) {
      let settings = try PaneSettings(assignments: pane.assignments, registry: .standard)
      let plain = try Configuration(assignments: pane.assignments, registry: .standard)
      #expect(settings.node == plain.node, "\(pane.title)")
      let keys = settings.changed.map(\.key)
      #expect(Set(keys).count == keys.count, "\(pane.title): \(keys)")
    }
  }

  static let methods = Registry.standard.methods

  /// Every setting of every method has a control, and its value can be given back.
  @Test(arguments: methods.indices)
  func everySettingHasAControlThatTakesItsValue(_ number: Int) throws {
    let method = Self.methods[number]
    let name = method.name
    let settings = try PaneSettings(
      assignments: [Assignment(path: "method", value: name)], registry: .standard)
    let controls = SettingControl.all(of: settings)
    #expect(Set(controls.map(\.key)).count == controls.count)
    for setting in method.init().namedNode.entries ?? [] where setting.name != "name" {
      #expect(controls.contains { $0.key == "method.\(setting.name)" }, "\(setting.name)")
    }
    for key in ["batch", "generator.hidden", "discriminator.optimizer.learningRate", "target"] {
      #expect(controls.contains { $0.key == key }, "\(key)")
    }
    let given = controls.filter { !$0.meaning.isEmpty }
    for control in given {
      #expect(control.allowed.count > 3, "\(control.key)")
      if let choices = control.choices, !control.isMultiple, control.key != "target" {
        #expect(choices.contains(control.value), "\(control.key): \(control.value)")
      }
    }
    for control in given where control.key.hasPrefix("method.") {
      let back = try settings.changing([.init(key: control.key, value: control.value)])
      #expect(back.node == settings.node, "\(control.key)")
    }
    // All others in one request, since every request reads all settings; a value that is refused is named.
    let back = try settings.changing(given.map { .init(key: $0.key, value: $0.value) })
    #expect(back.node == settings.node)
    #expect(controls.allSatisfy { $0.key == "method" || !$0.isChanged })
  }

  /// However its allowed values are put into words, a section that can be absent is switched on and off.
  @Test func sectionsThatCanBeAbsentAreSwitches() throws {
    let controls = SettingControl.all(of: try PaneSettings(registry: .standard))
    let switches = controls.filter { $0.choices == ["none", "{}"] }.map(\.key)
    for key in [
      "lookahead", "discriminator.instanceNoise", "discriminator.minibatchDiscrimination",
      "generator.batchNormalization",
    ] {
      #expect(switches.contains(key), "\(key) in \(switches)")
    }
  }

  @Test func aChangedSettingCanBeReset() throws {
    let settings = try PaneSettings(registry: .standard)
    let changed = try settings.changing([
      .init(key: "generator.optimizer.learningRate", value: "0.5"),
      .init(key: "lookahead", value: "{}"),
    ])
    let controls = SettingControl.all(of: changed)
    #expect(controls.filter(\.isChanged).map(\.key).sorted().contains("lookahead"))
    #expect(controls.contains { $0.key == "lookahead.every" && $0.value == "5" })
    let reset = try changed.changing([
      .init(key: "generator.optimizer.learningRate", value: nil),
      .init(key: "lookahead", value: nil),
    ])
    #expect(reset.node == settings.node)
    #expect(reset.assignments.isEmpty)
  }

  /// A family of targets needs all of its settings; one of them is changed as part of the whole.
  @Test func aSettingOfATargetIsChangedAlone() throws {
    let settings = try PaneSettings(registry: .standard).changing([
      .init(key: "target", value: "{ring: {modes: 5, radius: 1, deviation: 0.1}}")
    ])
    let controls = SettingControl.all(of: settings)
    #expect(controls.contains { $0.key == "target.ring.modes" && $0.value == "5" })
    let more = try settings.changing([.init(key: "target.ring.modes", value: "9")])
    #expect(more.configuration.target == .ring(modes: 9, radius: 1, deviation: 0.1))
    #expect(more.assignments.count == 1)
  }

  /// The command line that the page shows has the same settings.
  @Test func theCommandLineHasTheSameSettings() throws {
    let settings = try PaneSettings(registry: .standard).changing([
      .init(key: "method", value: "unrolled"), .init(key: "method.steps", value: "3"),
      .init(key: "generator.hidden", value: "[8, 16]"),
    ])
    #expect(
      settings.command
        == "toygan train --set method=unrolled --set method.steps=3 --set 'generator.hidden=[8, 16]'"
    )
  }
}
