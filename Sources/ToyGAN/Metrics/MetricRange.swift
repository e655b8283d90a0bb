import Foundation
import ToyGANStatistics

/// The values that a metric can have, for intervals and axes that do not go beyond them.
public enum MetricRange: Sendable, Equatable {
  /// Any number.
  case unbounded
  /// 0 and more.
  case notNegative
  /// From 0 to a largest value.
  case upTo(Double)
  /// A count from 0 to the number of the target's modes.
  case modes

  /// From 0 to 1.
  public static let share = MetricRange.upTo(1)

  /// The bounds for a target with this number of modes; without the number a count has no largest value.
  public func bounds(modes: Double? = nil) -> Bounds {
    switch self {
    case .unbounded: .unbounded
    case .notNegative: .notNegative
    case .upTo(let most): Bounds(0, most)
    case .modes: modes.map { Bounds(0, max(0, $0)) } ?? .notNegative
    }
  }
}
