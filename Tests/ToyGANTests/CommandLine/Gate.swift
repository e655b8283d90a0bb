import Foundation

/// A pipe at which a script stops, `read -r _ <PIPE`, until the test lets it continue.
final class Gate {
  let url: URL
  private var end: Int32 = -1

  init(in folder: URL) throws {
    url = folder.appendingPathComponent("gate")
    guard mkfifo(url.path, 0o600) == 0 else { throw CocoaError(.fileWriteUnknown) }
  }

  /// A script that still waits at the pipe would wait forever.
  deinit { letPass() }

  /// Whether a script stands there.
  ///
  /// It stays: its line does not end before this end of the pipe is closed.
  func isReached() -> Bool {
    // Refused while nobody reads.
    if end < 0 { end = open(url.path, O_WRONLY | O_NONBLOCK | O_CLOEXEC) }
    return end >= 0
  }

  func letPass() {
    guard isReached() else { return }
    close(end)
    end = -1
  }
}
