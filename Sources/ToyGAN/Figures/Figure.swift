import Foundation
import ToyGANFiles
import ToyGANSettings

/// A figure before it is drawn: a gnuplot script and the CSV files that it reads, all under one name.
public struct Figure: Sendable {
  /// The medium of the figure.
  public enum Medium: Sendable {
    /// One page, drawn as PNG and SVG (running the script also draws a PDF).
    case page
    /// An animated GIF, with hundredths of a second between frames.
    case animation(delay: Int)
  }

  /// Name of every file of the figure, without extension.
  public var name: String
  /// What the figure shows, for the first line of its script.
  public var subject: String
  /// Size in points; PNG has two pixels per point.
  public var width: Int
  /// Height in points.
  public var height: Int
  /// The medium of a figure, a page or an animation.
  public var medium: Medium
  /// Data files: the suffix after the figure's name in the file name, and the text.
  public var data: [(suffix: String, text: String)]
  /// Commands after the terminal has been set.
  public var commands: String

  /// A figure with these data and commands.
  public init(
    name: String, subject: String, width: Int, height: Int, medium: Medium = .page,
    data: [(suffix: String, text: String)], commands: String
  ) {
    self.name = name
    self.subject = subject
    self.width = width
    self.height = height
    self.medium = medium
    self.data = data
    self.commands = commands
  }

  var formats: [String] {
    switch medium {
    case .page: ["png", "svg"]
    case .animation: ["gif"]
    }
  }

  /// Name of a data file, as the script must write it.
  package static func dataFile(_ name: String, _ suffix: String = "") -> String {
    "\(name)\(suffix).csv"
  }

  /// Writes the script and its data into a folder, each under a temporary name and then renamed.
  func write(into folder: URL) throws {
    for (suffix, text) in data {
      try AtomicFile.write(text, to: folder.appendingPathComponent(Figure.dataFile(name, suffix)))
    }
    try AtomicFile.write(script, to: folder.appendingPathComponent("\(name).gp"))
  }

  /// Draws the files of `write(into:)`, in every format of the figure's medium.
  func draw(in folder: URL, by gnuplot: Gnuplot) throws -> [URL] {
    try formats.map { try gnuplot.draw(name, format: $0, in: folder) }
  }

  /// Text as a gnuplot string: inside single quotes only the quote itself is special.
  ///
  /// It becomes the typographic apostrophe, because gnuplot misreads a quote in the list of an array.
  package static func quoted(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
      .withoutColourGlyphs.inOneLine()
    return "'" + line.escaped(["'": "\u{2019}"]) + "'"
  }

  var script: String {
    """
    # \(name): \(subject.split(whereSeparator: \.isNewline).joined(separator: " "))
    # Drawn from the CSV files of the same name beside it. To draw it again, in this folder:
    \(usage)
    if (!exists("output")) output = "\(name)." . format
    width = \(width); height = \(height); face = "\(face)"
    \(terminal)
    set output output
    set encoding utf8
    set datafile separator comma
    set datafile columnheaders

    \(commands)
    unset output

    """
  }

  /// The GIF terminal does not replace a missing font; "sans" always exists.
  private var face: String {
    switch medium {
    case .page: "Helvetica"
    case .animation: "sans"
    }
  }

  private var usage: String {
    switch medium {
    case .page:
      """
      #   gnuplot \(name).gp
      #   gnuplot -e "format='svg'" \(name).gp     (or 'pdf')
      if (!exists("format")) format = "png"
      """
    case .animation:
      """
      #   gnuplot \(name).gp
      if (!exists("format")) format = "gif"
      """
    }
  }

  private var terminal: String {
    switch medium {
    case .page:
      """
      if (format eq "svg") {
        set terminal svg size width,height noenhanced background "white" font face.",12"
      } else { if (format eq "pdf") {
        set terminal pdfcairo size width/72.0,height/72.0 noenhanced font face.",12" \\
      fontscale 0.75
      } else {
        set terminal pngcairo size 2*width,2*height noenhanced background "white" \\
      font face.",12" fontscale 1.5 linewidth 2 pointscale 2
      } }
      """
    case .animation(let delay):
      """
      set terminal gif animate delay \(delay) loop 0 size width,height noenhanced \\
      background "#FFFFFF" font face.",12"
      """
    }
  }
}
