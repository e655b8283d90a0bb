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

  /// The rows of a file; a file that is damaged is an error, unless only the rows before the damage are wanted.
  ///
  /// Steps increase from row to row, and every row has as many fields as the header and a line break. Throws
  /// `FileError` if the file cannot be read, or if it is damaged.
  package init(contentsOf file: URL, upToDamage: Bool = false) throws(FileError) {
    table = try CSVTable(contentsOf: file)
    steps = []
    for (row, record) in table.records.enumerated() {
      let (fields, isLast) = (record.fields, row == table.records.count - 1)
      let isWhole = fields.count == table.header.count && (table.isComplete || !isLast)
      guard isWhole, table.header.first == "step", let step = Int(fields[0]),
        step > steps.last ?? -1
      else {
        if upToDamage { break }
        throw FileError(
          file: "\(table.name) row \(row + 1)", value: "'\(record.text.inOneLine(20))'",
          allowed: "a step above that of the row before, and \(table.header.count) fields")
      }
      steps.append(step)
    }
    table.keepFirst(steps.count)
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

  /// The CRC-32 of the file if it ended before the row of `step`.
  ///
  /// The row of that step is left out: a run that is continued to more steps may have another row there.
  func checksum(before step: Int) -> String {
    var rows = self
    rows.keep { $0 < step }
    return RedundancyCheck.zlib.text(Array(rows.table.text.utf8))
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
  package func trajectory(upToDamage: Bool = false) throws(FileError) -> Trajectory? {
    let file = file(Trajectory.file)
    guard FileManager.default.fileExists(atPath: file.path) else { return nil }
    return try Trajectory(contentsOf: file, upToDamage: upToDamage)
  }
}
