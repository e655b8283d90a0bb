import Foundation
import ToyGANFiles
import ToyGANSettings

/// A figure before it is drawn: a gnuplot script and the CSV files that it reads, all under one name.
public struct Figure: Sendable {
  /// The medium of the figure.
  public enum Medium: Sendable {
    /// One page, drawn as PNG and SVG, or as PDF or EPS.
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
  /// Font, resolution and colours.
  package var look = FigureLook.standard
  /// Whether the page is too small for the content, which is then drawn on several pages.
  var isCrowded = false

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

  /// The formats in which the figure is drawn: those of its medium among the wanted ones, or the usual ones.
  func formats(of wanted: [PictureFormat]?) -> [PictureFormat] {
    switch medium {
    case .page: (wanted ?? [.png, .svg]).filter { $0 != .gif }
    case .animation: (wanted ?? [.gif]).filter { $0 == .gif }
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

  /// Draws the files of `write(into:)`, in the wanted or the usual formats of the figure's medium.
  func draw(
    in folder: URL, by gnuplot: Gnuplot, formats wanted: [PictureFormat]? = nil
  ) throws -> [URL] {
    try formats(of: wanted).map { try gnuplot.draw(name, format: $0, in: folder) }
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
    look.coloured(
      """
      # \(name): \(subject.split(whereSeparator: \.isNewline).joined(separator: " "))
      # Drawn from the CSV files of the same name beside it. To draw it again, in this folder:
      \(usage)
      if (!exists("output")) output = "\(name)." . format
      width = \(width); height = \(height); \(look.face(isAnimation: isAnimation))
      \(isAnimation ? "" : look.dot)\(terminal)
      set output output
      set encoding utf8
      set datafile separator comma
      set datafile columnheaders

      \(commands)
      unset output

      """)
  }

  var isAnimation: Bool { if case .animation = medium { true } else { false } }

  private var usage: String {
    switch medium {
    case .page:
      """
      #   gnuplot \(name).gp
      #   gnuplot -e "format='svg'" \(name).gp     (or 'pdf', 'eps')
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
    case .page: look.terminal
    case .animation(let delay): look.animation(delay: delay)
    }
  }
}
