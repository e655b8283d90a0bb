import ToyGANFiles
import ToyGANStudies

extension SamplesOverSteps {
  /// The data of the panels as CSV, and the information that their script needs.
  struct Panels {
    /// `kind,row,column,x,y`; kind is `disc` (a region of the
    /// target, behind the samples), `sample` or `target`.
    private(set) var points = ""
    /// `row,column,x,y,tint` in blocks, one per panel.
    private(set) var surfaces = ""
    /// Row and column of each block of `surfaces`.
    private(set) var blocks: [(row: Int, column: Int)] = []
    /// Commands that write a remark into a panel: no samples, or samples outside the panel.
    private(set) var remarks: [String] = []
    private(set) var maximumDots = 0
    private let windows: [PlotWindow]

    init(
      rows: [StoredRun?], steps: StepColumns, targets: [[SamplePoint]], windows: [PlotWindow]
    ) throws {
      self.windows = windows
      var points = CSVText(header: ["kind", "row", "column", "x", "y"])
      var surfaces = CSVText(header: ["row", "column", "x", "y", "tint"])
      for (row, run) in rows.enumerated() {
        let discs = windows[row].thinned(targets[row], apart: 0.06)
        for (column, step) in steps.rows[row].enumerated() {
          append("disc", discs[...], row + 1, column + 1, to: &points)
          let samples = try run?.samples(at: step)
          note(samples, row: row + 1, column: column + 1)
          if !steps.isShared { number(step, row: row + 1, column: column + 1) }
          append("sample", (samples ?? []).prefix(dots), row + 1, column + 1, to: &points)
          if let surface = try run?.surface(at: step) {
            append(surface, row: row + 1, column: column + 1, to: &surfaces)
          }
        }
        append("target", targets[row].prefix(dots), row + 1, steps.count + 1, to: &points)
      }
      self.points = points.text
      self.surfaces = surfaces.text
    }

    private func append(
      _ kind: String, _ samples: ArraySlice<SamplePoint>, _ row: Int, _ column: Int,
      to csv: inout CSVText
    ) {
      for point in samples where windows[row - 1].contains(point) {
        csv.append(
          kind, "\(row)", "\(column)", CSVText.number(point.x), CSVText.number(point.y))
      }
    }

    private mutating func append(
      _ surface: StoredSurface, row: Int, column: Int, to csv: inout CSVText
    ) {
      guard let cut = surface.resampled(in: windows[row - 1], side: grid) else { return }
      let tints = cut.tints()
      for (place, tint) in tints.enumerated() {
        csv.append(
          "\(row)", "\(column)", CSVText.number(cut.xs[place % cut.xs.count]),
          CSVText.number(cut.ys[place / cut.xs.count]), CSVText.number(tint))
      }
      csv.endBlock()
      blocks.append((row, column))
    }

    private mutating func note(_ samples: [SamplePoint]?, row: Int, column: Int) {
      guard let shown = samples?.prefix(dots) else {
        return remark("none stored", row, column, 0.5)
      }
      maximumDots = max(maximumDots, shown.count)
      let outside = shown.filter { !windows[row - 1].contains($0) }.count
      guard outside > 0, !shown.isEmpty else { return }
      let share = max(1, Int((100 * Double(outside) / Double(shown.count)).rounded()))
      remark("\(share) % outside", row, column, 0.07)
    }

    /// Writes the step in the corner, where a ring has no mode.
    private mutating func number(_ step: Int, row: Int, column: Int) {
      write(FigureText.grouped(step), row, column, (0.035, 0.945), "left")
    }

    private mutating func remark(_ text: String, _ row: Int, _ column: Int, _ height: Double) {
      write(text, row, column, (0.5, height), "center")
    }

    private mutating func write(
      _ text: String, _ row: Int, _ column: Int, _ place: (x: Double, y: Double), _ side: String
    ) {
      remarks.append(
        "set label \(Figure.quoted(text)) "
          + "at 1.06*\(column - 1)+\(place.x),-1.06*\(row - 1)-\(1 - place.y) "
          + "\(side) front boxed font face.\",8\" textcolor rgb '\(FigureColors.caption)'")
    }
  }
}
