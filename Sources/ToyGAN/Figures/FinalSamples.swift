import Foundation
import ToyGANFiles
import ToyGANStudies

/// The last stored samples of a run on top of the discriminator's output, next to the target.
struct FinalSamples {
  static let name = "samples"
  static let (dots, grid) = (2500, 96)
  let run: StoredRun
  let summary: RunSummary?
  var page = Page(.standard)

  /// The figure, or nil if the run stored no samples.
  func figure() throws -> Figure? {
    guard let step = run.sampleSteps().last, let samples = try run.samples(at: step) else {
      return nil
    }
    let (target, rings) = (try run.target() ?? [], run.rings())
    let window = PlotWindow(
      around: target.isEmpty ? samples : target, corners: rings?.corners ?? [])
    let surface = try run.surface(at: step)?.resampled(in: window, side: FinalSamples.grid)
    let share = window.shareOutside(samples)
    let layout = layout(rings, window, hasSurface: surface != nil, hasShare: share != nil)
    var figure = Figure(
      name: FinalSamples.name, subject: "last samples of one run and the target",
      width: Int(layout.width), height: Int(layout.height),
      data: [
        ("", points(samples)), ("-target", points(target)), ("-surface", csv(surface)),
        ("-rings", ModeRings.csv(rings, least: layout.leastRing)),
      ], commands: "")
    figure.commands = commands(
      layout, step: step, window: window, surface: surface, hasRings: rings != nil, share: share)
    figure.look = page.look(width: layout.width)
    return figure
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

  // MARK: - Layout

  private struct Layout {
    var width: Double
    var height: Double
    var headline: Headline
    var generator: Panel
    var target: Panel
    /// The rectangle of the colour bar, which is upright beside the panels or, on a narrow page, below them.
    var bar: Panel
    var isBarUpright: Bool
    /// Least half axis of a ring in the target's coordinates.
    var leastRing: Double
  }

  private func layout(
    _ rings: ModeRings?, _ window: PlotWindow, hasSurface: Bool, hasShare: Bool
  ) -> Layout {
    let (unit, width) = (page.unit, page.width(860))
    let isUpright = width >= 45 * page.base
    // The title of the axis, its numbers, and the ticks.
    let numbers = LinearTicks.width(
      from: window.y - window.half, to: window.y + window.half, page)
    let (left, gap) = (page.pad + 16 * unit + max(28 * unit, numbers + 10 * unit), 26 * unit)
    let right = page.pad * 0.5 + (hasSurface && isUpright ? 100 : 8) * unit
    // The share outside stands above the panel, where it covers no samples.
    let above = 26 * unit + (hasShare ? page.leading(.caption) : 0)
    let axis = 44 * unit
    let bar = hasSurface && !isUpright ? 52 * unit : 0
    var side = (width - left - right - gap) / 2
    let least = { (side: Double) in 2 / side * 2 * window.half }
    let headline = Headline(
      RunHeadline.title("Samples", summary),
      caption: caption(rings, least: least(side), hasSurface: hasSurface),
      key: rings == nil ? [] : [KeyEntry(sign: .point(6), text: "a mode of the target")],
      page: page, width: width)
    let around = headline.top + headline.bottom + above + axis + bar
    let height = page.height(around + side, width: width)
    side = min(side, max(height - around, 20 * unit))
    let start = left + ((width - left - right - gap) / 2 - side)
    let generator = Panel(left: start, top: headline.top + above, width: side, height: side)
    var target = generator
    target.left = generator.right + gap
    let place =
      isUpright
      ? Panel(left: target.right + 16 * unit, top: target.top, width: 15 * unit, height: side)
      : Panel(
        left: generator.left, top: generator.bottom + axis + 2 * unit,
        width: target.right - generator.left, height: 9 * unit)
    return Layout(
      width: width, height: height, headline: headline, generator: generator, target: target,
      bar: place, isBarUpright: isUpright, leastRing: least(side))
  }

  // MARK: - Commands

  private func commands(
    _ layout: Layout, step: Int, window: PlotWindow, surface: StoredSurface?, hasRings: Bool,
    share: String?
  ) -> String {
    let shade = surface == nil ? "" : "\"\(FinalSamples.name)-surface.csv\" with image, "
    let dot = page.dot(min(1.6, max(0.6, layout.generator.width / 250)))
    let rings = hasRings ? ", \\\n  \(ring)" : ""
    let unit = page.unit
    let under = layout.generator.bottom + 33 * unit
    let line = share == nil ? 0 : page.leading(.caption)
    let head = layout.generator.top - 11 * unit - line
    return """
      \(layout.headline.commands)
      \(FigureText.axes)
      set border 15
      set xrange [\(edge(window.x, -window.half)):\(edge(window.x, window.half))]
      set yrange [\(edge(window.y, -window.half)):\(edge(window.y, window.half))]
      \(ticks(layout, window))
      set key off
      set style ellipse units xx
      \(surface.map { colourBar(layout, $0) } ?? "unset colorbox")
      \(SamplesOverSteps.palette)
      set multiplot
      \(layout.generator.margins)
      \(page.text("x", layout.generator.left + layout.generator.width / 2, under, .center))
      \(page.text("x", layout.target.left + layout.target.width / 2, under, .center))
      \(page.text("y", page.pad + 5 * unit, layout.generator.top + layout.generator.height / 2, .center, isRotated: true))
      \(page.texts([generatorHead(step, layout)], layout.generator.left + layout.generator.width / 2, head, .center))
      \(page.text("target", layout.target.left + layout.target.width / 2, head, .center))
      \(share.map { outside($0, layout.generator) } ?? "")
      plot \(shade)"\(FinalSamples.name).csv" \\
        with points pointtype 7 \(dot) linecolor rgb '#50\(colour)'\(rings)
      unset label
      unset arrow
      unset colorbox
      \(layout.target.margins)
      set ytics format ""
      plot "\(FinalSamples.name)-target.csv" \\
        with points pointtype 7 \(dot) linecolor rgb '#50404040'\(rings)
      unset multiplot
      """
  }

  private func generatorHead(_ step: Int, _ layout: Layout) -> String {
    let text = "generator, step \(FigureText.grouped(step))"
    let fits = page.width(of: text) <= layout.generator.width + 20 * page.unit
    return fits ? text : "step \(FigureText.grouped(step))"
  }

  private var colour: Substring {
    FigurePalette(isGray: page.style.isGray, count: 1).area(0).dropFirst()
  }

  private var ring: String {
    "\"\(FinalSamples.name)-rings.csv\" with ellipses fillstyle empty "
      + "\(page.line(0.9)) linecolor rgb '#1A1A1A'"
  }

  private func ticks(_ layout: Layout, _ window: PlotWindow) -> String {
    let numbers = LinearTicks.width(
      from: window.x - window.half, to: window.x + window.half, page)
    let room = max(2.3 * page.base, numbers + 0.8 * page.base)
    let most = max(2, min(8, Int(layout.generator.width / room)))
    let step = LinearTicks.step(over: 2 * window.half, most: most)
    return "set xtics \(step)\nset ytics \(step)"
  }

  private func colourBar(_ layout: Layout, _ surface: StoredSurface) -> String {
    let range = TrainingCurves.robustRange(surface.values)
    let (bar, n) = (layout.bar, Page.number)
    let length = layout.isBarUpright ? bar.height : bar.width
    let least = layout.isBarUpright ? 2.6 : 3.6
    let most = max(1, min(6, Int(length / (least * page.base))))
    let unit = page.unit
    let title =
      layout.isBarUpright
      ? page.text(
        "discriminator's raw output", bar.right + 60 * unit, bar.top + bar.height / 2, .center,
        isRotated: true)
      : page.text(
        "discriminator's raw output", bar.left + bar.width / 2, bar.bottom + 29 * unit, .center)
    return """
      set cbrange [\(FigureText.number(range.lowerBound)):\(FigureText.number(range.upperBound))]
      set cbtics \(LinearTicks.step(over: range.upperBound - range.lowerBound, most: most))
      set colorbox \(layout.isBarUpright ? "vertical" : "horizontal") user \\
        origin screen \(n(bar.left))/width,1-\(n(bar.bottom))/height \\
        size screen \(n(bar.width))/width,\(n(bar.height))/height noborder
      \(title)
      """
  }

  /// The share of samples that the panel does not show, above it.
  private func outside(_ share: String, _ panel: Panel) -> String {
    page.text(
      share, panel.left + panel.width / 2, panel.top - 8 * page.unit, .center, .caption,
      colour: FigureColors.caption)
  }

  private func edge(_ centre: Double, _ offset: Double) -> String {
    FigureText.number(centre + offset)
  }

  private func caption(_ rings: ModeRings?, least: Double, hasSurface: Bool) -> [String] {
    let ring = rings.map { "; " + $0.caption(least: least) } ?? ""
    let shade = hasSurface ? " Shade: the discriminator's raw output; high means \"real\"." : ""
    return ["Dots: samples\(ring).\(shade)"]
  }
}
