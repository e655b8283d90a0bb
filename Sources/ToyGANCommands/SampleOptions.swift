import ArgumentParser
import ToyGAN

extension CSVHeader: ExpressibleByArgument {}
extension SampleFormat: ExpressibleByArgument {}

extension CSVSeparator: ExpressibleByArgument {
  /// Its name, or the sign itself.
  public init?(argument: String) {
    switch argument {
    case ",": self = .comma
    case ";": self = .semicolon
    case "\t", "\\t": self = .tab
    case " ", "blank", "space", "spaces": self = .blanks
    default: self.init(rawValue: argument)
    }
  }
}

extension DecimalMark: ExpressibleByArgument {
  /// Its name, or the sign itself.
  public init?(argument: String) {
    switch argument {
    case ".": self = .point
    case ",": self = .comma
    default: self.init(rawValue: argument)
    }
  }
}

/// The options of commands that read samples of other programs.
struct SampleOptions: ParsableArguments {
  @Option(help: "The format of the samples (default: as their first bytes show).")
  var format: SampleFormat?
  @Option(help: "The array in an archive, .npz, that has several.") var array: String?
  @Option(help: "What stands between numbers in text (default: recognized).")
  var separator: CSVSeparator?
  @Option(help: "The decimal mark of numbers in text (default: recognized).")
  var decimal: DecimalMark?
  @Option(
    help: "The columns to read, by name or number from 1 on, as in x,y or 2,3 (default: all).")
  var columns: String?
  @Option(
    help: "Whether the first line of text is a header: auto (if it has no number), yes or no.")
  var header: CSVHeader = .auto
  @Flag(help: "Drop samples that are not finite, and report how many.") var dropInvalid = false

  /// How samples are read.
  var reading: SampleReading {
    var reading = SampleReading()
    (reading.format, reading.array) = (format, array)
    (reading.separator, reading.decimal) = (separator, decimal)
    reading.columns = (columns?.split(separator: ",", omittingEmptySubsequences: false) ?? []).map {
      String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
    (reading.header, reading.dropsInvalid) = (header, dropInvalid)
    return reading
  }
}
