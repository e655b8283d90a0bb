import Foundation
import ToyGANFiles
import ToyGANSettings
import ToyGANTraining

extension RunFolder {
  /// Writes the samples [n, 2] generated after `step` steps.
  func write(samples: [Float], step: Int) throws {
    try AtomicFile.makeFolder(file("samples"))
    try AtomicFile.write(
      SampleFile.csv(samples, dimension: 2), to: file("samples/\(Self.name(step))"))
  }

  /// Writes samples [n, 2] of the target.
  func write(target samples: [Float]) throws {
    try AtomicFile.makeFolder(file("samples"))
    try AtomicFile.write(SampleFile.csv(samples, dimension: 2), to: file("samples/target.csv"))
  }

  /// Writes the discriminator's surface after `step` steps.
  func write(_ surface: Surface, step: Int) throws {
    try AtomicFile.makeFolder(file("surfaces"))
    try AtomicFile.write(Self.text(surface), to: file("surfaces/\(Self.name(step))"))
  }

  /// The steps of the files in one of the folders for samples and surfaces, ascending.
  package func storedSteps(in name: String) -> [Int] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: file(name).path)) ?? []
    return files.compactMap { file in
      guard file.hasPrefix("step-"), file.hasSuffix(".csv") else { return nil }
      return Int(file.dropFirst(5).dropLast(4))
    }.sorted()
  }

  /// `step-00005000.csv`: the order by name is the order by step.
  package static func name(_ step: Int) -> String {
    let digits = "\(step)"
    return "step-\(String(repeating: "0", count: max(0, 8 - digits.count)))\(digits).csv"
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
