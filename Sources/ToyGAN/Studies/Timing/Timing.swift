import Foundation
import ToyGANFiles

/// The result of a benchmark; times are in seconds.
public struct Timing: Codable, Equatable, Sendable {
  /// Name of the recipe.
  public var recipe: String
  /// Time of a step: the median and the quartiles over `blocks` blocks of `stepsPerBlock` steps.
  public var median, lowerQuartile, upperQuartile: Double
  /// Time of a step in the fastest block, which was least disturbed by other processes.
  public var best: Double
  /// Number of timed blocks, and of steps in each.
  public var blocks, stepsPerBlock: Int
  /// Time to compile a configuration to a program and initialize its weights.
  public var compilation: Double
  /// Time from the start of the process to the end of the first step.
  public var firstStep: Double
  /// Floating-point operations in a step; a multiplication and an addition count as two.
  public var operations: Double
  /// Peak memory of the process, in bytes.
  public var peakMemory: Int
  /// Operations per second of the matrix product alone, for its fastest shape.
  public var productPeak: Double
  /// Share of one core's time that the training had while it was timed; less than 1 on a machine that is busy.
  public var shareOfCore: Double

  /// Operations per second of a step.
  public var rate: Double { operations / median }
  /// Rate as a fraction of the peak rate of the matrix product.
  public var shareOfPeak: Double { rate / productPeak }
}

extension Timing {
  /// All timings as a JSON array.
  public static func json(_ timings: [Timing]) -> String { JSONText.of(timings) }

  /// Reads the output of `json`; empty if the data has another form.
  public static func read(_ json: Data) -> [Timing] {
    (try? JSONDecoder().decode([Timing].self, from: json)) ?? []
  }

  /// A sentence if other processes took a part of the core; nil if they took less than 5 %.
  public var warning: String? {
    guard shareOfCore < 0.95 else { return nil }
    return "\(recipe): the machine was busy, and this process had "
      + "\(Self.fixed(100 * shareOfCore, 0)) % of a core: its times are too long; 'best' is disturbed least"
  }

  /// A table with one line per recipe.
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
    DecimalText.fixed(value, decimals)
  }
}
