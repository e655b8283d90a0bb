import Foundation

/// A script that can be started as soon as it is written.
///
/// A child writes it. A file that this process held open for writing could pass to a process that
/// another test starts at that moment, and nobody can start a file that somebody may write to.
enum ExecutableScript {
  static func write(_ text: String, to file: URL) throws {
    let writer = Process()
    writer.executableURL = URL(fileURLWithPath: "/bin/sh")
    let command = "printf %s \"$1\" >\"$2\" && chmod 755 \"$2\""
    writer.arguments = ["-c", command, "sh", text, file.path]
    try writer.run()
    writer.waitUntilExit()
    guard writer.terminationStatus == 0 else { throw CocoaError(.fileWriteUnknown) }
  }
}
