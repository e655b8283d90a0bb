import Foundation
import ToyGANFiles
import ToyGANGames
import ToyGANTargets

/// A file that a configuration reads: the points of its target, or the checkpoint at which it starts.
///
/// A run and a sweep keep a copy of it: what is trained does not change if the file changes later, and the
/// folder can be moved to another place.
package struct InputFile {
  package enum Kind: CaseIterable {
    case points, start

    /// Dotted path of the setting that names the file.
    package var key: String { self == .points ? "target.points.file" : "start.from" }
    /// The copy in the folder of a run.
    var nameInRun: String { self == .points ? "points.csv" : "start.safetensors" }

    /// The file of this kind that a configuration reads; nil if it reads none.
    func file(of configuration: Configuration) -> URL? {
      switch self {
      case .points:
        let name = configuration.target.settings(as: PointsTarget.self)?.file ?? ""
        return name.isEmpty ? nil : URL(fileURLWithPath: name)
      case .start: return configuration.start?.file
      }
    }

    /// Makes a configuration read another file.
    func set(_ path: String, in configuration: inout Configuration) {
      switch self {
      case .points: configuration.target = .points(file: path)
      case .start: configuration.start?.from = path
      }
    }
  }

  package let kind: Kind
  package let url: URL
  /// The CRC-32 of the contents, as eight hexadecimal digits.
  let checksum: String

  /// All files that a configuration reads.
  ///
  /// Throws `FileError` if one cannot be read.
  static func all(of configuration: Configuration) throws -> [InputFile] {
    try Kind.allCases.compactMap { kind in
      try kind.file(of: configuration).map {
        let checksum = RedundancyCheck.zlib.text(try RegularFile.bytes(of: $0.path))
        return InputFile(kind: kind, url: $0, checksum: checksum)
      }
    }
  }

  /// The contents, which a plan of many runs does not hold in memory.
  ///
  /// Throws `FileError` if the file cannot be read, or if it has changed since.
  func bytes() throws(FileError) -> [UInt8] {
    let bytes = try RegularFile.bytes(of: url.path)
    let found = RedundancyCheck.zlib.text(bytes)
    guard found == checksum else {
      throw FileError(
        file: url.path, value: "a file that has changed, of checksum \(found),",
        allowed: "the file with which the run was planned, of checksum \(checksum)")
    }
    return bytes
  }

  /// The copy in the folder of a sweep: its name tells contents apart.
  var nameInSweep: String {
    let parts = kind.nameInRun.split(separator: ".")
    return "inputs/\(parts[0])-\(checksum).\(parts[1])"
  }
}

extension Configuration {
  /// This configuration with other files in place of those that it reads.
  func reading(_ inputs: [InputFile], from path: (InputFile) -> String) -> Configuration {
    var copy = self
    for input in inputs { input.kind.set(path(input), in: &copy) }
    return copy
  }
}
