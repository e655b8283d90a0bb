import Foundation
import Testing
import ToyGAN

@testable import ToyGANLive
@testable import ToyGANTargets
@testable import ToyGANTraining

/// The view follows samples that leave the box of the target.
@Suite struct ViewTests {
  private static let target = try? TargetConfiguration.roundMixture(
    means: [[-2, 1], [3, 1]], deviations: [0.1, 0.1]
  ).target()

  /// Positions at a distance from the middle of the box, in halves of its side.
  private static func positions(_ distances: [Float], in box: Square) -> [Float] {
    distances.flatMap { [Float(box.x) + $0 * Float(box.half), Float(box.y)] }
  }

  @Test(arguments: [
    ([0, 0.9, 3, 3], 1), ([0, 3, 3, 3], 4), ([1.9, -1.9, 1.9, 0], 2), ([60, -60, 60, 60], 64),
    ([900, 900, 0], 64), ([.nan, .nan, .infinity, 0.5], 1), ([.nan, 7, 7], 8), ([], 1),
    ([.nan, .infinity], 1),
  ])
  func halfOfTheFiniteSamplesLieInTheBox(_ distances: [Float], _ zoom: Int) throws {
    let view = PlaneView(of: try #require(Self.target))
    #expect(view.zoom(showing: Self.positions(distances, in: view.box)) == zoom)
  }

  /// A trainer whose samples are moved by so much in each direction.
  private static func trainer(target: String, movedBy offset: Float) throws -> Trainer {
    let configuration = try Configuration(assignments: [
      Assignment("target=\(target)"), Assignment("generator.hidden=[8]"),
      Assignment("discriminator.hidden=[8]"), Assignment("batch=16"),
    ])
    let trainer = Trainer(try Recipe(configuration), showsGradients: true)
    var checkpoint = trainer.checkpoint()
    let place = try #require(
      checkpoint.arrays.firstIndex { $0.name == "generator.output.bias" })
    checkpoint.arrays[place].values = checkpoint.arrays[place].values.map { $0 + offset }
    try trainer.restore(checkpoint)
    return trainer
  }

  @Test(arguments: [
    "{ring: {modes: 8, radius: 2, deviation: 0.02}}",
    "{mixture: {means: [[-1], [2]], deviations: [0.1, 0.1]}}",
    "{mixture: {means: [[0, 5, 0], [0, -5, 0], [0, 0, 2], [0, 0, -2]], deviations: [0.1, 0.1, 0.1, 0.1]}}",
  ])
  func theSurfaceIsOverTheBoxThatIsSeen(_ target: String) throws {
    var zooms: [Int] = []
    for offset: Float in [0, 40, 0] {
      let trainer = try Self.trainer(target: target, movedBy: offset)
      let painter = Painter(of: trainer)
      let frame = painter.frame(of: trainer, parts: [.samples, .surface], samples: 100)
      let samples = try #require(frame.samples)
      #expect(frame.zoom == painter.view.zoom(showing: samples))
      #expect(painter.frame(of: trainer, parts: [], samples: 100).zoom == frame.zoom)
      zooms.append(frame.zoom)
      guard let surface = frame.surface else {
        #expect(painter.view.kind == .line)
        continue
      }
      #expect(surface.box == painter.view.box(zoom: frame.zoom))
      let grid = painter.view.grid(side: surface.side, zoom: frame.zoom)
      #expect(surface.values == trainer.decisions(on: grid))
    }
    #expect(zooms[0] == 1 && zooms[1] > 4 && zooms[2] == 1, "\(zooms)")
  }

  /// A stored picture is seen from as far as its samples need, although its surface has another box.
  @Test func storedPicturesAreSeenFromFarToo() throws {
    let far = "generator.initialization={normal: 30}"
    let live = try TestStudio(["steps=10", "evaluation.storeEvery=5", far])
    func isAt(_ step: Int) -> ([String: Any]) -> Bool {
      { $0["step"] as? Int == step && $0["playing"] as? Bool == false }
    }
    let last = live.state(of: 1, where: isAt(10))
    #expect((last?["zoom"] as? Int ?? 0) > 1)
    live.send(#"{"do":"save","pane":1}"#)
    #expect(live.event("saved") != nil)
    live.send(#"{"do":"folders"}"#)
    #expect(live.event("folders") != nil)
    live.send(#"{"do":"open","folder":0}"#)
    #expect(live.state(of: 2, where: isAt(10)) != nil)
    live.send(#"{"do":"goto","pane":2,"step":5}"#)
    let stored = live.state(of: 2, where: isAt(5))
    #expect(stored?["stored"] as? Bool == true)
    #expect((stored?["zoom"] as? Int ?? 0) > 1)
  }
}
