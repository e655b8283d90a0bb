import Foundation
import ToyGANFiles
import ToyGANGames
import ToyGANMetrics
import ToyGANSettings
import ToyGANTraining

/// The contents of a run's `trajectory.csv`: one row per evaluation.
package struct Trajectory {
  /// Name of the file in a run's folder.
  package static let file = "trajectory.csv"

  /// The numbers, by column.
  package private(set) var table: CSVTable
  /// The step of each row.
  package private(set) var steps: [Int]

  /// A trajectory without rows.
  init(name: String) { (table, steps) = (CSVTable(name: name), []) }

  /// The rows of a file.
  ///
  /// Throws `FileError` if the file cannot be read, or if a row does not begin with a step.
  package init(contentsOf file: URL) throws(FileError) {
    table = try CSVTable(contentsOf: file)
    steps = []
    for (row, text) in (table.header.isEmpty ? [] : try table.text("step")).enumerated() {
      guard let step = Int(text), step >= 0 else {
        throw FileError(
          file: "\(table.name) row \(row + 1)", value: "'\(text.inOneLine(20))'", allowed: "a step")
      }
      steps.append(step)
    }
  }

  /// Adds a row with a column for each of `metrics`.
  mutating func append(_ point: TrajectoryPoint, metrics: [Metric]) {
    let measured = metrics.map { metric in
      (metric.name, point.value(of: metric).map { metric.text($0) } ?? "nan")
    }
    let monitored = (point.monitors + point.observations).map { ($0.name, CSV.text($0.value)) }
    let losses = [
      ("loss_generator", CSV.text(point.generatorLoss)),
      ("loss_discriminator", CSV.text(point.discriminatorLoss)),
    ]
    table.append([("step", "\(point.step)")] + losses + measured + monitored)
    steps.append(point.step)
  }

  /// Removes the rows of steps that do not satisfy a condition.
  mutating func keep(where isKept: (Int) -> Bool) {
    var place = 0
    table.keep { _ in
      defer { place += 1 }
      return isKept(steps[place])
    }
    steps = steps.filter(isKept)
  }
}

extension RunFolder {
  /// The rows of `trajectory.csv`; nil if there is no such file.
  ///
  /// Throws `FileError` if the file cannot be read.
  package func trajectory() throws(FileError) -> Trajectory? {
    let file = file(Trajectory.file)
    guard FileManager.default.fileExists(atPath: file.path) else { return nil }
    return try Trajectory(contentsOf: file)
  }
}
