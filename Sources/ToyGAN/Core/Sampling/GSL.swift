import CGSL

/// A failure reported by the GNU Scientific Library.
public struct GSLError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The library's status code, never `GSL_SUCCESS`.
  public let status: Int32

  package init(status: Int32) { self.status = status }

  /// The library's description of the code.
  public var description: String { "GSL: \(String(cString: gsl_strerror(status)))" }
}

/// Error handling for calls of the GNU Scientific Library.
package enum GSL {
  // By default the library aborts the process on any error. A static property is initialized only once.
  private static let handlerIsOff: Void = { _ = gsl_set_error_handler_off() }()

  /// Makes the library report errors instead of ending the process; must
  /// be called before any other call of the library.
  package static func start() { handlerIsOff }

  /// Converts a status code of the library to a Swift error.
  package static func check(_ status: Int32) throws(GSLError) {
    guard status == Int32(GSL_SUCCESS) else { throw GSLError(status: status) }
  }
}
