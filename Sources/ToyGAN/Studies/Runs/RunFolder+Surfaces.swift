import Foundation
import ToyGANFiles
import ToyGANTraining

extension RunFolder {
  /// Writes the discriminator's surface after `step` steps.
  func write(_ surface: Surface, step: Int, in record: inout RunRecord) throws {
    try AtomicFile.makeFolder("surfaces", in: url)
    try put(table: Self.text(surface), in: "surfaces/\(Self.name(step))", &record)
  }

  /// The discriminator's surface after `step` steps; nil if none was stored, or if its points form no grid.
  ///
  /// Throws `FileError` if the file cannot be read, or is of another run.
  package func storedSurface(at step: Int) throws(FileError) -> StoredSurface? {
    guard let table = try table(in: "surfaces/\(Self.name(step))") else { return nil }
    return try StoredSurface(table)
  }

  /// Lines of `x,y,value`, with x varying fastest and the blank line between rows that gnuplot requires.
  private static func text(_ surface: Surface) -> String {
    let xs = surface.xs.map { CSV.text($0) }
    var text = "x,y,value\n"
    for (row, y) in surface.ys.enumerated() {
      if row > 0 { text += "\n" }
      let (start, middle) = (row * xs.count, ",\(CSV.text(y)),")
      for (column, x) in xs.enumerated() {
        text += x
        text += middle
        text += CSV.text(surface.values[start + column])
        text += "\n"
      }
    }
    return text
  }
}

/// The discriminator's output on a rectangular grid of the plane, as a file contains it.
package struct StoredSurface {
  package let xs: [Double]
  package let ys: [Double]
  /// Values in row-major order, one row per y; NaN if the output was not finite.
  package let values: [Double]

  package init(xs: [Double], ys: [Double], values: [Double]) {
    self.xs = xs
    self.ys = ys
    self.values = values
  }

  /// Reads the grid of a file (y outer, x inner); nil if the points form no grid.
  package init?(_ table: CSVTable) throws(FileError) {
    let (x, y) = (try table.numbers("x"), try table.numbers("y"))
    guard let first = y.first else { return nil }
    let columns = y.prefix { $0 == first }.count
    guard columns > 1, x.count % columns == 0, x.count > columns else { return nil }
    xs = Array(x.prefix(columns))
    ys = stride(from: 0, to: y.count, by: columns).map { y[$0] }
    values = try table.numbers("value")
  }
}
