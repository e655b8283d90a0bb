import Foundation
import ToyGANFiles
import ToyGANSettings

/// The gnuplot program of this machine.
package struct Gnuplot: Sendable {
  /// Folders to search, separated by colons as in `PATH`.
  var searchPath: String
  /// Seconds after which a drawing is stopped.
  var limit: Double

  package init(
    searchPath: String = ProcessInfo.processInfo.environment["PATH"] ?? "", limit: Double = 120
  ) {
    self.searchPath = searchPath
    self.limit = limit
  }

  /// Runs the script with a name in a folder and returns the drawn file.
  ///
  /// The file is drawn in a separate folder and renamed when it is complete, so that an incomplete one never
  /// appears, and so that no file of the folder is opened for writing, which could be a link to another place.
  /// Throws a `GnuplotError`.
  func draw(_ name: String, format: PictureFormat, in folder: URL) throws -> URL {
    let picture = folder.appendingPathComponent("\(name).\(format)")
    let workspace = try DrawingFolder(in: folder)
    let partial = "\(workspace.name)/\(name).\(format)"
    try run(
      ["-d", "-e", "format='\(format)'; output='\(partial)'", "\(name).gp"], script: "\(name).gp",
      in: folder, log: workspace.url.appendingPathComponent("messages"))
    let beside = folder.appendingPathComponent(partial)
    guard let bytes = try RegularFile.bytes(at: beside), format.isComplete(bytes)
    else {
      throw GnuplotError.failed(
        script: "\(name).gp", message: "the picture is incomplete; is the disk full?")
    }
    let undated = format.withoutDate(bytes)
    if undated != bytes { try AtomicFile.write(undated, to: beside) }
    guard rename(beside.path, picture.path) == 0 else {
      throw MachineError.unwritable(picture.path, because: errno)
    }
    return picture
  }

  private func executable(scripts: URL) throws -> URL {
    for folder in searchPath.split(separator: ":") {
      let candidate = URL(fileURLWithPath: String(folder)).appendingPathComponent("gnuplot")
      if FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate }
    }
    throw GnuplotError.notFound(scripts: scripts.path)
  }

  private func run(
    _ arguments: [String], script: String, in folder: URL, log: URL
  ) throws {
    let process = Process()
    process.executableURL = try executable(scripts: folder)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.environment = Self.environment(from: ProcessInfo.processInfo.environment)
    // The output of gnuplot goes to a file, because a full pipe would block it.
    try AtomicFile.write("", to: log)
    let handle = try FileHandle(forWritingTo: log)
    defer { try? handle.close() }
    process.standardError = handle
    try wait(for: process, script: script)
    guard process.terminationStatus == 0 else {
      let said = String(decoding: try RegularFile.bytes(at: log) ?? [], as: UTF8.self)
      let message = said.trimmingCharacters(in: .whitespacesAndNewlines).inOneLine(2000)
      let isKilled = process.terminationReason == .uncaughtSignal
      let ending = "it ended \(isKilled ? "by signal" : "with status") \(process.terminationStatus)"
      throw GnuplotError.failed(script: script, message: message.isEmpty ? ending : message)
    }
  }

  private func wait(for process: Process, script: String) throws {
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    try process.run()
    guard ended.wait(timeout: .now() + limit) == .timedOut else { return }
    kill(process.processIdentifier, SIGKILL)
    ended.wait()
    throw GnuplotError.timedOut(script: script, seconds: limit)
  }

  /// The caller's environment, with a decimal point and the same letters in every locale, and without a terminal.
  static func environment(from variables: [String: String]) -> [String: String] {
    var variables = variables
    variables["LC_ALL"] = nil
    // A script chooses its terminal; a window, for which this gnuplot may not be built, is not wanted.
    variables["GNUTERM"] = nil
    variables["LC_NUMERIC"] = "C"
    // Fonts are chosen by language: where it is Japanese or Chinese, one without small Latin letters may be taken.
    variables["FC_LANG"] = "en"
    // A PDF has the time zone beside its date.
    variables["TZ"] = "UTC"
    return variables
  }
}
