import Foundation
import ToyGANFiles
import ToyGANMetrics
import ToyGANStudies

/// The files of a run's folder that figures need.
struct StoredRun {
  let folder: URL

  /// Steps at which samples were stored, ascending.
  func sampleSteps() -> [Int] { RunFolder(folder).storedSteps(in: "samples") }

  /// Steps at which the discriminator's surface was stored, ascending.
  func surfaceSteps() -> [Int] { RunFolder(folder).storedSteps(in: "surfaces") }

  /// The generator's samples at a step; nil if none were stored.
  func samples(at step: Int) throws -> [SamplePoint]? {
    try points(in: "samples/\(RunFolder.name(step))")
  }

  /// Samples of the target; nil if none were stored.
  func target() throws -> [SamplePoint]? { try points(in: "samples/target.csv") }

  /// The discriminator's surface at a step; nil if none was stored.
  func surface(at step: Int) throws -> StoredSurface? {
    let file = folder.appendingPathComponent("surfaces/\(RunFolder.name(step))")
    guard FileManager.default.fileExists(atPath: file.path) else { return nil }
    return try StoredSurface(CSVTable(contentsOf: file))
  }

  func trajectory() throws -> CSVTable {
    try CSVTable(contentsOf: folder.appendingPathComponent("trajectory.csv"))
  }

  /// The contents of `summary.json`; nil if the run is in progress or was killed.
  func summary() throws -> RunDigest {
    let file = folder.appendingPathComponent("summary.json")
    guard FileManager.default.fileExists(atPath: file.path) else { return RunDigest() }
    return try JSONDecoder().decode(RunDigest.self, from: Data(contentsOf: file))
  }

  private func points(in path: String) throws -> [SamplePoint]? {
    let file = folder.appendingPathComponent(path)
    guard FileManager.default.fileExists(atPath: file.path) else { return nil }
    let table = try CSVTable(contentsOf: file)
    return try zip(table.numbers("x"), table.numbers("y")).map { SamplePoint(x: $0, y: $1) }
  }

}

/// A sample in the plane.
struct SamplePoint: Equatable {
  var x: Double
  var y: Double
}

/// The part of a run's `summary.json` that figures show.
struct RunDigest: Decodable {
  struct Metric: Decodable {
    var name: String
    var ceiling: Double?
  }
  var label: String?
  var status: String?
  var seed: UInt64?
  var metrics: [Metric]?

  /// The number of modes of the target; nil if the target has none.
  var modes: Int? {
    let modes = metrics?.first { $0.name == ToyGANMetrics.Metric.modesCovered.name }
    return modes?.ceiling.flatMap { Int(exactly: $0) }
  }
}
