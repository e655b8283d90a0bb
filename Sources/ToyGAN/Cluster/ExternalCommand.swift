import Foundation

/// A program of this machine, found in the search path.
struct ExternalCommand: Sendable {
  let name: String
  private let executable: URL

  /// Nil if no folder of the search path contains the program.
  init?(_ name: String, searchPath: String = ProcessInfo.processInfo.environment["PATH"] ?? "") {
    let places = searchPath.split(separator: ":").map {
      URL(fileURLWithPath: String($0)).appendingPathComponent(name)
    }
    guard let place = places.first(where: { FileManager.default.isExecutableFile(atPath: $0.path) })
    else { return nil }
    self.name = name
    executable = place
  }

  struct Result {
    var status: Int32
    /// Output texts without blanks at either end.
    var output, errors: String
  }

  /// Runs the program until it ends.
  func run(_ arguments: [String]) throws -> Result {
    let process = Process()
    (process.executableURL, process.arguments) = (executable, arguments)
    process.standardInput = FileHandle.nullDevice
    let (output, errors) = (Pipe(), Pipe())
    (process.standardOutput, process.standardError) = (output, errors)
    try process.run()
    // A scheduler's answers are far smaller than a pipe's buffer, so that one can be read after the other.
    let texts = [output, errors].map {
      String(decoding: $0.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        .trimmingCharacters(in: .whitespacesAndNewlines)
    }
    process.waitUntilExit()
    return Result(status: process.terminationStatus, output: texts[0], errors: texts[1])
  }
}
