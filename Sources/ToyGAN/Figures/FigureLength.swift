import Foundation
import ToyGANSettings

/// A length on paper or on a screen: `8cm`, `85mm`, `3.3in`, `240pt` or `800px`.
public struct FigureLength: Sendable, Equatable {
  /// The length in points of 1/72 inch; a pixel is 1/96 inch.
  public let points: Double
  /// Whether it was given in pixels, so that a picture has exactly this number of them.
  public let isInPixels: Bool

  /// Shortest and longest length, in points: about 3 cm and 1.5 m.
  private static let bounds = 85.0...4320
  private static let units: [(name: String, points: Double)] = [
    ("cm", 72 / 2.54), ("mm", 7.2 / 2.54), ("in", 72), ("pt", 1), ("px", 0.75),
  ]

  /// A length in points.
  init(points: Double) { (self.points, isInPixels) = (points, false) }

  /// Reads a number and a unit.
  ///
  /// Throws `SettingError` for `width` if there is no unit, or if no picture can have the length.
  public init(_ text: String) throws(SettingError) {
    let allowed = "a number with cm, mm, in, pt or px, from 3cm to 150cm"
    guard let unit = Self.units.first(where: { text.hasSuffix($0.name) }),
      let number = Double(settingText: text.dropLast(2).filter { $0 != " " }), number.isFinite,
      Self.bounds.contains(number * unit.points)
    else { throw SettingError(key: "width", value: "'\(text)'", allowed: allowed) }
    points = number * unit.points
    isInPixels = unit.name == "px"
  }
}
