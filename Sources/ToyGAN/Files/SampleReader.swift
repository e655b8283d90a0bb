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
}

/// Reads points written by any program, from CSV or from NumPy's `.npy`.
///
/// CSV consists of lines of `dimension` decimal numbers separated by commas, with or without a header line,
/// as `numpy.savetxt(file, points, delimiter=",")` and pandas' `to_csv(file, index=False)` write them; each
/// becomes the nearest Double. The first line is a header if none of its fields is a number or a missing
/// value; pandas writes `0,1,...` above columns without names, which is a point unless the reader is told
/// that the file has a header. An empty field, `NA`, `N/A`, `NULL`, `None` and `-` are missing values, in
/// upper or lower case. `.npy` is a little-endian float32 or float64 array in C order, `[n, dimension]`, or `[n]`
/// if the dimension is 1. A number beyond float32's range is as invalid as an infinite one, because its square
/// may be infinite.
public struct SampleReader: Sendable {
  /// Length of one sample.
  public let dimension: Int
  /// Whether points with an invalid number are dropped and counted, instead of causing an error.
  public let dropsInvalid: Bool
  /// Whether the first line of a CSV file is a header.
  public let header: CSVHeader

  package enum Format: String { case csv, npy }

  /// Traps unless the dimension is positive.
  public init(dimension: Int, dropsInvalid: Bool = false, header: CSVHeader = .auto) {
    guard dimension > 0 else { fatalError("samples of [\(dimension)] numbers") }
    self.dimension = dimension
    self.dropsInvalid = dropsInvalid
    self.header = header
  }

  /// The points of a file whose name ends in `.csv` or `.npy`.
  ///
  /// Throws `FileError` in one line with the file, and the line or row of the error: for a file that is not
  /// a regular file, is larger than 1 GiB or contains no points, for text, ragged lines, a wrong
  /// dimension, an array of another kind, and for invalid points that may not be dropped.
  public func read(_ file: URL) throws(FileError) -> ReadSamples {
    guard let format = Format(rawValue: file.pathExtension.lowercased()) else {
      throw FileError(
        file: file.path.inOneLine(),
        value: "a name ending in '\(file.pathExtension.inOneLine(20))'",
        allowed: "a name ending in .csv or .npy")
    }
    return try read(file.path, as: format)
  }

  /// The points of a file with any name.
  package func read(_ path: String, as format: Format) throws(FileError) -> ReadSamples {
    try read(bytes: RegularFile.bytes(of: path), name: path, as: format)
  }

  /// The points of a file's contents in memory; `name` is used in errors.
  func read(
    bytes: [UInt8], name: String, as format: Format
  ) throws(FileError) -> ReadSamples {
    var points = PointList(name: name.inOneLine(), dimension: dimension)
    switch format {
    case .csv: try points.append(csv: bytes, header: header)
    case .npy: try points.append(npy: bytes)
    }
    return try points.samples(droppingInvalid: dropsInvalid)
  }
}
