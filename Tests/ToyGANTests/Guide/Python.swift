import Foundation

/// Python 3, by which the documents are run.
enum Python {
  /// Whether it is installed.
  static let isThere = succeeds(["-c", ""])
  /// Whether it has NumPy.
  static let hasNumPy = succeeds(["-c", "import numpy"])

  /// The folder of the repository.
  static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Runs a script of `Tests/Tutorials`, and returns its status and both of its outputs.
  static func run(_ script: String, _ arguments: [String]) throws -> (status: Int32, text: String) {
    let file = repository.appendingPathComponent("Tests/Tutorials/\(script)").path
    return try launch(["-B", file] + arguments)
  }

  private static func succeeds(_ arguments: [String]) -> Bool {
    (try? launch(arguments).status) == 0
  }

  private static func launch(_ arguments: [String]) throws -> (status: Int32, text: String) {
    let folder = FileManager.default.temporaryDirectory
    let output = folder.appendingPathComponent("\(UUID()).out")
    _ = FileManager.default.createFile(atPath: output.path, contents: nil)
    defer { try? FileManager.default.removeItem(at: output) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    process.standardInput = FileHandle.nullDevice
    let handle = try FileHandle(forWritingTo: output)
    try handle.seekToEnd()
    (process.standardOutput, process.standardError) = (handle, handle)
    try process.run()
    Patience.until(pause: 20_000) { !process.isRunning }
    process.waitUntilExit()
    return (process.terminationStatus, try String(contentsOf: output, encoding: .utf8))
  }
}
