import ArgumentParser
import Foundation
import ToyGAN

struct PlotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plot", abstract: "Draw the figures of a run, a sweep or a search.",
    discussion: """
      Without options, draws PNG and SVG for a screen into plots/ in the folder. With --width, figures are \
      laid out for this width: text keeps its size, and there are fewer panels in a row. A PDF contains its \
      fonts. A later drawing with the same --out replaces an earlier one. With --add, samples of other programs \
      stand beside the labels of a sweep: scored as toygan compare scores them, in the figure of final scores and \
      among the samples.

      Examples:
        toygan plot first
        toygan plot study --format pdf --width 8cm --no-title --out paper
        toygan plot study --run "unrolled, K = 10/0" --only samples
        toygan plot study --add "mine=samples/*.npy" --format pdf --width 8cm --out paper
        toygan plot study --for talk
      """)

  @Argument(help: "The folder of a run, a sweep or a search.") var folder: String
  @Option(
    name: .customLong("run"),
    help: RunChoice.help)
  var runName: String?
  @OptionGroup var figures: FigureOptions
  @Option(help: "Folder for the figures (default: plots in the folder).") var out: String?
  @OptionGroup(title: "Samples of other programs") var added: AddedSamplesArguments

  func run() throws {
    let url = URL(fileURLWithPath: folder)
    let options = try options()
    let pictures = try Options.naming(
      "run", "format", "only", "columns", "add", "target", "array", "separator", "decimal",
      "sample-columns", "sample-format"
    ) { try draw(url, options) }
    for picture in pictures { try Output.line(picture.relativePath) }
    try Output.line((options.folder ?? place(url).appendingPathComponent("plots")).relativePath)
  }

  private func draw(_ url: URL, _ options: PlotOptions) throws -> [URL] {
    if Plots.isSearch(url), runName == nil, options.added == nil {
      return try Plots.search(at: url, options: options)
    }
    let sweep = SweepFolder(url, registry: ToyGANCommand.registry)
    if sweep.exists, runName == nil {
      do {
        return try Plots.sweep(at: url, options: options)
      } catch var error as SettingError where error.key.hasPrefix("samples.") {
        error.key = "sample-\(error.key.dropFirst(8))"
        throw error
      }
    }
    if options.added != nil {
      throw SettingError(
        key: "add", has: "samples to show beside a single run",
        allowed: "the folder of a sweep without --run")
    }
    if let runName, sweep.exists { _ = try RunChoice.run(of: sweep, named: runName) }
    let place = try place(url)
    try RunFolder(place).requireRun()
    return try Plots.run(at: place, options: options)
  }

  /// The folder that is drawn: the one that was named, or a run inside it.
  private func place(_ url: URL) throws -> URL {
    guard let runName else { return url }
    let sweep = SweepFolder(url, registry: ToyGANCommand.registry)
    guard sweep.exists else {
      guard RunFolder(url).exists else {
        throw FileError.folder(folder, lacks: "plan.jsonl", expected: "the folder of a sweep")
      }
      throw SettingError(
        key: "--run", is: "'\(runName)', but \(folder) is not a sweep",
        allowed: "no --run with the folder of a run")
    }
    return try sweep.run(named: runName).url
  }

  private func options() throws -> PlotOptions {
    var options = try figures.plotOptions()
    if figures.purpose == .talk {
      options.includesRuns = runName == nil
      options.folder = try place(URL(fileURLWithPath: folder)).appendingPathComponent("talk")
    }
    try added.requireMeaning()
    if !added.add.isEmpty {
      options.added = AddedToFigures(
        try added.add.map { try AddedSamples(argument: $0) },
        options: try added.options(registry: ToyGANCommand.registry))
    } else if added.target != nil {
      throw SettingError(key: "--target", is: "of no use here", allowed: "--add")
    }
    options.note = { ExitStatus.say("note: \($0)") }
    if let out { options.folder = URL(fileURLWithPath: out) }
    return options
  }
}
