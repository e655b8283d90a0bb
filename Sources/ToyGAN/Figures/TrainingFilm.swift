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
  var page = Page(.standard)

  /// The figure, or nil if fewer than two sets of samples were stored.
  func figure() throws -> Figure? {
    let steps = StepColumns.evenly(run.sampleSteps(), TrainingFilm.frames)
    guard steps.count > 1 else { return nil }
    let (target, rings) = (try run.target() ?? [], run.rings())
    let window = PlotWindow(
      around: try target.isEmpty ? run.samples(at: steps[0]) ?? [] : target,
      corners: rings?.corners ?? [])
    let shaded = steps.allSatisfy(Set(run.surfaceSteps()).contains)
    let surfaces = shaded ? try surfaces(steps: steps, window: window) : ""
    let size = FilmSize(page)
    var figure = Figure(
      name: TrainingFilm.name, subject: "samples of one run during training",
      width: size.width, height: size.height,
      medium: .animation(delay: min(60, max(10, 600 / steps.count))),
      data: [
        ("", try samples(steps: steps, window: window)),
        ("-target", rings == nil ? discs(target, window) : ""),
        ("-rings", ModeRings.csv(rings, least: 2.2 / 400 * 2 * window.half)),
        ("-surfaces", surfaces),
      ],
      commands: try commands(
        steps: steps, window: window, shaded: !surfaces.isEmpty, hasRings: rings != nil, size: size)
    )
    figure.look = FigureLook(page.style, base: size.text, width: Double(figure.width))
    return figure
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

  private func commands(
    steps: [Int], window: PlotWindow, shaded: Bool, hasRings: Bool, size: FilmSize
  ) throws -> String {
    func dot(_ share: Double) -> String {
      "pointsize \(DecimalText.significant(share * size.scale, 3))"
    }
    let colour = FigurePalette(isGray: page.style.isGray, count: 1).area(0)
    let ring = """
      , "\(TrainingFilm.name)-rings.csv" \\
          with ellipses fillstyle empty linecolor rgb '#1A1A1A'
      """
    let disc = """
      target using 1:2 \\
            with points pointtype 7 \(dot(1.5)) linecolor rgb '#8F99A6', \\
          target using 1:2 with points pointtype 7 \(dot(1.2)) linecolor rgb '#FFFFFF', \\
          
      """
    let titles =
      page.style.hasTitle ? lines(RunHeadline.title("Training", summary), size) : []
    let heads = try heads(steps, window).map { lines($0, size) }
    let most = heads.map(\.count).max() ?? 1
    let (left, right) = (window.x - window.half, window.x + window.half)
    let (low, high) = (window.y - window.half, window.y + window.half)
    let shade = "\"\(TrainingFilm.name)-surfaces.csv\" using 1:2:(column(frame+2)) with image, "
    return """
      \(arrays(heads, count: most))
      samples = "\(Figure.dataFile(TrainingFilm.name))"
      target = "\(Figure.dataFile(TrainingFilm.name, "-target"))"
      \(FigureText.axes)
      set style ellipse units xx
      set border 15
      set size ratio -1
      set lmargin 5
      set rmargin 2
      set tmargin \(FigureText.number(1.4 + 1.3 * Double(most) + 1.4 * Double(titles.count)))
      set bmargin 2.5
      set xrange [\(FigureText.number(left)):\(FigureText.number(right))]
      set yrange [\(FigureText.number(low)):\(FigureText.number(high))]
      set cbrange [0:1]
      unset colorbox
      set key off
      \(SamplesOverSteps.palette)
      \(title(titles, above: most))
      # The last frame stays for a while.
      do for [shown=1:\(steps.count + 8)] {
        frame = shown > \(steps.count) ? \(steps.count) : shown
        \(headLabels(count: most))
        plot \(shaded ? shade : "")\(hasRings ? "" : disc)samples using (column(2*frame-1)):(column(2*frame)) \\
            with points pointtype 7 \(dot(0.4)) linecolor rgb '\(colour)'\(hasRings ? ring : "")
      }
      """
  }

  /// A text in lines that fit above the picture.
  private func lines(_ text: String, _ size: FilmSize) -> [String] {
    page.measure.lines(
      text, room: Double(size.width) - 9 * size.text, size: size.text * 4 / 3)
  }

  /// The lines of the text above each frame, an array for each line.
  private func arrays(_ heads: [[String]], count: Int) -> String {
    (0..<count).map { line in
      FigureText.array("head\(line)", heads.map { line < $0.count ? $0[line] : "" })
    }.joined(separator: "\n")
  }

  private func headLabels(count: Int) -> String {
    (0..<count).map { line in
      "set label \(2 + line) head\(line)[frame] at graph 0,1 offset character "
        + "0,\(FigureText.number(0.9 + 1.3 * Double(count - 1 - line))) left "
        + "textcolor rgb '\(FigureColors.caption)'"
    }.joined(separator: "\n  ")
  }

  private func title(_ lines: [String], above heads: Int) -> String {
    lines.enumerated().map { index, line -> String in
      let rise = FigureText.number(0.9 + 1.3 * Double(lines.count - 1 - index + heads))
      return "set label \(11 + index) \(Figure.quoted(line)) at graph 0,1 "
        + "offset character 0,\(rise) left"
    }.joined(separator: "\n")
  }

  /// "step 5,000: modes 7 of 8 by mass, 8 covered, 3 % outside", if the trajectory has an evaluation at that step.
  ///
  /// Both counts are named, because a film may show samples at modes that do not count by mass.
  private func heads(_ steps: [Int], _ window: PlotWindow) throws -> [String] {
    let score = Score(measured: Set(trajectory.table.header)).flatMap { $0.countsModes ? $0 : nil }
    let counts = try [score?.metric, score?.classical].compactMap { $0 }.map { metric in
      (
        name: metric == .modesByMass ? "by mass" : "covered",
        values: try trajectory.table.numbersIfPresent(metric.name)
      )
    }
    return try steps.map { step in
      var head = "step \(FigureText.grouped(step))"
      if let row = trajectory.steps.firstIndex(of: step) {
        let known = counts.compactMap { name, values in
          values.indices.contains(row) ? Int(exactly: values[row]).map { (name, $0) } : nil
        }
        let texts = known.enumerated().map { place, count in
          "\(count.1)\(place == 0 ? summary?.modes.map { " of \($0)" } ?? "" : "") \(count.0)"
        }
        if !texts.isEmpty { head += ": modes " + texts.joined(separator: ", ") }
      }
      let share = try run.samples(at: step).flatMap { window.shareOutside($0) }
      return head + (share.map { ", \($0)" } ?? "")
    }
  }
}
