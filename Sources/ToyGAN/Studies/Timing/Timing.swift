import Foundation
import ToyGANFiles

/// What a benchmark found; times in seconds.
public struct Timing: Codable, Equatable, Sendable {
  public var recipe: String
  /// Time of a step: the median and the quartiles over `blocks` blocks of `stepsPerBlock` steps.
  public var median, lowerQuartile, upperQuartile: Double
  /// And of the fastest block, the one least disturbed by what else the machine does.
  public var best: Double
  public var blocks, stepsPerBlock: Int
  /// From the configuration to a program with its weights.
  public var compilation: Double
  /// From the start of the process to the end of the first step.
  public var firstStep: Double
  /// Floating-point operations in a step, a multiplication and an addition counting two.
  public var operations: Double
  /// Most memory the process ever held, in bytes.
  public var peakMemory: Int
  /// Operations a second of the matrix product alone, where it runs best.
  public var productPeak: Double

  /// Operations a second.
  public var rate: Double { operations / median }
  /// Rate as a part of the matrix product's peak.
  public var shareOfPeak: Double { rate / productPeak }
}

extension Timing {
  /// All of it, as a JSON array.
  public static func json(_ timings: [Timing]) -> String { JSONText.of(timings) }

  /// What `json` wrote; empty where it is something else.
  public static func read(_ json: Data) -> [Timing] {
    (try? JSONDecoder().decode([Timing].self, from: json)) ?? []
  }

  /// A line per recipe, for people.
  public static func table(_ timings: [Timing]) -> String {
    var rows = [
      [
        "recipe", "ms a step", "quartiles", "best", "GFLOP/s", "of peak", "program in",
        "first step after", "memory",
      ]
    ]
    for timing in timings {
      rows.append([
        timing.recipe, fixed(1e3 * timing.median, 3),
        "\(fixed(1e3 * timing.lowerQuartile, 3)) to \(fixed(1e3 * timing.upperQuartile, 3))",
        fixed(1e3 * timing.best, 3),
        fixed(timing.rate / 1e9, 1), fixed(100 * timing.shareOfPeak, 0) + " %",
        fixed(timing.compilation, 3) + " s", fixed(timing.firstStep, 2) + " s",
        fixed(Double(timing.peakMemory) / 1e6, 0) + " MB",
      ])
    }
    return TextTable(rows).text
  }

  private static func fixed(_ value: Double, _ decimals: Int) -> String {
    ComparisonTable.fixed(value, decimals)
  }
}
