import Foundation
import ToyGANFiles
import ToyGANSettings

extension RunFolder {
  /// Writes the samples [n, 2] generated after `step` steps.
  func write(samples: [Float], step: Int) throws {
    try AtomicFile.makeFolder("samples", in: url)
    try put(SampleFile.csv(samples, dimension: 2), in: "samples/\(Self.name(step))")
  }

  /// The samples generated after `step` steps; nil if none were stored.
  ///
  /// Throws `FileError` if the file cannot be read.
  package func storedSamples(at step: Int) throws(FileError) -> [SamplePoint]? {
    try points(in: "samples/\(Self.name(step))")
  }

  private static let targetFile = "samples/target.csv"

  /// Writes samples [n, 2] of the target.
  func write(target samples: [Float]) throws {
    try AtomicFile.makeFolder("samples", in: url)
    try put(SampleFile.csv(samples, dimension: 2), in: Self.targetFile)
  }

  /// Samples of the target; nil if none were stored.
  ///
  /// Throws `FileError` if the file cannot be read.
  package func storedTarget() throws(FileError) -> [SamplePoint]? {
    try points(in: Self.targetFile)
  }

  private func points(in path: String) throws(FileError) -> [SamplePoint]? {
    let file = file(path)
    guard FileManager.default.fileExists(atPath: file.path) else { return nil }
    let table = try CSVTable(contentsOf: file)
    return zip(try table.numbers("x"), try table.numbers("y")).map { SamplePoint(x: $0, y: $1) }
  }

  /// The steps of the files in one of the folders for samples and surfaces, ascending.
  package func storedSteps(in name: String) -> [Int] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: file(name).path)) ?? []
    return files.compactMap { file in
      guard file.hasPrefix("step-"), file.hasSuffix(".csv") else { return nil }
      return Int(file.dropFirst(5).dropLast(4)).flatMap { $0 < 0 ? nil : $0 }
    }.sorted()
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
