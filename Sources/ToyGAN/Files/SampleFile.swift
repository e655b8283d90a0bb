import Foundation
import ToyGANSettings

/// Samples in file formats that other programs can read.
public enum SampleFile {
  /// Lines of `x,y` after a header, for row-major samples `[n, 2]`;
  /// in other dimensions the header is `x0,x1,...`.
  public static func csv(_ samples: [Float], dimension: Int) -> String {
    requireWhole(samples, dimension)
    let names = dimension == 2 ? ["x", "y"] : (0..<dimension).map { "x\($0)" }
    var text = names.joined(separator: ",")
    for (place, value) in samples.enumerated() {
      text += place.isMultiple(of: dimension) ? "\n" : ","
      text += CSV.text(value)
    }
    return text + "\n"
  }

  /// Writes row-major samples `[n, dimension]` to a file whose name ends in `.csv` or `.npy`.
  ///
  /// Throws `FileError` for another ending, and `MachineError` if the file cannot be written.
  public static func write(
    _ samples: [Float], dimension: Int, to url: URL
  ) throws {
    switch url.pathExtension.lowercased() {
    case "csv": try AtomicFile.write(csv(samples, dimension: dimension), to: url)
    case "npy": try AtomicFile.write(npy(samples, dimension: dimension), to: url)
    default: throw badEnding(url)
    }
  }

  /// Throws `FileError` unless the name ends in `.csv` or `.npy`.
  public static func requireKnownEnding(_ url: URL) throws(FileError) {
    guard ["csv", "npy"].contains(url.pathExtension.lowercased()) else { throw badEnding(url) }
  }

  private static func requireWhole(_ samples: [Float], _ dimension: Int) {
    guard samples.count.isMultiple(of: dimension) else {
      fatalError("\(samples.count) numbers are not a whole number of samples [n, \(dimension)]")
    }
  }

  private static func badEnding(_ url: URL) -> FileError {
    FileError(
      file: url.path, has: "a name ending in '\(url.pathExtension)'",
      allowed: "a name ending in .csv or .npy")
  }

  /// NumPy's format, version 1.0: a magic string, a header in Python's syntax, the numbers.
  static func npy(_ samples: [Float], dimension: Int) -> [UInt8] {
    requireWhole(samples, dimension)
    let shape = "(\(samples.count / dimension), \(dimension))"
    let text = "{'descr': '<f4', 'fortran_order': False, 'shape': \(shape), }"
    var header = Array(text.utf8)
    // The numbers start at a multiple of 64 bytes, and the header ends with a line break.
    header += [UInt8](repeating: UInt8(ascii: " "), count: 63 - (10 + header.count) % 64)
    header.append(UInt8(ascii: "\n"))
    var bytes: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0]
    bytes += [UInt8(header.count & 0xff), UInt8(header.count >> 8)] + header
    for value in samples {
      withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes += $0 }
    }
    return bytes
  }
}
