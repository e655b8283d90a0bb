import Foundation
import ToyGANFiles
import ToyGANMetrics
import ToyGANStudies

/// The stored samples of a run as an animation.
struct TrainingFilm {
  static let name = "training"
  /// Number of frames, of dots in a frame, and of surface points per
  /// side and tints: limited to keep the file small.
  static let (frames, dots, grid, tints) = (50, 800, 48, 10.0)
  let run: StoredRun
  let summary: RunSummary?
  let trajectory: Trajectory

  /// The figure, or nil if fewer than two sets of samples were stored.
  func figure() throws -> Figure? {
    let steps = StepColumns.evenly(run.sampleSteps(), TrainingFilm.frames)
    guard steps.count > 1 else { return nil }
    let target = try run.target() ?? []
    let window = PlotWindow(around: try target.isEmpty ? run.samples(at: steps[0]) ?? [] : target)
    let shaded = steps.allSatisfy(Set(run.surfaceSteps()).contains)
    let surfaces = shaded ? try surfaces(steps: steps, window: window) : ""
    return Figure(
      name: TrainingFilm.name, subject: "samples of one run during training", width: 460,
      height: 510, medium: .animation(delay: min(60, max(10, 600 / steps.count))),
      data: [
        ("", try samples(steps: steps, window: window)), ("-target", discs(target, window)),
        ("-surfaces", surfaces),
      ],
      commands: try commands(steps: steps, window: window, shaded: !surfaces.isEmpty))
  }

  private func discs(_ target: [SamplePoint], _ window: PlotWindow) -> String {
    var csv = CSVText(header: ["x", "y"])
    for point in window.thinned(target, apart: 0.06) {
      csv.append(CSVText.number(point.x), CSVText.number(point.y))
    }
    return csv.text
  }

  /// Two columns per step, so that gnuplot can read a frame without reading the others.
  private func samples(steps: [Int], window: PlotWindow) throws -> String {
    let frames = try steps.map { step in
      (try run.samples(at: step) ?? []).prefix(TrainingFilm.dots)
    }
    var csv = CSVText(header: steps.flatMap { ["x_\($0)", "y_\($0)"] })
    for row in 0..<(frames.map(\.count).max() ?? 0) {
      csv.append(
        frames.flatMap { samples -> [String] in
          guard row < samples.count, window.contains(samples[row]) else { return ["nan", "nan"] }
          return [CSVText.number(samples[row].x), CSVText.number(samples[row].y)]
        })
    }
    return csv.text
  }

  /// One column of tints per step and one row per pixel; empty if there is nothing to show.
  private func surfaces(steps: [Int], window: PlotWindow) throws -> String {
    let frames = try steps.compactMap { step in
      try run.surface(at: step)?.resampled(in: window, side: TrainingFilm.grid)
    }
    guard frames.count == steps.count, let first = frames.first else { return "" }
    let tints = frames.map { $0.tints(levels: TrainingFilm.tints) }
    var csv = CSVText(header: ["x", "y"] + steps.map { "tint_\($0)" })
    for place in first.values.indices {
      let x = first.xs[place % first.xs.count]
      let y = first.ys[place / first.xs.count]
      csv.append([x, y].map(CSVText.number) + tints.map { CSVText.number($0[place]) })
    }
    return csv.text
  }

  private func commands(steps: [Int], window: PlotWindow, shaded: Bool) throws -> String {
    let (left, right) = (window.x - window.half, window.x + window.half)
    let (low, high) = (window.y - window.half, window.y + window.half)
    let shade = "\"\(TrainingFilm.name)-surfaces.csv\" using 1:2:(column(frame+2)) with image, "
    return """
      \(FigureText.array("head", try heads(steps)))
      samples = "\(Figure.dataFile(TrainingFilm.name))"
      target = "\(Figure.dataFile(TrainingFilm.name, "-target"))"
      \(FigureText.axes)
      set border 15
      set size ratio -1
      set lmargin 5
      set rmargin 2
      set tmargin 4.5
      set bmargin 2.5
      set xrange [\(FigureText.number(left)):\(FigureText.number(right))]
      set yrange [\(FigureText.number(low)):\(FigureText.number(high))]
      set cbrange [0:1]
      unset colorbox
      set key off
      \(SamplesOverSteps.palette)
      set label 1 \(Figure.quoted(RunHeadline.title("Training", summary))) at graph 0,1 \\
      offset character 0,2.3 left font face.",13"
      # The last frame stays for a while.
      do for [shown=1:\(steps.count + 8)] {
        frame = shown > \(steps.count) ? \(steps.count) : shown
        set label 2 head[frame] at graph 0,1 offset character 0,0.9 left \\
      textcolor rgb '\(FigureColors.caption)'
        plot \(shaded ? shade : "")target using 1:2 \\
            with points pointtype 7 pointsize 1.5 linecolor rgb '#8F99A6', \\
          target using 1:2 with points pointtype 7 pointsize 1.2 linecolor rgb '#FFFFFF', \\
          samples using (column(2*frame-1)):(column(2*frame)) \\
            with points pointtype 7 pointsize 0.4 linecolor rgb '\(FigureColors.label(0))'
      }
      """
  }

  /// "step 5,000: 7 of 8 modes", if the trajectory has an evaluation at that step.
  private func heads(_ steps: [Int]) throws -> [String] {
    let modes = try trajectory.table.numbersIfPresent(Metric.modesCovered.name)
    return steps.map { step in
      let head = "step \(FigureText.grouped(step))"
      guard let row = trajectory.steps.firstIndex(of: step), let count = Int(exactly: modes[row])
      else {
        return head
      }
      let all = summary?.modes.map { " of \($0)" } ?? ""
      return "\(head): \(count)\(all) modes"
    }
  }
}
