import Foundation

/// The stored samples of a run as an animated picture.
struct TrainingFilm {
  static let name = "training"
  /// Frames; dots in one; points of the surface a side and its tints: what keeps the file small.
  static let (frames, dots, grid, tints) = (50, 800, 48, 10.0)
  let run: StoredRun
  let digest: RunDigest
  let trajectory: CSVTable

  /// The figure, or nil where fewer than two sets of samples were stored.
  func figure() throws -> Figure? {
    let steps = SamplesOverSteps.evenly(run.sampleSteps(), TrainingFilm.frames)
    guard steps.count > 1 else { return nil }
    let target = try run.target() ?? []
    let window = PlotWindow(around: try target.isEmpty ? run.samples(at: steps[0]) ?? [] : target)
    var points = CSVText(header: ["kind", "frame", "x", "y"])
    var surfaces = CSVText(header: ["frame", "x", "y", "tint"])
    append("disc", 0, window.thinned(target, apart: 0.06)[...], in: window, to: &points)
    for (index, step) in steps.enumerated() {
      let samples = try run.samples(at: step) ?? []
      append("sample", index + 1, samples.prefix(TrainingFilm.dots), in: window, to: &points)
      let surface = try run.surface(at: step)?.resampled(in: window, side: TrainingFilm.grid)
      append(surface, index + 1, to: &surfaces)
    }
    let shaded = steps.allSatisfy(Set(run.surfaceSteps()).contains)
    return Figure(
      name: TrainingFilm.name, subject: "samples of one run during training", width: 460,
      height: 510, medium: .animation(delay: min(60, max(10, 600 / steps.count))),
      data: [("", points.text), ("-surfaces", surfaces.text)],
      commands: try commands(steps: steps, window: window, shaded: shaded))
  }

  private func append(
    _ kind: String, _ frame: Int, _ samples: ArraySlice<SamplePoint>, in window: PlotWindow,
    to csv: inout CSVText
  ) {
    for point in samples where window.contains(point) {
      csv.append(kind, "\(frame)", CSVText.number(point.x), CSVText.number(point.y))
    }
  }

  private func append(_ surface: StoredSurface?, _ frame: Int, to csv: inout CSVText) {
    guard let surface else { return }
    for (place, tint) in surface.tints(levels: TrainingFilm.tints).enumerated() {
      csv.append(
        "\(frame)", CSVText.number(surface.xs[place % surface.xs.count]),
        CSVText.number(surface.ys[place / surface.xs.count]), CSVText.number(tint))
    }
    csv.endBlock()
  }

  private func commands(steps: [Int], window: PlotWindow, shaded: Bool) throws -> String {
    let (left, right) = (window.x - window.half, window.x + window.half)
    let (low, high) = (window.y - window.half, window.y + window.half)
    let shade = "\"\(TrainingFilm.name)-surfaces.csv\" skip 1 index frame-1 using 2:3:4 with image, "
    return """
      \(FigureText.array("head", try heads(steps)))
      points = "\(Figure.dataFile(TrainingFilm.name))"
      unset datafile columnheaders
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
      set label 1 \(Figure.quoted(RunHeadline.title("Training", digest))) at graph 0,1 \
      offset character 0,2.3 left font face.",13"
      # The last frame stays for a while.
      do for [shown=1:\(steps.count + 8)] {
        frame = shown > \(steps.count) ? \(steps.count) : shown
        set label 2 head[frame] at graph 0,1 offset character 0,0.9 left \
      textcolor rgb '\(FigureColors.caption)'
        plot \(shaded ? shade : "")points \\
            using (strcol(1) eq 'disc' ? $3 : NaN):4 \\
            with points pointtype 7 pointsize 1.5 linecolor rgb '#8F99A6', \\
          points using (strcol(1) eq 'disc' ? $3 : NaN):4 \\
            with points pointtype 7 pointsize 1.2 linecolor rgb '#FFFFFF', \\
          points using (strcol(1) eq 'sample' && $2 == frame ? $3 : NaN):4 \\
            with points pointtype 7 pointsize 0.3 linecolor rgb '\(FigureColors.label(0))'
      }
      """
  }

  /// "step 5,000: 7 of 8 modes", as far as the trajectory was evaluated at that step.
  private func heads(_ steps: [Int]) throws -> [String] {
    let evaluated = try trajectory.numbers("step")
    let modes = try trajectory.numbersIfPresent("modes_covered")
    return steps.map { step in
      let head = "step \(FigureText.grouped(step))"
      guard let row = evaluated.firstIndex(of: Double(step)), modes[row].isFinite else {
        return head
      }
      let all = digest.modes.map { " of \($0)" } ?? ""
      return "\(head): \(Int(modes[row]))\(all) modes"
    }
  }
}
