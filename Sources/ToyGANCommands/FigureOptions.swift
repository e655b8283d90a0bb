import ArgumentParser
import ToyGAN

/// How figures look and in which formats they are drawn, by the same options in every command that draws.
struct FigureOptions: ParsableArguments {
  /// The purposes for which there is a look.
  enum Purpose: String, CaseIterable, ExpressibleByArgument { case talk }

  @Option(
    name: .customLong("for"),
    help: """
      talk: pages of 16:9 with large text and without captions, as PNG and PDF, in a folder talk; of a sweep \
      also one run of each label.
      """)
  var purpose: Purpose?
  @Option(help: "pdf, svg, png, eps or gif, or several of them with commas between.")
  var format: [String] = []
  @Option(
    parsing: .unconditional,
    help: "Width of the figures with a unit, such as 8cm, 170mm, 3.3in, 240pt or 800px.")
  var width: String?
  @Option(
    parsing: .unconditional, help: "Number of panels in a row (default: as many as fit).",
    transform: Options.wholeNumber)
  var columns: Int?
  @Flag(help: "Draw no titles.") var noTitle = false
  @Flag(help: "Draw no captions.") var noCaption = false
  @Option(help: "Name of the font (default: Helvetica).") var font: String?
  @Option(
    parsing: .unconditional, help: "Size of the text in points (default: 8 to 12, by the width).",
    transform: Options.number)
  var fontSize: Double?
  @Flag(help: "Draw in shades of grey.") var gray = false
  @Option(help: "Only the figures with this name, or whose name begins so; may be repeated.")
  var only: [String] = []

  /// The options for the library, after a note on standard error if another font stands in for the wanted one.
  func plotOptions() throws -> PlotOptions {
    let options = try Options.naming("width", "columns", "font", "font-size", "format", of: read)
    if let font, let other = FontCheck.replacement(for: font) {
      ExitStatus.say("note: this machine has no font '\(font)'; \(other) stands in for it")
    }
    return options
  }

  private func read() throws -> PlotOptions {
    var options = PlotOptions(registry: ToyGANCommand.registry)
    if purpose == .talk {
      options.style = .talk
      options.formats = [.png, .pdf, .gif]
    }
    if let width {
      let length = try FigureLength(width)
      // The text of slides is large, and has no room on a smaller page.
      guard purpose == nil || length.points >= 340 else {
        throw SettingError(key: "width", value: width, allowed: "12cm or more for slides")
      }
      options.style.width = length
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
    return options
  }
}
