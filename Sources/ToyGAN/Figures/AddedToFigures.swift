import Foundation
import ToyGANFiles
import ToyGANGames
import ToyGANSettings
import ToyGANStudies

/// Samples of other programs in the figures of a sweep: scored as `toygan compare` scores them.
public struct AddedToFigures: Sendable {
  /// The samples, a label each.
  public var samples: [AddedSamples]
  /// How they are scored and read.
  public var options: AddedSamplesOptions

  /// These samples, scored and read in this way.
  public init(_ samples: [AddedSamples], options: AddedSamplesOptions = AddedSamplesOptions()) {
    (self.samples, self.options) = (samples, options)
  }

  /// The samples as runs, one for each file, and what a reader should know about them; `score` is among their metrics.
  ///
  /// Throws as `ComparedRuns.add` does, with `samples.` before the settings of a reading that figures have too.
  func scored(
    by score: Score?, beside sweep: SweepFolder
  ) throws -> (runs: [SummarizedRun], notes: [String]) {
    guard !samples.isEmpty else { return ([], []) }
    var options = options
    options.metrics += score.map { [$0.metric.name] } ?? []
    do {
      return try ComparedRuns.forFigures(samples, options: options, beside: sweep)
    } catch var error as SettingError where ["columns", "format"].contains(error.key) {
      error.key = "samples.\(error.key)"
      throw error
    }
  }

  /// The first two columns of the first file of a label; nil if its samples are not in the plane.
  func first(of label: String) throws -> [SamplePoint]? {
    guard let file = samples.first(where: { $0.label == label })?.files.first else { return nil }
    let read = try SampleFile.read(file, dimension: 2, as: options.reading).samples
    return (0..<read.count).map { row in
      SamplePoint(x: Double(read.values[2 * row]), y: Double(read.values[2 * row + 1]))
    }
  }
}
