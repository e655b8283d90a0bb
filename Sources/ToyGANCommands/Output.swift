import Foundation
import ToyGAN

/// The standard output: what a command answers.
///
/// Every text is written at once and checked, so that no answer is lost without an error.
package enum Output {
  /// Writes a text followed by a line break.
  ///
  /// Throws `MachineError` if the text cannot be written completely, for example on a full disk.
  package static func line(_ text: String) throws(MachineError) { try write(text + "\n") }

  /// Writes a text.
  ///
  /// Throws `MachineError` if the text cannot be written completely, for example on a full disk. The program
  /// ends quietly, by SIGPIPE, if the reader of a pipe has ended.
  static func write(_ text: String) throws(MachineError) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes {
        Foundation.write(STDOUT_FILENO, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let reason = isClosed ? EBADF : errno
        throw MachineError(
          cannot: "write", "standard output", because: SystemReason.text(reason))
      }
      bytes = bytes.dropFirst(count)
    }
  }

  /// Whether the caller has closed the stream.
  nonisolated(unsafe) private static var isClosed = false

  /// Opens the streams that the caller has closed, so that no file of a run takes their numbers: reading finds
  /// nothing, and writing fails as on a full disk.
  static func reserveStreams() {
    for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO]
    where fcntl(stream, F_GETFD) < 0 && errno == EBADF {
      if stream == STDOUT_FILENO { isClosed = true }
      // The new file has the smallest free number, which is that of the closed stream.
      _ = stream == STDIN_FILENO ? open("/dev/null", O_RDONLY) : open("/dev/full", O_WRONLY)
    }
  }
}
