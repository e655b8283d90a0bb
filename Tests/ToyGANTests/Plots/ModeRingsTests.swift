import Foundation
import Testing

@testable import ToyGANCore
@testable import ToyGANFigures
@testable import ToyGANStudies
@testable import ToyGANTargets

@Suite struct ModeRingsTests {
  private func point(_ ring: ModeRings.Ring, _ angle: Double) -> [Double] {
    let (u, v) = (ring.major * cos(angle), ring.minor * sin(angle))
    let turn = ring.angle * .pi / 180
    return [ring.x + u * cos(turn) - v * sin(turn), ring.y + u * sin(turn) + v * cos(turn)]
  }

  private func mixture() throws -> GaussianMixture {
    try GaussianMixture(
      means: [SIMD2(1, 2), SIMD2(-3, 0.5)],
      covariances: [Covariance(xx: 2, xy: 0.9, yy: 0.5), Covariance(deviation: 0.1)])
  }

  /// Every point of a ring is as many deviations from its mode as the good radius.
  @Test func ringsAreAtTheGoodRadius() throws {
    let lattice = try LatticeModes(of: mixture(), side: 8, extent: 4, key: "target")
    for modes in [try mixture(), lattice] as [any ModeSet] {
      let rings = try #require(ModeRings(Modes(modes: modes)))
      #expect(rings.rings.count == 2 && rings.radius == 3)
      for (mode, ring) in rings.rings.enumerated() {
        for step in 0..<12 {
          var z = [0.0, 0]
          modes.offset(of: point(ring, Double(step) * .pi / 6), from: mode, into: &z)
          #expect(abs(hypot(z[0], z[1]) - 3) < 1e-9)
        }
      }
    }
  }

  private struct Modes: Target {
    var modes: any ModeSet
    var dimension: Int { 2 }
    var modeSet: (any ModeSet)? { modes }
    func draw(into buffer: UnsafeMutableBufferPointer<Float>, from stream: RandomStream) {}
  }

  @Test func targetsWithoutModesInThePlaneHaveNoRings() throws {
    #expect(ModeRings(ToyShape.moons) == nil)
    #expect(ModeRings(try RoundMixture(means: [[-2], [2]], deviations: [0.1, 0.1])) == nil)
    #expect(
      ModeRings(try RoundMixture(means: [[-2, 0], [2, 0]], deviations: [0.1, 0.1]))?.rings.count
        == 2)
  }

  @Test func smallRingsAreEnlargedAndTheCaptionSaysSo() throws {
    let rings = try #require(ModeRings(try mixture()))
    let least = 0.5
    let drawn = rings.rings.map { $0.atLeast(least) }
    #expect(drawn[1].minor == least && drawn[1].major == least)
    #expect(drawn[0] == rings.rings[0])
    #expect(rings.caption(least: least).contains("drawn larger"))
    #expect(rings.caption(least: 0.1) == "rings: 3 deviations around the target's modes")
  }

  /// A rare mode has hardly any sample, and yet its ring is in the picture.
  @Test func aWindowHoldsEveryRing() {
    let samples = (0..<1000).map { SamplePoint(x: Double($0 % 10) / 10, y: 0) }
    let window = PlotWindow(around: samples, corners: [SamplePoint(x: 7, y: -1)])
    #expect(window.contains(SamplePoint(x: 7, y: -1)))
    #expect(
      PlotWindow(around: samples)
        == PlotWindow(around: samples, corners: [SamplePoint(x: 0.2, y: 0)]))
  }

  @Test(arguments: [
    (0, nil), (1, "< 1 % outside"), (30, "3 % outside"), (999, "> 99 % outside"),
    (1000, "100 % outside"),
  ])
  func theShareOutsideIsSaid(outside: Int, text: String?) {
    let window = PlotWindow(around: [SamplePoint(x: 0, y: 0)])
    let samples = (0..<1000).map { SamplePoint(x: $0 < outside ? 5 : 0, y: 0) }
    #expect(window.shareOutside(samples) == text)
    #expect(window.shareOutside([SamplePoint(x: .nan, y: 0)]) == "100 % outside")
  }
}
