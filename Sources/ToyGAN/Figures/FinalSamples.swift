import Foundation
import ToyGANFiles
import ToyGANStudies

/// The last stored samples of a run on top of the discriminator's output, next to the target.
struct FinalSamples {
  static let name = "samples"
  static let (dots, grid) = (2500, 96)
  let run: StoredRun
  let summary: RunSummary?

  /// The figure, or nil if the run stored no samples.
  func figure() throws -> Figure? {
    guard let step = run.sampleSteps().last, let samples = try run.samples(at: step) else {
      return nil
    }
    let target = try run.target() ?? []
    let window = PlotWindow(around: target.isEmpty ? samples : target)
    let surface = try run.surface(at: step)?.resampled(in: window, side: FinalSamples.grid)
    return Figure(
      name: FinalSamples.name, subject: "last samples of one run and the target",
      width: 860, height: 490,
      data: [
        ("", points(samples)), ("-target", points(target)), ("-surface", csv(surface)),
      ],
      commands: commands(step: step, window: window, surface: surface))
  }

  private func points(_ samples: [SamplePoint]) -> String {
    var csv = CSVText(header: ["x", "y"])
    for point in samples.prefix(FinalSamples.dots) {
      csv.append(CSVText.number(point.x), CSVText.number(point.y))
    }
    return csv.text
  }

  private func csv(_ surface: StoredSurface?) -> String {
    var csv = CSVText(header: ["x", "y", "value"])
    guard let surface else { return csv.text }
    for (place, value) in surface.values.enumerated() {
      csv.append(
        CSVText.number(surface.xs[place % surface.xs.count]),
        CSVText.number(surface.ys[place / surface.xs.count]), CSVText.number(value))
    }
    return csv.text
  }

  private func commands(step: Int, window: PlotWindow, surface: StoredSurface?) -> String {
    let range = surface.map { TrainingCurves.robustRange($0.values) } ?? 0...1
    let shade = surface == nil ? "" : "\"\(FinalSamples.name)-surface.csv\" with image, "
    return """
      \(FigureText.headline(RunHeadline.title("Samples", summary), caption: caption(surface)))
      \(FigureText.axes)
      set border 15
      set size ratio -1
      set xrange [\(edge(window.x, -window.half)):\(edge(window.x, window.half))]
      set yrange [\(edge(window.y, -window.half)):\(edge(window.y, window.half))]
      set xlabel "x"
      set key off
      set cbrange [\(FigureText.number(range.lowerBound)):\(FigureText.number(range.upperBound))]
      set cbtics
      set colorbox user origin screen 0.9,graph 0 size screen 0.018,graph 1 noborder
      set cblabel "discriminator's raw output"
      \(SamplesOverSteps.palette)
      set tmargin at screen 1-70.0/height
      set bmargin at screen 90.0/height
      set multiplot
      set lmargin at screen 0.07
      set rmargin at screen 0.45
      set ylabel "y"
      set title "generator, step \(FigureText.grouped(step))"
      plot \(shade)"\(FinalSamples.name).csv" \\
        with points pointtype 7 pointsize 0.22 linecolor rgb '#50\(FigureColors.label(0).dropFirst())'
      unset label
      unset ylabel
      set lmargin at screen 0.5
      set rmargin at screen 0.88
      set ytics format ""
      set title "target"
      plot "\(FinalSamples.name)-target.csv" \\
        with points pointtype 7 pointsize 0.22 linecolor rgb '#50404040'
      unset multiplot
      """
  }

  private func edge(_ centre: Double, _ offset: Double) -> String {
    FigureText.number(centre + offset)
  }

  private func caption(_ surface: StoredSurface?) -> [String] {
    guard surface != nil else { return ["Dots: samples."] }
    return ["Dots: samples. Shade: the discriminator's raw output; high means \"real\"."]
  }
}
