import Foundation
import Testing
import ToyGAN
import ToyGANLaws

@testable import ToyGANCluster
@testable import ToyGANCore
@testable import ToyGANFigures
@testable import ToyGANFiles
@testable import ToyGANGames
@testable import ToyGANMetrics
@testable import ToyGANStatistics
@testable import ToyGANStudies
@testable import ToyGANTargets
@testable import ToyGANTheory
@testable import ToyGANTraining

/// Topics as a whole: their list, and what one leaves in its folder.
@Suite struct TheoryTests {
  /// A line each, on a screen of 24 lines of 120 characters.
  @Test func topicsAreListedOnOneScreen() throws {
    let lines = Theory.listing().split(separator: "\n")
    #expect(lines.count == Theory.standard.count && lines.count == 8)
    for (line, topic) in zip(lines, Theory.standard) {
      #expect(line.hasPrefix(topic.name) && line.hasSuffix(topic.question) && line.count <= 120)
      #expect(try Registry.standard.theoryTopic(topic.name).name == topic.name)
      #expect(!topic.references.isEmpty)
    }
    #expect(throws: SettingError.self) { try Registry.standard.theoryTopic("bogus") }
  }

  /// As a user runs it: numbers, script and both pictures, and a paragraph on standard output.
  @Test func aTopicIsComputedDrawnAndTold() throws {
    let folder = try TemporaryFolder()
    let run = try Toygan(["theory", "bilinear", "--out", "seen"], in: folder.url)
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    #expect(run.output.contains("origin") && run.output.contains("seen/bilinear.png"))
    let names = try FileManager.default.contentsOfDirectory(
      atPath: folder.url.appendingPathComponent("seen").path)
    for ending in ["csv", "gp", "png", "svg"] { #expect(names.contains("bilinear.\(ending)")) }
  }
}
