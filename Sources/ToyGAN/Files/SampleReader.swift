import Foundation
import ToyGANCore
import ToyGANSettings

/// Points from a file, and the number of points that were dropped.
public struct ReadSamples: Sendable, Equatable {
  /// The valid points, in the order of the file.
  public let samples: SampleSet
  /// Number of points dropped because of a NaN, an infinity or a number beyond float32's range.
  public let dropped: Int
  /// The first line of the file, in quotation marks, if it was skipped as a header.
  public let header: String?
  /// What was recognized, and is not the usual form, such as a decimal comma; a phrase each.
  public let notes: [String]
}

/// Reads points written by any program, with fewer settings than `SampleFile.read`.
///
/// A number beyond float32's range is as invalid as an infinite one, because its square may be infinite. The
/// first line of a text is a header if none of its fields is a number or a missing value; pandas writes
/// `0,1,...` above columns without names, which is a point unless the reader is told that the file has a
/// header. An empty field, `NA`, `N/A`, `NULL`, `None` and `-` are missing values, in upper or lower case.
public struct SampleReader: Sendable {
  /// Length of one sample.
  public let dimension: Int
  /// Whether points with an invalid number are dropped and counted, instead of causing an error.
  public let dropsInvalid: Bool
  /// Whether the first line of a CSV file is a header.
  public let header: CSVHeader

  /// Traps unless the dimension is positive.
  public init(dimension: Int, dropsInvalid: Bool = false, header: CSVHeader = .auto) {
    guard dimension > 0 else { fatalError("samples of [\(dimension)] numbers") }
    self.dimension = dimension
    self.dropsInvalid = dropsInvalid
    self.header = header
  }

  /// The points of a file, in any of the formats of `SampleFile.read`.
  ///
  /// Throws `FileError` as that does.
  public func read(_ file: URL) throws(FileError) -> ReadSamples {
    try read(RegularFile.bytes(of: file.path), name: file.path, as: nil)
  }

  package typealias Format = SampleFormat

  /// The points of a file's contents in memory; `name` is used in errors.
  func read(bytes: [UInt8], name: String, as format: Format) throws(FileError) -> ReadSamples {
    try read(bytes, name: name, as: format)
  }

  private func read(
    _ bytes: [UInt8], name: String, as format: SampleFormat?
  ) throws(FileError) -> ReadSamples {
    var reading = SampleReading()
    (reading.format, reading.header, reading.dropsInvalid) = (format, header, dropsInvalid)
    // The settings of a reader suit every format.
    return try SampleContent(bytes, named: name.inOneLine(), as: reading)
      .samples(dimension: dimension, as: reading)
  }
}
