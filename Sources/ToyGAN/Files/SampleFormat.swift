/// A format of files of samples.
public enum SampleFormat: String, Sendable, CaseIterable {
  /// Lines of decimal numbers.
  case csv
  /// An array as `numpy.save` writes it.
  case npy
  /// An archive of arrays as `numpy.savez` writes it.
  case npz

  /// The format that the first bytes show; what is none of the others is text.
  init(of bytes: [UInt8]) {
    self = Self.isNumPy(bytes) ? .npy : ZipArchive.isArchive(bytes) ? .npz : .csv
  }

  static func isNumPy(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x93] + Array("NUMPY".utf8)) }

  /// The name of another program's format that the first bytes show, and how to write one that is read.
  static func foreign(_ bytes: [UInt8]) -> (name: String, remedy: String)? {
    let marks: [(mark: [UInt8], name: String, remedy: String)] = [
      ([0x89] + Array("HDF".utf8), "a file of HDF5", "numpy.save of the data set"),
      (Array("PAR1".utf8), "a file of Parquet", "pandas' to_csv(file, index=False)"),
      (Array("ARROW1".utf8), "a file of Arrow", "pandas' to_csv(file, index=False)"),
      (Array("MATLAB".utf8), "a file of MATLAB", "writematrix(points, 'points.csv')"),
      ([0x80, 2], "a pickled object, which is never loaded", "numpy.save of the array"),
      ([0x80, 3], "a pickled object, which is never loaded", "numpy.save of the array"),
      ([0x80, 4], "a pickled object, which is never loaded", "numpy.save of the array"),
      ([0x80, 5], "a pickled object, which is never loaded", "numpy.save of the array"),
      (Array("BZh".utf8), "a file of bzip2", "a file of gzip"),
      ([0xfd] + Array("7zXZ".utf8), "a file of xz", "a file of gzip"),
      ([0x28, 0xb5, 0x2f, 0xfd], "a file of Zstandard", "a file of gzip"),
    ]
    return marks.first { bytes.starts(with: $0.mark) }.map { ($0.name, $0.remedy) }
  }
}

/// What stands between the numbers of a line.
public enum CSVSeparator: String, Sendable, CaseIterable {
  case comma, semicolon, tab
  /// Any number of blanks and tabs.
  case blanks

  /// The name of several of them.
  var plural: String {
    switch self {
    case .comma: "commas"
    case .semicolon: "semicolons"
    case .tab: "tabs"
    case .blanks: "blanks"
    }
  }

  func separates(_ byte: UInt8) -> Bool {
    switch self {
    case .comma: byte == UInt8(ascii: ",")
    case .semicolon: byte == UInt8(ascii: ";")
    case .tab: byte == UInt8(ascii: "\t")
    case .blanks: byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
    }
  }
}

/// The sign before the decimals of a number.
public enum DecimalMark: String, Sendable, CaseIterable {
  case point, comma
}

/// How a file of samples is read; what is not stated is recognized.
public struct SampleReading: Sendable, Equatable {
  /// The format; nil to recognize it by the first bytes.
  public var format: SampleFormat?
  /// The name of the array in an archive; nil if the archive has only one.
  public var array: String?
  /// What stands between the numbers of a line; nil to recognize it.
  public var separator: CSVSeparator?
  /// The sign before decimals; nil to recognize it.
  public var decimal: DecimalMark?
  /// The columns that are read, in this order, by their names in the header or by their numbers from 1 on;
  /// empty to read all of them.
  ///
  /// A whole number is the number of a column, unless the header is stated to be one and has it as a name.
  public var columns: [String] = []
  /// Whether the first line of a text is a header.
  public var header = CSVHeader.auto
  /// Whether points with an invalid number are dropped and counted, instead of causing an error.
  public var dropsInvalid = false

  /// Everything is recognized, and invalid points are errors.
  public init() {}
}
