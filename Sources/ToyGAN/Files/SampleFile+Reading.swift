import Foundation
import ToyGANSettings

/// Where samples come from.
public enum SampleSource: Sendable, Equatable {
  case file(URL)
  case standardInput

  /// The name without folders.
  package var shortName: String {
    switch self {
    case .file(let file): file.lastPathComponent
    case .standardInput: StandardInput.name
    }
  }
}

extension SampleFile {
  /// The samples in a file or at the standard input; throws as for a file.
  public static func read(
    _ source: SampleSource, dimension: Int, as reading: SampleReading = SampleReading()
  ) throws -> ReadSamples {
    switch source {
    case .file(let file): try read(file, dimension: dimension, as: reading)
    case .standardInput: try readStandardInput(dimension: dimension, as: reading)
    }
  }

  /// The samples in a file of any program, of `dimension` numbers each.
  ///
  /// The first bytes show the format: NumPy's `.npy`, an archive `.npz`, or text, each also compressed by
  /// gzip. An array has a row for each sample, or is `[n]` if the dimension is 1; it may have any real type, order
  /// of bytes and order of rows. A text has a line for each sample, of decimal numbers between commas,
  /// semicolons, tabs or blanks, with a decimal point or comma; comments begin with `#`. What was recognized is in
  /// `notes`.
  ///
  /// Throws `SettingError` if the number of columns is not `dimension`, or if a setting does not suit the format,
  /// and `FileError` in one line with the file, and the line or row of the error: for a file that is neither a
  /// regular file nor a pipe, is larger than 1 GiB, also when decompressed, or contains no samples, and for invalid samples that
  /// may not be dropped.
  public static func read(
    _ file: URL, dimension: Int, as reading: SampleReading = SampleReading()
  ) throws -> ReadSamples {
    // The path as the user wrote it.
    let isHere = file.baseURL?.path == FileManager.default.currentDirectoryPath
    let path = isHere ? file.relativePath : file.path
    return try read(
      RegularFile.bytes(ofFileOrPipe: path), named: path, dimension: dimension, as: reading)
  }

  /// The samples at the standard input, up to its end; throws as for a file.
  public static func readStandardInput(
    dimension: Int, as reading: SampleReading = SampleReading()
  ) throws -> ReadSamples {
    try read(
      StandardInput.bytes(), named: StandardInput.name, dimension: dimension, as: reading)
  }

  /// The samples in a file's contents; `name` is that of the file in errors.
  public static func read(
    _ bytes: [UInt8], named name: String, dimension: Int,
    as reading: SampleReading = SampleReading()
  ) throws -> ReadSamples {
    let content = try SampleContent(bytes, named: name.inOneLine(), as: reading)
    try content.require(reading, dimension: dimension)
    return try content.samples(dimension: dimension, as: reading)
  }
}
