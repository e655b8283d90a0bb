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

  /// Every picture of the topics that train networks, of studies so short that they say nothing.
  @Test func figuresOfTrainingAreDrawn() throws {
    var game = GameValueStudy()
    (game.batch, game.settling, game.rounds, game.followUp) = (16, 20, 12, 1)
    try game.run()
    var supports = SupportStudy()
    (supports.seeds, supports.updates, supports.batch) = ([0, 1], 5, 8)
    var separation = SeparationStudy()
    (separation.separations, separation.updates, separation.batch) = ([1, 3, 8], 5, 8)
    var surfaces = CriticSurfaceStudy()
    (surfaces.updates, surfaces.batch, surfaces.side, surfaces.judged) = (5, 8, 16, 50)
    surfaces.hidden = [8]
    var play = OrderOfPlayStudy()
    (play.seeds, play.steps, play.every, play.shownSteps) = ([0], 100, 50, [50, 100])
    (play.batch, play.hidden, play.samples) = (8, 8, 50)
    var tracking = TrackingStudy()
    (tracking.seeds, tracking.steps, tracking.every, tracking.settled) = ([0, 1], 8, 2, 2)
    (tracking.batch, tracking.hidden, tracking.samples) = (8, [8], 20)
    let trainings = try tracking.run()
    let figures = [
      ConvergencePanels(study: game).figure(), GameValueCurves(study: game).figure(),
      try SupportPanels(study: supports, pairs: supports.pairs()).figure(),
      try SeparationPanels(study: separation, places: separation.run()).figure(),
      try CriticSurfacePanels(study: surfaces, outcomes: surfaces.run()).figure(),
      OrderOfPlayPanels(study: play, runs: try play.run()).figure(),
      TrackingCurves(study: tracking, runs: trainings).figure(),
      TrackingIntervals(study: tracking, runs: trainings).figure(),
    ]
    let folder = try TemporaryFolder()
    let pictures = try Plots.draw(figures, in: folder.url, by: Gnuplot())
    #expect(pictures.count == 2 * figures.count)
    for picture in pictures { #expect(try Data(contentsOf: picture).count > 2000) }
  }
}
