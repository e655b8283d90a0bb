import Foundation
import ToyGANFiles
import ToyGANGames
import ToyGANMetrics
import ToyGANSettings
import ToyGANStudies

/// The files of a run's folder that figures need.
struct StoredRun {
  let folder: URL
  /// The parts that the run's configuration may name.
  var registry = Registry.standard

  /// Steps at which samples were stored, ascending.
  func sampleSteps() -> [Int] { RunFolder(folder).storedSteps(in: "samples") }

  /// Steps at which the discriminator's surface was stored, ascending.
  func surfaceSteps() -> [Int] { RunFolder(folder).storedSteps(in: "surfaces") }

  /// The generator's samples at a step; nil if none were stored.
  func samples(at step: Int) throws(FileError) -> [SamplePoint]? {
    try RunFolder(folder).storedSamples(at: step)
  }

  /// Samples of the target; nil if none were stored.
  func target() throws(FileError) -> [SamplePoint]? { try RunFolder(folder).storedTarget() }

  /// The discriminator's surface at a step; nil if none was stored, or if its points form no grid.
  func surface(at step: Int) throws(FileError) -> StoredSurface? {
    try RunFolder(folder).storedSurface(at: step)
  }

  func trajectory() throws(FileError) -> Trajectory {
    try Trajectory(contentsOf: folder.appendingPathComponent(Trajectory.file))
  }

  /// The run's summary; nil if the run is in progress or was killed.
  ///
  /// Throws `FileError` if the file is damaged, or if the trajectory or the checkpoint is of another run.
  func summary() throws(FileError) -> RunSummary? {
    guard let summary = try RunFolder(folder).storedSummary() else { return nil }
    guard RunFolder(folder).isWhole(summary) else {
      throw FileError(
        file: folder.relativePath.inOneLine(),
        has: "a trajectory or a checkpoint that does not belong to summary.json",
        allowed: "the files of one run; resuming the run mends them")
    }
    return summary
  }
}

extension RunSummary {
  /// The number of modes of the target; nil if the target has none.
  var modes: Int? {
    let counts = Metric.modeCounts.lazy.compactMap { count in
      metrics.first { $0.name == count.name }
    }
    return counts.compactMap { $0.expectedForTarget.flatMap { Int(exactly: $0) } }.first
  }
}
