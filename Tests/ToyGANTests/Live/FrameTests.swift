import Foundation
import Testing
import ToyGAN

@testable import ToyGANLive
@testable import ToyGANTargets

/// The bytes of a picture, which the page's own tests read from the same file.
@Suite struct FrameTests {
  static let golden: [UInt8] = {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../LivePage/golden-frame.hex")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    let digits = Array(text.filter { !$0.isWhitespace })
    return stride(from: 0, to: digits.count - 1, by: 2).compactMap {
      UInt8(String(digits[$0...$0 + 1]), radix: 16)
    }
  }()

  private static let state =
    #"{"step":7,"last":9,"playing":false,"replaying":false,"rate":null,"speed":null,"#
    + #""outcome":null,"stored":false,"zoom":2,"values":[1.5,null]}"#

  @Test func theBytesAreThoseThatThePageReads() throws {
    var frame = Frame(state: Self.state)
    frame.samples = [0.5, -1, Float(bitPattern: 0x7fc0_0000), .infinity]
    frame.surface = Frame.SurfacePart(box: Square(x: 0, y: 0, half: 2), values: [1, 2, 3, 4])
    frame.arrows = [0.25, 0.5, -0.125, 1]
    frame.manifold = (0..<8).map { Float($0) }
    frame.modes = [(3, 2), (0, 0)]
    frame.categories = [0, 1, 2]
    let curves = Frame.CurveRows(
      epoch: 1, first: 4, columns: 3,
      values: [5, 0.5, Float(bitPattern: 0x7fc0_0000), 7, 1.5, -1])
    let bytes = frame.bytes(pane: 3, curves: curves)
    #expect(Self.golden.count > 300)
    #expect(bytes == Self.golden)
  }

  @Test func pagesGetTheRowsThatTheyLack() {
    var curves = Curves(columns: ["a", "b"])
    curves.append(step: 0, [1, 2])
    curves.append(step: 5, [3, 4])
    curves.append(step: 5, [9, 9])
    #expect(curves.rows(epoch: 0, from: 1).values == [5, 3, 4])
    #expect(curves.rows(epoch: 0, from: 2).values.isEmpty)
    #expect(curves.rows(epoch: 0, from: -4).values.count == 6)
    #expect(curves.rows(epoch: 0, from: 9000).values.isEmpty)
    curves.rename(["b", "c"])
    let rows = curves.rows(epoch: 0, from: 2)
    #expect(rows.first == 0 && rows.epoch == 1)
    #expect(rows.values[1] == 2 && rows.values[2].isNaN)
    curves.removeAll(after: 4)
    #expect(curves.rows(epoch: curves.epoch, from: 0).values.count == 3)
    #expect(curves.values(at: 100)?.first == 2)
  }

  @Test func curvesStayWithinTheirLimit() {
    var curves = Curves(columns: ["a"])
    for step in 0..<60_000 { curves.append(step: step, [Float(step)]) }
    let rows = curves.rows(epoch: curves.epoch, from: 0).values
    #expect(rows.count / 2 <= Curves.limit)
    #expect(rows.count / 2 > Curves.limit / 3)
    #expect(curves.lastStep == 59_999)
    #expect(stride(from: 0, to: rows.count, by: 2).allSatisfy { rows[$0] == rows[$0 + 1] })
  }

  /// Targets that are not in the plane are seen in it: along a line, or along the directions of most variance.
  @Test func targetsOfOtherDimensionsAreSeenInThePlane() throws {
    let line = try TargetConfiguration.roundMixture(
      means: [[-2], [3]], deviations: [0.1, 0.1]
    ).target()
    let view = PlaneView(of: line)
    #expect(view.kind == .line)
    #expect(view.positions(of: [1, 2]) == [1, 0, 2, 0])
    let space = try TargetConfiguration.roundMixture(
      means: [[0, 5, 0], [0, -5, 0], [0, 0, 2], [0, 0, -2]], deviations: [0.1, 0.1, 0.1, 0.1]
    ).target()
    let seen = PlaneView(of: space)
    #expect(seen.kind == .projection)
    let (x, y) = seen.position(of: [0, 5, 0])
    #expect(abs(abs(x) - 5) < 0.2 && abs(y) < 0.6, "\(x) \(y)")
    let grid = seen.grid(side: 3)
    #expect(grid.count == 27)
    let back = seen.positions(of: grid)
    #expect(abs(Double(back[0]) - (seen.box.x - seen.box.half)) < 1e-4)
    #expect(abs(Double(back[1]) - (seen.box.y - seen.box.half)) < 1e-4)
    #expect(back[2] > back[0] && back[7] > back[1], "x is inside, y is outside, both ascend")
  }
}
