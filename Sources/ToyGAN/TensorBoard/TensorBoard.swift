import Foundation
import ToyGANFiles
import ToyGANGames
import ToyGANSettings
import ToyGANStudies

/// Exports runs for TensorBoard, which shows the event files in all folders below a given one.
///
/// A run has the folder `LABEL/seed-N`, with its settings, the contents of its `trajectory.csv`, and its
/// figures; a sweep's figures are in the folder above its runs. NaN values are omitted, infinities are
/// kept, and exporting the same run again gives identical bytes.
public enum TensorBoard {
  /// Writes a run, or the runs of a sweep that have started, below `place`, and replaces an earlier export
  /// there; the default is `tensorboard` in the folder itself.
  ///
  /// Returns the place. Throws `FileError` if the folder contains neither a run nor a sweep, if a file in
  /// it cannot be understood, or if the place cannot be written.
  public static func export(
    _ folder: URL, to place: URL? = nil, registry: Registry = .standard
  ) throws -> URL {
    let place = place ?? folder.appendingPathComponent("tensorboard")
    if SweepFolder(folder).exists {
      try exportSweep(folder, to: place, registry: registry)
    } else {
      let run = try TensorBoardRun(RunFolder(folder, registry: registry))
      try write(run.events(), to: place.appendingPathComponent(run.name))
    }
    return place
  }

  private static func exportSweep(
    _ folder: URL, to place: URL, registry: Registry
  ) throws {
    let parent = SweepFolder(folder).file("runs")
    let ids = (try? FileManager.default.contentsOfDirectory(atPath: parent.path)) ?? []
    // Runs that have not started are skipped.
    let runs = ids.sorted().compactMap { id in
      try? TensorBoardRun(RunFolder(parent.appendingPathComponent(id), registry: registry))
    }
    let sharers = Dictionary(grouping: runs, by: \.name)
    for run in runs {
      let isShared = sharers[run.name]?.count != 1
      let name = isShared ? run.longName : run.name
      try write(run.events(), to: place.appendingPathComponent(name))
    }
    try AtomicFile.makeFolder(place)
    let pictures = Pictures(of: folder).values
    guard !pictures.isEmpty else { return }
    let (step, time) = (runs.map(\.end.step).max() ?? 0, runs.map(\.end.time).max() ?? 0)
    var file = EventFile(startingAt: time)
    file.append(pictures, step: step, time: time)
    try write(file.bytes, to: place)
  }

  private static func write(_ events: [UInt8], to folder: URL) throws {
    try AtomicFile.makeFolder(folder)
    try AtomicFile.write(
      events, to: folder.appendingPathComponent("events.out.tfevents.toygan"))
  }
}
