import Foundation
import ToyGANFiles
import ToyGANSettings

/// Writes the tables of a search.
struct TuningReport {
  let tuning: Tuning
  let labels: [TunedLabel]

  init(_ tuning: Tuning, _ labels: [TunedLabel]) { (self.tuning, self.labels) = (tuning, labels) }

  /// Writes `trials.csv`, `curve.csv` and the best settings of each label.
  func writeSearch() throws {
    try AtomicFile.write(
      TrialTable(tuning, labels).csv, to: tuning.folder.appendingPathComponent(TrialTable.file))
    let curve = tuning.folder.appendingPathComponent(TuningCurves.file)
    if let curves = TuningCurves(tuning, labels) {
      try AtomicFile.write(curves.csv, to: curve)
    } else {
      unlink(curve.path)
    }
    try writeBest()
  }

  /// Writes `table.md`.
  func writeTable(confirmed: Sweep?) throws {
    let table = TuningTable(tuning, labels, confirmed: confirmed)
    try AtomicFile.write(table.markdown, to: tuning.folder.appendingPathComponent("table.md"))
  }

  private func writeBest() throws {
    let place = try AtomicFile.makeFolder("best", in: tuning.folder)
    var names: [String] = []
    for label in labels {
      let name = FileName.of(label.label, besides: names)
      names.append(name)
      guard let best = label.best, let run = best.planned.places.first else { continue }
      let heading =
        "# The best of \(label.ranked.count) trials of \(label.label.inOneLine()): "
        + "\(tuning.search.plan[run].label.inOneLine()).\n"
      try AtomicFile.write(
        heading + tuning.search.folder.configuration(of: tuning.search.plan[run]).yaml,
        to: place.appendingPathComponent("\(name).yaml"))
    }
  }
}

extension Tuning {
  /// The result for a width, or in Markdown without one; an empty text if the search has not ended.
  public func table(width: Int?) -> String {
    let bytes = try? RegularFile.bytes(at: folder.appendingPathComponent("table.md"))
    let text = String(decoding: bytes ?? [], as: UTF8.self)
    return width.map { MarkdownText(text).text(width: $0) } ?? text
  }
}
