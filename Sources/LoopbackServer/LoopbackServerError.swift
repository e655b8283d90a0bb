import Foundation
import NIOCore

/// A reason why the server could not be started, as one line of text.
public enum LoopbackServerError: Error, Equatable, CustomStringConvertible {
  /// Another program listens on the port.
  case portInUse(Int)
  /// The operating system refused the port for another reason.
  case portRefused(Int, reason: String)

  init(_ error: any Error, port: Int) {
    switch (error as? IOError)?.errnoCode {
    case EADDRINUSE?: self = .portInUse(port)
    case let code?: self = .portRefused(port, reason: String(cString: strerror(code)))
    case nil: self = .portRefused(port, reason: "\(error)")
    }
  }

  /// The description as one line that says what to do.
  public var description: String {
    switch self {
    case .portInUse(let port):
      "port \(port) is in use by another program; choose another one, or 0 for any free port"
    case .portRefused(let port, let reason):
      "port \(port) cannot be used (\(reason)); choose another one, or 0 for any free port"
    }
  }
}
