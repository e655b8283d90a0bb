import Foundation
import Testing

@testable import ToyGANFigures
@testable import ToyGANSettings
@testable import ToyGANStudies

/// No text is cut at the edge of a page, and none covers another, whatever the width and the labels.
@Suite struct FigureTextFitTests {
  enum Look: String, CaseIterable {
    case screen, column = "8cm", page = "17cm", narrow = "5.5cm", pixels = "800px", talk, bare

    func style() throws -> FigureStyle {
      switch self {
      case .screen: return .standard
      case .talk: return .talk
      case .bare:
        var style = FigureStyle()
        style.width = try FigureLength("8cm")
        style.hasCaption = false
        return style
      default:
        var style = FigureStyle()
        style.width = try FigureLength(rawValue)
        return style
      }
    }
  }

  static let labels: [[String]] = [
    ["GAN"],
    ["non-saturating GAN", "WGAN-GP", "unrolled, K = 5"],
    [
      "GAN, batch=16", "GAN, batch=32", "GAN, batch=128", "WGAN, batch=16", "WGAN, batch=32",
      "WGAN, batch=128",
    ],
    ["a label of many words, which nobody would want in a figure of a paper", "b"],
    (1...17).map { "method number \($0)" },
  ]

  private func sweep(_ labels: [String]) -> SyntheticSweep {
    var sweep = SyntheticSweep()
    sweep.behaviours = labels.enumerated().map {
      .init(label: $1, modes: Double($0 % 9), settles: 300)
    }
    (sweep.seeds, sweep.steps, sweep.storedEvery) = (3, 1500, 300)
    (sweep.samples, sweep.grid, sweep.hasStrictCount) = (40, 6, true)
    for label in labels where label.contains("batch=") {
      sweep.settings[label] = [
        "batch": Double(label.split(separator: "=").last ?? "") ?? 0,
        "method.kind": label.hasPrefix("WGAN") ? 1 : 0,
      ]
    }
    sweep.diverged = (labels[0], 1)
    return sweep
  }

  @Test(arguments: Look.allCases, labels)
  func textFits(look: Look, labels: [String]) throws {
    let folder = try TemporaryFolder()
    try sweep(labels).write(to: folder.url)
    var options = PlotOptions()
    options.style = try look.style()
    options.formats = [.svg]
    let run = folder.url.appendingPathComponent("runs/0-seed0")
    let pictures =
      try Plots.sweep(at: folder.url, options: options) + Plots.run(at: run, options: options)
    #expect(pictures.count >= 5)
    for picture in pictures {
      try SVGText(contentsOf: picture).requireFit("\(look) \(picture.lastPathComponent)")
    }
  }

  /// Several targets, with and without modes, and distances of many sizes.
  @Test(arguments: Look.allCases, [0.001, 0.7, 30_000])
  func textOfDistancesFits(look: Look, scale: Double) throws {
    let runs = ["swiss-roll", "two-moons"].flatMap { target in
      ["gan", "wgan-gp", "unrolled"].flatMap { method in
        [1.0, 2.5, 1.5].enumerated().map {
          ScoredSweep.Run.distance(
            "\(target), \(method)", $0, $1 * scale, target: target, ofTarget: 0.4 * scale)
        }
      }
    }
    let folder = try TemporaryFolder()
    try ScoredSweep(runs: runs, steps: 8000).write(to: folder.url)
    var options = PlotOptions()
    options.style = try look.style()
    options.formats = [.svg]
    let pictures = try Plots.sweep(at: folder.url, options: options)
    #expect(pictures.count >= 2)
    for picture in pictures {
      try SVGText(contentsOf: picture)
        .requireFit("\(look) \(scale) \(picture.lastPathComponent)")
    }
  }

  /// The control: a text that is too long for its page, and two in one place.
  @Test func aCutTextIsFound() throws {
    let folder = try TemporaryFolder()
    var figure = Figure(
      name: "bad", subject: "", width: 100, height: 60, data: [],
      commands: """
        unset tics
        unset border
        set label 'much too long for its page, on which it is cut' at screen 0.5,0.5 left
        set label 'much' at screen 0.55,0.5 left
        plot [0:1][0:1] NaN notitle
        """)
    figure.look = .standard
    try figure.write(into: folder.url)
    let svg = try SVGText(contentsOf: Gnuplot().draw("bad", format: .svg, in: folder.url))
    #expect(svg.lines.count == 2 && svg.lines[0].right > 101)
    #expect(svg.lines[0].covers(svg.lines[1]))
  }
}
