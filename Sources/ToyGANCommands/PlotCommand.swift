import ArgumentParser
import Foundation
import ToyGAN

struct PlotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plot", abstract: "Draw the figures of a run or a sweep.",
    discussion: """
      Without options, draws PNG and SVG for a screen into plots/ in the folder. With --width, figures are \
      laid out for this width: text keeps its size, and there are fewer panels in a row. A PDF contains its \
      fonts. A later drawing with the same --out replaces an earlier one.

      Examples:
        toygan plot first
        toygan plot study --format pdf --width 8cm --no-title --out paper
        toygan plot study --run "unrolled, K = 10/0" --only samples
        toygan plot study --for talk
      """)

  /// The purposes for which there is a look.
  enum Purpose: String, CaseIterable, ExpressibleByArgument { case talk }

  @Argument(help: "The folder of a run or a sweep.") var folder: String
  @Option(
    name: .customLong("run"),
    help: "A run of the sweep, as LABEL/SEED or the beginning of its folder's name.")
  var runName: String?
  @Option(
    name: .customLong("for"),
    help: """
      talk: pages of 16:9 with large text and without captions, as PNG and PDF, of the sweep and of one run \
      of each label (default folder: talk).
      """)
  var purpose: Purpose?
  @Option(help: "pdf, svg, png, eps or gif, or several of them with commas between.")
  var format: [String] = []
  @Option(help: "Width of the figures with a unit, such as 8cm, 170mm, 3.3in, 240pt or 800px.")
  var width: String?
  @Option(
    help: "Number of panels in a row (default: as many as fit).", transform: Options.wholeNumber)
  var columns: Int?
  @Flag(help: "Draw no titles.") var noTitle = false
  @Flag(help: "Draw no captions.") var noCaption = false
  @Option(help: "Name of the font (default: Helvetica).") var font: String?
  @Option(
    help: "Size of the text in points (default: 8 to 12, by the width).", transform: Options.number)
  var fontSize: Double?
  @Flag(help: "Draw in shades of grey.") var gray = false
  @Option(help: "Only the figures with this name, or whose name begins so; may be repeated.")
  var only: [String] = []
  @Option(help: "Folder for the figures (default: plots in the folder).") var out: String?

  func run() throws {
    let url = URL(fileURLWithPath: folder)
    let options = try Options.naming(
      "width", "columns", "font", "font-size", "format", "only", of: options)
    if let font, let other = FontCheck.replacement(for: font) {
      ExitStatus.say("note: this machine has no font '\(font)'; \(other) stands in for it")
    }
    let pictures = try Options.naming("run", "format", "only") { try draw(url, options) }
    for picture in pictures { try Output.line(picture.relativePath) }
    try Output.line((options.folder ?? place(url).appendingPathComponent("plots")).relativePath)
  }

  private func draw(_ url: URL, _ options: PlotOptions) throws -> [URL] {
    let sweep = SweepFolder(url, registry: ToyGANCommand.registry)
    if sweep.exists, runName == nil { return try Plots.sweep(at: url, options: options) }
    let place = try place(url)
    try RunFolder(place).requireRun()
    return try Plots.run(at: place, options: options)
  }

  /// The folder that is drawn: the one that was named, or a run inside it.
  private func place(_ url: URL) throws -> URL {
    guard let runName else { return url }
    let sweep = SweepFolder(url, registry: ToyGANCommand.registry)
    guard sweep.exists else {
      throw SettingError(
        key: "--run", is: "'\(runName)', but \(folder) is not a sweep",
        allowed: "no --run with the folder of a run")
    }
    return try sweep.run(named: runName).url
  }

  private func options() throws -> PlotOptions {
    var options = PlotOptions(registry: ToyGANCommand.registry)
    if purpose == .talk {
      options.style = .talk
      options.formats = [.png, .pdf, .gif]
      options.includesRuns = runName == nil
      let place = try place(URL(fileURLWithPath: folder))
      options.folder = place.appendingPathComponent("talk")
    }
    if let width {
      options.style.width = try FigureLength(width)
      // A width alone is not the shape of a slide.
      if purpose == nil { options.style.shape = nil }
    }
    if let columns { try options.style.setColumns(columns) }
    if let font { try options.style.setFont(font) }
    if let fontSize { try options.style.setFontSize(fontSize) }
    if noTitle { options.style.hasTitle = false }
    if noCaption { options.style.hasCaption = false }
    options.style.isGray = gray
    options.only = only
    let names = format.flatMap { $0.split(separator: ",").map { $0.filter { $0 != " " } } }
    if !names.isEmpty { options.formats = try names.map { try PictureFormat(named: $0) } }
    if let out { options.folder = URL(fileURLWithPath: out) }
    return options
  }
}
