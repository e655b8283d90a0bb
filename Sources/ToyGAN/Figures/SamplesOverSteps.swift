import Foundation
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

  /// The figure, or nil if no run stored samples.
  func figure() throws -> Figure? {
    let shown = sweep.labels.map(sweep.typicalRun)
    let rows = shown.map { $0.map(sweep.stored) }
    let steps = StepColumns(
      stored: rows.map { $0?.sampleSteps() ?? [] },
      isCompleted: shown.map { $0?.status == "completed" })
    guard steps.count > 0 else { return nil }
    let targets = try rows.map { try $0?.target() ?? [] }
    let windows = PlotWindow.aroundEach(of: targets)
    let panels = try Panels(rows: rows, steps: steps, targets: targets, windows: windows)
    return Figure(
      name: SamplesOverSteps.name,
      subject: "samples and the discriminator's output during training, per label",
      width: 128 * (steps.count + 1) + labelWidth + 8, height: 128 * rows.count + 114,
      data: [("", panels.points), ("-surfaces", panels.surfaces)],
      commands: commands(panels, steps: steps, windows: windows, shown: shown.compactMap(\.self)))
  }

  private func commands(
    _ panels: Panels, steps: StepColumns, windows: [PlotWindow], shown: [SummarizedRun]
  ) -> String {
    let (rows, columns) = (sweep.labels.count, steps.count + 1)
    let heads = steps.heads + ["target"]
    return """
      \(FigureText.array("label", sweep.labels))
      \(FigureText.array("colour", sweep.labels.indices.map(FigureColors.label)))
      \(FigureText.array("dark", sweep.labels.indices.map(FigureColors.labelText)))
      \(FigureText.array("head", heads))
      points = "\(Figure.dataFile(SamplesOverSteps.name))"
      surfaces = "\(Figure.dataFile(SamplesOverSteps.name, "-surfaces"))"
      unset datafile columnheaders
      # Each panel is a unit square; a row's middle and half its side are in its target's coordinates.
      \(FigureText.array("middleX", windows.map(\.x)))
      \(FigureText.array("middleY", windows.map(\.y)))
      \(FigureText.array("half", windows.map(\.half)))
      across(row, column, place) = 1.06 * (column - 1) + 0.5 \\
      + (place - middleX[int(row)]) / (2 * half[int(row)])
      down(row, place) = -1.06 * (row - 1) - 0.5 \\
      + (place - middleY[int(row)]) / (2 * half[int(row)])

      \(FigureText.headline("Samples during training", caption: caption(shown, panels, steps, windows)))
      \(FigureText.margins(left: labelWidth, right: 16, top: 72, bottom: 50))
      set size ratio -1
      set xrange [0:1.06*\(columns)-0.06]
      set yrange [-1.06*\(rows)+0.06:0]
      unset border
      unset tics
      unset colorbox
      set key off
      set cbrange [0:1]
      set style textbox opaque noborder margins 0.4,0.4
      \(SamplesOverSteps.palette)
      do for [row=1:\(rows)] {
        set label 100+row label[row] at 0,-1.06*(row-1)-0.5 \\
      offset character -1,0 right textcolor rgb dark[row]
        do for [column=1:\(columns)] {
          set object 100*row+column rectangle \\
      from 1.06*(column-1),-1.06*(row-1) to 1.06*(column-1)+1,-1.06*(row-1)-1 \\
      front fillstyle empty border linecolor rgb '#B8B8B8' linewidth 0.6
        }
      }
      do for [column=1:\(columns)] {
        set label 50+column head[column] at 1.06*(column-1)+0.5,0 offset character 0,0.7 \\
      center textcolor rgb '#404040'
      }
      \(panels.remarks.joined(separator: "\n"))
      plot \(panels.blocks.isEmpty ? "" : surfacePlot(panels))points skip 1 \\
          using (strcol(1) eq 'disc' ? across($2, $3, $4) : NaN):(down($2, $5)) \\
          with points pointtype 7 pointsize 0.8 linecolor rgb '#8F99A6', \\
        points skip 1 using (strcol(1) eq 'disc' ? across($2, $3, $4) : NaN):(down($2, $5)) \\
          with points pointtype 7 pointsize 0.68 linecolor rgb '#FFFFFF', \\
        for [row=1:\(rows)] points skip 1 \\
          using (strcol(1) eq 'sample' && $2 == row ? across($2, $3, $4) : NaN):(down($2, $5)) \\
          with points pointtype 7 pointsize 0.16 linecolor rgb '#50'.colour[row][2:7], \\
        points skip 1 using (strcol(1) eq 'target' ? across($2, $3, $4) : NaN):(down($2, $5)) \\
          with points pointtype 7 pointsize 0.16 linecolor rgb '#50404040'
      """
  }

  /// Light to darker tints of one hue, so that dots of any colour remain visible.
  static let palette = """
    set palette defined (0 '#FFFFFF', 0.5 '#DFE6ED', 1 '#AEBCCB')
    """

  /// Width in points of the longest label, to the left of the panels.
  private var labelWidth: Int { 32 + 7 * (sweep.labels.map(\.count).max() ?? 0) }

  private func surfacePlot(_ panels: Panels) -> String {
    """
    for [block=0:\(panels.blocks.count - 1)] surfaces skip 1 index block \\
        using (across($1, $2, $3)):(down($1, $4)):5 with image, \\
      
    """
  }

  private func caption(
    _ shown: [SummarizedRun], _ panels: Panels, _ steps: StepColumns, _ windows: [PlotWindow]
  ) -> [String] {
    let seeds = Set(shown.map(\.seed))
    let run =
      if seeds.count == 1, let seed = seeds.first {
        "at seed \(seed)"
      } else if shown.contains(where: { $0.modes.isNaN }) {
        "in one run of each label"
      } else {
        "in the first run that covers its label's median number of modes"
      }
    let isUneven = windows.contains { $0 != windows[0] }
    var lines = [
      "Dots: \(panels.maximumDots) samples of the generator \(run);"
        + " rings: where the target's samples lie."
        + (isUneven ? " Rows differ in scale." : "")
        + (steps.isShared ? "" : " Each row to its own end.")
    ]
    if !panels.blocks.isEmpty {
      lines.append(
        "Shade: the discriminator's raw output, from lowest (white) to highest (\"real\", dark),"
          + " each panel on its own scale.")
    }
    return lines
  }
}
