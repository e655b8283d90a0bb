import Foundation
import ToyGANCore
import ToyGANSettings

/// Points from a file, and how many more the file had.
public struct ReadSamples: Sendable, Equatable {
  /// The points that can be judged, in the order of the file.
  public let samples: SampleSet
  /// Number of points left out because of a NaN, an infinity or a number beyond float32's range.
  public let dropped: Int
}

/// Reads points that any program wrote, from CSV or from NumPy's `.npy`.
///
/// CSV is lines of `dimension` decimal numbers between commas, with or without a header line, as
/// `numpy.savetxt(file, points, delimiter=",")` and pandas' `to_csv(file, index=False)` write them;
/// each becomes the nearest Double. Columns without names are headed `0,1,...` by pandas, which is
/// passed over unless the line below is of whole numbers too: then nobody can tell it from a point.
/// `.npy` is a little-endian float32 or float64 array in C order, `[n, dimension]`, or `[n]` where
/// the dimension is 1. A number beyond float32's range is as invalid as an infinite one: its square
/// may be infinite.
public struct SampleReader: Sendable {
  /// Length of one sample.
  public let dimension: Int
  /// Whether points with an invalid number are left out and counted, rather than refused.
  public let dropsInvalid: Bool

  package enum Format: String { case csv, npy }

  /// Traps unless the dimension is positive.
  public init(dimension: Int, dropsInvalid: Bool = false) {
    guard dimension > 0 else { fatalError("samples of [\(dimension)] numbers") }
    self.dimension = dimension
    self.dropsInvalid = dropsInvalid
  }

  /// The points of a file whose name ends in `.csv` or `.npy`.
  ///
  /// Throws `FileError` in one line that names the file, and the line or row at fault: for
  /// a file that is not an ordinary one, is above 1 GiB or holds no points, for text, ragged lines,
  /// a wrong dimension, an array of another kind, and for invalid points that are not to be dropped.
  public func read(_ file: URL) throws(FileError) -> ReadSamples {
    guard let format = Format(rawValue: file.pathExtension.lowercased()) else {
      throw FileError(
        file: file.path.inOneLine(),
        value: "a name ending in '\(file.pathExtension.inOneLine(20))'",
        allowed: "a name ending in .csv or .npy")
    }
    return try read(file.path, as: format)
  }

  /// The same for a file of any name.
  package func read(_ path: String, as format: Format) throws(FileError) -> ReadSamples {
    try read(bytes: OrdinaryFile.bytes(of: path), name: path, as: format)
  }

  /// The same for bytes in memory; `name` is for errors.
  func read(
    bytes: [UInt8], name: String, as format: Format
  ) throws(FileError) -> ReadSamples {
    var points = PointList(name: name.inOneLine(), dimension: dimension)
    switch format {
    case .csv: try points.append(csv: bytes)
    case .npy: try points.append(npy: bytes)
    }
    return try points.samples(droppingInvalid: dropsInvalid)
  }
}
