import ToyGANFiles
import ToyGANStudies

/// A row of panels: the samples of a run, or those of another program, which have no steps.
struct SampleRow {
  var run: StoredRun?
  /// Samples of another program, which are shown at the last step.
  var added: [SamplePoint]?
  var targetName: String?
  var target: [SamplePoint] = []
  var rings: ModeRings?
}

/// The data of the panels of samples as CSV, and the information that their script needs.
struct SamplePanels {
  /// `kind,row,column,x,y`; kind is `disc` (a region of the target, behind the samples), `sample` or `target`.
  private(set) var points = ""
  /// `row,column,x,y,major,minor,angle` of the rings at the target's modes; diameters in units of a panel.
  private(set) var rings = ""
  /// `row,column,x,y,tint` in blocks, one per panel.
  private(set) var surfaces = ""
  /// Row and column of each block of `surfaces`.
  private(set) var blocks: [(row: Int, column: Int)] = []
  /// Commands that write a remark: into a panel without samples, or the share outside under one.
  private(set) var remarks: [String] = []
  private(set) var maximumDots = 0
  /// Whether samples lie outside of a panel.
  private(set) var isCropped = false
  private(set) var hasRings = false
  /// Whether a row ends in a panel of its target: not if the target is that of the row above.
  let showsTarget: [Bool]
  /// Whether the remarks on samples outside are so short that the caption must explain them.
  private(set) var hasShortShares = false
  private var shares: [(text: String, row: Int, column: Int)] = []
  private let windows: [PlotWindow]
  private let grid: PanelGrid
  private let page: Page

  init(
    rows: [SampleRow], steps: StepColumns, hasTarget: Bool, windows: [PlotWindow],
    grid: PanelGrid, page: Page
  ) throws {
    (self.windows, self.grid, self.page) = (windows, grid, page)
    showsTarget = rows.indices.map {
      hasTarget && ($0 == 0 || rows[$0].targetName != rows[$0 - 1].targetName)
    }
    var points = CSVText(header: ["kind", "row", "column", "x", "y"])
    var ellipses = CSVText(header: ["row", "column", "x", "y", "major", "minor", "angle"])
    var surfaces = CSVText(header: ["row", "column", "x", "y", "tint"])
    for (row, content) in rows.enumerated() {
      let (run, rings, target) = (content.run, content.rings, content.target)
      let discs = rings == nil ? windows[row].thinned(target, apart: 0.06) : []
      for (column, step) in steps.rows[row].enumerated() {
        if content.added != nil, column < steps.count - 1 { continue }
        append("disc", discs[...], row + 1, column + 1, to: &points)
        let samples = try content.added ?? run?.samples(at: step)
        note(samples, row: row + 1, column: column + 1)
        if content.added == nil, !steps.isShared { number(step, row: row + 1, column: column + 1) }
        append(
          "sample", (samples ?? []).prefix(SamplesOverSteps.dots), row + 1, column + 1, to: &points)
        append(rings, row + 1, column + 1, to: &ellipses)
        if let surface = try run?.surface(at: step) {
          append(surface, row: row + 1, column: column + 1, to: &surfaces)
        }
      }
      guard showsTarget[row] else { continue }
      append("target", target.prefix(SamplesOverSteps.dots), row + 1, steps.count + 1, to: &points)
      append(rings, row + 1, steps.count + 1, to: &ellipses)
    }
    writeShares()
    self.points = points.text
    self.rings = ellipses.text
    self.surfaces = surfaces.text
    hasRings = rows.contains { $0.rings != nil }
  }

  /// Height of the line under the panels that says the share outside; 0 if nothing is outside.
  var under: Double { shares.isEmpty ? 0 : page.leading(.small) }

  /// The least half axis of a ring in the target's coordinates: 2 points can be seen.
  func leastRing(_ windows: [PlotWindow]) -> Double {
    (windows.map(\.half).max() ?? 1) * 2 * least
  }

  /// The least half axis of a ring in units of a panel.
  private var least: Double { min(0.04, 1.6 / grid.side) }

  private func append(
    _ kind: String, _ samples: ArraySlice<SamplePoint>, _ row: Int, _ column: Int,
    to csv: inout CSVText
  ) {
    for point in samples where windows[row - 1].contains(point) {
      csv.append(kind, "\(row)", "\(column)", CSVText.number(point.x), CSVText.number(point.y))
    }
  }

  private func append(_ rings: ModeRings?, _ row: Int, _ column: Int, to csv: inout CSVText) {
    let side = 2 * windows[row - 1].half
    for ring in (rings?.rings ?? []).map({ $0.atLeast(side * least) }) {
      csv.append(
        ["\(row)", "\(column)"]
          + [ring.x, ring.y, 2 * ring.major / side, 2 * ring.minor / side, ring.angle]
          .map(CSVText.number))
    }
  }

  private mutating func append(
    _ surface: StoredSurface, row: Int, column: Int, to csv: inout CSVText
  ) {
    guard let cut = surface.resampled(in: windows[row - 1], side: SamplesOverSteps.grid)
    else { return }
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
    guard let samples else { return write("none stored", row, column, (0.5, 0.5), .center) }
    maximumDots = max(maximumDots, min(samples.count, SamplesOverSteps.dots))
    guard let share = windows[row - 1].shareOutside(samples) else { return }
    isCropped = true
    shares.append((share, row, column))
  }

  /// Writes the shares outside under their panels, as short as the panels' width demands.
  private mutating func writeShares() {
    // On a page of fixed shape panels may become smaller.
    let room = grid.side * (page.style.shape == nil ? 1.03 : 0.6)
    func fits(_ text: String) -> Bool { page.width(of: text, .small) <= room }
    hasShortShares = !shares.allSatisfy { fits($0.text) }
    let middle = page.leading(.small) * 0.55 / grid.side
    for (text, row, column) in shares {
      let short = hasShortShares ? String(text.prefix { $0 != "%" }) + "%" : text
      write(short, row, column, (0.5, -middle), .center)
    }
  }

  /// Writes the step in the corner, where a ring has no mode.
  private mutating func number(_ step: Int, row: Int, column: Int) {
    write(FigureText.grouped(step), row, column, (0.035, 0.945), .left)
  }

  private mutating func write(
    _ text: String, _ row: Int, _ column: Int, _ place: (x: Double, y: Double),
    _ anchor: TextAnchor
  ) {
    remarks.append(
      "set label \(Figure.quoted(text)) "
        + "at \(PanelGrid.across)*\(column - 1)+\(FigureText.number(place.x)),"
        + "-pitch*\(row - 1)-\(FigureText.number(1 - place.y)) "
        + "\(anchor.rawValue) front boxed \(page.font(.small)) "
        + "textcolor rgb '\(FigureColors.caption)'")
  }
}
