import Foundation
import ToyGANFiles
import ToyGANSettings

extension RunFolder {
  /// Writes the samples [n, 2] generated after `step` steps.
  func write(samples: [Float], step: Int, in record: inout RunRecord) throws {
    try AtomicFile.makeFolder("samples", in: url)
    try put(
      table: SampleFile.csv(samples, dimension: 2), in: "samples/\(Self.name(step))", &record)
  }

  /// The samples generated after `step` steps; nil if none were stored.
  ///
  /// Throws `FileError` if the file cannot be read, or is of another run.
  package func storedSamples(at step: Int) throws(FileError) -> [SamplePoint]? {
    try points(in: "samples/\(Self.name(step))")
  }

  private static let targetFile = "samples/target.csv"

  /// Writes samples [n, 2] of the target.
  func write(target samples: [Float], in record: inout RunRecord) throws {
    try AtomicFile.makeFolder("samples", in: url)
    try put(table: SampleFile.csv(samples, dimension: 2), in: Self.targetFile, &record)
  }

  /// Samples of the target; nil if none were stored.
  ///
  /// Throws as `storedSamples(at:)`.
  package func storedTarget() throws(FileError) -> [SamplePoint]? {
    try points(in: Self.targetFile)
  }

  private func points(in path: String) throws(FileError) -> [SamplePoint]? {
    guard let table = try table(in: path) else { return nil }
    return zip(try table.numbers("x"), try table.numbers("y")).map { SamplePoint(x: $0, y: $1) }
  }

  /// The steps of the files in one of the folders for samples and surfaces, ascending.
  ///
  /// Files that the record of the run does not name are not of this run.
  package func storedSteps(in name: String) -> [Int] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: file(name).path)) ?? []
    let written = record()?.tables
    let own = files.filter { file in written.map { $0["\(name)/\(file)"] != nil } ?? true }
    return own.compactMap { Self.step(ofFile: $0) }.sorted()
  }

  /// The step in the name of a file of samples or of a surface; nil if it has another name.
  static func step(ofFile path: String) -> Int? {
    let name = path.split(separator: "/").last ?? ""
    guard name.hasPrefix("step-"), name.hasSuffix(".csv") else { return nil }
    return Int(name.dropFirst(5).dropLast(4)).flatMap { $0 < 0 ? nil : $0 }
  }

  /// `step-00005000.csv`: the order by name is the order by step.
  package static func name(_ step: Int) -> String {
    let digits = "\(step)"
    return "step-\(String(repeating: "0", count: max(0, 8 - digits.count)))\(digits).csv"
  }
}

/// A sample in the plane.
package struct SamplePoint: Equatable {
  package var x: Double
  package var y: Double

  package init(x: Double, y: Double) { (self.x, self.y) = (x, y) }
}
