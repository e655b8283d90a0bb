import CGSL

/// A failure reported by the GNU Scientific Library.
public struct GSLError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The library's status code, never `GSL_SUCCESS`.
  public let status: Int32

  package init(status: Int32) { self.status = status }

  /// What the library says about the code.
  public var description: String { "GSL: \(String(cString: gsl_strerror(status)))" }
}

/// How ToyGAN stands towards the GNU Scientific Library.
package enum GSL {
  // The library aborts the process on any error by default. A static is made once, whoever asks.
  private static let handlerIsOff: Void = { _ = gsl_set_error_handler_off() }()

  /// Makes the library report errors instead of ending the process; everything that calls it
  /// calls this first.
  package static func start() { handlerIsOff }

  /// Turns a status code of the library into a Swift error.
  package static func check(_ status: Int32) throws(GSLError) {
    guard status == Int32(GSL_SUCCESS) else { throw GSLError(status: status) }
  }
}
