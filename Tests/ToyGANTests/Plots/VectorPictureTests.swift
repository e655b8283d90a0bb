import Foundation
import Testing

@testable import ToyGANFigures
@testable import ToyGANStudies
@testable import ToyGANTheory

/// An SVG looks the same in every viewer.
struct SVGFaults: CustomStringConvertible {
  let description: String

  /// What viewers refuse or show differently; nil for a sound picture.
  init?(in svg: String) {
    let faults = [
      ("scale(0.00)", "a marker without size, which librsvg refuses"),
      (":Bold\"", "bold as part of the name of a font"),
      (":Italic\"", "italic as part of the name of a font"),
    ].filter { svg.contains($0.0) }
    guard !faults.isEmpty else { return nil }
    description = faults.map(\.1).joined(separator: ", ")
  }
}

@Suite struct VectorPictureTests {
  /// Bars with intervals, a score over a setting, and curves.
  private func sweep() -> SyntheticSweep {
    var sweep = SyntheticSweep()
    sweep.behaviours = [16, 32, 64].map { .init(label: "GAN, batch=\($0)", modes: 5, settles: 300) }
    (sweep.seeds, sweep.steps, sweep.storedEvery) = (3, 1000, 500)
    (sweep.samples, sweep.grid, sweep.hasStrictCount) = (40, 6, true)
    for batch in [16.0, 32, 64] { sweep.settings["GAN, batch=\(Int(batch))"] = ["batch": batch] }
    return sweep
  }

  @Test func picturesOfSweepsAndRunsAreSound() throws {
    let folder = try TemporaryFolder()
    try sweep().write(to: folder.url)
    var options = PlotOptions()
    options.formats = [.svg]
    let run = folder.url.appendingPathComponent("runs/0-seed0")
    let sized = try FigureLength("8cm")
    for width in [nil, sized] {
      options.style.width = width
      let pictures =
        try Plots.sweep(at: folder.url, options: options) + Plots.run(at: run, options: options)
      #expect(pictures.contains { $0.lastPathComponent.hasPrefix("score-over") })
      for picture in pictures {
        let svg = try String(contentsOf: picture, encoding: .utf8)
        let fault = SVGFaults(in: svg)
        #expect(fault == nil, "\(picture.lastPathComponent): \(fault?.description ?? "")")
        #expect(svg.contains("font-family=\"Helvetica\" font-weight=\"bold\""))
      }
    }
  }

  @Test func sheetsOfTheoryAreSound() throws {
    let folder = try TemporaryFolder()
    let figures = try Bilinear().findings().figures + Distances().findings().figures
    for picture in try Plots.draw(figures, in: folder.url, by: Gnuplot(), formats: [.svg]) {
      let svg = try String(contentsOf: picture, encoding: .utf8)
      #expect(SVGFaults(in: svg) == nil, "\(picture.lastPathComponent)")
      #expect(svg.contains("font-weight=\"bold\""))
    }
  }

  /// The control: what gnuplot wrote before.
  @Test func faultsAreFound() {
    #expect(SVGFaults(in: "<use transform='translate(1,2) scale(0.00)'/>") != nil)
    #expect(SVGFaults(in: "font-family=\"Helvetica:Bold\" font-size=\"15.00\"") != nil)
    #expect(SVGFaults(in: "font-family=\"Helvetica\" font-weight=\"bold\"") == nil)
  }

  /// gnuplot's usual format begins with a blank, by which centred numbers stand right of their ticks.
  @Test func numbersOfAxesHaveNoBlanks() throws {
    let folder = try TemporaryFolder()
    let figure = Figure(
      name: "axis", subject: "", width: 200, height: 100, data: [],
      commands: "\(FigureText.axes)\nplot [0:3][-1:1] NaN notitle")
    try figure.write(into: folder.url)
    let svg = try String(
      contentsOf: Gnuplot().draw("axis", format: .svg, in: folder.url), encoding: .utf8)
    #expect(svg.contains(">2<"))
    #expect(!svg.contains("> 2<") && !svg.contains(">&#160;2<"))
  }

  /// A film has the font of the other pictures where fontconfig finds what stands in for it.
  @Test func aFilmNamesBothCountsAndItsFont() throws {
    let folder = try TemporaryFolder()
    try sweep().write(to: folder.url)
    let run = folder.url.appendingPathComponent("runs/0-seed0")
    var options = PlotOptions()
    options.only = ["training"]
    _ = try Plots.run(at: run, options: options)
    let script = try folder.text("runs/0-seed0/plots/training.gp")
    #expect(script.contains("by mass, ") && script.contains(" covered"))
    #expect(script.contains("fc-match") && script.contains("'Helvetica'"))
  }

  /// Every second step rather than most of them at distances that differ.
  @Test func columnsAreAtEqualDistances() {
    #expect(
      StepColumns.evenly([0, 500, 1000, 1500, 2000, 2500, 3000], 6) == [0, 1000, 2000, 3000])
    #expect(StepColumns.evenly(Array(0...10), 6) == [0, 2, 4, 6, 8, 10])
    // Eleven intervals have no divisor, so that distances differ.
    #expect(StepColumns.evenly(Array(0...11), 6).count == 6)
  }
}
