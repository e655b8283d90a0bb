import Foundation

/// A program of the machine, found in the search path.
struct ExternalCommand: Sendable {
  let name: String
  private let executable: URL

  /// Nil when no folder of the search path has it.
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
    /// Without blanks at either end.
    var output, errors: String
  }

  /// Runs it to its end.
  func run(_ arguments: [String]) throws -> Result {
    let process = Process()
    (process.executableURL, process.arguments) = (executable, arguments)
    process.standardInput = FileHandle.nullDevice
    let (output, errors) = (Pipe(), Pipe())
    (process.standardOutput, process.standardError) = (output, errors)
    try process.run()
    // A scheduler's answers are far smaller than what a pipe holds, so one may be read after the other.
    let texts = [output, errors].map {
      String(decoding: $0.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        .trimmingCharacters(in: .whitespacesAndNewlines)
    }
    process.waitUntilExit()
    return Result(status: process.terminationStatus, output: texts[0], errors: texts[1])
  }
}
