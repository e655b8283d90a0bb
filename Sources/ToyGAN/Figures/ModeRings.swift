import Foundation
import ToyGANFiles
import ToyGANSettings
import ToyGANStudies
import ToyGANTargets

/// The modes of a target as rings: the ellipse within which a sample is good.
struct ModeRings {
  /// An ellipse in the target's coordinates: its centre, its half axes, and the angle of the first in degrees.
  struct Ring: Equatable {
    var (x, y) = (0.0, 0.0)
    var (major, minor) = (0.0, 0.0)
    var angle = 0.0

    /// Half of the extent along both axes.
    var extent: (x: Double, y: Double) {
      let (c, s) = (cos(angle * .pi / 180), sin(angle * .pi / 180))
      return (hypot(major * c, minor * s), hypot(major * s, minor * c))
    }

    /// The ring with a least half axis, so that it can be seen.
    func atLeast(_ least: Double) -> Ring {
      var ring = self
      let factor = minor > 0 ? max(1, least / minor) : 1
      (ring.major, ring.minor) = (major * factor, minor * factor)
      return ring
    }
  }

  /// The ellipses for gnuplot, with whole axes of at least twice `least`; only the header without rings.
  static func csv(_ rings: ModeRings?, least: Double) -> String {
    var csv = CSVText(header: ["x", "y", "major", "minor", "angle"])
    for ring in (rings?.rings ?? []).map({ $0.atLeast(least) }) {
      csv.append(
        [ring.x, ring.y, 2 * ring.major, 2 * ring.minor, ring.angle].map(CSVText.number))
    }
    return csv.text
  }

  /// More rings than these cover the samples.
  private static let most = 2000
  let rings: [Ring]
  /// The good radius in deviations.
  let radius: Double

  /// The rings of a target in the plane; nil if it has no modes or too many.
  init?(_ target: any Target) {
    guard let modes = target.modeSet, modes.dimension == 2, modes.weights.count <= Self.most
    else { return nil }
    radius = modes.radius
    rings = modes.weights.indices.compactMap { Self.ring(of: $0, in: modes) }
    if rings.isEmpty { return nil }
  }

  /// A mode's offset in deviations is `A (x - mu)`: three points determine both, and the ring is the image of the
  /// circle of the good radius under the inverse of A.
  private static func ring(of mode: Int, in modes: any ModeSet) -> Ring? {
    func offset(_ x: Double, _ y: Double) -> SIMD2<Double> {
      var z = [0.0, 0]
      modes.offset(of: [x, y], from: mode, into: &z)
      return SIMD2(z[0], z[1])
    }
    let start = offset(0, 0)
    let (first, second) = (offset(1, 0) - start, offset(0, 1) - start)
    let determinant = first.x * second.y - second.x * first.y
    guard determinant.isFinite, determinant != 0 else { return nil }
    let across = SIMD2(second.y, -second.x) / determinant
    let up = SIMD2(-first.y, first.x) / determinant
    let centre = SIMD2(-(across * start).sum(), -(up * start).sum())
    // The covariance is the inverse times its transpose.
    let (xx, xy, yy) = ((across * across).sum(), (across * up).sum(), (up * up).sum())
    let half = hypot((xx - yy) / 2, xy)
    let ring = Ring(
      x: centre.x, y: centre.y, major: modes.radius * ((xx + yy) / 2 + half).squareRoot(),
      minor: modes.radius * max(0, (xx + yy) / 2 - half).squareRoot(),
      angle: atan2(2 * xy, xx - yy) * 90 / .pi)
    return [ring.x, ring.y, ring.major, ring.minor].allSatisfy(\.isFinite) ? ring : nil
  }
}

extension ModeRings {
  /// The points at the ends of the rings, which a window must hold.
  var corners: [SamplePoint] {
    rings.flatMap { ring in
      [-1.0, 1].map {
        SamplePoint(x: ring.x + $0 * ring.extent.x, y: ring.y + $0 * ring.extent.y)
      }
    }
  }

  /// What the rings are, for a caption; `least` is the least half axis with which they are drawn.
  func caption(least: Double) -> String {
    let isEnlarged = rings.contains { $0.minor < least }
    let radius = DecimalText.significant(radius, 3)
    return isEnlarged
      ? "rings: the target's modes, drawn larger than \(radius) deviations"
      : "rings: \(radius) deviations around the target's modes"
  }
}

extension StoredRun {
  /// The rings of the run's target; nil if it has no modes in the plane, or if it cannot be made from the settings.
  func rings() -> ModeRings? {
    // Only the target is read: a run with parts that this program does not know has one too.
    guard let settings = try? RunFolder(folder, registry: registry).resolvedSettings(),
      let node = settings["target"], node["points"] == nil,
      let target = try? TargetConfiguration.read(
        node, over: nil, at: SettingPlace("target", registry: registry)
      ).target()
    else { return nil }
    return ModeRings(target)
  }
}
