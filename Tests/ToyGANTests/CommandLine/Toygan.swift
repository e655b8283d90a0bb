import Foundation
import Testing

/// The built program, run as a user would.
struct Toygan {
  var status: Int32
  var output: String
  var errors: String

  var errorLines: [Substring] { errors.split(separator: "\n") }

  /// Runs it in a folder, with another search path if given, other variables, and a file as its input.
  init(
    _ arguments: [String], in folder: URL, path: String? = nil, environment: [String: String] = [:],
    input: URL? = nil
  ) throws {
    let process = Process()
    process.executableURL = try Self.program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    var variables = ProcessInfo.processInfo.environment
    // What the tests' own terminal is must not matter.
    variables["COLUMNS"] = nil
    if let path { variables["PATH"] = path }
    process.environment = variables.merging(environment) { $1 }
    process.standardInput = try input.map { try FileHandle(forReadingFrom: $0) } ?? .nullDevice
    // Files, not pipes: nobody has to read while it runs.
    let files = ["out", "err"].map { folder.appendingPathComponent(".\(UUID()).\($0)") }
    for file in files { _ = FileManager.default.createFile(atPath: file.path, contents: nil) }
    process.standardOutput = try FileHandle(forWritingTo: files[0])
    process.standardError = try FileHandle(forWritingTo: files[1])
    try process.run()
    if !Patience.until({ !process.isRunning }) {
      kill(process.processIdentifier, SIGKILL)
      Issue.record("toygan \(arguments) does not end")
    }
    process.waitUntilExit()
    status = process.terminationStatus
    output = try String(contentsOf: files[0], encoding: .utf8)
    errors = try String(contentsOf: files[1], encoding: .utf8)
  }

  #if DEBUG
    /// Whether the tests run in release, with the program that users run.
    static let isOptimized = false
  #else
    /// Whether the tests run in release, with the program that users run.
    static let isOptimized = true
  #endif

  /// The program, which is built beside the tests.
  static var program: URL {
    get throws {
      let places = [Bundle.main.executableURL] + Bundle.allBundles.map(\.bundleURL)
      let arguments = CommandLine.arguments.map { URL(fileURLWithPath: $0) }
      let found = (places.compactMap { $0 } + arguments).map {
        $0.deletingLastPathComponent().appendingPathComponent("toygan")
      }.first { FileManager.default.isExecutableFile(atPath: $0.path) }
      return try #require(found, "toygan is not built")
    }
  }
}
