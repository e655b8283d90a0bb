import Foundation
import ToyGANFiles
import ToyGANStudies

/// Samples during training: a row per label, a column per step, and the target.
///
/// All panels are in one coordinate system, shifted by their row and column, so that the script is one
/// `plot` command and the data remain in the target's own coordinates.
struct SamplesOverSteps {
  static let name = "samples-over-steps"
  /// Number of dots in a panel, and of surface points per side: limited by the resolution of a page.
  static let (dots, grid) = (500, 48)
  let sweep: StoredSweep
  let page: Page
  private let name: String
  private let palette: FigurePalette

  /// The figure of a sweep, or of the part of it on the page with a number.
  init(sweep: StoredSweep, page: Page = Page(.standard), number: Int = 1) {
    (self.sweep, self.page) = (sweep, page)
    name = FileName.page(number, of: Self.name)
    palette = FigurePalette(sweep, page)
  }

  /// The figure, or nil if no run stored samples.
  func figure() throws -> Figure? {
    let shown = sweep.labels.map(sweep.typicalRun)
    let rows = try zip(sweep.labels, shown).map { try row($0, $1) }
    let layout = PanelGrid(labels: sweep.labels, page: page)
    // With room for two panels the start is shown, and not the target, if rings say where its modes are.
    let hasTarget = layout.most > 2 || rows.contains { $0.rings == nil }
    let steps = StepColumns(
      stored: rows.map { $0.run?.sampleSteps() ?? [] },
      isCompleted: shown.map { $0?.status == "completed" },
      most: hasTarget ? layout.most - 1 : layout.most)
    guard steps.count > 0 else { return nil }
    let windows = PlotWindow.aroundEach(
      of: rows.map(\.target), corners: rows.map { $0.rings?.corners ?? [] })
    var grid = layout.filled(columns: steps.count + (hasTarget ? 1 : 0))
    let panels = try SamplePanels(
      rows: rows, steps: steps, hasTarget: hasTarget, windows: windows, grid: grid, page: page)
    grid.under = panels.under
    let headline = Headline(
      "Samples during training",
      caption: caption(shown.compactMap(\.self), rows, panels, steps, windows),
      key: panels.hasRings ? [KeyEntry(sign: .point(6), text: "a mode of the target")] : [],
      page: page, width: grid.width)
    let frame = grid.placed(below: headline)
    var figure = Figure(
      name: name,
      subject: "samples and the discriminator's output during training, per label",
      width: Int(frame.width), height: Int(frame.height),
      data: [
        ("", panels.points), ("-rings", panels.rings), ("-surfaces", panels.surfaces),
      ],
      commands: commands(
        panels, rows, steps: steps, hasTarget: hasTarget, windows: windows, frame, headline))
    figure.look = page.look(width: frame.width)
    figure.isCrowded = page.isCrowded(
      height: frame.height, panel: frame.side, least: 4.5 * page.base)
    return figure
  }

  /// What is shown of a label: its typical run, or the first file of samples of another program beside the target
  /// of runs on it.
  private func row(_ label: String, _ shown: SummarizedRun?) throws -> SampleRow {
    if let run = shown.map(sweep.stored) {
      return SampleRow(
        run: run, targetName: shown?.target.words, target: try run.target() ?? [],
        rings: run.rings())
    }
    guard let own = sweep.runs(of: label).first, own.run.isEmpty,
      let beside = sweep.storedRun(on: own.target.words),
      let target = try beside.target(), let samples = try sweep.added?.first(of: label)
    else { return SampleRow() }
    return SampleRow(
      added: samples, targetName: own.target.words, target: target, rings: beside.rings())
  }

  private func commands(
    _ panels: SamplePanels, _ content: [SampleRow], steps: StepColumns, hasTarget: Bool,
    windows: [PlotWindow], _ grid: PanelGrid, _ headline: Headline
  ) -> String {
    let (rows, columns) = (sweep.labels.count, steps.count + (hasTarget ? 1 : 0))
    let small = min(1.5, grid.side / 121)
    return """
      \(FigureText.array("colour", sweep.labels.indices.map(palette.area)))
      points = "\(Figure.dataFile(name))"
      rings = "\(Figure.dataFile(name, "-rings"))"
      surfaces = "\(Figure.dataFile(name, "-surfaces"))"
      unset datafile columnheaders
      pitch = \(FigureText.number(grid.down))
      # Each panel is a unit square; a row's middle and half its side are in its target's coordinates.
      \(FigureText.array("middleX", windows.map(\.x)))
      \(FigureText.array("middleY", windows.map(\.y)))
      \(FigureText.array("half", windows.map(\.half)))
      # Samples of another program have only the last step, and a target of several rows is in the first of them.
      \(FigureText.array("first", content.map { $0.added == nil ? 1 : Double(steps.count) }))
      \(FigureText.array("last", panels.showsTarget.map { Double(steps.count + ($0 ? 1 : 0)) }))
      across(row, column, place) = \(PanelGrid.across) * (column - 1) + 0.5 \\
      + (place - middleX[int(row)]) / (2 * half[int(row)])
      down(row, place) = -pitch * (row - 1) - 0.5 \\
      + (place - middleY[int(row)]) / (2 * half[int(row)])

      \(headline.commands)
      \(labels(grid))
      \(grid.heads(steps.heads(room: grid.side * 1.04, page) + (hasTarget ? ["target"] : []), page))
      \(grid.panel.margins)
      set xrange [0:\(PanelGrid.across)*\(columns)-\(PanelGrid.gap)]
      set yrange [-pitch*\(rows - 1)-1:0]
      unset border
      unset tics
      unset colorbox
      set key off
      set cbrange [0:1]
      set style ellipse units xx
      set style textbox opaque noborder margins 0.4,0.4
      \(SamplesOverSteps.palette)
      do for [row=1:\(rows)] {
        do for [column=int(first[row]):int(last[row])] {
          set object 100*row+column rectangle \\
      from \(PanelGrid.across)*(column-1),-pitch*(row-1) \\
      to \(PanelGrid.across)*(column-1)+1,-pitch*(row-1)-1 \\
      front fillstyle empty border linecolor rgb '#B8B8B8' \(page.line(0.6))
        }
      }
      \(panels.remarks.joined(separator: "\n"))
      plot \(panels.blocks.isEmpty ? "" : surfacePlot(panels))points skip 1 \\
          using (strcol(1) eq 'disc' ? across($2, $3, $4) : NaN):(down($2, $5)) \\
          with points pointtype 7 \(page.dot(4.8 * small)) linecolor rgb '#8F99A6', \\
        points skip 1 using (strcol(1) eq 'disc' ? across($2, $3, $4) : NaN):(down($2, $5)) \\
          with points pointtype 7 \(page.dot(4.1 * small)) linecolor rgb '#FFFFFF', \\
        for [row=1:\(rows)] points skip 1 \\
          using (strcol(1) eq 'sample' && $2 == row ? across($2, $3, $4) : NaN):(down($2, $5)) \\
          with points pointtype 7 \(page.dot(max(0.5, small))) linecolor rgb '#50'.colour[row][2:7], \\
        points skip 1 using (strcol(1) eq 'target' ? across($2, $3, $4) : NaN):(down($2, $5)) \\
          with points pointtype 7 \(page.dot(max(0.5, small))) linecolor rgb '#50404040'\(panels.hasRings ? ringPlot : "")
      """
  }

  private var ringPlot: String {
    """
    , \\
      rings skip 1 using (across($1, $2, $3)):(down($1, $4)):5:6:7 \\
        with ellipses fillstyle empty \(page.line(0.7)) linecolor rgb '#1A1A1A'
    """
  }

  /// Light to darker tints of one hue, so that dots of any colour remain visible.
  static let palette = """
    set palette defined (0 '#FFFFFF', 0.5 '#DFE6ED', 1 '#AEBCCB')
    """

  private func labels(_ grid: PanelGrid) -> String {
    sweep.labels.indices.map { index in
      grid.label(index, page, colour: palette.text(index))
    }.joined(separator: "\n")
  }

  private func surfacePlot(_ panels: SamplePanels) -> String {
    """
    for [block=0:\(panels.blocks.count - 1)] surfaces skip 1 index block \\
        using (across($1, $2, $3)):(down($1, $4)):5 with image, \\
      
    """
  }

  private func caption(
    _ shown: [SummarizedRun], _ rows: [SampleRow], _ panels: SamplePanels, _ steps: StepColumns,
    _ windows: [PlotWindow]
  ) -> [String] {
    let seeds = Set(shown.map(\.seed))
    let run =
      if seeds.count == 1, let seed = seeds.first {
        "at seed \(seed)"
      } else if let score = sweep.score, shown.allSatisfy({ $0.value(of: score.metric).isFinite }) {
        "in the first run of each label with its median score"
      } else {
        "in one run of each label"
      }
    let added = zip(sweep.labels, rows).filter { $1.added != nil }.map(\.0)
    let isUneven = windows.contains { $0 != windows[0] }
    let ring = rows.lazy.compactMap(\.rings).first?.caption(least: panels.leastRing(windows))
    let lines = [
      "Dots: \(panels.maximumDots) samples of the generator \(run); "
        + (ring ?? "rings: where the target's samples lie") + "."
        + (isUneven ? " Rows differ in scale." : "")
        + (steps.isShared ? "" : " Each row to its own end.")
        + (panels.hasShortShares
          ? " Under a panel: the share of samples outside of it."
          : panels.isCropped ? " Some samples lie outside of their panel." : "")
        + (added.isEmpty ? "" : " Of \(added.joined(separator: ", ")), the first file.")
    ]
    guard !panels.blocks.isEmpty else { return lines }
    return lines + [
      "Shade: the discriminator's raw output, from lowest (white) to highest (\"real\", dark),"
        + " each panel on its own scale."
    ]
  }
}
