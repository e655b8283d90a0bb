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

/// How samples of other programs are read, by options that every command names in the same way.
struct SampleReadingOptions: ParsableArguments {
  @Option(help: "The array in an archive, .npz, that has several.") var array: String?
  @Option(help: "What stands between numbers in text (default: recognized).")
  var separator: CSVSeparator?
  @Option(help: "The decimal mark of numbers in text (default: recognized).")
  var decimal: DecimalMark?
  @Option(
    help: "Whether the first line of text is a header: auto (if it has no number), yes or no.")
  var header: CSVHeader = .auto
  @Flag(help: "Drop samples that are not finite, and report how many.") var dropInvalid = false

  /// How samples are read, with options that commands name differently: columns are names or numbers between commas.
  func reading(format: SampleFormat?, columns: String?) -> SampleReading {
    var reading = SampleReading()
    (reading.format, reading.array) = (format, array)
    (reading.separator, reading.decimal) = (separator, decimal)
    reading.columns = (columns?.split(separator: ",", omittingEmptySubsequences: false) ?? [])
      .map(\.trimmed)
    (reading.header, reading.dropsInvalid) = (header, dropInvalid)
    return reading
  }

  /// An option that was given; nil if none was.
  var given: String? {
    let all = [
      ("--array", array != nil), ("--separator", separator != nil), ("--decimal", decimal != nil),
      ("--header", header != .auto), ("--drop-invalid", dropInvalid),
    ]
    return all.first { $0.1 }?.0
  }
}

/// The options of commands that read samples of other programs.
struct SampleOptions: ParsableArguments {
  @Option(help: "The format of the samples (default: as their first bytes show).")
  var format: SampleFormat?
  @Option(
    parsing: .unconditional,
    help: "The columns to read, by name or number from 1 on, as in x,y or 2,3 (default: all).")
  var columns: String?
  @OptionGroup var options: SampleReadingOptions

  /// An option that was given; nil if none was.
  var given: String? { format != nil ? "--format" : columns != nil ? "--columns" : options.given }

  /// How samples are read.
  var reading: SampleReading { options.reading(format: format, columns: columns) }
}
